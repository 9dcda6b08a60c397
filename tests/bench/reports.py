"""What a reader waits for: `--version`, `print` of 25 stories in each format, `diff` of two editions of 50.

    python tests/bench/reports.py [--rounds 10] [--check]

Medians of whole processes, in turns, beside a Python that does nothing: on a busy or slow machine compare the ratios.
Shown are wall and CPU time and the peak of memory. `--check` ends with exit code 1 where a line is above its budget:
milliseconds of CPU on a machine on which that idle Python takes `IDLE`.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from edition import save_edition

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("text", "terminal", "markdown", "html", "json", "toml", "mail")
#: Milliseconds that `python -c pass` takes on the quiet machine for which the budgets were set.
IDLE = 10
#: Milliseconds at most.
BUDGETS = {"--version": 40, "print, 25 stories": 120, "diff, 2 x 50 stories": 300}
#: Megabytes at most.
ROOM = 60


def main():
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        runs = _runs(Path(name))
        found = {run: [] for run in runs}
        for _ in range(options.rounds + 1):  # the first fills the caches
            for run, words in runs.items():
                found[run].append(_timed([sys.executable, *words]))
    rows = {run: [statistics.median(column) for column in zip(*times[1:], strict=True)] for run, times in found.items()}
    idle = rows["python -c pass"][1]
    sys.stdout.write("| run | ms | CPU ms | ratio | MB |\n|---|--:|--:|--:|--:|\n")
    for run, (wall, cpu, room) in rows.items():
        sys.stdout.write(f"| {run} | {wall:.0f} | {cpu:.0f} | {cpu / idle:.1f} | {room:.0f} |\n")
    over = [
        f"{run}: {rows[run][1] / idle * IDLE:.0f} of {most} ms"
        for run, most in BUDGETS.items()
        if rows[run][1] / idle * IDLE > most
    ]
    over += [f"{run}: {room:.0f} of {ROOM} MB" for run, (_, _, room) in rows.items() if room > ROOM]
    sys.stderr.writelines(f"over budget: {line}\n" for line in over)
    return 1 if over and options.check else 0


def _runs(folder):
    """Words for Python, by what they do."""
    print_, diff = folder / "print", folder / "diff"
    for workspace in (print_, diff):
        workspace.mkdir()
        (workspace / "sources.toml").write_text("", "utf-8")
    save_edition(print_)
    for day in (0, 1):
        save_edition(diff, stories=50, days=day)
    program = ("-m", "briefing")
    printed = (*program, "print", "--workspace", str(print_))
    return {
        "python -c pass": ("-c", "pass"),
        "--version": (*program, "--version"),
        "print, 25 stories": printed,
        **{f"print --format {name}": (*printed, "--format", name) for name in FORMATS},
        "diff, 2 x 50 stories": (*program, "diff", "--workspace", str(diff)),
        "diff --format json": (*program, "diff", "--workspace", str(diff), "--format", "json"),
    }


def _timed(command):
    """Milliseconds that passed, milliseconds of the processor, megabytes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    child = os.posix_spawn(
        command[0], command, environment, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}")
    return 1000 * (time.perf_counter() - started), 1000 * (used.ru_utime + used.ru_stime), used.ru_maxrss / 1024


def _options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--check", action="store_true", help="exit 1 where a budget is not kept")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
