import pytest

from briefing.model import Source
from briefing.parse import parse
from briefing.parse.encoding import decode

TEXTS = {
    "ar": ("cp1256", "قال رئيس البلدية إن الجسر سيفتح يوم الجمعة"),
    "bg": ("cp1251", "Кметът каза, че мостът ще отвори в петък"),
    "el": ("cp1253", "Ο δήμαρχος είπε ότι η γέφυρα ανοίγει"),
    "fr": ("cp1252", "Le maire a déclaré que le pont « rouvrira » à l’été"),
    "he": ("cp1255", "ראש העיר אמר שהגשר ייפתח ביום שישי"),
    "ja": ("shift_jis", "市長は橋が金曜日に開通すると述べた"),
    "ko": ("euc_kr", "시장은 다리가 금요일에 열린다고 말했다"),
    "pl": ("cp1250", "Burmistrz powiedział, że most zostanie otwarty w piątek"),
    "ru": ("cp1251", "Мэр сказал, что мост откроют в пятницу"),
    "th": ("cp874", "นายกเทศมนตรีกล่าวว่าสะพานจะเปิด"),
    "tr": ("cp1254", "Başkan köprünün cuma günü açılacağını söyledi"),
    "uk": ("cp1251", "Мер сказав, що міст відкриють у п’ятницю"),
    "zh": ("gb18030", "市长说大桥将于星期五开通"),
    "zh-TW": ("big5", "市長說大橋將於星期五開通"),
}


def feed(text, declared):
    head = f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0">'
    return f"{head}<channel><item><title>{text}</title></item></channel></rss>"


def title(body, *, language="", content_type=""):
    source = Source(id="s", name="S", url="https://s.example/feed", language=language)
    return parse(body, source=source, url=source.url, content_type=content_type)[0].title


@pytest.mark.parametrize("language", TEXTS)
def test_a_declared_legacy_encoding_is_believed(language):
    encoding, text = TEXTS[language]
    assert title(feed(text, encoding).encode(encoding)) == text


@pytest.mark.parametrize("language", TEXTS)
def test_legacy_bytes_that_claim_utf_8_are_read_by_the_sources_language(language):
    encoding, text = TEXTS[language]
    body = feed(text, "utf-8").encode(encoding)
    assert title(body, language=language, content_type="application/xml; charset=utf-8") == text


@pytest.mark.parametrize("language", ["ar", "ru", "tr"])
def test_a_default_latin_1_header_doesnt_spoil_other_scripts(language):
    encoding, text = TEXTS[language]
    assert (
        title(feed(text, "utf-8").encode(encoding), language=language, content_type="text/xml; charset=ISO-8859-1")
        == text
    )


@pytest.mark.parametrize("language", TEXTS)
def test_utf_8_bytes_are_utf_8_whatever_the_header_says(language):
    _, text = TEXTS[language]
    assert title(feed(text, "iso-8859-1").encode(), language=language, content_type="text/xml; charset=latin-1") == text


UTF_32 = ("utf-32", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", *UTF_32])
def test_utf_16_and_byte_order_marks_are_understood(encoding):
    _, text = TEXTS["ar"]
    assert title(feed(text, "utf-16").encode(encoding)) == text


def test_the_header_decides_when_the_document_is_silent():
    _, text = TEXTS["ru"]
    body = feed(text, "x").replace('encoding="x"', "").encode("koi8-r")
    assert title(body, language="ru", content_type="text/xml; charset=koi8-r") == text


def test_seven_bit_japanese_is_believed():
    _, text = TEXTS["ja"]
    assert title(feed(text, "iso-2022-jp").encode("iso-2022-jp")) == text


def test_one_broken_byte_doesnt_turn_utf_8_into_another_encoding():
    text = TEXTS["ru"][1] * 5
    assert decode(text.encode() + b"\xd0", language="ru") == text + "\ufffd"


def test_an_unknown_language_is_guessed_from_the_bytes():
    _, text = TEXTS["ru"]
    assert decode((text * 20).encode("cp1251")).startswith(text)


@pytest.mark.parametrize(
    "label", ["rot13", "zip", "idna", "unicode_escape", "undefined", "no-such", "utf-7", "a" * 500]
)
def test_a_strange_label_does_no_harm(label):
    assert (
        title(feed("caf\xe9", label).encode("latin-1"), language="fr", content_type=f"text/xml; charset={label}")
        == "café"
    )
