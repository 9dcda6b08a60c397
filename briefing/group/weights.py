"""The one frozen configuration of grouping: every number that was tuned, and nothing else.

Tuned on development sets of headlines, ledes and full texts at once. What depends on the kind of input depends on
the length of each article's own text, never on where it came from: most numbers are pairs, the first for a headline
without any text, the second for an article with `text_chars` of it or more; between them they blend.
"""

from dataclasses import dataclass

#: For a headline alone, and for an article with text of its own.
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How alike two articles are is a weighed mean of four cosines, from 0 to 1: of sentence vectors (`meaning`), of
    `words`, of `letters` (n-grams of characters of the headline) and of transliterated `names` and numbers. Between two
    languages meaning counts `abroad` times, and rare names count `named` besides.

    Two stories join when how alike their articles are on average, less what time parts them by, is over the `bar`.
    Added is `across` for each two articles of different languages, which can share few words, and `untrusted` as far
    as the encoder doesn't know one of their languages. Lost is `age` times the `age_power` of the days between two
    stories, up to `age_days`; articles further apart than `window_days` never meet. The bar is
    higher by `sparse` times the share of articles that have no other as `near` in their language: where little is told
    twice, what looks alike seldom is one matter. An article that is like everything
    has a higher bar: by `crowd` times what its mean likeness to all is over `crowd_usual`, a mean that counts as nought for `crowd_shrink` articles more.

    `spread` says how far the breadth of a story is forgiven: 0 is average linkage, 1 centroid linkage; below 0 broad
    stories are held back. `cohesion` is lost times what two stories are less alike than the articles of the looser
    one are among themselves, counted over articles of one language (siblings: two matters of one kind).

    `shrink` is for language centring. Each article is compared with `neighbours` others that score above -`margin`; where
    languages differ names aren't looked at yet, and `hoped` is added for them.
    """

    meaning: Pair = (0.435, 0.19)
    words: Pair = (0.26, 0.45)
    letters: Pair = (0.175, 0.095)
    names: Pair = (0.13, 0.265)
    abroad: Pair = (1.0, 2.6)
    named: Pair = (0.0, 1.2)
    bar: Pair = (0.114, 0.147)
    sparse: Pair = (0.35, 0.18)
    near: float = 0.4
    usual_density: float = 0.4
    across: Pair = (0.08, -0.21)
    untrusted: Pair = (0.2, 0.0)
    age: Pair = (0.095, 0.05)
    age_power: float = 0.5
    age_days: float = 5.0
    window_days: float = 21.0
    crowd: float = 2.0
    crowd_usual: float = 0.015
    crowd_shrink: float = 50.0
    spread: Pair = (0.76, 0.0)
    cohesion: Pair = (1.4, 0.7)
    shrink: float = 20.0
    text_chars: int = 200
    words_chars: int = 600
    names_chars: int = 400
    neighbours: int = 24
    margin: float = 0.1
    hoped: Pair = (0.0, 0.35)


FROZEN = Weights()
