import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.secrets import concealed, revealed, without_keys, without_password


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("http://mira:hunter2@port.example/feed", "http://***@port.example/feed"),
        ("http://hunter2@port.example/", "http://***@port.example/"),
        ("http://mira:hunt@er2@port.example/", "http://***@port.example/"),
        ("http://mira:hunt/er2@port.example/x", "http://***@port.example/x"),
        ("http://mira:hunt#er?2@port.example/", "http://***@port.example/"),
        ("mira:hunter2@port.example/feed: no answer", "***@port.example/feed: no answer"),
        ("see http://a:hunter2@x.example and //b:hunter2@y.example", "see http://***@x.example and //***@y.example"),
        ("https://social.example/@mira/feed", "https://social.example/@mira/feed"),
        ("http://[::1]:8080/@mira", "http://[::1]:8080/@mira"),
        ("http://port.example:8080/a@b", "http://port.example:8080/a@b"),
        ("write to mira@port.example: at noon", "write to mira@port.example: at noon"),
    ],
)
def test_passwords_in_addresses_are_not_shown(told, shown):
    assert concealed(told) == shown


def test_what_is_kept_of_an_address_has_no_password_and_no_key():
    assert without_password("http://mira:hunter2@port.example/feed?key=1") == "http://port.example/feed?key=1"
    assert without_keys("http://mira:hunter2@port.example/feed?key=1#top") == "http://port.example/feed"


def test_a_reader_may_change_an_address_without_seeing_its_password():
    assert revealed("http://***@dock.example/", like="http://a:b@port.example/x") == "http://a:b@dock.example/"
    assert revealed("http://***@dock.example/", like="a:b@port.example/x") == "http://a:b@dock.example/"
    assert revealed("http://dock.example/", like="http://a:b@port.example/x") == "http://dock.example/"


@given(st.from_regex(r"[^\s/?#]{4,40}", fullmatch=True), st.text("abc/@:?#. "))
def test_no_password_that_a_server_would_be_given_is_ever_shown(password, rest):
    assert concealed(f"https://{password}@port.example/{rest}").startswith("https://***@port.example/")
