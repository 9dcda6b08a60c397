"""A stream that is followed: however it comes, and whoever goes on with it, the stories are the same."""

from datetime import timedelta

import numpy as np
import pytest
from builders import NOON, article

from briefing.group import group, recall, remember
from briefing.group.points import points
from briefing.group.stream import Stream

MATTERS = 12


@pytest.fixture(autouse=True, params=[(1000, 4000), (40, 4000), (1000, 10)], ids=["few", "many", "dense"])
def _small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spans begin after thirty articles; near ones are found among all, or in cells; too many may hang together."""
    monkeypatch.setattr("briefing.group.spans.FIRST", 30)
    exact, most = request.param
    monkeypatch.setattr("briefing.group.candidates.EXACT", exact)
    monkeypatch.setattr("briefing.group.web._MOST", most)


def news(days=4, a_day=30, seed=5):
    """Reports on twelve matters in two languages over some days: some are told again for days, some are copied."""
    chance = np.random.default_rng(seed)
    lexicon = ["".join(chance.choice(list("abdegiklmnorstuv"), 7)) for _ in range(400)]
    about = chance.permutation(400)[: MATTERS * 8].reshape(MATTERS, 8)
    centres = chance.standard_normal((MATTERS, 64))
    articles, vectors = [], {}
    for i in range(days * a_day):
        matter = int(chance.integers(0, MATTERS))
        words = [*chance.permutation(about[matter])[:6], *chance.integers(0, 400, 3)]
        told = " ".join(lexicon[word] for word in words)
        published = NOON + timedelta(minutes=i * 24 * 60 // a_day)
        text = " ".join(lexicon[word] for word in chance.integers(0, 400, 60)) if i % 3 else ""
        if i % 10 == 9:
            text = articles[-2].text
        language = "ru" if i % 4 == 0 else "en"
        articles.append(article(f"a{i:03}", text, title=told, published=published, language=language, outlet=f"o{i}"))
        if i % 11:
            vector = centres[matter] + 0.5 * chance.standard_normal(64)
            vectors[f"a{i:03}"] = (vector / np.linalg.norm(vector)).astype(np.float32)
    return articles, vectors


def fed(articles, vectors, step, *, anew=False):
    """The stories after the articles came some at a time; `anew`: each time in another process."""
    stream, ids, stories = Stream(), {}, ()
    for end in range(step, len(articles) + step, step):
        if anew:
            stream = recall(remember(stream), articles[:end])
        stories = group(articles[:end], vectors=vectors, previous=ids, stream=stream)
        ids = {id_: story.id for story in stories for id_ in story.articles}
    return stories


@pytest.mark.parametrize("step", [1, 7, 30])
def test_a_stream_that_is_followed_gives_the_stories_of_all_at_once(step):
    articles, vectors = news()
    at_once = group(articles, vectors=vectors)
    assert fed(articles, vectors, step) == at_once
    assert MATTERS <= len(at_once) < len(articles) * 2 / 3
    assert any(story.reprints for story in at_once)


def test_another_process_goes_on_where_one_ended():
    articles, vectors = news()
    assert fed(articles, vectors, 17, anew=True) == group(articles, vectors=vectors)


def test_only_what_is_new_is_read(monkeypatch: pytest.MonkeyPatch):
    articles, vectors = news()
    stream = Stream()
    group(articles[:100], vectors=vectors, stream=stream)
    read = []
    monkeypatch.setattr("briefing.group.stream.points", lambda found, *rest: read.append(found) or points(found, *rest))
    stories = group(articles, vectors=vectors, stream=recall(remember(stream), articles))
    copies = sum(copy >= "a100" for story in stories for copy, _ in story.reprints)
    assert sum(len(found.own) for found in read) == len(articles) - 100 - copies


def test_articles_that_left_the_window_are_in_no_story_and_most_others_stay_together():
    articles, vectors = news()
    stream = Stream()
    before = {id_: s.id for s in group(articles, vectors=vectors, stream=stream) for id_ in s.articles}
    data = remember(stream)
    rest = articles[60:]
    after = group(rest, vectors=vectors, stream=stream, previous=before)
    assert sorted(id_ for story in after for id_ in story.articles) == [one.id for one in rest]
    kept = sum(before[id_] == story.id for story in after for id_ in story.articles)
    assert kept >= 0.8 * len(rest)
    assert group(rest, vectors=vectors, stream=recall(data, rest), previous=before) == after


def test_an_article_that_was_reworded_is_read_again():
    articles, vectors = news()
    stream = Stream()
    group(articles, vectors=vectors, stream=stream)
    other = article("a050", title="Tulip prices fall", published=articles[50].published)
    reworded = [*articles[:50], other, *articles[51:]]
    rest = {id_: vector for id_, vector in vectors.items() if id_ != "a050"}
    stories = group(reworded, vectors=rest, stream=stream)
    assert ("a050",) in {story.articles for story in stories}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no such thing", b"\x93NUMPY"])
def test_what_cannot_be_read_is_begun_anew(data):
    articles, vectors = news()
    assert group(articles, vectors=vectors, stream=recall(data, articles)) == group(articles, vectors=vectors)


def test_a_file_of_which_the_list_of_contents_is_damaged_is_begun_anew():
    articles, vectors = news()
    stream = Stream()
    group(articles, vectors=vectors, stream=stream)
    data = remember(stream)
    entry = data.index(b"PK\x01\x02")
    for place, value in ((6, 255), (8, 1), (8, 32), (8, 64), (10, 99)):  # version, encrypted, patched, strong, method
        damaged = bytearray(data)
        damaged[entry + place] = value
        assert recall(bytes(damaged), articles).usual is None


def test_what_another_version_wrote_is_begun_anew(monkeypatch: pytest.MonkeyPatch):
    articles, vectors = news()
    stream = Stream()
    group(articles, vectors=vectors, stream=stream)
    data = remember(stream)
    monkeypatch.setattr("briefing.group.memory._VERSION", -1)
    assert recall(data, articles).usual is None
