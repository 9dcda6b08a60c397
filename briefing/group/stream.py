"""A stream of articles as it is grouped: what is remembered so that a new article costs as much as a new article.

Spans of the stream, cut at midnight (see `spans`), are what all else hangs on:

- What an article's words and meaning weigh is fixed when it comes, by what was usual in the spans before its own; only
  in the first span, as long as it is open, that is counted over the span itself.
- An article is compared with those that came before it, once.
- Stories are then made of all pairs that score above nought. Only what hangs together with something new is linked.

So the stories are those of the sequence of articles: fed at once, by the hour or one by one it gives the same, and what
was said of an article yesterday holds today. What comes late is put where the stream has come to, and may end up
otherwise than if it had come in time. An article that leaves the window, or is worded anew, is dropped from its story.
What a story's id was is remembered at the end of each span, so that this, too, hangs on the stream alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from briefing.group.bars import bars, told_again
from briefing.group.candidates import Candidates
from briefing.group.features import Features, features
from briefing.group.identity import carried, identify, number, written
from briefing.group.pieces import Piece, left
from briefing.group.points import points, unpacked
from briefing.group.reprints import Reprints
from briefing.group.spans import Spans
from briefing.group.usual import Heard, Usual
from briefing.group.web import Web
from briefing.group.weights import FROZEN, Weights
from briefing.group.window import Window
from briefing.model import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = Mapping[str, NDArray[np.float32]]

_BLOCK = 2048
#: What is left of a story stays together of which the articles are older than so many days.
_OLD = 2.0
#: So many articles of a first span, and of each that follows, tell how often things are told again.
_ASKED_FIRST, _ASKED = 400, 60


class Stream:
    """The window of a stream. It knows no clock: what is in the window is told by whoever follows the stream."""

    def __init__(self, weights: Weights = FROZEN) -> None:
        self.weights = weights
        self.begin(size=1)

    def begin(self, size: int) -> None:
        """Forget everything; vectors will have `size` numbers."""
        self.marks: dict[str, int] = {}
        self.copies: dict[str, str] = {}
        self.tags: list[str] = []
        self.usual: Usual | None = None
        self.heard = Heard()
        self.opened = 0
        self.spans = Spans()
        self.web = Web()
        self.reprints = Reprints(self.weights)
        self.window = Window(size)
        self.candidates = Candidates(self.window, self.weights)
        #: What was remembered, by which pieces, and what was usual then with the name of its piece.
        self.pieces: list[Piece] = []
        self.usual_kept: tuple[str, Usual | None] = ("", None)

    def follow(
        self, articles: Sequence[Article], vectors: "Vectors", previous: Mapping[str, str] | None = None
    ) -> None:
        """Make `articles`, which come oldest first, the window: take in what is new, drop what is there no more.

        `previous` maps articles to the ids of the stories in which they were published.
        """
        size = _size(articles, vectors)
        marks = {article.id: _mark(article, vectors.get(article.id)) for article in articles}
        stay = {id_ for id_, mark in self.marks.items() if marks.get(id_) == mark}
        stay -= {copy for copy, original in self.copies.items() if original not in stay}
        new = [article for article in articles if article.id not in stay]
        if (new and self.usual is None) or size not in (0, self.window.size):
            self.begin(max(size, 1))
            new = list(articles)
        elif len(stay) < len(self.marks):
            self._drop(stay, marks.keys() - stay)
        self.marks |= {article.id: marks[article.id] for article in new}
        self._add(new, vectors, previous or {})

    def add(self, articles: Sequence[Article], vectors: "Vectors") -> None:
        """Take in `articles`, oldest first, none of which is known; the first span has to be over, or nothing known."""
        self.marks |= {article.id: _mark(article, vectors.get(article.id)) for article in articles}
        self._add(articles, vectors, {})

    def _add(self, articles: Sequence[Article], vectors: "Vectors", previous: Mapping[str, str]) -> None:
        if not articles:
            return
        copies = self.reprints.add(articles)
        self.copies |= copies
        begin = len(self.window)
        for ends, some in self.spans.cut([article for article in articles if article.id not in copies]):
            if ends:
                self._link(begin)
                self._hold(previous)
                self._end_span()
                begin = len(self.window)
            self._take(some, vectors)
        self._link(begin)

    @property
    def stories(self) -> dict[str, str]:
        """For each article the id of an article that stands for its story."""
        ids = [article.id for article in self.reprints.originals]
        found = {id_: ids[root] for id_, root in zip(ids, self.web.story.tolist(), strict=True)}
        return found | {copy: found[original] for copy, original in self.copies.items()}

    @property
    def carried(self) -> dict[str, str]:
        """The ids of the stories that go on since the last span ended, by the article that stands for each."""
        roots, ids = carried(self.web.story, self.web.held)
        originals = self.reprints.originals
        return {originals[root].id: written(id_) for root, id_ in zip(roots.tolist(), ids.tolist(), strict=True)}

    def _link(self, begin: int) -> None:
        """Make the stories anew that the articles from place `begin` on touch."""
        import numpy as np

        self.web.relink(np.arange(begin, len(self.window)), self.window, self.weights)

    def _hold(self, previous: Mapping[str, str]) -> None:
        """Remember the ids that stories have now that a span ends."""
        import numpy as np

        story = self.web.story
        ids = np.zeros(len(story), dtype=np.int64)
        roots, known = carried(story, self.web.held)
        ids[roots] = known
        places = np.flatnonzero(ids[story] == 0)
        members: dict[int, list[int]] = {}
        for place, root in zip(places.tolist(), story[places].tolist(), strict=True):
            members.setdefault(root, []).append(place)
        taken = {written(id_) for id_ in known.tolist()}
        names = identify([one.id for one in self.reprints.originals], list(members.values()), previous, taken=taken)
        for root, name in zip(members, names, strict=True):
            ids[root] = number(name)
        self.web.held[:] = ids[story]

    def _take(self, articles: Sequence[Article], vectors: "Vectors") -> None:
        """Give articles of the open span their numbers and pairs."""
        self.tags = list(dict.fromkeys([*self.tags, *(article.language for article in articles)]))
        begin = len(self.window)
        blocks = (articles[start : start + _BLOCK] for start in range(0, len(articles), _BLOCK))
        found = (
            features(block, vectors, tags=self.tags, weights=self.weights, size=self.window.size) for block in blocks
        )
        if self.usual is None:
            self._take_first(list(found))
        else:
            self.usual = self.usual.wide(len(self.tags))
            for block in found:
                self._put(block, self.usual)
        self.web.add(len(self.window), *self.candidates.of(begin))

    def _take_first(self, found: Sequence[Features]) -> None:
        """Give the articles of the first span their numbers, by what is usual among themselves."""
        for block in found:
            self.heard.add(block, len(self.tags))
        self.first = self.heard.usual()
        for block in found:
            numbers = points(block, self.first, self.tags, self.weights)
            self.heard.add_rows(unpacked(numbers), numbers.tongue, len(self.tags))
            self.window.add(numbers, numbers.trust * 0)
        again, asked = told_again(self.window.points, 0, _ASKED_FIRST, self.weights)
        self.first = replace(self.first, rows=self.heard.rows, again=again, asked=asked)
        self.window.bars[:] = bars(self.window.points, self.first, self.weights, counted=True)

    def _put(self, found: Features, usual: Usual) -> None:
        numbers = points(found, usual, self.tags, self.weights)
        self.window.add(numbers, bars(numbers, usual, self.weights, counted=False))
        self.heard.add(found, len(self.tags))
        self.heard.add_rows(unpacked(numbers), numbers.tongue, len(self.tags))

    def _end_span(self) -> None:
        """What was said in the open span is usual from now on."""
        if self.usual is None:
            self.usual = self.first.faded()
        elif self.opened < len(self.window):
            again, asked = told_again(self.window.points, self.opened, _ASKED, self.weights)
            heard = replace(self.heard.usual(), again=again, asked=asked)
            self.usual = (self.usual + heard).faded()
        self.heard, self.opened = Heard(), len(self.window)

    def _drop(self, stay: set[str], here: set[str]) -> None:
        """Forget all articles but those that `stay`; what they said stays usual. Some are `here` in other words."""
        import numpy as np

        kept = np.array([article.id in stay for article in self.reprints.originals], dtype=bool)
        reworded = np.array([article.id in here for article in self.reprints.originals], dtype=bool)
        self.marks = {id_: mark for id_, mark in self.marks.items() if id_ in stay}
        self.copies = {copy: original for copy, original in self.copies.items() if copy in stay}
        self.opened = int(kept[: self.opened].sum())
        old = self.window.points.days < self.spans.newest - _OLD
        self.reprints.keep(kept)
        self.window.keep(kept)
        self.pieces = left(self.pieces, kept)
        self.candidates.keep(kept)
        self.web.relink(self.web.keep(kept, reworded=reworded, old=old), self.window, self.weights)


def _size(articles: Sequence[Article], vectors: "Vectors") -> int:
    """Give how many numbers vectors have, all as many; nought where there is none."""
    return next((len(vectors[article.id]) for article in articles if article.id in vectors), 0)


def _mark(article: Article, vector: "NDArray[np.float32] | None") -> int:
    """What tells that an article is worded as it was; if its vector alone were another, the first numbers would be."""
    said = f"{article.title}\0{article.language}\0{article.outlet}\0{article.published}\0{article.text}"
    mark = crc32(said.encode("utf-8", "surrogatepass"))
    return crc32(vector[:8].tobytes(), mark) if vector is not None else mark
