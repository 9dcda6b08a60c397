"""The field's terms, each with the values that it may have."""

from typing import Literal

Section = Literal["background", "escalation", "analyst_views", "outlook", "boilerplate"]
Label = Literal[
    "Main", "Consequence", "Previous", "Context", "Historical", "Anecdotal", "Evaluation", "Expectation", "NA"
]
Kind = Literal["analyst", "official", "witness", "media", "unnamed"]
Precision = Literal["day", "month", "season", "year", "range"]

#: Van Dijk's labels, as annotated in NewsDiscourse (Choubey et al. 2020), and the section that each one fits.
SECTION_OF: dict[Label, Section] = {
    "Main": "escalation",
    "Consequence": "escalation",
    "Previous": "escalation",
    "Context": "background",
    "Historical": "background",
    "Anecdotal": "background",
    "Evaluation": "analyst_views",
    "Expectation": "outlook",
    "NA": "boilerplate",
}
