"""The keys of a screen, made from its bindings: whatever is rebound is told as it is."""

from collections.abc import Iterator

from textual.screen import Screen

from briefing.render.cells import cells
from briefing.render.layout import Block, Run
from briefing.tui.keys import actions, called, explained
from briefing.tui.screens.reading import ReadingScreen

LEGEND = (
    ("•", "unread", "new"),
    ("*", "pinned", "pinned"),
    ("", "new", "new"),
    ("", "updated", "new"),
    ("▁▃█", "spark", "spark"),
    ("[1][4]", "cite", "cite"),
    ("~", "worked_out", "date"),
)


class HelpScreen(ReadingScreen):
    """All keys, by where they hold."""

    def __init__(self, of: Screen[object]) -> None:
        super().__init__("key.help")
        self._of = of

    def blocks(self) -> Iterator[Block]:
        """A line a key, then the signs."""
        words, groups = self.words, self._groups()
        column = max((cells(keys) for lines in groups.values() for keys, _ in lines), default=0) + 4
        for title, lines in groups.items():
            yield Block(runs=(Run(words.capitals(title), "background"),), of=title, rtl=words.rtl)
            for keys, what in lines:
                yield Block(runs=(Run(what),), indent=column, label=Run(f"  {keys}", "key"))
            yield Block()
        yield Block(runs=(Run(words.capitals(words["sign.signs"]), "background"),), of="signs", rtl=words.rtl)
        for sign, what, style in LEGEND:
            shown = sign or words.capitals(words.of("status", what))
            yield Block(runs=(Run(words.of("sign", what)),), indent=column, label=Run(f"  {shown}", style))
        yield Block()
        path = self.host.opening.workspace.sources
        yield Block(runs=(Run(words("sign.keys", file=path), "meta"),), indent=2)
        yield Block(runs=(Run(", ".join(sorted(actions())), "meta"),), indent=2)

    def _groups(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[tuple[str, str], list[str]] = {}
        for key, active in self._of.active_bindings.items():
            binding = active.binding
            if not binding.description or not binding.id:  # those without a name are Textual's own
                continue
            title = self.words.of("group", active.node.BINDING_GROUP_TITLE or "Here")
            tip = explained(binding, self.words)
            what = called(binding, self.words) + (f": {tip}" if tip else "")
            found.setdefault((title, what), []).append(self.host.get_key_display(binding.with_key(key)))
        groups: dict[str, list[tuple[str, str]]] = {}
        for (title, what), keys in found.items():
            groups.setdefault(title, []).append((" ".join(keys), what))
        return groups
