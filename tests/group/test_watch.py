"""What the reader watches is found in any script where it is a name, and not in other words that sound alike."""

import pytest
from builders import NOON, article

from briefing.group import reasons
from briefing.model import Story


def is_found(phrase, *titles):
    made = {f"a{i}": article(f"a{i}", title=title) for i, title in enumerate(titles)}
    return bool(reasons("s", [Story(id="s", articles=tuple(made))], made, now=NOON, watch=[phrase]).watched)


@pytest.mark.parametrize(
    ("phrase", "title"),
    [
        ("Karsu corridor", "The Karsu corridor opens at dawn"),
        ("Karsu corridor", "KARSU CORRIDOR OPENS"),
        ("Karsu corridor", "Коридор у Карсу: Карсу коридор открыт"),
        ("Karsu", "Карсу засыпало снегом"),
        ("Karsu", "Karsu'da yangın çıktı"),
        ("Ilan Toralev", "Ilan B. Toralev resigns"),
        ("Ilan Toralev", "İlan Toralev istifa etti"),
        ("Ilan Toralev", "Илан Торалев подал в отставку"),
        ("Ilan Toralev", "Встреча с Иланом Торалевым сорвана"),
        ("Toralev", "استقالة توراليف بعد الجلسة"),
        ("Ганжали", "Ganjali returns to Grend"),
        ("غانجالي", "Ganjali returns to Grend"),
        ("Ganjali", "ولغانجالي كلمة أخيرة"),
        ("Gaza", "Aid reaches Gaza"),
        ("加沙", "救援物资进入加沙"),
        ("Gaza", "Ｇａｚａ waits for aid"),
        ("AI東京", "ＡＩ東京で会議"),
        ("gas price", "Gas prices fall in Orsk"),
    ],
)
def test_it_is_found_in_other_spellings_and_scripts(phrase, title):
    assert is_found(phrase, title)


@pytest.mark.parametrize(
    ("phrase", "title"),
    [
        ("Gaza", "Цена газа выросла"),
        ("Газа", "Добыча газа упала"),
        ("Karsu", "курс валюты вырос"),
        ("Karsu", "كرسي جديد في القاعة"),
        ("Toralev", "Travel agents of Orsk strike"),
        ("Toralev", "Trilobe fossils found in Orsk"),
        ("Karsu", "Курс валюты вырос"),
        ("Karsu corridor", "The corridor to Karsu closes"),
        ("Ilan Toralev", "Ilan and the brothers of Mira Toralev"),
        ("Ilan", "Ilana Hale wins"),
        ("Mira Hale", "Hale and hearty at ninety"),
    ],
)
def test_words_that_sound_or_look_alike_are_not_it(phrase, title):
    assert not is_found(phrase, title)


def test_one_article_of_many_that_mentions_it_does_not_make_a_story_watched():
    titles = ["Orsk dam gives way after rain"] * 7
    assert not is_found("Karsu", *titles, "Karsu sends help to Orsk")
    assert is_found("Karsu", *titles[:3], "Karsu sends help to Orsk")


def test_it_may_stand_at_the_head_of_the_text_and_not_only_in_the_headline():
    near = article("a", "On Friday Karsu was quiet.", title="A quiet Friday")
    far = article("a", "Nothing. " * 90 + "On Friday Karsu was quiet.", title="A quiet Friday")
    for one, expected in ((near, ("Karsu",)), (far, ())):
        found = reasons("s", [Story(id="s", articles=("a",))], {"a": one}, now=NOON, watch=["Karsu", "Grend"])
        assert found.watched == expected
