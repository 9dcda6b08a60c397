"""Whether two spellings name the same person, within a script and across scripts.

A name is reduced to the consonants that survive transliteration ("Huseynov", "هوسينوف", "Гусейнов"). Keys only propose:
position, initial, given name and letters decide, so that two people with one surname stay apart. Never guesses who a
nickname is, and knows no real person.
"""

import re
import unicodedata
from functools import lru_cache

#: A letter with its marks, joined by hyphens and apostrophes: one word of a name, in any script.
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0591-\u05c7\u064b-\u0670\u200c\u200d'’ʼ.-]*[^\W\d_]+)*[\u064b-\u0670]*")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LETTER_CLASSES = {
    **dict.fromkeys("كک", "ك"),
    **dict.fromkeys("يىی", "ي"),
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ـ\u200c\u200d", ""),
    **dict.fromkeys("’ʼ", "'"),
}
_FOLDS = str.maketrans(_LETTER_CLASSES)
_KEEP = frozenset("\u3099\u309a")
_SPELLED = (
    ("ş", "sh"), ("š", "sh"), ("ç", "ch"), ("č", "ch"), ("ć", "ch"), ("ž", "j"), ("ğ", ""), ("ж", "j"), ("ż", "j"),
)  # fmt: skip
_SOUNDS = (
    ("shch", "S"), ("tsch", "C"), ("dzh", "g"), ("tch", "C"), ("tsh", "C"), ("sch", "S"), ("sh", "S"), ("ch", "C"),
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "z"), ("dj", "g"), ("zh", "g"), ("ck", "k"), ("ts", "z"),
    ("x", "ks"),
)  # fmt: skip
_CONSONANTS = str.maketrans({
    **dict.fromkeys("aeiouyw'`ʿʾ-."),
    **dict.fromkeys("pb", "b"), **dict.fromkeys("vf", "f"), **dict.fromkeys("qkc", "k"), **dict.fromkeys("gj", "g"),
})  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_NEAR_INITIALS = (frozenset("gh"), frozenset("kC"), frozenset("sz"), frozenset("sS"), frozenset("gz"), frozenset("hk"))
_SHORT_KEY, _LONG_KEY = 3, 5
_SAME_SCRIPT, _SAME_LETTERS, _SAME_KEY = 0.72, 0.88, 0.8
_ENDINGS, _STEM = 3, 4
_LONG_NAME = 3
_SMALL_WORD, _SPARE = 3, 2


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` without case, diacritics, Arabic letter variants and joiners: what spellings are compared by."""
    if text.isascii():
        return text.lower()
    marks = unicodedata.normalize("NFKD", text.casefold())
    # No mark is a letter, so letters alone have none.
    bare = marks if marks.isalpha() else "".join([c for c in marks if c in _KEEP or not unicodedata.combining(c)])
    return unicodedata.normalize("NFC", bare).translate(_FOLDS)


def words(name: str) -> list[str]:
    """The folded words of a name, initials without their dots."""
    return [fold(word).strip("'’ʼ.-") for word in WORD.findall(name)]


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Consonant skeletons of the words of `name`, in Latin letters, parted by spaces; words without any have none.

    Equal keys make two spellings candidates for the same name, no more.
    """
    return " ".join(filter(None, (_skeleton(word) for word in WORD.findall(name))))


@lru_cache(maxsize=65536)
def _skeleton(word: str) -> str:
    from anyascii import anyascii

    sounds = anyascii(_spelled(word)).lower()
    for sound, letter in _SOUNDS:
        sounds = sounds.replace(sound, letter)
    key = _TWICE.sub(r"\1", sounds.translate(_CONSONANTS))
    return key[:1] + key[1:].replace("h", "")


def _spelled(word: str) -> str:
    """The folded word, its hissing letters written out: "ş" as "sh"."""
    word = unicodedata.normalize("NFC", word.casefold())
    for letter, sound in _SPELLED:
        word = word.replace(letter, sound)
    return fold(word)


@lru_cache(maxsize=65536)
def script(word: str) -> str:
    """The script of the first letter of `word`, such as "LATIN", "ARABIC" or "CJK"; "" without a letter."""
    letter = next((c for c in word if c.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


@lru_cache(maxsize=65536)
def same_word(a: str, b: str) -> bool:
    """Whether two words spell the same name: the same letters, an inflected form, or the same sounds."""
    x, y = fold(a).strip("'’ʼ.-"), fold(b).strip("'’ʼ.-")
    if x == y:
        return True
    if not x or not y:
        return False
    one, other = _skeleton(a), _skeleton(b)
    if not one or not other or not _initials_agree(one[0], other[0]):
        return False
    if script(x) == script(y):
        return _inflected(x, y) or _misspelt(_spelled(a), _spelled(b), one, other)
    return _sounds_alike(one, other)


def same_person(a: str, b: str) -> bool:
    """Whether two names can be one person's: "Mira Hale", "Hale", "M. Hale", "ميرا هيل".

    Long names agree that sound alike word by word. Else surnames must, and given names or initials where both have
    them. A single word agrees with another name's last word only, except in scripts that write names without spaces,
    where the surname may come first.
    """
    if fold(a) == fold(b):
        return bool(a.strip())
    if _HAN.search(a) or _HAN.search(b):
        return _same_unspaced(a, b)
    x, y = WORD.findall(a), WORD.findall(b)
    if len(x) == len(y) >= _LONG_NAME and all(_skeleton(p) == _skeleton(q) for p, q in zip(x, y, strict=True)):
        return True
    if not x or not y or not same_word(x[-1], y[-1]):
        return False
    return len(x) == 1 or len(y) == 1 or _given_agree(x[:-1], y[:-1]) or extends(a, b)


def extends(a: str, b: str) -> bool:
    """Whether one is the other, of two words or more, with something before it: "Engineer Mira Hale", "Mira Hale"."""
    short, long = sorted((WORD.findall(a), WORD.findall(b)), key=len)
    if len(short) in (1, len(long)):
        return False
    return all(same_word(p, q) for p, q in zip(short, long[-len(short) :], strict=True))


def _given_agree(x: list[str], y: list[str]) -> bool:
    first, other = fold(x[0]).strip("."), fold(y[0]).strip(".")
    if len(first) == 1 or len(other) == 1:
        return _skeleton(first)[:1] == _skeleton(other)[:1] and first[0] == other[0]
    return any(same_word(p, q) for p in x for q in y) and (same_word(x[0], y[0]) or min(len(x), len(y)) == 1)


def _initials_agree(x: str, y: str) -> bool:
    return x == y or any(x in near and y in near for near in _NEAR_INITIALS)


def _inflected(x: str, y: str) -> bool:
    """Cyrillic and Greek names decline at their end; other scripts here don't."""
    if script(x) not in {"CYRILLIC", "GREEK"}:
        return False
    short, long = sorted((x, y), key=len)
    stem = next((i for i, (p, q) in enumerate(zip(short, long, strict=False)) if p != q), len(short))
    return stem >= _STEM and len(long) - stem <= _ENDINGS and len(short) - stem <= _ENDINGS - 1


def _misspelt(x: str, y: str, one: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    if one != other:
        return False
    if x == y:
        return True
    alike = Levenshtein.normalized_similarity(x, y)
    return alike >= _SAME_LETTERS or (len(one) > _SHORT_KEY and alike >= _SAME_SCRIPT)


def _sounds_alike(one: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    if one[1:] == other[1:] and one[0] == other[0]:
        return len(one) > 1
    if len(one) >= _SHORT_KEY and one[1:] == other[1:]:
        return True
    return min(len(one), len(other)) >= _LONG_KEY and Levenshtein.normalized_similarity(one, other) >= _SAME_KEY


def _same_unspaced(a: str, b: str) -> bool:
    """Chinese, Japanese and Korean names: equal letters, or a surname (one or two signs) that begins the other."""
    from anyascii import anyascii

    if _HAN.search(a) and _HAN.search(b):
        x, y = sorted((fold(a).replace("·", ""), fold(b).replace("·", "")), key=len)
        return y == x or (len(x) > 1 and (y.startswith(x) or y.endswith(x)))
    x, y = (anyascii(fold(name)).lower() for name in (a, b))
    romans = y.split() if _HAN.search(a) else x.split()
    sign = re.sub(r"\W", "", x if _HAN.search(a) else y)
    return sign in {"".join(romans), "".join([*romans[-1:], *romans[:-1]])}


def are_initials(short: str, full: str) -> bool:
    """Whether `short` is made of the initials of `full`: of all its words, or of the long or the capitalised ones.

    What follows in the full form needs not be in the short one, but for two words at the most: "МВД" is "Министерство
    внутренних дел Велдии".
    """
    if not (len(short) > 1 and short.isupper() and short.isalpha()) or " " not in full:
        return False
    words = WORD.findall(full)
    if words and len(words[0]) <= _SMALL_WORD and not words[0].isupper():
        words = words[1:]
    spelt = (words, [w for w in words if len(w) > _SMALL_WORD], [w for w in words if w[0].isupper()])
    return any(_begin(short, [w[0].upper() for w in kind]) for kind in spelt)


def _begin(short: str, initials: list[str]) -> bool:
    spare = len(initials) - len(short)
    return 0 <= spare <= (_SPARE if len(short) > _SPARE else 0) and "".join(initials[: len(short)]) == short
