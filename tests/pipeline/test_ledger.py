from datetime import timedelta

from builders import NOON, attribution

from briefing.pipeline.ledger import ledger
from briefing.store.quotes import Spoken

MAINTAINED = '"Nobody maintained the wall and nobody paid for it,"'


def said(text, speaker="Mira Hale", *, outlet="The Harbour Post", story="s1", hours=0, language="en", **voice):
    article = f"{outlet}-{hours}-{story}"
    given = {"direct": text.startswith(('"', "“", "«"))} | voice
    return Spoken(
        article=article,
        story=story,
        outlet=outlet,
        title="Dam bursts",
        url=f"https://{len(article)}.example/",
        moment=NOON + timedelta(hours=hours),
        start=0,
        end=len(text),
        text=text,
        language=language,
        voice=attribution(speaker, **given),
    )


def test_one_voice_is_found_in_every_spelling_and_over_stories():
    told = [
        said('"The wall is old,"', role="director of the Topaz Centre"),
        said("«За стеной никто не следил»", "Мира Хейл", outlet="Листок", language="ru", hours=1),
        said("Mira Hale said she would resign.", story="s2", hours=2),
        said("Eldon Nam denied it.", "Eldon Nam", kind="official"),
    ]
    for name in ("Hale", "Мира Хейл", "mira hale"):
        (voice,) = ledger(told, speaker=name)
        assert voice.names == ("Mira Hale", "Мира Хейл")
        assert (voice.role, voice.kind) == ("director of the Topaz Centre", "analyst")
        assert [quote.first.text for quote in voice.quotes] == [told[0].text, told[1].text, told[2].text]


def test_the_same_words_elsewhere_are_copies_of_the_first():
    told = [
        said(MAINTAINED, outlet="Gulf Wire", hours=3),
        said("“Nobody maintained the wall and nobody paid for it.”", outlet="Nord", hours=5),
        said(MAINTAINED),
    ]
    (voice,) = ledger(told)
    (quote,) = voice.quotes
    assert quote.first.outlet == "The Harbour Post"
    assert [copy.outlet for copy in quote.copies] == ["Gulf Wire", "Nord"]
    assert quote.changed == ()


def test_changed_wording_is_flagged_beside_the_first():
    other = '"Somebody maintained the wall and nobody paid for it,"'
    (voice,) = ledger([said(MAINTAINED), said(other, outlet="Gulf Wire", hours=1)])
    (quote,) = voice.quotes
    assert [changed.text for changed in quote.changed] == [other]


def test_other_words_and_reported_speech_are_no_changed_wording():
    told = [
        said(MAINTAINED),
        said('"We will rebuild it by the spring of next year,"', hours=1),
        said("Nobody maintained the wall and nobody paid for it, said Mira Hale.", outlet="Nord", hours=1),
    ]
    (voice,) = ledger(told)
    assert [quote.changed for quote in voice.quotes] == [(), (), ()]


def test_two_people_of_one_surname_stay_two():
    told = [said('"The wall is old,"'), said('"The wall is new,"', "Anton Hale", hours=1)]
    assert {voice.name for voice in ledger(told)} == {"Mira Hale", "Anton Hale"}
    assert [voice.name for voice in ledger(told, speaker="Anton Hale")] == ["Anton Hale"]


def test_unnamed_sources_of_different_stories_are_not_one():
    told = [
        said("A diplomat in Orsk denied it.", "diplomat in Orsk", kind="unnamed", story=story) for story in ("s1", "s2")
    ]
    assert len(ledger(told)) == 2


def test_words_can_be_looked_for():
    told = [said(MAINTAINED), said('"We will rebuild it,"', hours=1)]
    (voice,) = ledger(told, match="REBUILD")
    assert [quote.first.text for quote in voice.quotes] == ['"We will rebuild it,"']
    assert ledger(told, match="dam") == ()
