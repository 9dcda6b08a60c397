"""The one frozen configuration of grouping: every number that was tuned, and nothing else.

Tuned on development sets of headlines, ledes and full texts at once. What depends on the kind of input depends on
the length of each article's own text, never on where it came from.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A score is the weighed sum of four cosines, less time and the bar; two stories join when it is positive.

    The cosines are of sentence vectors (`meaning`), of `words`, of `letters` (n-grams of characters) and of
    transliterated `names` and numbers, all of the headline and `lede_chars` of the text. `across` is added for two
    articles of different languages, which can share few words. `age` is lost for each day between two articles, up to
    `age_days`; articles further apart than `window_days` never meet. The bar rises from `bar_headline` to `bar_text`
    as an article brings text of its own, up to `text_chars`. `spread` says how far the breadth of a story of
    headlines is forgiven: 0 is average linkage, 1 centroid linkage. `shrink` is for language centring. Each article is
    compared with `neighbours` others that score above -`margin`.

    Stories of full texts join across languages when meaning and `rare` times the cosine of rare names reach `bridge`;
    looked at are those with two articles whose names are alike by `bridge_names`.
    """

    meaning: float = 0.5
    words: float = 0.25
    letters: float = 0.15
    names: float = 0.1
    across: float = 0.07
    age: float = 0.07
    age_days: float = 2.0
    window_days: float = 8.0
    bar_headline: float = 0.25
    bar_text: float = 0.36
    text_chars: int = 200
    spread: float = 0.6
    shrink: float = 20.0
    lede_chars: int = 400
    bridge: float = 0.8
    bridge_names: float = 0.05
    rare: float = 3.0
    neighbours: int = 24
    margin: float = 0.1


FROZEN = Weights()
