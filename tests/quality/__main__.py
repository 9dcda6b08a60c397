"""Scores the analysis on the evaluation data and fails below a floor: `python tests/quality [NAME…]`.

Every `score_*.py` beside this file has `scores() -> dict[str, float]` with keys like "sections/multilingual/strict";
"…/strict@ar" is the same of one language. Floors stand in floors.toml under the same keys and only go up. The data is
looked for in ../shared beside the repository, or where BRIEFING_SHARED says; without it only what says
`NEEDS_SHARED = False` is scored, on the project's own sentences beside this file.
"""

import os
import signal
import sys
import time
import tomllib
from pathlib import Path

# one thread for numpy, as in the program's workers: more would wait for each other and for what runs beside
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from shared import SHARED, load  # noqa: E402


def main(names: list[str]) -> int:
    shared = (SHARED / "data").is_dir()
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["floors"]
    missed = 0
    for path in sorted(HERE.glob("score_*.py")):
        name = path.stem.removeprefix("score_")
        if names and name not in names:
            continue
        scorer = load(path)
        if not shared and getattr(scorer, "NEEDS_SHARED", True):
            say(f"\n{name}: skipped, there is no evaluation data in {SHARED}")
            continue
        started = time.monotonic()
        found = scorer.scores()
        say(f"\n{name} ({time.monotonic() - started:.0f} s)")
        missed += compare(found, {key: floor for key, floor in floors.items() if key.startswith(f"{name}/")})
        by_language({key: score for key, score in found.items() if "@" in key})
    say(f"\n{missed} below the floor" if missed else "\nall at or above their floors")
    return 1 if missed else 0


def compare(found: dict[str, float], floors: dict[str, float]) -> int:
    """Print each score beside its floor; the number of scores below it or missing."""
    missed = 0
    for key in [key for key in found if "@" not in key or key in floors] + sorted(floors.keys() - found.keys()):
        score, floor = found.get(key), floors.get(key)
        low = floor is not None and (score is None or score < floor)
        missed += low
        shown = ["-" if number is None else f"{number:.3f}" for number in (score, floor)]
        say(f"  {key:<52}{shown[0]:>8}  floor {shown[1]:>6}{'   BELOW' if low else ''}")
    return missed


def by_language(found: dict[str, float]) -> None:
    """Print a table with a row for each language and a column for each measure."""
    measures = list(dict.fromkeys(key.partition("@")[0] for key in found))
    for number, measure in enumerate(measures, start=1):
        say(f"  [{number}] {measure}")
    if measures:
        say(" " * 8 + "".join(f"{f'[{number}]':>8}" for number in range(1, len(measures) + 1)))
    for language in sorted({key.partition("@")[2] for key in found}):
        cells = (found.get(f"{measure}@{language}") for measure in measures)
        say(f"  {language:<6}" + "".join(f"{'' if cell is None else f'{cell:.3f}':>8}" for cell in cells))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    # whoever ends this ends its processes with it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
