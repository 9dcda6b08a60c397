"""articles -> stories: near-duplicates, stories across languages, lasting ids, rank and headline. No clock."""

from briefing.group.corrections import correct
from briefing.group.grouping import group
from briefing.group.headlines import headline
from briefing.group.memory import pieces_of, recall, remember
from briefing.group.rank import rank, reasons
from briefing.group.reasons import Reasons
from briefing.group.watch import watched

__all__ = [
    "Reasons",
    "correct",
    "group",
    "headline",
    "pieces_of",
    "rank",
    "reasons",
    "recall",
    "remember",
    "watched",
]
