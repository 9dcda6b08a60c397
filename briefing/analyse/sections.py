"""Which of van Dijk's labels a sentence carries, and in which section of a briefing it belongs; run with numpy.

Five small recurrent networks read the article's sentences in order, each by its vector, shape, dates, cue words and
voice; their mean gives the labels. `judgement` weighs that with the plain facts for the section. The networks were
taught with the vectors left out now and then, so they read a language that the encoder doesn't know with its vectors
blank, and every other language both ways.

Model card. Data: NewsDiscourse (Choubey et al. 2020), training split, 10,621 English sentences of 502 articles, for
the labels, whose shifts its validation split sets too; that split and 18 articles in ten languages, laid out in
sections by hand, for the sections; voices as `voices` and `spoken` find them. The weights are numbers, no text of it
is here. Made by `briefing.analyse.train`; `python tests/quality` gives all scores.
Limits: learnt from English agency and newspaper prose, so columns, interviews and live blogs go wrong; Previous against
Historical and Context against either is often a matter of opinion; other languages rely on the shared vector space,
on voices and dates and on cue words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, get_args

from briefing.analyse.context import RELATIONS, centred, relate
from briefing.analyse.features import SCALARS, scalars
from briefing.analyse.judgement import SECTIONS, judge, weigh
from briefing.analyse.network import run
from briefing.analyse.reading import Reading
from briefing.analyse.voice_features import VOICE, voice_features
from briefing.model import SECTION_OF, Label

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]
    Row = np.ndarray[tuple[int], np.dtype[np.float32]]

LABELS: tuple[Label, ...] = get_args(Label)
#: What a network sees of a sentence, before its vector.
FEATURES = (*SCALARS, *VOICE, *RELATIONS)
_WEIGHTS = "sections.npz"
_CLIP = 4.0
#: A coordinate of a unit vector is small beside a standardised number.
_VECTOR_SCALE = 12.0
#: How much the label counts in how sure a section is; chosen on NewsDiscourse's validation split.
_LABEL_COUNTS = 0.3
#: Which section each label fits, as a matrix (labels, sections).
_FITS = [[SECTION_OF[label] == section for section in SECTIONS] for label in LABELS]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`labels` (n, len(LABELS)) and `sections` (n, len(SECTIONS)) are calibrated probabilities, rows sum to 1.

    `leaning` are log-odds of the labels, shifted so that rare ones get their due: the greatest is the label to name.
    `sure` (n, len(SECTIONS)) says how far label and section speak for each: by it the best of a section are found.
    """

    labels: "Matrix"
    leaning: "Matrix"
    sections: "Matrix"
    sure: "Matrix"


def classify(reading: Reading) -> Verdict:
    """Judge the sentences that `reading` keeps, in order."""
    import numpy as np

    if not reading.kept:
        nothing = [np.zeros((0, len(kinds)), dtype=np.float32) for kinds in (LABELS, LABELS, SECTIONS, SECTIONS)]
        return Verdict(*nothing)
    weights = _weights()
    own = own_features(reading)
    views = softmax(run(weights["network"], observe(weights, own, reading.vectors, reading.title))).mean(axis=1)
    log_odds = np.log(views[0] + 1e-9) / weights["temperature"]
    labels, sections = softmax(log_odds), softmax(judge(weights["judgement"], weigh(views, own)))
    sure = (1 - _LABEL_COUNTS) * sections + _LABEL_COUNTS * labels @ _FITS
    return Verdict(labels, log_odds + weights["bias"], sections, sure)


def own_features(reading: Reading) -> "Matrix":
    """Features of each sentence by itself: float32 of shape (n, len(SCALARS) + len(VOICE))."""
    import numpy as np

    article, spans = reading.article, reading.kept_spans
    counted = scalars(article, spans, reading.dates, article.language)
    return np.hstack([counted, voice_features(spans, reading.voices)])


def observe(weights: Mapping[str, Any], own: "Matrix", vectors: "Matrix | None", title: "Row | None") -> Any:  # noqa: ANN401
    """Both views of the sentences, float32 (2, n, len(FEATURES) + 512): with their vectors, and with those blank.

    `weights` needs `mean` (512,), `centre` and `scale` (len(FEATURES),). Without `vectors` both views are blank.
    """
    import numpy as np

    n, relations = len(own), len(RELATIONS)
    views = np.zeros((2, n, len(FEATURES) + len(weights["mean"])), dtype=np.float32)
    plain = np.hstack([own, np.zeros((n, relations), dtype=np.float32)])
    views[:, :, : len(FEATURES)] = np.clip((plain - weights["centre"]) * weights["scale"], -_CLIP, _CLIP)
    views[:, :, len(FEATURES) - relations : len(FEATURES)] = 0
    if vectors is not None:
        seen = centred(vectors, weights["mean"])
        near = relate(seen, None if title is None else centred(title[None], weights["mean"])[0])
        near = (near - weights["centre"][-relations:]) * weights["scale"][-relations:]
        views[0, :, len(FEATURES) - relations : len(FEATURES)] = np.clip(near, -_CLIP, _CLIP)
        views[0, :, len(FEATURES) :] = seen * _VECTOR_SCALE
    return views


def softmax(logits: Any) -> Any:  # noqa: ANN401 - arrays
    """Probabilities along the last axis."""
    import numpy as np

    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


@cache
def _weights() -> dict[str, Any]:
    """The arrays of the packaged file, those with a dot in their name in a dictionary of their own."""
    import numpy as np

    weights: dict[str, Any] = {}
    with (files(__package__) / _WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        for name in stored.files:
            group, _, part = name.rpartition(".")
            (weights.setdefault(group, {}) if group else weights)[part] = stored[name].astype(np.float32)
    return weights
