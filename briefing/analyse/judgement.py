"""The last word on a sentence's label, where the model's leaning meets who is speaking.

Five rules, each a shift of log-odds chosen on the multilingual articles of the evaluation data: a view is somebody's;
who speaks foretells more often than a narrator does; words or dates that look ahead speak for an outlook; what is
dated lately belongs to the chain of events; boilerplate has had its own rules before. They are shifts, not verdicts,
so a sentence that the model is sure of stays where it is. Never invents a label.
"""

import math
from collections.abc import Sequence

from briefing.analyse.sections import LABELS, Verdict
from briefing.model import SECTION_OF, Attribution, Label

NOBODYS_VIEW = -0.7
SOMEBODYS_VIEW = 0.5
SOMEBODYS_OUTLOOK = 0.5
LOOKING_AHEAD = 0.5
DATED_LATELY = 0.7
STILL_BOILERPLATE = -1.5
#: For each label, the labels of its section.
_LABELS_BESIDE = [[i for i, other in enumerate(LABELS) if SECTION_OF[other] == SECTION_OF[label]] for label in LABELS]


def judge(verdict: Verdict, voices: Sequence[Attribution | None]) -> list[tuple[Label, float]]:
    """Label of each sentence, and the probability of the label's section in the light of the rules, to three digits."""
    judged: list[tuple[Label, float]] = []
    rows = zip(verdict.leaning, verdict.probabilities, voices, verdict.ahead, verdict.lately, strict=True)
    for leaning, probability, voice, ahead, lately in rows:
        shift = [_shift(label, voice=bool(voice), ahead=ahead, lately=lately) for label in LABELS]
        best = int((leaning + shift).argmax())
        odds = [float(p) * math.exp(by) for p, by in zip(probability, shift, strict=True)]
        judged.append((LABELS[best], round(sum(odds[i] for i in _LABELS_BESIDE[best]) / sum(odds), 3)))
    return judged


def _shift(label: Label, *, voice: bool, ahead: bool, lately: bool) -> float:
    if label == "Evaluation":
        return SOMEBODYS_VIEW if voice else NOBODYS_VIEW
    if label == "NA":
        return STILL_BOILERPLATE
    if label == "Expectation":
        return (SOMEBODYS_OUTLOOK if voice else 0) + (LOOKING_AHEAD if ahead else 0)
    return DATED_LATELY if lately and SECTION_OF[label] == "escalation" else 0
