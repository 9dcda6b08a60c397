"""The one point where text from outside is made inert: whatever enters the program passes here, once.

It removes what can act on a terminal, hide in a page or change the order of other text, and nothing that a script
needs to be read. It never rewords, trims or normalises: offsets into cleaned text are offsets into what is stored.
"""

import re
import unicodedata
from functools import cache

#: Combining marks in a row that a reader can still read; Hebrew with points and accents needs four.
MAX_MARKS = 4

_NEWLINES = "\r\n|[\x0b\x0c\r\x85\u2028\u2029]"

# Control sequences (ECMA-48). A string (OSC, DCS …) goes only when it ends: bytes of misread UTF-8 look like its start.
_SEQUENCE = (
    "\x1b\\[[0-?]*[ -/]*[@-~]"
    "|\x9b[0-9;?]+[ -/]*[@-~]"
    "|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9b-\x9f\n]*(?:\x07|\x1b\\\\|\x9c)"
)

# Never shown, in any script: controls, soft hyphen, grapheme joiner, fillers, bidi embeddings and overrides, deprecated
# and invisible format characters, lone surrogates, noncharacters, byte order mark, object replacement, tags; and what
# everybody may draw as they like (private use), which a font may draw as a prompt, a box or nothing.
_DROP_BMP = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u202a-\u202e\u2060-\u2065\u206a-\u206f"
    "\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
)
_DROP_ASTRAL = (
    "\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U0001fffe\U0001ffff\U0002fffe\U0002ffff"
    "\U0003fffe-\U000e00ff\U000e01f0-\U0010ffff"
)

# Characters after which a variation selector has a meaning: keycaps, symbols and emoji, ideographs, Myanmar, Mongolian.
_VARIABLE = (
    "#*0-9\xa9\xae\u1000-\u109f\u1820-\u18aa\u2022-\u2049\u2100-\u2bff\u3001-\u9fff\ua840-\ua877\uf900-\ufaff"
    "\uff00-\uff9f\U0001f000-\U0001faff\U00020000-\U0003fffd"
)
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"

# Scripts whose letters join or stack, where ZWNJ and ZWJ spell: Arabic, Syriac, N'Ko, Indic, Thai … Mongolian, Khmer.
_JOINING = (
    "\u0600-\u109f\u1700-\u180d\u180f-\u1cff\ua8e0-\uaaff\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
_EMOJI = "\ufe0f\u2022-\u2049\u2100-\u2bff\u3030-\u3299\U0001f000-\U0001faff"

# Three fast looks at whole texts; only a text that fails one is worked on.
_SUSPECT_ASCII = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_SUSPECT_BMP = re.compile(
    f"[\t\x0b-\r\x85{_DROP_BMP}\u180b-\u180f\u200b-\u200d\u2028\u2029\u2066-\u2069\u2800\ufe00-\ufe0f]"
)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Marks are no word characters: five or more in a row that are neither words nor spaces *may* be a stack.
_MAYBE_STACK = re.compile(f"[^\x00-\u02ff\\w\\s]{{{MAX_MARKS + 1},}}")
_ISOLATE = re.compile("[\u2066-\u2069]")
#: From left to right, from right to left, and the direction of its first letter, which it has without a mark.
_MARKS = {"\u2066": "\u200e", "\u2067": "\u200f", "\u2068": ""}
_END = "\u2069"


@cache
def _removed() -> tuple[re.Pattern[str], ...]:
    """What is taken out of a suspect text, in this order. Most runs meet none, and compiling these takes long."""
    return tuple(
        map(
            re.compile,
            (
                _SEQUENCE,
                f"[{_DROP_BMP}{_DROP_ASTRAL}]",
                # a variation selector that stands after nothing that varies
                f"[{_SELECTORS}](?<![{_VARIABLE}][{_SELECTORS}])",
                # also ZWSP (a word break in Khmer, Thai, Lao, Myanmar) and Mongolia's separator; ZWJ also builds emoji
                f"[\u180e\u200b\u200c](?<![{_JOINING}].)|\u200d(?<![{_JOINING}{_EMOJI}].)",
            ),
        )
    )


def clean(text: str, *, keep_newlines: bool = True) -> str:
    r"""Text with nothing in it that acts; clean text comes back unchanged, and cleaning twice changes nothing.

    Line ends become "\n" (a space with `keep_newlines` false), tabs and empty Braille cells a space. Removed: controls
    with their whole sequences (ECMA-48), bidi embeddings and overrides (UAX 9), invisible format characters, tags,
    surrogates, noncharacters, private use, selectors and joiners outside the scripts that need them, combining marks
    beyond `MAX_MARKS`. An isolate becomes marks of its direction: a sentence, a name or a role that is cut out of the
    text could otherwise have only one end of it. Linear in the length of the text.
    """
    if _is_suspect(text):
        text = re.sub(_NEWLINES, "\n", text).replace("\t", " ").replace("\u2800", " ")
        for removed in _removed():
            text = removed.sub("", text)
        text = _MAYBE_STACK.sub(_unstack, text)
        if _ISOLATE.search(text):
            separator = "\n" if keep_newlines else " "
            return separator.join(map(_unnested, text.split("\n")))
    return text if keep_newlines else text.replace("\n", " ")


def _is_suspect(text: str) -> bool:
    if text.isascii():
        return _SUSPECT_ASCII.search(text) is not None
    return bool(_SUSPECT_BMP.search(text) or _ASTRAL.search(text) or _MAYBE_STACK.search(text))


def _unstack(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for char in run[0]:
        category = unicodedata.category(char)
        if category in ("Mn", "Me"):
            marks += 1
            if marks > MAX_MARKS:
                continue
        elif category != "Cf":
            marks = 0
        elif marks > MAX_MARKS and char in "\u180e\u200b\u200c\u200d":
            continue  # a joiner between marks that are gone
        kept.append(char)
    return "".join(kept)


def _unnested(line: str) -> str:
    """`line` with a mark of direction at both ends of each isolate instead of what opens and ends it."""
    kept: list[str] = []
    ends: list[str] = []
    for char in line:
        if char in _MARKS:
            ends.append(_MARKS[char])
            kept.append(_MARKS[char])
        elif char == _END:
            kept.append(ends.pop() if ends else "")
        else:
            kept.append(char)
    return "".join(kept)
