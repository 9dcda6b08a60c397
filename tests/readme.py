"""What README shows is what the program does: its commands are run, its samples and files are pasted and checked.

readme.py command NAME   prints the command that README marks with <!-- command: NAME -->
readme.py write          pastes each sample anew
readme.py check          exits 1 where a sample is not what the program prints now
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
FLAGS = re.DOTALL | re.MULTILINE
BLOCK = r"(<!-- {mark} -->\n```\w*\n)(.*?)(^```$)"


def command(name: str) -> str:
    """The shell line that a fresh machine is told to run."""
    found = re.search(BLOCK.format(mark=f"command: {re.escape(name)}"), README.read_text("utf-8"), FLAGS)
    if not found:
        sys.exit(f"README.md: no command is marked {name}")
    return found[2].strip()


def output(line: str) -> str:
    """What `line`, a `briefing` command, prints now, by this very Python."""
    words = shlex.split(line)
    environment = {"PATH": "/usr/bin:/bin", "COLUMNS": "100", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, text=True, check=False, env=environment, cwd=README.parent
    )
    if done.returncode:
        sys.exit(f"{line}: exit code {done.returncode}: {done.stderr}")
    return done.stdout.rstrip()


def shown(path: str) -> str:
    """The file at `path`, below the repository."""
    return (README.parent / path).read_text("utf-8").rstrip()


def renewed(text: str) -> str:
    """README with blocks marked <!-- output: COMMAND --> or <!-- file: PATH --> as the command or file is now."""
    block = BLOCK.format(mark=r"output: (?P<line>.*?)")
    text = re.sub(block, lambda m: f"{m[1]}{output(m['line'])}\n{m[4]}", text, flags=FLAGS)
    file = BLOCK.format(mark=r"file: (?P<path>.*?)")
    return re.sub(
        file, lambda m: f"{m[1]}{(README.parent / m['path']).read_text('utf-8').rstrip()}\n{m[4]}", text, flags=FLAGS
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["command", name]:
            print(command(name))
        case ["write"]:
            README.write_text(renewed(README.read_text("utf-8")), "utf-8")
        case ["check"]:
            if renewed(README.read_text("utf-8")) != README.read_text("utf-8"):
                sys.exit("README.md: a sample is not what the program prints: run tests/readme.py write and look")
            print("README.md shows what the program prints")
        case _:
            sys.exit(__doc__)
