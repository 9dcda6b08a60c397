"""What the edition covers: how many sources were asked, and which failed and why."""

from collections.abc import Iterator

from briefing.render.coverage import asked, failures
from briefing.render.layout import Block, Run, plain
from briefing.tui.screens.reading import ReadingScreen


class FailuresScreen(ReadingScreen):
    """One line each."""

    def __init__(self) -> None:
        super().__init__("app.what_failed")

    def blocks(self) -> Iterator[Block]:
        """Counts, then the failures; what the last refresh said if it did not come to an end."""
        edition = self.host.desk.edition
        for line in self.host.last_trouble:
            yield Block(runs=(Run(f"{self.words['app.last_refresh']} ", "failed"), Run(plain(line))), indent=1, hang=2)
        if not edition:
            return
        yield Block(runs=(Run(asked(edition, self.words) or self.words["app.no_asked"], "title"),), indent=1)
        yield Block()
        for line in failures(edition, self.words):
            yield Block(runs=(Run(plain(line)),), indent=1, hang=3)
        if not edition.failures:
            yield Block(runs=(Run(self.words["app.nothing_failed"], "note"),), indent=1)
