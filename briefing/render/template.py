"""A page in a reader's own style: a Jinja2 template that is given what `print --format json` writes, and no more.

Templates may come from anybody. They run in Jinja's immutable sandbox, see no file but those that `load` gives, and no
chance and no clock, so that the same snapshot gives the same page. What would hold up or starve the program is for the
caller to bound: a template can count for ever. Text of sources is escaped for the kind of page that the template's name
tells, and can pass for no citation mark of ours.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import partial
from pathlib import PurePath
from traceback import walk_tb
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from briefing.errors import InputError
from briefing.render import markdown
from briefing.render.citing import disowned
from briefing.render.direction import is_rtl
from briefing.render.tables import ROWS
from briefing.words import ENGLISH, Words, speak

#: Characters of a page; who wants more wants something else.
LONGEST = 20_000_000
#: Suffixes that say that it is a template, not of what.
_OF_TEMPLATES = frozenset((".j2", ".jinja", ".jinja2", ".tmpl", ".tpl"))
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: Keys that a row leaves out where they say nothing: such a one is empty, any other unknown key is an error.
_LEFT_OUT = frozenset(field.name for row in ROWS for field in fields(row))
_LATEX = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "#$%&_{}"},
}

Escape = Callable[[str], str]
#: The text of a template of this name, and what errors call it; it raises InputError.
Load = Callable[[str], tuple[str, str]]


def fill(page: Mapping[str, Any], name: str, *, load: Load, language: str = ENGLISH) -> str:
    """The template `name` filled with `page`; what it includes and extends is asked of `load`, too.

    `language` is that of our own words: a season's name.

    Raises:
        InputError: a template is missing or wrong, or makes a page that is too long; it names the file and the line.
    """
    shown: dict[str, str] = {}

    def source(wanted: str) -> tuple[str, str, Callable[[], bool]]:
        text, shown[wanted] = load(wanted)
        return text, shown[wanted], lambda: True

    try:
        template = _environment(_escape_of(name), source, words=speak(language)).get_template(name)
        made = _bounded(template.generate({"name": "", "note": "", **_disowned(page)}), shown[name])
    except (InputError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 (an expression may raise anything)
        raise InputError(f"{_place(error, [*shown.values()] or [name])}: {_trouble(error)}") from None
    return made


def _bounded(pieces: Iterable[str], file: str) -> str:
    made: list[str] = []
    length = 0
    for piece in pieces:
        made.append(piece)
        length += len(piece)
        if length > LONGEST:
            raise InputError(f"{file}: the page is longer than {LONGEST} characters")
    return "".join(made)


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, in which a key that a row has left out is empty."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 (Jinja's own)
        return self._known(obj, attribute, super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        return self._known(obj, argument, super().getitem(obj, argument))

    def _known(self, obj: Any, key: Any, found: Any) -> Any:  # noqa: ANN401
        left_out = isinstance(found, StrictUndefined) and isinstance(obj, dict) and key in _LEFT_OUT
        return Undefined(obj=obj, name=key) if left_out else found


def _environment(
    escaped: Escape, load: Callable[[str], tuple[str, str, Callable[[], bool]]], *, words: Words
) -> _Environment:
    made = _Environment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=escaped is not str,
        finalize=partial(_printed, escaped=escaped),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=0,
    )
    del made.globals["lipsum"], made.filters["random"]  # the same input gives the same output
    made.filters.update(
        date=partial(_date, words=words),
        direction=lambda text: "rtl" if is_rtl(str(text)) else "ltr",
        latex=partial(_filtered, by=_latex, escaped=escaped),
        markdown=partial(_filtered, by=markdown.escape, escaped=escaped),
        marks=lambda statement: "".join(f"[{n}]" for n in _numbers(statement)),
        plural=lambda number, one, many="": f"{number} {one if number == 1 else many or f'{one}s'}",
    )
    return made


def _printed(value: object, *, escaped: Escape) -> object:
    """What an expression prints: text as the page wants it, but for what a macro made; nothing for nothing."""
    if value is None:
        return ""
    if not isinstance(value, str) or isinstance(value, Markup) or escaped is str:
        return value
    return Markup(escaped(value))  # noqa: S704 (it is escaped here)


def _filtered(value: object, *, by: Escape, escaped: Escape) -> str:
    """A filter that escapes: in a page of its own kind, what it gives isn't escaped once more."""
    text = by(str(value))
    return Markup(text) if by is escaped else text  # noqa: S704 (it is escaped here)


def _disowned(value: Any) -> Any:  # noqa: ANN401 (a tree of plain values)
    """`value` with nothing in its texts that looks like a mark of ours."""
    if isinstance(value, dict):
        return {key: part if key in ("id", "url") else _disowned(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_disowned(part) for part in value]
    return disowned(value) if isinstance(value, str) else value


def _escape_of(name: str) -> Escape:
    """How text is escaped in the page that the template `name` makes: by the suffix before that of a template."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    while suffixes and suffixes[-1] in _OF_TEMPLATES:
        suffixes.pop()
    return _ESCAPES.get(suffixes[-1] if suffixes else "", str)


def _html(text: str) -> str:
    return str(escape(text))


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in text)


_ESCAPES: dict[str, Escape] = {
    **dict.fromkeys((".htm", ".html", ".xhtml", ".xml", ".svg"), _html),
    **dict.fromkeys((".md", ".markdown"), markdown.escape),
    ".tex": _latex,
}


def _numbers(statement: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(citation["n"] for citation in statement["citations"]))


def _date(value: object, form: str = "%Y-%m-%d", *, words: Words) -> str:
    """A moment or a day in the form of `strftime`; a month, a season or a range as `print` writes it."""
    text = "" if isinstance(value, Undefined) or value is None else str(value)
    if "T" in text:
        return datetime.fromisoformat(text).strftime(form)
    return date.fromisoformat(text).strftime(form) if _DAY.fullmatch(text) else words.date(text)


def _place(error: Exception, files: Sequence[str]) -> str:
    """The file and line at which it happened: as a syntax error says, else the last line of a template that was run."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or files[-1]}:{error.lineno}"
    run = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    file, line = next(((file, line) for file, line in reversed(run) if file in files), (files[-1], 0))
    return f"{file}:{line}" if line else file


def _trouble(error: Exception) -> str:
    if isinstance(error, TemplateError):
        return error.message or type(error).__name__
    return f"{type(error).__name__}: {error}"
