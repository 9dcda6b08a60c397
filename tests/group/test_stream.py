"""A stream that is followed: however it comes, and whoever goes on with it, the stories are the same."""

import json
from datetime import timedelta
from io import BytesIO

import numpy as np
import pytest
from builders import NOON, article

from briefing.group import group, pieces_of, recall, remember
from briefing.group.identity import story_id, written
from briefing.group.points import points
from briefing.group.scoring import Scoring
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
    stream, ids, stories, kept = Stream(), {}, (), {}
    for end in range(step, len(articles) + step, step):
        if anew:
            kept |= remember(stream)
            stream = recall(kept, articles[:end])
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


def test_what_two_articles_score_is_the_same_to_the_last_bit_whatever_else_is_scored():
    articles, vectors = news()
    stream = Stream()
    group(articles, vectors=vectors, stream=stream)
    scoring = Scoring(stream.window, stream.weights)
    here, others = np.arange(70, 100), np.arange(70)
    later, earlier, scores = scoring.near(here, others)
    told = dict(zip(zip(later.tolist(), earlier.tolist(), strict=True), scores.tolist(), strict=True))
    alone = [scoring.near(here[i : i + 1], others[start::3]) for i in range(len(here)) for start in range(3)]
    assert {(i, j): score for found in alone for i, j, score in zip(*map(list, found), strict=True)} == told
    tongue = stream.window.points.tongue
    same = tongue[later] == tongue[earlier]
    assert same.sum() > 30
    assert (scoring.pairs(later, earlier)[same] == scores[same]).all()


def test_only_what_is_new_is_read(monkeypatch: pytest.MonkeyPatch):
    articles, vectors = news()
    stream = Stream()
    group(articles[:100], vectors=vectors, stream=stream)
    read = []
    monkeypatch.setattr("briefing.group.stream.points", lambda found, *rest: read.append(found) or points(found, *rest))
    stories = group(articles, vectors=vectors, stream=recall(dict(remember(stream)), articles))
    copies = sum(copy >= "a100" for story in stories for copy, _ in story.reprints)
    assert sum(len(found.own) for found in read) == len(articles) - 100 - copies


def test_articles_that_left_the_window_are_in_no_story_and_most_others_stay_together():
    articles, vectors = news()
    stream = Stream()
    before = {id_: s.id for s in group(articles, vectors=vectors, stream=stream) for id_ in s.articles}
    data = dict(remember(stream))
    rest = articles[60:]
    after = group(rest, vectors=vectors, stream=stream, previous=before)
    assert sorted(id_ for story in after for id_ in story.articles) == [one.id for one in rest]
    kept = sum(before[id_] == story.id for story in after for id_ in story.articles)
    assert kept >= 0.8 * len(rest)
    assert group(rest, vectors=vectors, stream=recall(data, rest), previous=before) == after


def test_what_is_left_of_a_story_stays_together_under_its_id_as_the_window_moves_on():
    articles, vectors = news(days=8)
    stream = Stream()
    before = {id_: s.id for s in group(articles, vectors=vectors, stream=stream) for id_ in s.articles}
    old = {one.id for one in articles if one.published < articles[-1].published - timedelta(days=3)}
    for begin in (30, 60, 90):
        rest = articles[begin:]
        if begin == 60:
            stream = recall(dict(remember(stream)), rest)
        now = {id_: s.id for s in group(rest, vectors=vectors, stream=stream) for id_ in s.articles}
        aged = sorted(old & now.keys())
        assert aged
        assert [now[id_] for id_ in aged] == [before[id_] for id_ in aged]


def test_two_that_only_others_held_together_stay_one_story_when_those_leave_and_more_comes_to_one_of_them():
    articles, vectors = news(days=8)
    dam, vote = (np.random.default_rng(seed).standard_normal(64).astype(np.float32) for seed in (1, 2))
    told = [
        *(("Orsk dam bursts before Veldia vote", dam + vote, hour) for hour in (1, 2, 3, 4)),
        ("Orsk dam bursts", dam, 30),
        ("Veldia vote", vote, 31),
        ("Orsk dam bursts again", dam, 190),
    ]
    for i, (title, vector, hour) in enumerate(told):
        articles.append(article(f"x{i}", title=title, published=NOON + timedelta(hours=hour), outlet=f"x{i}"))
        vectors[f"x{i}"] = vector / np.linalg.norm(vector)
    articles.sort(key=lambda one: one.published)
    stream = Stream()
    stories = group(articles[:-5], vectors=vectors, stream=stream)
    assert any({"x0", "x4", "x5"} <= set(story.articles) for story in stories)
    for end in (-5, len(articles)):
        rest = [one for one in articles[:end] if one.published > NOON + timedelta(hours=24)]
        stories = group(rest, vectors=vectors, stream=stream)
    assert any({"x4", "x5", "x6"} <= set(story.articles) for story in stories)


