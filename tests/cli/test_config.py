import json

import pytest
from program import briefing

FILE = """\
[settings]
languages = ["en"]              # mine, the preferred one first
# stories = 25                  # how many a snapshot lays out
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sources.toml").write_text(FILE, "utf-8")
    return tmp_path


def config(*words, folder):
    done = briefing("config", *words, folder=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def test_the_file_is_named(folder):
    assert config("path", "--workspace", str(folder), folder=folder) == f"{folder}/sources.toml\n"


def test_what_is_set_is_got_and_stands_where_its_default_stood(folder):
    config("set", "stories", "30", folder=folder)
    config("set", "languages", "ar, en", folder=folder)
    config("set", "refresh_minutes", "0", folder=folder)
    assert config("get", "stories", folder=folder) == "30\n"
    assert config("get", "languages", folder=folder) == "ar,en\n"
    assert (folder / "sources.toml").read_text("utf-8") == (
        "[settings]\n"
        'languages = ["ar", "en"]        # mine, the preferred one first\n'
        "stories = 30                    # how many a snapshot lays out\n"
        "refresh_minutes = 0\n"
    )


def test_what_is_watched_is_set_as_phrases_between_commas_in_any_script(folder):
    config("set", "watch", "Karsu corridor, غانجالي", folder=folder)
    assert config("get", "watch", folder=folder) == "Karsu corridor,غانجالي\n"
    assert 'watch = ["Karsu corridor", "غانجالي"]\n' in (folder / "sources.toml").read_text("utf-8")


def test_keys_of_the_app_are_set_one_by_one(folder):
    config("set", "keys.next_story", "j,down", folder=folder)
    config("set", "keys.quit", "q", folder=folder)
    assert config("get", "keys", folder=folder) == "next_story = j,down\nquit = q\n"
    config("set", "keys.quit", "", folder=folder)
    assert config("get", "keys.next_story", folder=folder) == "j,down\n"
    assert 'lays out\n\n[settings.keys]\nnext_story = "j,down"\n' in (folder / "sources.toml").read_text("utf-8")


def test_all_settings_are_listed_for_people_and_for_programs(folder):
    config("set", "keys.next_story", "j", folder=folder)
    lines = config("list", folder=folder).splitlines()
    assert config(folder=folder).splitlines() == lines
    assert {"languages = en", "stories = 25", "bidi = auto", "keys.next_story = j"} <= set(lines)
    told = json.loads(config("list", "--json", folder=folder))
    assert (told["languages"], told["stories"], told["keys"]) == (["en"], 25, {"next_story": "j"})


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["get", "stroies"], "[settings]: unknown key 'stroies': did you mean stories?"),
        (["get", "keys.next_story"], "[settings.keys]: unknown key 'next_story'"),
        (["set", "stroies", "3"], "[settings]: unknown key 'stroies': did you mean stories?"),
        (["set", "stories", "many"], "stories: must be a whole number from 1 to"),
        (["set", "stories", "-5"], "stories: must be a whole number from 1 to"),
        (["set", "stories", "9" * 5000], "stories: must be a whole number from 1 to"),
        (["set", "wacth", "Karsu"], "[settings]: unknown key 'wacth': did you mean watch?"),
        (["set", "watch", "Karsu, …"], "[settings]: watch: must be a list of words and phrases"),
        (["set", "bidi", "left"], "bidi: 'left' is not one of auto, app, terminal, off"),
        (["set", "keys", "j"], "keys: must be a table of strings"),
        (["set", "keys.quti", "q"], "[settings.keys]: unknown action 'quti': did you mean quit?"),
        (["set", "theme", "drak"], "theme: 'drak' is not one of contrast"),
        (["set", "allow_hosts", "127.0.0.1:70000"], "allow_hosts: must be a list of hosts"),
    ],
)
def test_what_does_not_fit_is_refused_and_the_file_left_alone(folder, words, message):
    done = briefing("config", *words, folder=folder)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("briefing: ")
    assert "sources.toml: " in line
    assert message in line
    assert (folder / "sources.toml").read_text("utf-8") == FILE
