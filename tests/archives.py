"""A store with the articles of one story in four languages, and the snapshot that tells it: no network, no encoder.

Marks of direction stand in some sentences, at their ends, too: a page may drop them, and is true all the same.
"""

from dataclasses import replace
from datetime import timedelta

from builders import NOON, analysis, article, attribution, date, story

from briefing.compose import compose
from briefing.model import Coverage, Snapshot
from briefing.render.toml import dump
from briefing.store.articles import save_analysis, save_articles
from briefing.store.database import open_database
from briefing.store.snapshots import save_snapshot
from briefing.store.stories import save_stories

#: By article: language, outlet, title, and its sentences, each with label, words of its date (and ISO), voice.
ARTICLES = {
    "a1": (
        "en",
        "The Harbour Post",
        'Orsk dam bursts: 38 dead & "many" missing',
        (
            (
                "The dam above Orsk burst on 21 November 2026 and killed 38 people in 3 villages.",
                "Main",
                "21 November 2026",
                None,
            ),
            (
                "In 2019 engineers did not find a crack in the wall of the Orsk dam\u200e.",
                "Context",
                "2019",
                None,
            ),
            (
                '"Nobody maintained the wall & nobody paid," said Mira Hale, director of the Topaz Centre\u200e.',
                "Evaluation",
                "",
                "Mira Hale",
            ),
            ("Eldon Nam, the minister of works, said that the wall was not at fault.", "Evaluation", "", "Eldon Nam"),
            ("The lower town could be flooded again next week, said Mira Hale.", "Expectation", "", "Mira Hale"),
        ),
    ),
    "a2": (
        "ru",
        "Портовый листок",
        "Прорыв плотины в Орске: 41 погибший",
        (
            ("Число погибших при прорыве плотины в Орске выросло до 41, среди них 7 детей.", "Main", "", None),
            ("Спасатели не нашли выживших в посёлке Тольва 22 ноября 2026 года.", "Previous", "22 ноября 2026", None),
            (
                "По словам Миры Хейл, за стеной никто не следил 12 лет [1], и платил [2] никто.",
                "Evaluation",
                "",
                "Мира Хейл",
            ),
            ("Вода может подняться ещё на 2 метра.", "Expectation", "", None),
        ),
    ),
    "a3": (
        "ar",
        "صحيفة الميناء",
        "انهيار سد أورسك: 44 قتيلاً",
        (
            ("ارتفع عدد قتلى انهيار سد أورسك إلى 44 شخصاً بينهم 9 أطفال، بحسب مكتب الكوارث.", "Main", "", None),
            ("وقالت ميرا هيل إن الجدار لم يخضع للصيانة منذ 12 عاماً.", "Evaluation", "", "ميرا هيل"),
            ("وقد ترتفع المياه 2.5 متر أخرى خلال الأيام المقبلة.", "Expectation", "", None),
        ),
    ),
    "a4": (
        "he",
        "עיתון הנמל",
        "קריסת הסכר באורסק: 45 הרוגים [1]",
        (
            ("מספר ההרוגים בקריסת הסכר באורסק עלה ל-45\u200f, ועוד 120 בני אדם לא אותרו.\u200f", "Main", "", None),
            ("הסכר נבנה בשנת 1974 ולא שופץ מאז.", "Context", "1974", None),
        ),
    ),
}
ISO = {"21 November 2026": "2026-11-21", "22 ноября 2026": "2026-11-22"}
ROLES = {"Mira Hale": "director of the Topaz Centre\u200e", "Eldon Nam": "minister of works"}
OFFICIALS = ("Eldon Nam",)


def archive(folder, **settings):
    """The snapshot, saved in `folder`, and the database beside it."""
    folder.mkdir(exist_ok=True)
    database = folder / "cache" / "articles.sqlite"
    articles, analyses = {}, {}
    with open_database(database) as connection, connection:
        for n, (id_, told) in enumerate(ARTICLES.items()):
            articles[id_] = _article(id_, n, told)
            analyses[id_] = _analysis(articles[id_], told[3])
            save_articles(connection, [(id_, articles[id_])], seen=NOON)
            save_analysis(connection, articles[id_], analyses[id_], vector=b"", version="1")
        one = replace(story(*articles), id="5c0ffee1")
        save_stories(connection, [one], [one])
    briefing = compose(one, headline="a1", articles=articles, analyses=analyses, languages=("en",), status="new")
    coverage = Coverage(asked=4, read=4, articles=4, outlets=4, languages=4, stories=1)
    snapshot = Snapshot(taken=NOON, stories=(briefing,), coverage=coverage, **settings)
    save_snapshot(folder / "cache" / "snapshots", snapshot, dump=dump)
    return snapshot, database


def _article(id_, n, told):
    language, outlet, title, sentences = told
    text = "\n".join(text for text, *_ in sentences)
    published = NOON - timedelta(hours=9 - n)
    url = f"https://{id_}.example/2026/11/dam?a=1&b={n}"
    return article(id_, text, title=title, outlet=outlet, language=language, published=published, url=url)


def _analysis(of, sentences):
    voices = {i: _voice(of, text, name) for i, (text, _, _, name) in enumerate(sentences) if name}
    made = analysis(of, *(label for _, label, _, _ in sentences), speakers=voices)
    dated = [
        replace(
            one, dates=(date(of.text, one.start, words, ISO.get(words, words), _precision(words)),) if words else ()
        )
        for one, (_, _, words, _) in zip(made.sentences, sentences, strict=True)
    ]
    return replace(made, sentences=tuple(dated))


def _precision(words):
    return "day" if words in ISO else "year"


def _voice(of, text, name):
    kind = "official" if name in OFFICIALS else "analyst"
    start = of.text.index(text)
    quote = (start, start + text.rindex('"') + 1) if text.startswith('"') else None
    return attribution(name, role=ROLES.get(name, ""), kind=kind, direct=bool(quote), quote=quote)
