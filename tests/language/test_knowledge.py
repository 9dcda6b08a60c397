"""The samples in every language file are its tests: one file is all that a new language needs."""

import re
from datetime import UTC, datetime

import pytest

from briefing.analyse.date_lexicon import lexicon_of
from briefing.analyse.dates import find_dates
from briefing.analyse.figures import figures_of
from briefing.analyse.junk_words import Lists
from briefing.analyse.sentences import split
from briefing.compare.tension import tension
from briefing.language import FALLBACK, knowledge, known_languages, table
from briefing.language.layers import layered
from briefing.model import Sentence

# Languages whose files are full, and how many samples each of their features has at least; then the same of the others.
FULL = ("ar", "de", "en", "es", "fa", "fr", "pt", "ru", "tr", "uk", "zh")
DEMANDED = {
    "boilerplate": 15,
    "dates": 15,
    "figures": 5,
    "outlook": 15,
    "sections": 15,
    "sentences": 15,
    "tension": 3,
    "voices": 15,
}
DEMANDED_OF_OTHERS = {"dates": 6, "sections": 2, "sentences": 5}
TAGS = (*known_languages(), FALLBACK)
SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def sentence_samples():
    for tag in TAGS:
        for i, sentences in enumerate(table(tag, "sentences").get("samples", [])):
            yield pytest.param(tag, sentences, id=f"{tag}-{i}")


def date_samples():
    for tag in TAGS:
        for i, sample in enumerate(table(tag, "dates").get("samples", [])):
            yield pytest.param(tag, sample, id=f"{tag}-{i}")


@pytest.mark.parametrize(("tag", "sentences"), [*sentence_samples()])
def test_sample_sentences_are_found_again_when_joined(tag, sentences):
    text = ("" if SPACELESS.search(sentences[0]) else " ").join(sentences)
    assert [text[span.start : span.end] for span in split(text, tag)] == sentences


@pytest.mark.parametrize(("tag", "sample"), [*date_samples()])
def test_sample_dates_are_found_and_resolved(tag, sample):
    published = datetime.fromisoformat(sample["published"]).replace(tzinfo=UTC) if sample["published"] else None
    found = find_dates(sample["text"], language=tag, published=published)
    assert [[date.text, date.iso, date.precision] for date in found] == sample["expect"]


def samples_of(feature):
    for tag in TAGS:
        for i, sample in enumerate(table(tag, feature).get("samples", [])):
            yield pytest.param(tag, sample, id=f"{tag}-{i}")


@pytest.mark.parametrize(("tag", "sample"), [*samples_of("figures")])
def test_sample_figures_are_found_and_nothing_else(tag, sample):
    text, *expected = sample
    whole = Sentence(
        i=0,
        start=100,
        end=100 + len(text),
        text=text,
        paragraph=0,
        label="Main",
        section="escalation",
        probability=1.0,
        language=tag,
    )
    found = figures_of(whole)
    assert sorted(f"{one.measure} {one.value}" for one in found) == sorted(expected)
    assert all(100 <= one.start < one.end <= whole.end for one in found)


@pytest.mark.parametrize(("tag", "sample"), [*samples_of("tension")])
def test_sample_sentences_tell_escalation_or_its_opposite(tag, sample):
    text, expected = sample
    assert tension(text, language=tag) == expected


@pytest.mark.parametrize("tag", known_languages())
def test_a_language_has_samples_of_its_own(tag):
    demanded = DEMANDED if tag in FULL else DEMANDED_OF_OTHERS
    given = {feature: len(table(tag, feature).get("samples", ())) for feature in demanded}
    assert {feature: n for feature, n in given.items() if n < demanded[feature]} == {}


def test_no_sample_is_given_twice():
    for tag in known_languages():
        for feature in DEMANDED:
            samples = [repr(sample) for sample in table(tag, feature).get("samples", ())]
            assert len(set(samples)) == len(samples), (tag, feature)


@pytest.mark.parametrize("tag", TAGS)
def test_boilerplate_lists_have_names_that_are_read(tag):
    read = {
        *Lists.__dataclass_fields__,
        "samples",
        *(("patterns", "sentences", "credits", "codes") * (tag == FALLBACK)),
    }
    assert knowledge(tag).get("boilerplate", {}).keys() <= read


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_says_only_what_the_features_read(tag):
    for feature in ("sentences", "dates"):
        assert table(tag, feature).keys() - {"samples"} <= table(FALLBACK, feature).keys()


@pytest.mark.parametrize("tag", TAGS)
def test_every_role_that_a_word_has_is_used_by_a_pattern(tag):
    lexicon = lexicon_of(tag)
    unused = {role for _, role, _ in lexicon.forms if role not in lexicon.letters} - {"article", "until", "weak"}
    assert not {role for role in unused if role in layered(tag, "dates")["words"]}


def test_a_regional_form_inherits_what_it_leaves_unsaid():
    assert layered("zh-TW", "sentences")["cased"] is False
    assert layered("xx", "sentences") == table(FALLBACK, "sentences")
