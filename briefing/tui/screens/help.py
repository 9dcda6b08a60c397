"""The keys of a screen, made from its bindings: whatever is rebound is told as it is."""

from collections.abc import Iterator

from textual.screen import Screen

from briefing.render.cells import cells
from briefing.render.layout import Block, Run
from briefing.tui.keys import actions
from briefing.tui.screens.reading import ReadingScreen

LEGEND = (
    ("•", "a story you have not read", "new"),
    ("*", "a story you pinned", "pinned"),
    ("NEW", "not in the briefing you had before", "new"),
    ("UPDATED", "has news since you read it", "new"),
    ("▁▃█", "its articles day by day, up to today", "spark"),
    ("[1][4]", "the sources that say so: Enter shows the line in its article", "cite"),
    ("~", 'a date that was worked out from words such as "on Friday"', "date"),
)


class HelpScreen(ReadingScreen):
    """All keys, by where they hold."""

    def __init__(self, of: Screen[object]) -> None:
        super().__init__("Help")
        self._of = of

    def blocks(self) -> Iterator[Block]:
        """A line a key, then the signs."""
        groups = self._groups()
        column = max((cells(keys) for lines in groups.values() for keys, _ in lines), default=0) + 4
        for title, lines in groups.items():
            yield Block(runs=(Run(title.upper(), "background"),), of=title)
            for keys, what in lines:
                yield Block(runs=(Run(what),), indent=column, label=Run(f"  {keys}", "key"))
            yield Block()
        yield Block(runs=(Run("SIGNS", "background"),), of="signs")
        for sign, what, style in LEGEND:
            yield Block(runs=(Run(what),), indent=column, label=Run(f"  {sign}", style))
        yield Block()
        path = self.host.opening.workspace.sources
        yield Block(runs=(Run(f"Keys can be set by their names in [settings.keys] of {path}:", "meta"),), indent=2)
        yield Block(runs=(Run(", ".join(sorted(actions())), "meta"),), indent=2)

    def _groups(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[tuple[str, str], list[str]] = {}
        for key, active in self._of.active_bindings.items():
            binding = active.binding
            if not binding.description or not binding.id:  # those without a name are Textual's own
                continue
            title = active.node.BINDING_GROUP_TITLE or "Here"
            what = binding.description + (f": {binding.tooltip}" if binding.tooltip else "")
            found.setdefault((title, what), []).append(self.host.get_key_display(binding.with_key(key)))
        groups: dict[str, list[tuple[str, str]]] = {}
        for (title, what), keys in found.items():
            groups.setdefault(title, []).append((" ".join(keys), what))
        return groups
