"""Bytes to text when the header, the declaration and the bytes disagree, as they often do.

UTF-8 is self-checking, so bytes that are valid UTF-8 are UTF-8 whatever anyone says; for others the declared encoding
is tried, and then those that the source's language was once written in (language table `encodings`).
"""

import codecs
import re

from briefing.language import table
from briefing.parse.error import ParseError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:encoding|charset)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)

# What the web means by a label (WHATWG Encoding Standard), where Python's codec of that name knows less.
_MEANT = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "cp949": "cp949",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
#: Encodings in which any bytes make a text: saying one of these says little.
_WEAK = frozenset({"cp1252", "latin-1", "iso8859-15"})
#: Seven-bit encodings, valid as ASCII, that must be believed when declared.
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
_HEAD = 2_048
_MOSTLY = 0.05


def decode(body: bytes, *, content_type: str = "", language: str = "") -> str:
    """Return the text of `body` without its byte order mark; what no encoding explains becomes U+FFFD.

    Raises:
        ParseError: it is no text.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").removeprefix("\ufeff")
    if b"\0" in body:
        raise ParseError("not text but binary data")
    declared = _declared(body, content_type)
    if not any(encoding in _SEVEN_BIT for encoding in declared):
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return _legacy(body, declared=declared, language=language)


def _declared(body: bytes, content_type: str) -> list[str]:
    inside, header = _DECLARED.search(body[:_HEAD]), _CHARSET.search(content_type)
    labels = [inside[1].decode("ascii")] if inside else []
    labels += [header[1]] if header else []
    return [encoding for encoding in map(_codec, labels) if encoding and encoding != "utf-8"]


def _codec(label: str) -> str:
    try:
        found = codecs.lookup(label)
    except LookupError:
        return ""
    is_text = getattr(found, "_is_text_encoding", True)  # "rot13", "zip" and such are codecs, too
    if not is_text or found.name.startswith(("idna", "punycode", "raw_", "unicode")):
        return ""
    return _MEANT.get(found.name, found.name.removesuffix("-sig"))


def _legacy(body: bytes, *, declared: list[str], language: str) -> str:
    if _is_broken_utf8(body):
        return body.decode("utf-8", "replace")
    strong = [encoding for encoding in declared if encoding not in _WEAK]
    likely = [*strong, *_usual(language), *declared]
    for encoding in likely:
        try:
            return body.decode(encoding)
        except UnicodeError:  # "undefined" is a codec, too
            continue
    return body.decode(_guessed(body) or next(iter(likely), "cp1252"), "replace")


def _usual(language: str) -> list[str]:
    legacy: list[str] = table(language, "encodings").get("legacy", []) if language else []
    return legacy or table("und", "encodings").get("of", {}).get(language.partition("-")[0], [])


def _is_broken_utf8(body: bytes) -> bool:
    """Whether nearly all of what isn't ASCII is UTF-8: a cut letter, a stray byte."""
    text = body.decode("utf-8", "replace")
    wrong, right = text.count("\ufffd"), len(text) - len(text.encode("ascii", "ignore"))
    return 0 < wrong <= _MOSTLY * right


def _guessed(body: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(body[:20_000]).best()
    return best.encoding if best else ""
