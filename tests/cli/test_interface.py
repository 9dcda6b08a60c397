import json
import subprocess
import sys

import pytest
from archives import archive
from program import briefing

from briefing.render.toml import dump

SOURCE = '[[source]]\nid = "n"\nname = "Note"\nurl = "note.txt"\n'
HEADINGS = {"ar": "الخلفية", "en": "BACKGROUND", "ru": "ПРЕДЫСТОРИЯ", "tr": "ARKA PLAN"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("interface")
    snapshot, _ = archive(made)
    (made / "saved.toml").write_text(dump(snapshot), "utf-8")
    (made / "sources.toml").write_text(SOURCE, "utf-8")
    return made


def printed(folder, *words, settings=""):
    (folder / "sources.toml").write_text(settings + SOURCE, "utf-8")
    done = briefing("print", "saved.toml", *words, folder=folder)
    assert done.stderr == b""
    return done.stdout.decode()


def spoken(page):
    return [language for language, heading in HEADINGS.items() if heading in page.splitlines()]


@pytest.mark.parametrize(
    ("settings", "words", "language"),
    [
        ("", [], "en"),
        ('[settings]\nlanguages = ["de", "tr", "ru"]\n', [], "tr"),
        ('[settings]\nlanguages = ["de", "ja"]\n', [], "en"),
        ('[settings]\nlanguages = ["tr"]\ninterface = "ru"\n', [], "ru"),
        ('[settings]\ninterface = "ru"\n', ["--interface", "ar-EG"], "ar"),
        ('settings.interface = "ru"\n', [], "ru"),
        ("", ["--interface=tr"], "tr"),
    ],
)
def test_the_option_comes_before_the_setting_and_that_before_the_readers_languages(folder, settings, words, language):
    assert spoken(printed(folder, *words, settings=settings)) == [language]


def test_settings_may_stand_behind_the_sources(folder):
    (folder / "sources.toml").write_text(f'{SOURCE}\n[settings]\ninterface = "ru"\n', "utf-8")
    assert spoken(briefing("print", "saved.toml", folder=folder).stdout.decode()) == ["ru"]


def test_a_language_without_a_table_is_refused_by_name(folder):
    (folder / "sources.toml").write_text(f'[settings]\ninterface = "xx"\n{SOURCE}', "utf-8")
    done = briefing("print", "saved.toml", folder=folder)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert line.endswith("sources.toml: [settings]: interface: must be a language of the interface: ar, en, ru, tr")
    done = briefing("print", "saved.toml", "--interface", "xx", folder=folder)
    assert done.returncode == 2
    told = done.stderr.decode()
    assert "--interface" in told
    assert all(language in told for language in HEADINGS)


def test_config_knows_the_setting_and_refuses_what_it_can_not_be(folder):
    (folder / "sources.toml").write_text(SOURCE, "utf-8")
    assert briefing("config", "set", "interface", "ru", folder=folder).returncode == 0
    assert briefing("config", "get", "interface", folder=folder).stdout == b"ru\n"
    refused = briefing("config", "set", "interface", "xx", folder=folder)
    assert refused.returncode == 2
    assert b"interface: must be a language of the interface" in refused.stderr
    assert briefing("config", "get", "interface", folder=folder).stdout == b"ru\n"


def test_shells_complete_the_languages(folder):
    offered = briefing("completions", "words", "--", "print", "--interface", "", folder=folder).stdout.decode()
    assert [line.split()[0] for line in offered.splitlines()] == sorted(HEADINGS)


@pytest.mark.parametrize("format_", ["json", "toml"])
def test_formats_for_programs_are_the_same_in_every_language(folder, format_):
    pages = {printed(folder, "--format", format_, "--interface", language) for language in HEADINGS}
    assert len(pages) == 1


def test_a_page_of_the_web_says_in_which_language_and_direction_its_own_words_are(folder):
    assert '<html lang="ar" dir="rtl">' in printed(folder, "--format", "html", "--interface", "ar")
    page = printed(folder, "--format", "html", "--interface", "ru")
    assert '<html lang="ru">' in page
    assert '<a class="skip" href="#stories">Перейти к сюжетам</a>' in page


def test_what_is_wrong_in_a_report_is_told_in_the_readers_language_and_to_programs_in_one(folder):
    page = printed(folder, "--interface", "ru", "--format", "markdown").replace("killed 38 people", "killed 83 people")
    (folder / "report.md").write_text(page, "utf-8")
    told = briefing("verify", "report.md", "--interface", "tr", folder=folder).stdout.decode()
    assert ": sözler kaynaktaki sözler değil" in told
    assert "\n   rapor   " in told
    rows = briefing("verify", "report.md", "--interface", "tr", "--json", folder=folder).stdout
    assert {one["what"] for one in json.loads(rows)["wrong"]} >= {"the words are not the source's"}


def test_only_the_table_that_is_asked_for_is_read(folder):
    code = (
        "import sys; seen = [];"
        "sys.addaudithook(lambda event, values: seen.append(str(values[0])) if event == 'open' else None);"
        "from briefing.cli import main; main(['print', 'saved.toml', '--interface', 'ru']);"
        "read = [name for name in seen if '/words/' in name and name.endswith('.toml')];"
        "sys.exit(f'read {read}' if len(read) != 1 or not read[0].endswith('ru.toml') else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=folder, timeout=60)
    assert done.returncode == 0, done.stderr
