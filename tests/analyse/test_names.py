import pytest

from briefing.analyse.joining import join_voices
from briefing.analyse.names import are_initials, name_key, same_person
from briefing.model import Attribution


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mira Hale", "Hale"),
        ("Mira Hale", "M. Hale"),
        ("Mira Anna Hale", "Mira Hale"),
        ("Eldon Namazir", "إلدون نامازير"),
        ("Eldon Namazir", "نامازير"),
        ("Гусаинов", "Husainov"),
        ("تورال غانداري", "جانداري"),
        ("Karin Öström", "Karin Ostrom"),
        ("Олег Намов", "Намова"),
        ("Ли Мира", "ли мира"),
        ("韩米拉", "Han Mila"),
        ("Şükrü Halecan", "Shukru Halecan"),
        ("Mirza Elkhan Dove", "Mirza Elhan Dov"),
    ],
)
def test_spellings_of_one_person_agree(one, other):
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Putin", "Biden"),
        ("بوتين", "Biden"),
        ("Mira Hale", "Ana Hale"),
        ("Mira Hale", "Mira Nam"),
        ("M. Hale", "A. Hale"),
        ("Hale", "Mira"),
        ("Hale", "Halecan"),
        ("Marn", "Moran Vael"),
        ("Dove", "Dov"),
        ("Nam", "Ниманов"),
        ("韩米拉", "韩安娜"),
        ("Hale", ""),
        ("", ""),
        ("—", "—x"),
    ],
)
def test_different_people_stay_apart(one, other):
    assert not same_person(one, other)
    assert not same_person(other, one)


def test_keys_survive_transliteration():
    assert name_key("Huseynir") == name_key("هوسينير")
    assert name_key("Putin") != name_key("Biden")


def said(article, speaker, kind="official", role=""):
    return article, Attribution(speaker=speaker, speaker_id=speaker.casefold(), kind=kind, role=role)


def names(*attributions):
    return sorted({voice.names for voice in join_voices(attributions).values()})


def test_one_person_is_one_voice_over_articles_and_scripts():
    joined = join_voices(
        [said("a", "نامازير"), said("b", "Eldon Namazir", role="mayor of Grend"), said("c", "Namazir")]
    )
    assert len({voice.id for voice in joined.values()}) == 1
    voice = joined["a", "نامازير"]
    assert (voice.name, voice.role) == ("Eldon Namazir", "mayor of Grend")
    assert set(voice.names) == {"نامازير", "Eldon Namazir", "Namazir"}


def test_a_surname_that_fits_two_people_joins_neither():
    found = names(said("a", "Mira Hale"), said("b", "Ana Hale"), said("c", "Hale"))
    assert found == [("Ana Hale",), ("Hale",), ("Mira Hale",)]


def test_unnamed_sources_are_never_joined():
    joined = join_voices([said("a", "a diplomat", "unnamed"), said("b", "a diplomat", "unnamed")])
    assert len({voice.id for voice in joined.values()}) == 2


def test_institutions_join_by_their_words():
    assert names(said("a", "the ministry"), said("b", "The ministry")) == [("the ministry", "The ministry")]


def test_voices_that_one_article_keeps_apart_stay_apart():
    assert len(names(said("a", "Mira Hale"), said("a", "Hale"))) == 2


def test_joining_depends_on_nothing_but_its_input():
    given = [said("a", "Hale"), said("b", "Mira Hale"), said("c", "Eldon Nam"), said("d", "نام")]
    assert join_voices(given) == join_voices(list(given))


def test_a_title_taken_into_a_name_does_not_make_two_people_of_one():
    assert same_person("Инженер Мирза Элхан Дов", "Мирза Элхан Дов")
    assert same_person("Hidrolog İnesa Valdur", "إينيسا فالدور")
    assert not same_person("Mira Hale", "Ana Mira Voll")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("UN", "United Nations"),
        ("UN", "the United Nations"),
        ("MIA", "Ministry of Internal Affairs"),
        ("МВД", "Министерство внутренних дел Велдии"),
        ("OEM", "La Organización de Estados del Mar"),
    ],
)
def test_initials_stand_for_a_name(short, full):
    assert are_initials(short, full)


@pytest.mark.parametrize(
    ("short", "full"), [("UN", "United Nations of Veldia"), ("Un", "United Nations"), ("UNO", "Union"), ("UK", "UN")]
)
def test_other_words_are_no_initials(short, full):
    assert not are_initials(short, full)


def test_initials_join_over_articles():
    found = names(said("a", "United Nations"), said("b", "UN"), said("c", "Uma Nal", role="mayor"))
    assert found == [("Uma Nal",), ("United Nations", "UN")]


def test_the_initials_of_one_with_a_role_join_nobody():
    assert len(names(said("a", "Uma Nal", role="mayor"), said("b", "UN"))) == 2


def test_a_name_without_words_has_no_initials():
    assert not are_initials("UN", "- -")
