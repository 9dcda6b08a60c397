"""articles -> stories: near-duplicates, stories across languages, lasting ids, rank and headline. No clock."""

from briefing.group.corrections import correct
from briefing.group.grouping import group
from briefing.group.headlines import headline
from briefing.group.rank import rank
from briefing.group.texts import vector_text

__all__ = ["correct", "group", "headline", "rank", "vector_text"]