def test_an_id_that_was_published_lasts_over_a_first_span_whose_first_articles_have_left():
    articles, vectors = news(days=2, a_day=14)
    published = {id_: s.id for s in group(articles, vectors=vectors, stream=Stream()) for id_ in s.articles}
    more, numbers = news(days=5, a_day=14)
    stream = Stream()
    for end in (30, len(more)):
        stories = group(more[6:end], vectors=numbers, previous=published, stream=stream)
        published |= {id_: story.id for story in stories for id_ in story.articles}
    foreign = {story.id for story in stories} - {story_id(one.id) for one in more[6:]}
    assert foreign
    assert foreign <= {written(id_) for id_ in stream.web.held.tolist()}


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
    kept = remembered(articles, vectors)
    for name in kept:
        assert recall(kept | {name: data}, articles).usual is None
        assert recall({other: kept[other] for other in kept if other != name}, articles).usual is None
    assert group(articles, vectors=vectors, stream=recall({}, articles)) == group(articles, vectors=vectors)


def test_a_piece_of_which_the_list_of_contents_is_damaged_is_begun_anew():
    articles, vectors = news()
    kept = remembered(articles, vectors)
    for name, data in kept.items():
        entry = data.index(b"PK\x01\x02")
        for place, value in (
            (6, 255),
            (8, 1),
            (8, 32),
            (8, 64),
            (10, 99),
        ):  # version, encrypted, patched, strong, method
            damaged = bytearray(data)
            damaged[entry + place] = value
            assert recall(kept | {name: bytes(damaged)}, articles).usual is None


def test_what_does_not_fit_together_is_begun_anew():
    """Each column of each piece in turn is shorter than others, of another kind or shape, or points to nothing."""
    articles, vectors = news()
    kept = remembered(articles, vectors)
    tried = 0
    for name, data in kept.items():
        with np.load(BytesIO(data)) as file:
            arrays = {column: file[column] for column in file.files}
        for column in arrays.keys() - {"facts"}:
            values = arrays[column]
            changed = [values[:-1], values.astype("complex64"), values[None]] if values.size else []
            if column.rpartition(".")[2] in ("ends", "members", "names", "oldest", "owners", "story", "tongue"):
                changed.append(values - values.dtype.type(2**45 if values.itemsize > 4 else 2**30))
            elif values.dtype.kind == "f" and column != "window.days":
                changed.append(values * np.nan)
            for other in changed:
                file = BytesIO()
                np.savez(file, **arrays | {column: other})
                assert recall(kept | {name: file.getvalue()}, articles).usual is None, column
                tried += 1
    assert tried > 100


def test_facts_that_do_not_fit_are_begun_anew():
    articles, vectors = news(days=2)
    kept = remembered(articles, vectors)
    with np.load(BytesIO(kept["state"])) as file:
        arrays = {column: file[column] for column in file.files}
    facts = json.loads(arrays["facts"].tobytes())
    for key in facts:
        for other in (None, -1, "x", 1e300, [[]], {"x": "y"}):
            changed = json.dumps(facts | {key: other}).encode()
            file = BytesIO()
            np.savez(file, **arrays | {"facts": np.frombuffer(changed, dtype=np.uint8)})
            stream = recall(kept | {"state": file.getvalue()}, articles)
            if key != "newest" or not isinstance(other, int | float):  # a stream may have come to any day
                assert stream.usual is None, (key, other)
            elif other != -1:
                told = group(articles, vectors=vectors, stream=stream)
                assert sum(len(story.articles) for story in told) == len(articles)


def test_only_what_is_new_is_written():
    articles, vectors = news()
    stream = Stream()
    group(articles[:110], vectors=vectors, stream=stream)
    kept = dict(remember(stream))
    group(articles, vectors=vectors, stream=stream)
    new = dict(remember(stream))
    assert new.keys() & kept.keys() == {"state"}
    assert kept.keys() - {"state"} <= pieces_of(new["state"])
    group(articles[50:], vectors=vectors, stream=stream)
    assert [name for name, _ in remember(stream)][-1] == "state"
    after = kept | new | dict(remember(stream))
    assert group(articles[50:], vectors=vectors, stream=recall(after, articles)) == group(
        articles[50:], vectors=vectors, stream=stream
    )


def test_pieces_stay_few_and_what_left_the_window_leaves_them():
    articles, vectors = news(days=5, a_day=40)
    stream, kept, written = Stream(), {}, 0
    for end in range(80, len(articles), 8):
        group(articles[max(end - 80, 0) : end], vectors=vectors, stream=stream)
        kept = saved(kept, stream)
        assert len(kept) <= 9
        written = max(written, sum(piece.written for piece in stream.pieces))
    assert len(stream.window) < 80
    assert written < 2 * 80


def remembered(articles, vectors):
    """What is remembered of a stream, in several pieces of articles."""
    stream, kept = Stream(), {}
    for end in (len(articles) * 5 // 6, len(articles)):
        group(articles[:end], vectors=vectors, stream=stream)
        kept = saved(kept, stream)
    assert len(kept) == 4
    return kept


def saved(kept, stream):
    """What is kept after a stream was remembered: what is new, and what counts of the rest."""
    kept = kept | dict(remember(stream))
    return {name: kept[name] for name in ("state", *pieces_of(kept["state"]))}


def test_what_another_version_wrote_is_begun_anew(monkeypatch: pytest.MonkeyPatch):
    articles, vectors = news()
    stream = Stream()
    group(articles, vectors=vectors, stream=stream)
    data = dict(remember(stream))
    monkeypatch.setattr("briefing.group.memory._VERSION", -1)
    assert recall(data, articles).usual is None
