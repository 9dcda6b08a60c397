"""An editor's own words: nobody is cited for them, so that only what they quote can be looked up."""

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.model import Article
from briefing.pipeline.find import plain
from briefing.pipeline.mismatch import Mismatch

_QUOTED = re.compile('“([^“”]+)”|"([^"]+)"|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」')
_EDGES = " .,;:!?…،؛؟。、"


def own_words(paragraphs: Iterable[str], articles: Sequence[Article], *, story: str = "") -> Iterator[Mismatch]:
    """The quotations in `paragraphs` that none of `articles` has."""
    texts: list[str] = []
    for paragraph in paragraphs:
        for found in _QUOTED.finditer(paragraph):
            quoted = plain(next(filter(None, found.groups()))).strip(_EDGES)
            if not any(map(str.isalnum, quoted)):
                continue
            texts = texts or [plain(f"{article.title}\n{article.text}") for article in articles]
            if not any(quoted in text for text in texts):
                yield Mismatch(story=story, where="own", what="quoted", says=quoted)
