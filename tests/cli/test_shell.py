import re
import shutil
import subprocess
import sys

import pytest
from program import briefing

from briefing.cli.arguments import parser
from briefing.cli.grammar import complete, describe

ROOT = describe(parser())


def completed(*words):
    return [word for word, _ in complete(ROOT, words)]


def test_commands_actions_options_and_choices_are_completed():
    assert completed("snap") == ["snapshots"]
    assert completed("snapshots", "re") == ["remove"]
    assert completed("snapshots", "search", "--pl") == ["--place"]
    assert completed("print", "--format", "mar") == ["markdown"]
    assert completed("print", "--story", "") == []
    assert "--workspace" in completed("sources", "add", "--w")
    assert "app" not in completed("")


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_bash_completes_what_is_typed(tmp_path):
    script = briefing("completions", "bash", folder=tmp_path).stdout.decode()
    typed = f"""
briefing() {{ "{sys.executable}" -m briefing "$@"; }}
{script}
COMP_WORDS=(briefing print --format ht) COMP_CWORD=3
_briefing; echo "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["bash", "-c", typed], capture_output=True, text=True, check=True)
    assert done.stdout == "html\n"


def test_the_manual_tells_every_command_and_option(tmp_path):
    page = briefing("manual", folder=tmp_path).stdout.decode()
    assert page.startswith(".TH BRIEFING 1")
    requests = {line.partition(" ")[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert requests == {".TH", ".SH", ".SS", ".TP"}
    assert page.isascii()
    said = page.replace(r"\-", "-")
    for command in ROOT.commands:
        assert f".SS {command.name}\n" in said
        for inner in command.commands:
            assert f".SS {command.name} {inner.name}\n" in said
    flags = {flag for command in ROOT.commands for option in command.options for flag in option.flags}
    assert flags - {"-h", "--help"} <= set(re.findall(r"\\fB(-[\w-]+)\\fR", said))
