"""sources.toml changed by the program: what was asked for, and not a byte more."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ConfigurationError, StoreError
from briefing.model import Settings, Source
from briefing.store.edit import add_sources, change_settings, change_source, remove_source, restore_source
from briefing.store.sources import parse_sources, read_sources
from briefing.store.workspace import shipped_sources

SHIPPED = shipped_sources()
SOURCES = parse_sources(SHIPPED, Path("sources.toml"))[1]
IDS = [source.id for source in SOURCES]
OWN = """\
# mine
[settings]
stories = 30   # enough for me
languages = [
    "en",  # first
    "ar",
]

# ---- the coast ----

[[source]]
id = "port"   # the harbour
name = "صحيفة الميناء"
url = "https://port.example/feed"
tags = ["sea", "#1"]

# the best one
[[source]]
id = "gulf"
name = "Gulf"
url = "https://gulf.example/feed"
# asked in vain: weight = 2

# the end"""
NEW = Source(id="new", name='A "new" \\ one #1', url="https://new.example/feed", language="tr", tags=("a", "b"))
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60)
DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("edit")


def written(folder, text):
    path = folder / "sources.toml"
    path.write_bytes(text.encode())
    return path


def text_of(path):
    return path.read_bytes().decode()


def source(path, id_):
    return next(one for one in read_sources(path)[1] if one.id == id_)


@given(id_=st.sampled_from(IDS))
def test_a_source_that_is_removed_and_restored_leaves_no_trace(folder, id_):
    path = written(folder, SHIPPED)
    removed = remove_source(path, id_)
    assert id_ not in [one.id for one in read_sources(path)[1]]
    assert text_of(path).count("# ----") == SHIPPED.count("# ----")
    restore_source(path, removed)
    assert text_of(path) == SHIPPED


@given(name=WORDS, tags=st.lists(WORDS, max_size=3), weight=st.floats(0, 9))
def test_a_source_that_is_added_and_removed_leaves_no_trace(folder, name, tags, weight):
    path = written(folder, SHIPPED)
    added = replace(NEW, name=f"n{name}", tags=tuple(tags), weight=weight, mute_until=DAY)
    add_sources(path, (added,))
    assert text_of(path).startswith(SHIPPED)
    found = read_sources(path)[1][-1]
    assert (found.id, found.weight, found.mute_until, len(found.tags)) == ("new", weight, DAY, len(tags))
    remove_source(path, "new")
    assert text_of(path) == SHIPPED


@given(
    id_=st.sampled_from(IDS),
    values=st.fixed_dictionaries(
        {},
        optional={
            "name": WORDS.map("n{}".format),
            "language": st.sampled_from(["", "en", "zh-TW"]),
            "country": st.sampled_from(["", "AM"]),
            "tags": st.lists(WORDS, max_size=3).map(tuple),
            "weight": st.sampled_from([0.0, 1.0, 2.5]),
            "content": st.sampled_from(["auto", "feed", "page"]),
            "mute_until": st.sampled_from([None, DAY]),
        },
    ),
)
def test_a_source_that_is_changed_and_changed_back_leaves_no_trace(folder, id_, values):
    path = written(folder, SHIPPED)
    before = source(path, id_)
    change_source(path, id_, **values)
    others = [one for one in read_sources(path)[1] if one.id != id_]
    assert others == [one for one in SOURCES if one.id != id_]
    change_source(path, id_, **{key: getattr(before, key) for key in values})
    assert text_of(path) == SHIPPED


@given(
    changes=st.fixed_dictionaries(
        {
            "stories": st.integers(1, 999),
            "theme": st.sampled_from(["light", "dark"]),
            "contact": st.sampled_from(["", "https://port.example/a-very-long-address-that-reaches-past-the-comments"]),
            "languages": st.lists(st.sampled_from(["ar", "ru", "tr", "ka"]), min_size=1).map(tuple),
        }
    ),
    keys=st.dictionaries(st.sampled_from(["open", "pin", "undo"]), st.sampled_from(["z", "f5", "z,question_mark"])),
)
def test_settings_that_are_changed_and_changed_back_leave_no_trace(folder, changes, keys):
    path = written(folder, SHIPPED)
    change_settings(path, **changes, keys=keys)
    found = read_sources(path)[0]
    assert ({key: getattr(found, key) for key in changes}, dict(found.keys)) == (changes, keys)
    change_settings(path, stories=None, theme=None, contact=None, languages=("en",), keys={})
    assert text_of(path) == SHIPPED


@pytest.mark.parametrize("text", [OWN, OWN.replace("\n", "\r\n"), "\ufeff" + OWN, OWN + "\n"])
@pytest.mark.parametrize("id_", ["port", "gulf"])
def test_files_of_every_make_come_back_as_they_were(tmp_path, text, id_):
    path = written(tmp_path, text)
    removed = remove_source(path, id_)
    left = text_of(path)
    assert "# mine" in left
    assert "# ---- the coast ----" in left
    assert "# the best one" in left
    assert "# the end" in left
    restore_source(path, removed)
    assert text_of(path) == text
    change_settings(path, stories=20, window_days=9)
    change_source(path, id_, country="AM", name="Other")
    assert ("\r\n" in text_of(path)) == ("\r\n" in text)
    assert text_of(path).count("\n") == text.count("\n") + 2
    assert source(path, id_).country == "AM"
    assert read_sources(path)[0].window_days == 9


