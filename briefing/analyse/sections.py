"""Which of van Dijk's labels a sentence carries: a small linear model, learnt once, run with numpy.

Two steps. The first judges each sentence by its vector, its shape, dates and cue words and those of its surroundings;
the second looks at how the sentences around it were judged, and judges again (stacking). A second set of weights
does without vectors, for languages that the encoder doesn't know. Never reads who speaks: `judgement` weighs that in.

Model card. Data: NewsDiscourse (Choubey et al. 2020), training split, 10,621 English sentences of 502 articles; its
validation split set the temperature. The weights are numbers, no text of it is here. Made by `briefing.analyse.train`.
Scores, macro F1 on the validation split: .51 over nine labels, .53 over four sections; `python tests/quality` gives
all. Limits: learnt from English agency and newspaper prose, so columns, interviews and live blogs go wrong;
Previous against Historical and Context against either is often a matter of opinion; other languages rely on the
shared vector space and on cue words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, get_args

from briefing.analyse.context import judged_around, relate, surround
from briefing.analyse.features import SCALARS, scalars
from briefing.analyse.sentences import Span
from briefing.language import table
from briefing.model import Article, DateMention, Label

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]
    Row = np.ndarray[tuple[int], np.dtype[np.float32]]

LABELS: tuple[Label, ...] = get_args(Label)
_WEIGHTS = "sections.npz"
_CLIP = 5.0
_SIGNS = ("ahead", "future_any", "days", "weeks", "months", "this_year", "aftermath_any")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`probabilities` (len(spans), len(LABELS)), calibrated, rows sum to 1; `leaning` their log-odds, even-handed.

    `leaning` is shifted so that rare labels get their due: its maximum is the label to print. `ahead` tells which
    sentences have a word or a date that looks ahead.
    """

    probabilities: "Matrix"
    leaning: "Matrix"
    ahead: tuple[bool, ...]
    lately: tuple[bool, ...]


def classify(
    article: Article,
    spans: Sequence[Span],
    *,
    dates: Sequence[Sequence[DateMention]],
    vectors: "Matrix | None",
    title: "Row | None" = None,
    language: str,
) -> Verdict:
    """Judge the sentences `spans` of `article`, in order, given their dates, their unit vectors and that of its title.

    `vectors` are None where `language` (BCP 47) isn't one that the encoder knows.
    """
    import numpy as np

    if not spans:
        nothing = np.zeros((0, len(LABELS)), dtype=np.float32)
        return Verdict(nothing, nothing, (), ())
    weights = _weights()
    model = "bare" if vectors is None else "full"
    own = scalars(article, spans, dates, language)
    seen = surround(own) if vectors is None else observe(own, vectors, title, mean=weights["mean"])
    first = _softmax(_logits(weights, f"{model}.first", seen))
    second = _logits(weights, f"{model}.second", np.hstack([judged_around(first), own]))
    second = second / weights[f"{model}.temperature"]
    ahead, lately = _signs(own)
    return Verdict(_softmax(second), second + weights[f"{model}.bias"], ahead, lately)


def knows_vectors(language: str) -> bool:
    """Whether the encoder's vectors mean something in `language`: `vectors = true` in its `[sections]`."""
    return bool(table(language, "sections").get("vectors", False))


def observe(own: "Matrix", vectors: "Matrix", title: "Row | None", *, mean: "Row") -> "Matrix":
    """Everything the first step sees: `own` scalars in context, vectors less the languages' common `mean`."""
    import numpy as np

    near, wide = relate(_centred(vectors, mean), None if title is None else _centred(title[None], mean)[0])
    return np.hstack([surround(own), near, wide])


def _centred(vectors: "Matrix", mean: "Row") -> "Matrix":
    import numpy as np

    moved = vectors - mean
    lengths: Any = np.linalg.norm(moved, axis=1, keepdims=True)
    centred: Matrix = moved / (lengths + 1e-6)
    return centred


def _signs(own: "Matrix") -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    has = {name: own[:, SCALARS.index(name)] > 0 for name in _SIGNS}
    ahead = has["ahead"] | has["future_any"]
    lately = has["days"] | has["weeks"] | has["months"] | (has["this_year"] & has["aftermath_any"])
    return tuple(map(bool, ahead)), tuple(map(bool, lately))


def _logits(weights: dict[str, Any], name: str, seen: "Matrix") -> Any:  # noqa: ANN401 - an array
    import numpy as np

    scaled = np.clip((seen - weights[f"{name}.centre"]) * weights[f"{name}.scale"], -_CLIP, _CLIP)
    return scaled @ weights[f"{name}.slope"] + weights[f"{name}.intercept"]


def _softmax(logits: Any) -> Any:  # noqa: ANN401 - arrays
    import numpy as np

    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@cache
def _weights() -> dict[str, Any]:
    import numpy as np

    with (files(__package__) / _WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
