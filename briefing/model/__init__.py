"""The nouns of the program: frozen values, the standard library only, no behaviour beyond their own rules.

A noun's module is imported when the noun is first asked for: a dataclass is made in a millisecond, and no command needs
all of them. `__init__.pyi` says the same to type checkers.
"""

from importlib import import_module

#: Modules of this package and their nouns.
_NOUNS = {
    "analysis": "Analysis Attribution DateMention Sentence",
    "article": "Article",
    "briefing": "MEASURES SCHEMA Briefing Citation Coverage Failure Figure Measure Reference Silence Snapshot "
    "Statement Status",
    "correction": "Change Correction",
    "edition": "SPAN Edition Outline",
    "found": "Found Headline",
    "health": "STANDINGS Health Standing",
    "host": "LONGEST_REST Rest Robots",
    "mute": "Mute",
    "progress": "WAITING Progress Report silent",
    "report": "Listed Printed PrintedStory Told",
    "settings": "Bidi Settings Unset",
    "source": "Content Entry Source",
    "story": "Story",
    "terms": "BANDS SECTION_OF Band Kind Label Precision Section",
    "why": "Beside Doing Member Part Reason Tie Why",
}
_HOME = {noun: module for module, nouns in _NOUNS.items() for noun in nouns.split()}

__all__ = list(_HOME)


def __getattr__(noun: str) -> object:
    if noun not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {noun!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOME[noun]}"), noun)
    globals()[noun] = found
    return found
