"""What the section model sees of who speaks: whether, how, as what, and whether they spoke before.

A judgement is somebody's, and who passes one on (an official, an analyst, a witness) says much about where a reader
would look for it. Never reads a name.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from briefing.analyse.sentences import Span
from briefing.model import Attribution, Kind

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]

_KINDS: tuple[Kind, ...] = get_args(Kind)
VOICE = ("voiced", "direct", "quoted_words", "has_role", "heard_before", "goes_on", "several_words", *_KINDS)


def voice_features(spans: Sequence[Span], voices: Sequence[Attribution | None]) -> "Matrix":
    """Features of the voice of each sentence: float32 of shape (len(spans), len(VOICE)), all 0 where nobody speaks."""
    import numpy as np

    rows = np.zeros((len(spans), len(VOICE)), dtype=np.float32)
    heard: set[str] = set()
    before = ""
    for row, span, voice in zip(rows, spans, voices, strict=True):
        if voice is not None:
            quoted = (voice.quote[1] - voice.quote[0]) / (span.end - span.start) if voice.quote else 0.0
            id_ = voice.speaker_id
            kinds = (voice.kind == kind for kind in _KINDS)
            several = " " in voice.speaker
            row[:] = (1, voice.direct, quoted, bool(voice.role), id_ in heard, id_ == before, several, *kinds)
            heard.add(id_)
        before = voice.speaker_id if voice else ""
    return rows
