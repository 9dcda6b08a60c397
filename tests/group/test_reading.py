"""What is read of texts: words, letters and prints of many at once are those of each alone."""

import re
import unicodedata
from collections import Counter

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.group.fingerprints import fingerprints
from briefing.group.lexicon import hashed
from briefing.group.ngrams import ngrams
from briefing.group.signs import MARKS
from briefing.group.tallies import nothing, tally
from briefing.group.tokens import tokens
from briefing.group.unspaced import UNSPACED

#: Letters, digits and signs of several scripts; a Bengali digit is both a digit and what may stand within a word.
SIGNS = "aBß1२২.,'_- \n\u0301কयжש二ー・ไ½İ\ud800"
TEXTS = st.lists(st.text(st.sampled_from(SIGNS), max_size=60), max_size=6)
WORD = re.compile(rf"\d+(?:[.,]\d+)*|(?:[^\W\d_]+|[{MARKS}]+)+")
KEYS = st.lists(st.integers(0, 30))


@given(TEXTS)
@example(["1.", "2", ",3"])
@example(["ক২1.২কক২ক,২"])
def test_words_are_runs_of_letters_and_numbers_with_their_separators(texts):
    (owners, numbers), _ = tokens(texts)
    found = [
        (i, hashed(word))
        for i, text in enumerate(texts)
        for word in WORD.findall(unicodedata.normalize("NFKC", text).casefold())
        if len(word) > 1 and not UNSPACED.search(word)
    ]
    assert list(zip(owners.tolist(), numbers.tolist(), strict=True)) == found


@given(TEXTS)
def test_what_is_read_of_a_text_is_the_same_whatever_is_read_with_it(texts):
    long = [text * 20 for text in texts]
    assert [list(prints) for prints in fingerprints(long)] == [list(*fingerprints([text])) for text in long]
    for together, alone in (
        (tokens(texts)[0], [tokens([text])[0] for text in texts]),
        (tokens(texts)[1], [tokens([text])[1] for text in texts]),
        (ngrams(texts), [ngrams([text]) for text in texts]),
    ):
        assert Counter(zip(*(column.tolist() for column in together), strict=True)) == Counter(
            (i, number) for i, (_, numbers) in enumerate(alone) for number in numbers.tolist()
        )


@given(KEYS, KEYS, KEYS)
def test_texts_are_counted_for_each_key_whatever_is_counted_first(first, then, sought):
    one, two = (tally(np.array(keys, dtype=np.int64)) for keys in (first, then))
    counts = Counter(first) + Counter(then)
    for both in (one + two, two + one, nothing() + one + two):
        assert both.of(np.array(sought, dtype=np.int64)).tolist() == [counts[key] for key in sought]
        assert both.keys.tolist() == sorted(counts)
