"""How stories grow, by an oracle: the plain agglomeration, that looks at all stories again for each join."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import numpy as np
import pytest
from builders import NOON, article

from briefing.group import group
from briefing.group.linkage import BOUND, link
from briefing.group.parts import connected, split
from briefing.group.scoring import Scoring
from briefing.group.stream import Stream
from briefing.group.weights import FROZEN

NONE, SAME, BROAD, CLOSE = (0.0, 0.0), (0.1, 0.1), (0.4, 0.4), (1.2, 1.2)
#: With these what holds for one article holds for all, but for their bars.
ALL = replace(FROZEN, spread=BROAD, cohesion=CLOSE, age=NONE, sparse=NONE, crowd=0.0, across=SAME, untrusted=SAME)
TOLD = (80, 20, 12, 12, 7, 5, 4, 3, 3, 2, 2, 2, 1, 1, 1)


def day(seed, noise):
    """A day's reports on fifteen matters in three languages: one is told very often, some only once."""
    chance = np.random.default_rng(seed)
    lexicon = ["".join(chance.choice(list("abdegiklmnorstuv"), 7)) for _ in range(400)]
    matters = chance.permutation(np.repeat(np.arange(len(TOLD)), TOLD))
    centres = chance.standard_normal((len(TOLD), 64))
    articles, vectors = [], {}
    for i, matter in enumerate(matters):
        words = [*chance.permutation(np.arange(8) + 8 * matter)[:4], *chance.integers(0, 400, 6)]
        text = " ".join(f"{lexicon[word].title()} {lexicon[word]}" for word in words) * (i % 3)
        told = " ".join(lexicon[word] for word in words)
        language, published = ["en", "ru", "xx"][i % 3], NOON + timedelta(minutes=i)
        articles.append(article(f"a{i:03}", text, title=told, published=published, language=language, outlet=f"o{i}"))
        vectors[f"a{i:03}"] = (centres[matter] + noise * chance.standard_normal(64)).astype(np.float32)
        vectors[f"a{i:03}"] /= np.linalg.norm(vectors[f"a{i:03}"])
    return articles, vectors


def fit(stream):
    """What two stories, given as lists of places, score: by all pairs of their articles, worked out anew."""
    n, points, bars = len(stream.window), stream.window.points, stream.window.bars.astype(np.float64)
    left, right = np.divmod(np.arange(n * n), n)
    scores = Scoring(stream.window, stream.weights).pairs(left, right).reshape(n, n).astype(np.float64)
    here = points.tongue[:, None] == points.tongue
    added = SAME[0] * (1 + (1 - points.trust[:, None] * points.trust)) * ~here
    alike = scores + (bars[:, None] + bars) / 2 - added
    np.fill_diagonal(alike, 1.0)

    def breadth(story):
        return len(story) ** (1 - BROAD[0]) * alike[np.ix_(story, story)].sum() ** (BROAD[0] / 2)

    def within(story):
        same = here[np.ix_(story, story)] & ~np.eye(len(story), dtype=bool)
        return alike[np.ix_(story, story)][same].mean() if same.any() else 0.0

    def score(one, other):
        pairs = np.ix_(one, other)
        short = min(within(one), within(other)) * here[pairs].sum() - alike[pairs][here[pairs]].sum()
        lost = (bars[one].mean() + bars[other].mean()) / 2 + CLOSE[0] * max(short, 0.0) / here[pairs].size
        return alike[pairs].sum() / (breadth(one) * breadth(other)) + added[pairs].mean() - lost

    return score


def plain(stream):
    """The stories of a stream's pairs, each as the set of its places."""
    score = fit(stream)
    near = {tuple(pair) for pair in stream.web.arrays()["ends"].tolist()}
    near |= {(j, i) for i, j in near}
    stories = {i: [i] for i in range(len(stream.window))}
    ties = {i: {j for j in stories if (i, j) in near} for i in stories}
    fits = {(a, b): score(stories[a], stories[b]) for a in stories for b in ties[a] if a < b}
    while fits:
        (a, b), best = max(fits.items(), key=lambda one: (one[1], (-one[0][0], -one[0][1])))
        if best <= 0:
            break
        stories[a] = sorted(stories[a] + stories.pop(b))
        ties[a] = (ties[a] | ties.pop(b)) - {a, b}
        for other in ties.values():
            other.discard(b)
        for other in ties[a]:
            ties[other].add(a)
        fits = {pair: worth for pair, worth in fits.items() if not {a, b} & set(pair)}
        fits |= {(min(a, c), max(a, c)): score(stories[a], stories[c]) for c in ties[a]}
    return {frozenset(story) for story in stories.values()}


@pytest.mark.parametrize(("seed", "noise"), [*product(range(2), [0.5, 0.8, 1.1])])
def test_stories_are_those_of_joining_the_two_that_fit_best_again_and_again(seed, noise):
    articles, vectors = day(seed, noise)
    stream = Stream(ALL)
    found = group(articles, vectors=vectors, stream=stream)
    place = {one.id: i for i, one in enumerate(articles)}
    sizes = sorted(len(story.articles) for story in found)
    assert {frozenset(place[id_] for id_ in story.articles) for story in found} == plain(stream)
    assert sizes[-1] > 50 > sizes[-2] > 2


def test_what_is_bound_is_one_story_however_little_alike():
    articles, vectors = day(1, 0.5)
    stream = Stream(ALL)
    group(articles, vectors=vectors, stream=stream)
    places = np.unique(stream.web.story)[:5]
    ends = np.stack([places[:1].repeat(4), places[1:]], axis=1)
    bound = np.full(4, BOUND, dtype=np.float32)
    ((_, stories),) = link([(places, ends, bound)], stream.window, ALL)
    assert set(stories.tolist()) == {places[0]}
    ((_, stories),) = link([(places, ends, bound / 90)], stream.window, ALL)
    assert len(set(stories.tolist())) > 1


def test_a_part_is_linked_alone_as_it_is_beside_others_in_more_languages():
    articles, vectors = day(0, 0.5)
    articles = [replace(one, published=None) if i % 7 == 0 else one for i, one in enumerate(articles)]
    stream = Stream()
    group(articles, vectors=vectors, stream=stream)
    kept = stream.web.arrays()
    strong = kept["scores"] > np.quantile(kept["scores"], 0.7)
    ends, scores, all_ = kept["ends"][strong], kept["scores"][strong], np.arange(len(articles))
    found = split(connected(len(articles), ends), all_, np.arange(len(ends)), ends)
    parts = [(places, ends[pairs], scores[pairs]) for places, pairs in found]
    together = {place: root for some in link(parts, stream.window, FROZEN) for place, root in zip(*some, strict=True)}
    alone = [next(link([part], stream.window, FROZEN)) for part in parts]
    assert together == {place: root for some in alone for place, root in zip(*some, strict=True)}
    assert len(parts) > 5
    assert len(set(together.values())) > len(parts)
    assert (stream.window.points.trust < 1).any()
