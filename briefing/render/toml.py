"""Snapshots as TOML: what the store keeps and Git can compare. Writes them and reads them back.

One block a statement, in a fixed order, empty fields left out: a changed statement is a changed block. The same
snapshot gives the same bytes.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import tomli

from briefing.errors import InputError
from briefing.language.clean import clean
from briefing.model import Snapshot
from briefing.render.look import SECTIONS, Look
from briefing.render.tables import WrongError, read, to_table
from briefing.render.upgrades import newest

#: Lists of small tables that stay inside their own table, one a line.
_INLINE = frozenset(("citations",))


def render(snapshot: Snapshot, look: Look) -> str:
    """`snapshot` with only the sections of `look`; it can be read again."""
    hidden: dict[str, Any] = {section: () for section in SECTIONS if section not in look.sections}
    return dump(replace(snapshot, stories=tuple(replace(story, **hidden) for story in snapshot.stories)))


def dump(snapshot: Snapshot) -> str:
    """`snapshot` as TOML 1.0; `load` gives it back as it was, if its text is clean and its addresses are of the web."""
    table = to_table(snapshot)
    first = ("schema", "taken", "name", "note", "coverage", "failures", "stories")
    table["schema"] = snapshot.schema
    return "".join(_blocks("", {key: table[key] for key in first if key in table})).lstrip("\n")


def _blocks(header: str, table: dict[str, Any]) -> Iterator[str]:
    """A table's own keys, then the tables in it, each under its full name."""
    from tomli_w import dumps

    own = {key: value for key, value in table.items() if not _is_block(key, value)}
    yield dumps(own)
    for key, value in table.items():
        if not _is_block(key, value):
            continue
        name = f"{header}.{key}" if header else key
        for part in value if isinstance(value, list) else [value]:
            yield f"\n[[{name}]]\n" if isinstance(value, list) else f"\n[{name}]\n"
            yield from _blocks(name, part)


def _is_block(key: str, value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], dict) and key not in _INLINE
    )


def load(data: str) -> Snapshot:
    """The snapshot that the TOML text `data` holds.

    Text is cleaned again and addresses that are none of the web are dropped: the file may come from anywhere.

    Raises:
        InputError: it is no TOML, its schema is unknown, or a key is missing, unknown or wrong; one line names it.
    """
    snapshot = parse(data)
    try:
        _check_citations(snapshot)
    except WrongError as wrong:
        raise InputError(str(wrong)) from None
    return snapshot


def parse(data: str) -> Snapshot:
    """`load`, but for citations that lead nowhere: for whoever tells their falsehood apart."""
    try:
        table = tomli.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not valid TOML: {clean(str(error), keep_newlines=False)[:200]}") from None
    table = newest(table)
    try:
        return read(Snapshot, {"stories": [], **table})
    except WrongError as wrong:
        raise InputError(str(wrong)) from None


def _check_citations(snapshot: Snapshot) -> None:
    """Every citation must lead to an article of its story, and each article have its own number."""
    for i, story in enumerate(snapshot.stories, 1):
        numbers = [reference.n for reference in story.articles]
        if len(set(numbers)) < len(numbers):
            raise WrongError("two articles have the same number", "articles", f"[{i}]", "stories")
        for statement in story.statements:
            for citation in statement.citations:
                if citation.n not in numbers:
                    raise WrongError(
                        f"no article has the number {citation.n} that is cited", "articles", f"[{i}]", "stories"
                    )
                if citation.end <= citation.start:
                    raise WrongError(f"a citation of article {citation.n} ends before it begins", f"[{i}]", "stories")
