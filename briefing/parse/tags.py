"""Language tags as feeds and pages write them, brought to the tags of `briefing.language`."""

import re
from functools import lru_cache

from briefing.language import table

_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z0-9]{1,8}))*", re.IGNORECASE)
_NONE = frozenset({"mis", "mul", "und", "xx", "zxx"})


@lru_cache(maxsize=1024)
def language_tag(text: str) -> str:
    """Reduce a BCP 47 tag to its language ("en" of "en-US"), or to what the table of aliases says ("zh-TW" of "zh-HK").

    "" if `text` is no tag or says nothing.
    """
    text = text.strip().lower()[:35].replace("_", "-")
    found = _TAG.fullmatch(text)
    if not found:
        return ""
    aliases: dict[str, str] = table("und", "tags").get("aliases", {})
    parts = text.split("-")
    for n in range(len(parts), 0, -1):
        if alias := aliases.get("-".join(parts[:n])):
            return alias
    return "" if parts[0] in _NONE else parts[0]
