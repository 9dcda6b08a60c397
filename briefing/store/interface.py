"""What sources.toml says of the interface's language, without the rest of the file: all that is printed asks."""

import re
from pathlib import Path

from briefing.errors import ConfigurationError
from briefing.store.toml_file import parse_toml, read_text
from briefing.words import languages, table_for

_SAYS = re.compile(r"\b(?:interface|languages)\b")
#: Where the list of sources begins: settings mostly stand before it, and it is long.
_LIST = re.compile(r"(?m)^[ \t]*\[\[")
_SETTINGS = re.compile(r"(?m)^[ \t]*\[[ \t\"']*settings\b")


def read_interface(path: Path) -> tuple[str, tuple[str, ...]]:
    """The reader's `interface` ("" if none is chosen) and `languages`; what isn't theirs is left for others to judge.

    Raises:
        ConfigurationError: the file is no TOML, or the interface speaks no such language.
    """
    try:
        text = read_text(path)
    except FileNotFoundError:
        return "", ()
    if not _SAYS.search(text):
        return "", ()
    settings = _settings(text, path)
    interface, preferred = interface_of(settings.get("interface", "")), settings.get("languages", ())
    if interface is None:
        raise ConfigurationError(f"{path}: [settings]: interface: must be {WANTED}")
    return interface, tuple(one for one in preferred if isinstance(one, str)) if isinstance(preferred, list) else ()


def interface_of(value: object) -> str | None:
    """`value` if the interface speaks the language that it names; "" leaves the choice to the reader's languages."""
    return value if isinstance(value, str) and (not value or table_for(value)) else None


#: What may be written there.
WANTED = f"a language of the interface: {', '.join(languages())}"


def _settings(text: str, path: Path) -> dict[str, object]:
    first = _LIST.search(text)
    head = text[: first.start()] if first else text
    if first and _SETTINGS.search(text, first.start()):
        head = text  # they stand behind it
    try:
        page = parse_toml(head, path)
    except ConfigurationError:
        if head == text:
            raise
        page = parse_toml(text, path)  # what looked like the list was something else
    found = page.get("settings", {})
    return found if isinstance(found, dict) else {}
