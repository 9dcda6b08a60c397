"""How stories grow, by an oracle: the plain agglomeration, that looks at all stories again for each join."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import numpy as np
import pytest
from builders import NOON, article

from briefing.group import group
from briefing.group.scoring import Scoring
from briefing.group.stream import Stream
from briefing.group.weights import FROZEN

NONE, SAME = (0.0, 0.0), (0.1, 0.1)
#: With these the score of two stories is the mean of those of their articles.
MEAN = replace(FROZEN, spread=NONE, cohesion=NONE, age=NONE, sparse=NONE, crowd=0.0, across=SAME, untrusted=SAME)
TOLD = (180, 40, 12, 12, 7, 5, 4, 3, 3, 2, 2, 2, 1, 1, 1)


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


def plain(stream):
    """The stories of a stream's pairs, each as the set of its places."""
    n = len(stream.window)
    left, right = np.divmod(np.arange(n * n), n)
    scores = Scoring(stream.window, stream.weights).pairs(left, right).reshape(n, n).astype(np.float64)
    near = {tuple(pair) for pair in stream.web.arrays()["ends"].tolist()}
    stories = {i: {i} for i in range(n)}
    near |= {(j, i) for i, j in near}
    ties = {i: {j for j in range(n) if (i, j) in near} for i in range(n)}

    def fit(a, b):
        return scores[np.ix_(sorted(stories[a]), sorted(stories[b]))].mean()

    fits = {(a, b): fit(a, b) for a in stories for b in ties[a] if a < b}
    while fits:
        (a, b), best = max(fits.items(), key=lambda one: (one[1], (-one[0][0], -one[0][1])))
        if best <= 0:
            break
        stories[a] |= stories.pop(b)
        ties[a] = (ties[a] | ties.pop(b)) - {a, b}
        for other in ties.values():
            if b in other:
                other.discard(b)
        for other in ties[a]:
            ties[other].add(a)
        fits = {pair: score for pair, score in fits.items() if not {a, b} & set(pair)}
        fits |= {(min(a, c), max(a, c)): fit(a, c) for c in ties[a]}
    return {frozenset(story) for story in stories.values()}


@pytest.mark.parametrize(("seed", "noise"), [*product(range(3), [0.5, 1.1, 1.7])])
def test_stories_are_those_of_joining_the_two_that_fit_best_again_and_again(seed, noise):
    articles, vectors = day(seed, noise)
    stream = Stream(MEAN)
    found = group(articles, vectors=vectors, stream=stream)
    place = {one.id: i for i, one in enumerate(articles)}
    sizes = sorted(len(story.articles) for story in found)
    assert {frozenset(place[id_] for id_ in story.articles) for story in found} == plain(stream)
    assert sizes[-1] > 100 > sizes[-2] > 2
