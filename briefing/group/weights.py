"""The one frozen configuration of grouping: how much what counts.

Tuned on development sets of headlines, ledes and full texts at once. What depends on the kind of input depends on
the length of each article's own text, never on where it came from: most numbers are pairs, the first for a headline
without any text, the second for an article with `text_chars` of it or more; between them they blend.
"""

from dataclasses import dataclass

#: For a headline alone, and for an article with text of its own.
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What counts how much when two stories are compared.

    How alike two articles are is a weighed mean of four cosines: of sentence vectors (`meaning`), of `words` of the
    first `words_chars`, of `letters` (n-grams of characters of the headline) and of transliterated `names` and numbers.
    Between two languages meaning counts `abroad` times, and rare names count `named` besides.

    Two stories join when their articles are on average more alike than the `bar`. For each two articles of different
    languages, which share few words, `across` is added, and `untrusted` as far as the encoder doesn't know one of them.
    Lost is `age` times the `age_power` of the days between, up to `age_days`; what is more than `window_days` apart
    never meets. The bar rises with two things that tell how much likeness means here:

    - by `sparse` times the share of articles that have no other as `near` in their language, or as `near_abroad` in
      another (few articles are taken to be of `usual_density`): where little is told twice, what looks alike seldom is
      one matter;
    - by `crowd` times what an article's mean likeness to all of its language is over `crowd_usual` (a mean that counts
      as nought for `crowd_shrink` articles more): what is like everything is near nothing.

    `spread` says how far the breadth of a story is forgiven: 0 is average linkage, 1 centroid linkage. `cohesion` is
    lost times what two stories are less alike than the articles of the looser one are among themselves, like compared
    with like: over articles of one language. It keeps siblings apart, two matters of one kind.

    `shrink` is for language centring; `evening` says how even the stream's own vectors are made (see `spread`).
    Each article is compared with `neighbours` before it that score above nought; where all are looked at, names count
    between languages only then, and until then `hoped` stands for them.
    """

    meaning: Pair = (0.546, 0.19)
    words: Pair = (0.209, 0.45)
    letters: Pair = (0.1406, 0.095)
    names: Pair = (0.1044, 0.265)
    abroad: Pair = (1.0, 2.6)
    named: Pair = (0.0, 1.2)
    bar: Pair = (0.126, 0.078)
    sparse: Pair = (0.3745, 0.395)
    near: float = 0.368
    near_abroad: Pair = (0.5, 0.35)
    usual_density: float = 0.6
    across: Pair = (0.087, -0.22)
    untrusted: Pair = (0.207, 0.0)
    age: Pair = (0.095, 0.08)
    age_power: float = 0.5
    age_days: float = 5.0
    window_days: float = 21.0
    crowd: float = 2.0
    crowd_usual: float = 0.015
    crowd_shrink: float = 50.0
    spread: Pair = (0.707, 0.15)
    cohesion: Pair = (1.6, 1.3)
    shrink: float = 20.0
    evening: float = 5.35
    text_chars: int = 200
    words_chars: int = 600
    neighbours: int = 24
    hoped: Pair = (0.0, 0.35)


FROZEN = Weights()
