"""The one frozen configuration of grouping: every number that was tuned, and nothing else.

Tuned on development sets of headlines, ledes and full texts at once. What depends on the kind of input depends on
the length of each article's own text, never on where it came from.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A score is the weighed sum of four cosines, less time and the bar; two stories join when it is positive.

    The cosines are of sentence vectors (`meaning`), of `words`, of `letters` (n-grams of characters) and of
    transliterated `names` and numbers, from the headline and `lede_chars` of the text. `across` is added for two articles
    of different languages, which can share few words. `age` is lost with the logarithm of the days between two
    articles, up to `window_days`; further apart they never meet. The bar rises from `bar_headline` to `bar_text` as
    an article brings text of its own, up to `text_chars`. `spread` between 0 (average linkage) and 1 (centroid
    linkage) says how far a story's own breadth is forgiven. `shrink` is for language centring. Each article is compared with
    `neighbours` others that score above -`margin`.
    """

    meaning: float = 0.5
    words: float = 0.15
    letters: float = 0.2
    names: float = 0.2
    across: float = 0.05
    age: float = 0.05
    window_days: float = 8.0
    bar_headline: float = 0.18
    bar_text: float = 0.32
    text_chars: int = 200
    spread: float = 0.0
    shrink: float = 50.0
    neighbours: int = 24
    margin: float = 0.1
    lede_chars: int = 300


FROZEN = Weights()
