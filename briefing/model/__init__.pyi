from briefing.model.analysis import Analysis, Attribution, DateMention, Sentence
from briefing.model.article import Article
from briefing.model.briefing import (
    MEASURES,
    SCHEMA,
    Briefing,
    Citation,
    Coverage,
    Failure,
    Figure,
    Measure,
    Reference,
    Silence,
    Snapshot,
    Statement,
    Status,
)
from briefing.model.correction import Change, Correction
from briefing.model.edition import SPAN, Edition, Outline
from briefing.model.found import Found, Headline
from briefing.model.health import STANDINGS, Health, Standing
from briefing.model.host import LONGEST_REST, Rest, Robots
from briefing.model.mute import Mute
from briefing.model.progress import WAITING, Progress, Report, silent
from briefing.model.report import Listed, Printed, PrintedStory, Told
from briefing.model.settings import Bidi, Settings, Unset
from briefing.model.source import Content, Entry, Source
from briefing.model.story import Story
from briefing.model.terms import BANDS, SECTION_OF, Band, Kind, Label, Precision, Section
from briefing.model.why import Beside, Doing, Member, Part, Reason, Tie, Why

__all__ = [
    "BANDS",
    "LONGEST_REST",
    "MEASURES",
    "SCHEMA",
    "SECTION_OF",
    "SPAN",
    "STANDINGS",
    "WAITING",
    "Analysis",
    "Article",
    "Attribution",
    "Band",
    "Beside",
    "Bidi",
    "Briefing",
    "Change",
    "Citation",
    "Content",
    "Correction",
    "Coverage",
    "DateMention",
    "Doing",
    "Edition",
    "Entry",
    "Failure",
    "Figure",
    "Found",
    "Headline",
    "Health",
    "Kind",
    "Label",
    "Listed",
    "Measure",
    "Member",
    "Mute",
    "Outline",
    "Part",
    "Precision",
    "Printed",
    "PrintedStory",
    "Progress",
    "Reason",
    "Reference",
    "Report",
    "Rest",
    "Robots",
    "Section",
    "Sentence",
    "Settings",
    "Silence",
    "Snapshot",
    "Source",
    "Standing",
    "Statement",
    "Status",
    "Story",
    "Tie",
    "Told",
    "Unset",
    "Why",
    "silent",
]
