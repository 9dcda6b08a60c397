"""Teach the networks of `network` with torch; numbers out, never imported by the program.

A network learns van Dijk's labels and, half as hard, the sections they make. Of every third text it gets no vectors,
and of every text some features are missing, so that it leans on nothing that another language may lack.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from briefing.analyse.judgement import SECTIONS
from briefing.analyse.sections import LABELS
from briefing.model import SECTION_OF

HIDDEN, RECURRENT = 80, 48
EPOCHS, BATCH, RATE, DECAY = 10, 8, 2e-3, 0.02
WITHOUT_INPUT, WITHOUT_UNITS, WITHOUT_FEATURE, WITHOUT_VECTORS = 0.4, 0.5, 0.15, 0.3
SMOOTHING, SECTIONS_TOO = 0.05, 0.5
_IN_SECTION = torch.tensor([[SECTION_OF[label] == section for label in LABELS] for section in SECTIONS])

#: A document: its two views (2, n, d) by `sections.observe`, and the index of each sentence's label (n,).
Document = tuple[Any, Any]


class Network(nn.Module):
    """The network that `network.run` runs."""

    def __init__(self, inputs: int, features: int) -> None:
        super().__init__()
        self.features = features
        self.layer = nn.Linear(inputs, HIDDEN)
        self.gru = nn.GRU(HIDDEN, RECURRENT, bidirectional=True)
        self.out = nn.Linear(HIDDEN + 2 * RECURRENT, len(LABELS))
        self.without_input, self.without_units = nn.Dropout(WITHOUT_INPUT), nn.Dropout(WITHOUT_UNITS)

    def forward(self, texts: Sequence[Tensor]) -> Tensor:
        """Logits (sentences of all texts, labels) given their views; while it learns, of a view drawn by chance."""
        seen = [self._seen(views) for views in texts]
        hidden = self.without_units(torch.relu(self.layer(self.without_input(torch.cat(seen)))))
        packed = nn.utils.rnn.pack_sequence(hidden.split([len(rows) for rows in seen]), enforce_sorted=False)
        states, _ = self.gru(packed)
        unpacked = torch.cat(nn.utils.rnn.unpack_sequence(states))
        logits: Tensor = self.out(torch.cat([hidden, self.without_units(unpacked)], dim=1))
        return logits

    def _seen(self, views: Tensor) -> Tensor:
        if not self.training:
            return views[0]
        seen = views[int(torch.rand(1).item() < WITHOUT_VECTORS)].clone()
        seen[:, : self.features] *= torch.rand(self.features) > WITHOUT_FEATURE
        return seen


def teach(documents: Sequence[Document], *, features: int, seed: int) -> dict[str, Any]:
    """The arrays of one network (`network.SHAPES` without k) that has read `documents`; the same for one `seed`."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    order = np.random.default_rng(seed)
    given = [(torch.from_numpy(views), torch.from_numpy(labels)) for views, labels in documents]
    network = Network(given[0][0].shape[2], features)
    steps = EPOCHS * -(-len(given) // BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.2)
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(given))
        for start in range(0, len(given), BATCH):
            batch = [given[i] for i in shuffled[start : start + BATCH]]
            loss = _loss(network([views for views, _ in batch]), torch.cat([labels for _, labels in batch]))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    return _arrays(network.state_dict())


def _loss(logits: Tensor, labels: Tensor) -> Tensor:
    surprise = nn.functional.cross_entropy(logits, labels, label_smoothing=SMOOTHING)
    log_odds = torch.log_softmax(logits, dim=1)
    sections = torch.stack([torch.logsumexp(log_odds[:, those], dim=1) for those in _IN_SECTION], dim=1)
    return surprise + SECTIONS_TOO * nn.functional.nll_loss(sections, _IN_SECTION.int().argmax(dim=0)[labels])


def _arrays(state: Mapping[str, Tensor]) -> dict[str, Any]:
    ways = ("", "_reverse")
    return {
        "layer": state["layer.weight"].T.numpy(),
        "layer_bias": state["layer.bias"].numpy(),
        "gru_in": np.stack([state[f"gru.weight_ih_l0{way}"].T.numpy() for way in ways]),
        "gru_in_bias": np.stack([state[f"gru.bias_ih_l0{way}"].numpy() for way in ways]),
        "gru_state": np.stack([state[f"gru.weight_hh_l0{way}"].T.numpy() for way in ways]),
        "gru_state_bias": np.stack([state[f"gru.bias_hh_l0{way}"].numpy() for way in ways]),
        "out": state["out.weight"].T.numpy(),
        "out_bias": state["out.bias"].numpy(),
    }
