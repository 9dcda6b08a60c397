"""Which stories of the archive tell of a voice or a place, in whatever spelling or script they name it."""

import re
from collections.abc import Callable, Iterator

from briefing.analyse.names import same_word
from briefing.model import Briefing
from briefing.pipeline.ledger import is_called

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def sought(*, voice: str = "", place: str = "") -> Callable[[str, Callable[[], Briefing]], str]:
    """A test of a story: the line in which `voice` speaks, or that names `place`; "" if it lacks one of the two."""

    def keep(text: str, story: Callable[[], Briefing]) -> str:
        named = next(_naming(text, place), "") if place else ""
        if place and not named:
            return ""
        if not voice:
            return named
        return next(_said(story(), voice), "") if next(_naming(text, voice), "") else ""

    return keep


def _naming(text: str, name: str) -> Iterator[str]:
    """The lines of `text` in which the words of `name` follow each other."""
    wanted = _WORD.findall(name)
    for line in text.split("\n") if wanted else ():
        words = _WORD.findall(line)
        for i in range(len(words) - len(wanted) + 1):
            if all(_is_named(word, own) for own, word in zip(wanted, words[i:], strict=False)):
                yield line
                break


def _is_named(word: str, wanted: str) -> bool:
    """A name begins with a capital, where its script has any; in small letters it is another word of that sound."""
    capital = wanted[0] == wanted[0].lower() or word[0] == word[0].upper()
    return capital and same_word(word, wanted)


def _said(story: Briefing, voice: str) -> Iterator[str]:
    for statement in story.statements:
        if any(is_called(name, voice) for name in (statement.speaker, *statement.names) if name):
            yield f"{statement.speaker}: {statement.text}"
