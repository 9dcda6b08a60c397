import re
from datetime import date
from pathlib import Path

import pytest

from briefing.errors import ConfigurationError
from briefing.store.sources import read_sources

GOOD = """
[settings]
languages = ["ar", "en"]
allow_hosts = ["127.0.0.1:8707"]
[[source]]
id = "port"
name = "صحيفة الميناء"
url = "https://port.example/feed"
weight = 2
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, "utf-8")
    return path


def test_settings_and_sources_are_read_with_their_defaults(tmp_path):
    settings, sources = read_sources(written(tmp_path, GOOD))
    assert settings.languages == ("ar", "en")
    assert settings.timeout_seconds == 20
    assert [(s.id, s.name, s.weight, s.content) for s in sources] == [("port", "صحيفة الميناء", 2.0, "auto")]


def test_what_the_app_is_set_to_is_read(tmp_path):
    told = 'refresh_minutes = 0\ntheme = "light"\nbidi = "off"\nkeys = {pin = "j", open = "enter,o"}\n[[source]]'
    settings, sources = read_sources(written(tmp_path, GOOD.replace("[[source]]", told) + "mute_until = 2026-12-01\n"))
    assert (settings.refresh_minutes, settings.theme, settings.bidi) == (0, "light", "off")
    assert settings.keys == (("pin", "j"), ("open", "enter,o"))
    assert sources[0].mute_until == date(2026, 12, 1)
    assert sources[0].is_muted(date(2026, 11, 30))
    assert not sources[0].is_muted(date(2026, 12, 1))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("languages", "langauges"), r"\[settings\]: unknown key 'langauges': did you mean languages\?"),
        (("name =", "nmae ="), r"\[\[source\]\] port: unknown key 'nmae': did you mean name\?"),
        (('url = "https://port.example/feed"', ""), r"\[\[source\]\] port: url: is missing"),
        (("weight = 2", 'weight = "2"'), r"\[\[source\]\] port: weight: must be a number"),
        (('["ar", "en"]', '"ar"'), r"\[settings\]: languages: must be a list of strings"),
        (("weight = 2", 'kind = "statee"'), r"\[\[source\]\] port: kind: must be one of agency, commercial"),
        (("weight = 2", 'country = "Georgia"'), r"country: must be an ISO 3166 code of two capitals"),
        (("weight = 2", 'content = "pages"'), r"content: 'pages' is not one of auto, feed, page"),
        (("[[source]]", "[source]"), r"source: write \[\[source\]\]"),
        (("[settings]", "[settings"), r"is not valid TOML"),
        (("https://port.example", "ftp://port.example"), r"url: only http, https and paths can be read"),
        (("weight = 2", "weight = inf"), r"weight: must be a number, 0 or more"),
        (("languages =", "window_days = 99999999999\nlanguages ="), r"window_days: must be a whole number from 1 to"),
        (("[settings]", "a = " + "[" * 50_000), r"is nested too deeply"),
        (("weight = 2", "weight = " + "9" * 5000), r"holds a value that can't be read"),
        (("weight = 2", "weight = -1"), r"weight: must be a number, 0 or more"),
        (("weight = 2", 'mute_until = "2026-12-01"'), r"port: mute_until: must be a date without quotes: 2026-12-01"),
        (("weight = 2", "mute_until = 2026-12-01T08:00:00"), r"mute_until: must be a date without quotes"),
        (("languages =", "refresh_minutes = -1\nlanguages ="), r"refresh_minutes: must be a whole number from 0 to"),
        (("languages =", "stories = 0\nlanguages ="), r"stories: must be a whole number from 1 to"),
        (("languages =", "keys = ['j']\nlanguages ="), r"\[settings\]: keys: must be a table of strings"),
        (("languages =", "keys = {next = 3}\nlanguages ="), r"keys: must be a table of strings"),
        (("languages =", 'bidi = "left"\nlanguages ='), r"bidi: 'left' is not one of auto, app, terminal, off"),
        (("languages =", 'theme = "drak"\nlanguages ='), r"\[settings\]: theme: 'drak' is not one of contrast, "),
        (("languages =", 'keys.undoo = "z"\nlanguages ='), r"keys\]: unknown action 'undoo': did you mean undo\?"),
        (("languages =", 'keys.zzz = "z"\nlanguages ='), r"unknown action 'zzz': `\?` in the app lists them"),
        (("languages =", 'keys.undo = "ctrl-z"\nlanguages ='), r"\[settings.keys\]: undo: must be keys with commas"),
        (("languages =", 'keys.undo = "z,,x"\nlanguages ='), r"\[settings.keys\]: undo: must be keys with commas"),
        (
            ("127.0.0.1:8707", "127.0.0.1:87070"),
            r"\[settings\]: allow_hosts: must be a list of hosts, each with a port",
        ),
        (("127.0.0.1:8707", "http://localhost"), r"allow_hosts: must be a list of hosts"),
        (("127.0.0.1:8707", "[::g]:80"), r"allow_hosts: must be a list of hosts"),
    ],
)
def test_a_mistake_is_told_with_file_key_and_nearest_key(tmp_path, change, message):
    with pytest.raises(ConfigurationError, match=message) as raised:
        read_sources(written(tmp_path, GOOD.replace(*change)))
    assert str(tmp_path / "sources.toml") in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "host", ["localhost", "news.port.example:80", "::1", "[::1]:65535", "fe80::1%eth0", "мост.example"]
)
def test_a_host_is_named_with_a_port_or_without(tmp_path, host):
    settings, _ = read_sources(written(tmp_path, GOOD.replace("127.0.0.1:8707", host)))
    assert settings.allow_hosts == (host,)


@pytest.mark.parametrize(
    "key", ["x", "?", "+", "é", "question_mark", "less_than_sign", "at", "f5", "ctrl+shift+up", "z, f5"]
)
def test_an_action_is_bound_to_what_a_terminal_may_send(tmp_path, key):
    settings, _ = read_sources(written(tmp_path, GOOD + f"\n[settings.keys]\nundo = {key!r}\n"))
    assert settings.keys == (("undo", key),)


def test_two_sources_of_one_id_are_refused(tmp_path):
    twice = GOOD + GOOD[GOOD.index("[[source]]") :]
    with pytest.raises(ConfigurationError, match=re.escape("[[source]] port: id: there are two")):
        read_sources(written(tmp_path, twice))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match="there is no such file"):
        read_sources(tmp_path / "sources.toml")


def test_a_file_of_another_encoding_is_refused(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_bytes(b"\xff\xfe[\x00")
    with pytest.raises(ConfigurationError, match="is not UTF-8 text"):
        read_sources(path)
