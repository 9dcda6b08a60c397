"""The field's terms, each with the values that it may have."""

from typing import Literal

Section = Literal["background", "escalation", "analyst_views", "outlook", "boilerplate"]
Label = Literal[
    "Main", "Consequence", "Previous", "Context", "Historical", "Anecdotal", "Evaluation", "Expectation", "NA"
]
Kind = Literal["analyst", "official", "witness", "media", "unnamed"]
Precision = Literal["day", "month", "season", "year", "range"]

#: How likely, in the ranges of ICD 203 (2015).
Band = Literal[
    "almost_no_chance", "very_unlikely", "unlikely", "roughly_even", "likely", "very_likely", "almost_certain"
]

#: The least and the most per cent of each, from the least likely on.
BANDS: dict[Band, tuple[int, int]] = {
    "almost_no_chance": (1, 5),
    "very_unlikely": (5, 20),
    "unlikely": (20, 45),
    "roughly_even": (45, 55),
    "likely": (55, 80),
    "very_likely": (80, 95),
    "almost_certain": (95, 99),
}

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
