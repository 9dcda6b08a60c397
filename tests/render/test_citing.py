import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.citing import disowned, link


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("It rained. [1][2]", "It rained. {1}{2}"),
        ("a [ 3 ] b [٣] c ［3］ d [l] e [¹] f ⟦4⟧", "a { 3 } b {٣} c {3} d {l} e {¹} f {4}"),
        ("nested [[1]] and [1, 2–4]", "nested [{1}] and {1, 2–4}"),
        ("[sic] and [Mr Nam], [x], […] and [US$ 5m] stay", "[sic] and [Mr Nam], [x], […] and [US$ 5m] stay"),
        ("unclosed [1 and 1]", "unclosed [1 and 1]"),
    ],
)
def test_what_looks_like_a_mark_is_put_in_braces(told, shown):
    assert disowned(told) == shown


@given(st.text(st.sampled_from("[]［］12l ab{}٣"), max_size=40))
def test_disowned_words_are_as_long_and_stay_so(text):
    once = disowned(text)
    assert len(once) == len(text)
    assert disowned(once) == once
    assert not [n for n in range(10) if f"[{n}]" in once]


@given(st.text(max_size=60))
def test_a_link_is_of_the_web_plain_and_without_a_password(text):
    for url in (text, f"http://{text}", f"https://a:b@{text}/{text}"):
        assert re.fullmatch(r"(?:https?://[^@/ ]+[!#-;=?-Z_a-z~%]*)?", link(url))
