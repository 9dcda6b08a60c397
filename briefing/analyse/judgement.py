"""In which section a reader would look for a sentence: its label, weighed with date, voice and words that look ahead.

Van Dijk's labels say what a sentence does in its own article; a briefing asks what it does for the reader. An event of
last week is part of the chain of events even where its article tells it as context, and a plan is outlook whoever
tells it. So the last step is a regression over the network's two views of the labels and a few plain facts, learnt
on articles that somebody has laid out in sections by hand; what recent dates add is set by hand, as those are few.
Never reads the words themselves.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from briefing.analyse.features import SCALARS
from briefing.analyse.voice_features import VOICE
from briefing.model import Section

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]

#: The last columns of what `weigh` gives, and among them those of events: of the last two months, harm of this year.
JOINED = ("looks ahead", "somebody looks ahead", "lately", "told on", "lately, nobody's words", "harm, nobody's words")
DATED_EVENTS = tuple(i - len(JOINED) for i, name in enumerate(JOINED) if name.endswith("nobody's words"))
SECTIONS: tuple[Section, ...] = get_args(Section)
_FACTS = (
    "ahead", "days", "weeks", "months", "this_year", "years", "first", "first_paragraph", "question", "aftermath_any",
    "history_any", "judgement_any", "modal_any", "recent_any", "voiced", "direct", "quoted_words", "analyst",
    "official",
)  # fmt: skip
_JOINED = ("ahead", "future_any", "days", "weeks", "months", "this_year", "years", "aftermath_any", "voiced")
_NAMES = (*SCALARS, *VOICE)
_COLUMNS = [_NAMES.index(name) for name in _FACTS]


def weigh(views: Any, own: "Matrix") -> "Matrix":  # noqa: ANN401 - an array
    """What the last step sees: float32 (n, 2 * labels + facts + len(JOINED)).

    `views` are the label probabilities of both views (2, n, labels), `own` the features of `SCALARS` and `VOICE`.
    """
    import numpy as np

    has = {name: own[:, _NAMES.index(name)] > 0 for name in _JOINED}
    ahead = has["ahead"] | has["future_any"]
    lately = has["days"] | has["weeks"] | has["months"]
    harm = has["this_year"] & has["aftermath_any"]
    undated = ~(lately | has["this_year"] | has["years"] | has["ahead"])
    told_on = undated & ~has["voiced"] & (_before(lately, 1) | _before(lately, 2))
    joined = (ahead, ahead & has["voiced"], lately, told_on, lately & ~has["voiced"], harm & ~has["voiced"])
    return np.hstack([*np.log(views + 1e-3), own[:, _COLUMNS], np.stack(joined, axis=1)]).astype(np.float32)


def _before(flags: Any, steps: int) -> Any:  # noqa: ANN401 - arrays
    """What `flags` say of the sentence so many before each."""
    import numpy as np

    return np.concatenate([np.zeros(steps, dtype=bool), flags])[: len(flags)]


def judge(weights: Mapping[str, Any], weighed: "Matrix") -> Any:  # noqa: ANN401 - an array
    """Log-odds of each of `SECTIONS`: float32 (n, sections)."""
    return (weighed - weights["centre"]) * weights["scale"] @ weights["slope"] + weights["intercept"]
