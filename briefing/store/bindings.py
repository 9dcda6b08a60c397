"""Which keys the app's actions may be bound to, told without the app: every command reads `[settings.keys]`."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from briefing.errors import ConfigurationError
from briefing.store.values import nearest
from briefing.words import speak

#: How the English of the interface names what a key does.
_NAMED = "key."
_HELD = re.compile(r"(?:(?:ctrl|shift|alt|super|meta|hyper)\+)*(?=.)", re.DOTALL)
_NAMES = re.compile(
    "at|backslash|backspace|delete|down|end|enter|escape|f(?:[1-9]|1[0-9]|2[0-4])|home|insert|left|minus|pagedown|pageup"
    "|plus|right|slash|space|tab|underscore|up"
)
_LISTED = ": `?` in the app lists them"
_WANTED = "keys with commas between them, as x, question_mark or ctrl+g"


def refuse_bindings(keys: Iterable[tuple[str, str]], path: Path) -> None:
    """Raise ConfigurationError if one of `keys`, pairs of action and key, binds no action of the app, or no key."""
    known = [name.removeprefix(_NAMED) for name in speak("en").texts if name.startswith(_NAMED)]
    place = f"{path}: [settings.keys]"
    for action, bound in keys:
        if action not in known:
            raise ConfigurationError(f"{place}: unknown action {action!r}{nearest(action, known) or _LISTED}")
        if not all(map(is_key, bound.split(","))):
            raise ConfigurationError(
                f"{place}: {action}: must be keys with commas between them: x, question_mark, ctrl+g"
            )


def is_key(text: str) -> bool:
    """Whether a terminal may send it: a character, its name in Unicode, or a key without one, others held with it."""
    text = text.strip()
    held = _HELD.match(text)
    name = text[held.end() :] if held else ""
    if len(name) == 1:
        return name.isprintable()
    return bool(_NAMES.fullmatch(name)) or _is_character(name)


def _is_character(name: str) -> bool:
    """Whether it is the name of a character, spelt as names of keys are: "question_mark", "less_than_sign"."""
    if name in map(_spelt, map(chr, range(ord("!"), ord("~") + 1))):
        return True
    try:
        return bool(unicodedata.lookup(name.replace("_", " ")))
    except KeyError:
        return False


def _spelt(character: str) -> str:
    return unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
