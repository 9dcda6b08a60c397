"""What a reader types into a search field, as full-text queries, and the words around what was found.

The reader's words are only ever words: nothing in them is query syntax. All of them must occur, the last one may be
a beginning. Where a script sets no spaces between words, or none before endings, any run of letters will do.
"""

import re
import sqlite3
from dataclasses import dataclass

from briefing.language.clean import clean

#: Characters of a query that are read; nobody types more.
LONGEST = 400
#: Characters of an excerpt, and how many of them stand before the match.
WIDTH, BEFORE = 160, 60

# What `highlight` puts around a match: clean text has none of it.
_OPEN, _CLOSE = "\x02", "\x03"
_WILD = re.compile(r"([\\%_])")
# Thai, Lao, Myanmar, Khmer, kana, Han and Hangul.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Query:
    """`match` is an FTS5 expression ("" for none), `parts` are texts that must occur as they stand."""

    match: str
    parts: tuple[str, ...]


def read_query(words: str) -> Query | None:
    """The query that `words` mean; None if there is no letter or digit in them."""
    pieces = [piece for piece in clean(words[:LONGEST], keep_newlines=False).split() if any(map(str.isalnum, piece))]
    if not pieces:
        return None
    parts = tuple(piece for piece in pieces if _UNSPACED.search(piece))
    quoted = ['"' + piece.replace('"', '""') + '"' for piece in pieces if piece not in parts]
    if pieces[-1] not in parts:
        quoted[-1] += "*"
    return Query(" ".join(quoted), parts)


@dataclass(frozen=True, slots=True)
class Words:
    """The text `columns` of a `table` (whose key is `number`) and the full-text index `<table>_words` of just them."""

    table: str
    columns: tuple[str, ...]

    def where(self, query: Query) -> tuple[str, list[str]]:
        """The SQL from FROM on that holds where `query` does, and its values."""
        words = f"{self.table}_words"
        source = f"{words} JOIN {self.table} ON {self.table}.number = {words}.rowid" if query.match else self.table
        like = " OR ".join(f"{self.table}.{column} LIKE ? ESCAPE '\\'" for column in self.columns)
        conditions = [f"{words} MATCH ?"] * bool(query.match) + [f"({like})"] * len(query.parts)
        patterns = ["%" + _WILD.sub(r"\\\1", part) + "%" for part in query.parts]
        values = [query.match] * bool(query.match) + [one for one in patterns for _ in self.columns]
        return f"FROM {source} WHERE {' AND '.join(conditions)}", values

    def excerpt(self, connection: sqlite3.Connection, query: Query, number: int) -> str:
        """One line of the row `number`: the words around its first match, of the last column that has one."""
        show = f"highlight({self.table}_words, {{}}, '{_OPEN}', '{_CLOSE}')" if query.match else f"{self.table}.{{}}"
        shown = ", ".join(show.format(i if query.match else column) for i, column in enumerate(self.columns))
        rows, values = self.where(query)
        texts = connection.execute(f"SELECT {shown} {rows} AND {self.table}.number = ?", (*values, number)).fetchone()
        for text in reversed(texts or ()):
            place = _marked(text) if query.match else _standing(text, query.parts)
            if place:
                return _around(text, *place)
        return ""


def _marked(text: str) -> tuple[int, int] | None:
    start = text.find(_OPEN)
    return None if start < 0 else (start, text.find(_CLOSE, start))


def _standing(text: str, parts: tuple[str, ...]) -> tuple[int, int] | None:
    found = re.search("|".join(map(re.escape, parts)), text, re.IGNORECASE)
    return found and found.span()


def _around(text: str, start: int, end: int) -> str:
    """The line that holds the characters `start` to `end`, cut to `WIDTH`: between words, if it has spaces."""
    before = _plain(text[text.rfind("\n", 0, start) + 1 : start])
    line = before + _plain(text[start:].partition("\n")[0])
    at = len(before)
    begin = max(0, min(at - BEFORE, len(line) - WIDTH + 1))
    if begin:
        begin = line.find(" ", begin, at) + 1 or begin
    stop = begin + WIDTH - 1 - bool(begin)
    if stop < len(line):
        cut = line.rfind(" ", at + end - start, stop)
        stop = cut if cut > 0 else stop
    ellipses = "…" * bool(begin), "…" * (stop < len(line))
    return clean(line[begin:stop].strip().join(ellipses), keep_newlines=False)


def _plain(text: str) -> str:
    return text.replace(_OPEN, "").replace(_CLOSE, "")
