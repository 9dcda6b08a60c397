import pytest

from briefing.analyse.sentences import split
from briefing.analyse.voices import attribute
from briefing.model import Article


def certain(text, language="en"):
    """Whether each sentence with a voice says itself whose its words are."""
    article = Article(id="a", title="", text=text, language=language)
    return [voice.certain for voice in attribute(article, split(text, language)) if voice]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mira Hale said that the bridge was weak.", "en"),
        ("An official said that the bridge was weak.", "en"),
        ("According to the council of Grend, the bridge is weak.", "en"),
        ("GNB said that the bridge was weak.", "en"),
        ("Mira Hale, a director of the Topaz Centre, believes that the bridge is weak.", "en"),
        ("It is late in Grend. “The bridge is weak,” the spokesman said.", "en"),
        ("Ein Sprecher sagte, die Brücke sei schwach.", "de"),
        ("يعتقد بعض الدبلوماسيين أن الجسر ضعيف.", "ar"),
        ("По мнению эксперта Миры Хейл, мост слаб.", "ru"),
    ],
)
def test_a_source_by_its_form_is_certain(text, language):
    assert certain(text, language) == [True]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Unlike a physical wall, it is seen as weak.", "en"),
        ("Sidebar said that the bridge was weak.", "en"),
        ("Somebody fell. He thought that the bridge was weak.", "en"),
        ("Daneben sagt es viel über die Brücke.", "de"),
        ("Abrió la puerta y, según describen crujía mucho, “el puente es débil”.", "es"),
    ],
)
def test_what_only_stands_where_a_source_would_is_not(text, language):
    assert not any(certain(text, language))


def test_a_pronoun_is_as_certain_as_the_name_that_it_means():
    named = "Mira Hale, director of the centre, said it was late. She said that the bridge was weak."
    assert certain(named) == [True, True]
    assert not any(certain("Sidebar said it was late. She said that the bridge was weak."))