def test_a_change_keeps_the_comment_beside_it_and_new_keys_stand_in_their_usual_order(tmp_path):
    path = written(tmp_path, OWN)
    change_settings(path, stories=5, languages=["ru"])
    change_source(path, "port", name="Port", language="ar", weight=2.0)
    text = text_of(path)
    assert 'stories = 5    # enough for me\nlanguages = ["ru"]\n\n# ----' in text
    assert (
        'name = "Port"\nurl = "https://port.example/feed"\nlanguage = "ar"\ntags = ["sea", "#1"]\nweight = 2.0' in text
    )


def test_a_default_that_is_shown_as_a_comment_wakes_up_and_goes_back_to_sleep(tmp_path):
    path = written(tmp_path, SHIPPED)
    change_settings(path, stories=30)
    assert "\nstories = 30                    # how many a snapshot lays out\n" in text_of(path)
    change_settings(path, stories=None)
    assert text_of(path) == SHIPPED


def test_keys_are_a_table_of_their_own(tmp_path):
    path = written(tmp_path, OWN)
    change_settings(path, keys={"pin": "j", "open": "enter,o"})
    assert '\n]\n\n[settings.keys]\npin = "j"\nopen = "enter,o"\n\n# ----' in text_of(path)
    change_settings(path, keys=(("pin", "n"),))
    assert read_sources(path)[0].keys == (("pin", "n"),)
    change_settings(path, keys=None)
    assert text_of(path) == OWN


def test_keys_on_one_line_are_changed_too(tmp_path):
    path = written(tmp_path, '[settings]\nkeys = { pin = "j" }\nstories = 3\n')
    change_settings(path, keys={"pin": "n"})
    assert read_sources(path)[0] == Settings(stories=3, keys=(("pin", "n"),))


def test_settings_are_made_where_there_are_none(tmp_path):
    path = written(tmp_path, OWN.replace(OWN[OWN.index("[settings]") : OWN.index("# ----")], "\n"))
    change_settings(path, theme="light", keys={"pin": "b"})
    assert text_of(path).startswith("# mine\n\n")
    assert read_sources(path)[0] == Settings(theme="light", keys=(("pin", "b"),))
    empty = written(tmp_path, "")
    change_settings(empty, stories=3)
    add_sources(empty, (NEW,))
    assert read_sources(empty) == (Settings(stories=3), (NEW,))


def test_a_source_comes_back_though_the_file_was_changed_meanwhile(tmp_path):
    path = written(tmp_path, OWN)
    port, gulf = remove_source(path, "port"), remove_source(path, "gulf")
    add_sources(path, (NEW,))
    change_settings(path, stories=3)
    for removed in (port, gulf):
        restore_source(path, removed)
    assert {one.id for one in read_sources(path)[1]} == {"port", "gulf", "new"}
    with pytest.raises(ConfigurationError, match="there are two sources of this id"):
        restore_source(path, gulf)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda path: add_sources(path, (replace(NEW, id="port"),)), "port: id: there are two sources of this id"),
        (lambda path: add_sources(path, (replace(NEW, url="ftp://new.example"),)), "only http, https and paths"),
        (lambda path: change_source(path, "prot", name="x"), "there is no source 'prot': did you mean port?"),
        (lambda path: change_source(path, "port", nmae="x"), "unknown key 'nmae': did you mean name?"),
        (lambda path: change_source(path, "port", weight="heavy"), "port: weight: must be a number, 0 or more"),
        (lambda path: change_source(path, "port", name=None), "port: name: is missing"),
        (lambda path: change_source(path, "port", mute_until="soon"), "mute_until: must be a date without quotes"),
        (lambda path: remove_source(path, "x"), "there is no source 'x'"),
        (lambda path: change_settings(path, stroies=3), "unknown key 'stroies': did you mean stories?"),
        (lambda path: change_settings(path, refresh_minutes=-1), "refresh_minutes: must be a whole number from 0"),
        (lambda path: change_settings(path, keys={"next": 3}), "keys: must be a table of strings"),
        (lambda path: change_settings(path, bidi="maybe"), "bidi: 'maybe' is not one of auto, app, terminal, off"),
    ],
)
def test_an_edit_that_would_make_the_file_unreadable_is_refused_in_one_line(tmp_path, edit, message):
    path = written(tmp_path, OWN)
    with pytest.raises(ConfigurationError, match=r"sources\.toml: ") as raised:
        edit(path)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)
    assert text_of(path) == OWN


def test_a_list_on_one_line_is_left_to_its_author(tmp_path):
    path = written(tmp_path, 'source = [{id = "a", name = "A", url = "a.xml"}]\n')
    with pytest.raises(ConfigurationError, match="change it by hand"):
        change_source(path, "a", name="B")


def test_a_folder_that_can_not_be_written_is_told(tmp_path, monkeypatch):
    path = written(tmp_path, OWN)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    with pytest.raises(StoreError, match="No space left"):
        change_settings(path, stories=3)
    assert text_of(path) == OWN


def test_what_only_looks_like_a_table_is_none(tmp_path):
    name = '"""\\\n[[source]]\nid = "gulf" # """'
    path = written(tmp_path, OWN.replace('"Gulf"', name) + '\n# [[source]]\n# id = "asleep"\n')
    before = text_of(path)
    restore_source(path, remove_source(path, "gulf"))
    assert text_of(path) == before
    change_source(path, "gulf", name="Gulf")
    assert text_of(path) == before.replace(name, '"Gulf"')
    change_settings(path, theme="light", keys={"pin": "b"})
    assert text_of(path).endswith('# [[source]]\n# id = "asleep"\n')
