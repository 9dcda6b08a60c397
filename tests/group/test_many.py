"""`group` among many articles: only near ones are compared, and the stories are the same."""

from datetime import timedelta

import numpy as np
import pytest
from builders import NOON, article

from briefing.group import group
from briefing.group.stream import Stream

MATTERS, TOLD = 60, 5


def stream():
    """Reports on sixty matters, five on each, over a day; every tenth has no vector, every fifteenth no date."""
    chance = np.random.default_rng(7)
    lexicon = ["".join(chance.choice(list("abdegiklmnorstuv"), 7)) for _ in range(900)]
    about = chance.permutation(900)[: MATTERS * 8].reshape(MATTERS, 8)
    centres = chance.standard_normal((MATTERS, 512))
    articles, vectors = [], {}
    for i in range(MATTERS * TOLD):
        matter = i % MATTERS
        words = [*chance.permutation(about[matter])[:6], *chance.integers(0, 900, 3)]
        published = NOON + timedelta(minutes=3 * i) if i % 15 else None
        told = " ".join(lexicon[word] for word in words)
        articles.append(article(f"a{i}", title=told, published=published))
        if i % 10:
            vector = centres[matter] + 0.5 * chance.standard_normal(512)
            vectors[f"a{i}"] = (vector / np.linalg.norm(vector)).astype(np.float32)
    return articles, vectors


def test_stories_found_among_near_articles_are_those_found_among_all(monkeypatch: pytest.MonkeyPatch):
    articles, vectors = stream()
    exact = group(articles, vectors=vectors)
    monkeypatch.setattr("briefing.group.candidates.EXACT", 10)
    assert group(articles, vectors=vectors) == exact
    assert MATTERS <= len(exact) < 1.5 * MATTERS


def test_many_articles_without_vectors_meet_by_their_words(monkeypatch: pytest.MonkeyPatch):
    articles, _ = stream()
    exact = group(articles, vectors={})
    monkeypatch.setattr("briefing.group.candidates.EXACT", 10)
    assert group(articles, vectors={}) == exact
    assert any(len(story.articles) > 1 for story in exact)


def test_where_more_are_near_than_are_compared_stories_are_the_same_at_once_and_singly(monkeypatch: pytest.MonkeyPatch):
    """Of five hundred articles in two languages half tell of two matters: cells are full, and too many are near."""
    monkeypatch.setattr("briefing.group.candidates.EXACT", 40)
    monkeypatch.setattr("briefing.group.spans.FIRST", 30)
    chance = np.random.default_rng(11)
    lexicon = ["".join(chance.choice(list("abdegiklmnorstuv"), 7)) for _ in range(2000)]
    centres = chance.standard_normal((500, 64))
    articles, vectors = [], {}
    for i in range(500):
        matter = i % 4 if i % 4 < 2 else i
        about = matter % 180 * 8 + chance.permutation(8)[:6]
        title = " ".join(lexicon[word] for word in [*about, *chance.integers(0, 2000, 2)])
        language = ("en", "ru")[i // 4 % 2]
        articles.append(article(f"a{i}", title=title, published=NOON + timedelta(minutes=12 * i), language=language))
        vector = centres[matter] + 0.6 * chance.standard_normal(64)
        vectors[f"a{i}"] = (vector / np.linalg.norm(vector)).astype(np.float32)
    singly, at_once = Stream(), Stream()
    for end in [*range(40, 480, 110), *range(480, 501)]:
        stories = group(articles[:end], vectors=vectors, stream=singly)
    assert stories == group(articles, vectors=vectors, stream=at_once)
    assert pairs(singly) == pairs(at_once)
    assert max(len(story.articles) for story in stories) > 100


def pairs(stream):
    """The pairs of articles that score above nought, with their scores."""
    found = stream.web.arrays()
    return {(*ends, score) for ends, score in zip(found["ends"].tolist(), found["scores"].tolist(), strict=True)}
