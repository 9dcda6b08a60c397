"""What holds for any language, refined by the language, refined by its regional form.

`table()` gives one file's table; a feature whose tables only say what differs reads them through here. Never reads a
file itself.
"""

from typing import Any

from briefing.language import FALLBACK, known_languages, table


def layered(language: str, feature: str) -> dict[str, Any]:
    """Return one feature's settings for `language`: und's, then `zh`'s, then `zh-TW`'s; a later key replaces."""
    tags = (FALLBACK, language.partition("-")[0], language)
    known = {FALLBACK, *known_languages()}
    return {key: value for tag in tags if tag in known for key, value in table(tag, feature).items()}
