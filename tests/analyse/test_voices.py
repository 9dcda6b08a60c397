import pytest

from briefing.analyse.sentences import split
from briefing.analyse.voices import attribute
from briefing.language import known_languages, table
from briefing.model import Article

SAMPLES = [(tag, sample) for tag in known_languages() for sample in table(tag, "voices").get("samples", ()) if tag]


def heard(text, language="en", **fields):
    article = Article(id="a", title=fields.pop("title", ""), text=text, language=language, **fields)
    return attribute(article, split(text, language))


def speakers(*given, **fields):
    return [voice.speaker if voice else None for voice in heard(*given, **fields)]


@pytest.mark.parametrize(("tag", "sample"), SAMPLES, ids=[f"{tag}: {s['text'][:30]}" for tag, s in SAMPLES])
def test_each_language_hears_its_own_samples(tag, sample):
    found = heard(sample["text"], tag, title=sample.get("title", ""))
    told = [[voice.speaker, voice.role, voice.kind, voice.direct] if voice else [] for voice in found]
    assert told == sample["expect"]
