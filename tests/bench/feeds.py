"""The load of 200 feeds × 50 entries: `briefing fetch` beside newsboat, measured the same way in one run.

It lies first on one server that answers at once, then on 64 hosts that answer after 150 ms, of which briefing asks no
more than two feeds at once and newsboat, with 50 threads, as many as it likes.

    python tests/bench/feeds.py [--rounds 3] [--json] [--check]

Both read the same feeds from the same local server, in turns, with caches emptied before each round. Wall time is of
the command, CPU of it and all its descendants, memory of the largest process among them; shown are medians. "print" is
newsboat's list of unread entries beside a saved edition of 25 stories. Skips with one line when newsboat or the feed
generator is absent (it is looked for in ../shared beside the repository, or where BRIEFING_SHARED says).
"""

import argparse
import ctypes
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from edition import save_edition

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("BRIEFING_SHARED") or ROOT.parent / "shared")
FEEDS = 200
HOSTS = 64
LATE_MS = 150
THREADS = 50
PER_HOST = 2
LATE = f"{HOSTS} hosts, {LATE_MS} ms: "
#: Most that briefing may take of newsboat's wall time, and of its CPU time.
BUDGETS = {"first": 1.0, "all unchanged": 0.5, f"{LATE}first": 1.2, f"{LATE}all unchanged": 1.2}
CPU_BUDGETS = {"all unchanged": 0.5, f"{LATE}all unchanged": 0.5}
HEAD = ("run", "newsboat s", "briefing s", "ratio", "newsboat CPU s", "briefing CPU s", "ratio", "newsboat MB", "MB")
PR_SET_CHILD_SUBREAPER = 36


def main():
    options = _options()
    if options.measure:
        return _measure(options.measure, options.command)
    missing = [str(tool) for tool in _tools(options.tools) if not tool.is_file()]
    missing += [] if shutil.which("newsboat") else ["newsboat"]
    if missing:
        sys.stdout.write(f"skipped: there is no {missing[0]}\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        runs = _bench(Path(folder), options)
    rows = _rows(runs)
    sys.stdout.write(json.dumps(rows, indent=1) + "\n" if options.json else _table(rows))
    over = [line for row in rows for line in _over(row)]
    sys.stderr.writelines(f"over budget: {line}\n" for line in over)
    return 1 if over and options.check else 0


def _bench(folder, options):
    """Everything that was measured: {(what, who): [measurement, …]}."""
    generate, serve = _tools(options.tools)
    runs = {}
    base = f"http://127.0.0.1:{options.port}"
    feeds = folder / "served"
    _run([sys.executable, generate, feeds, "--feeds", FEEDS, "--base", base])
    addresses = [f"{base}/feeds/{n:03d}.xml" for n in range(FEEDS)]
    with _served([sys.executable, serve, feeds, "--port", options.port, "--etag"], f"{base}/__stats"):
        for n in range(options.rounds):
            newsboat = _newsboat(folder / f"newsboat-{n}", addresses)
            briefing = _briefing(folder / f"briefing-{n}", addresses)
            _fetches(runs, "", newsboat, briefing, base=base, workspace=folder / f"briefing-{n}")
            _note(runs, "print", "newsboat", [*newsboat, "print-unread"])
            save_edition(folder / f"briefing-{n}")
            _note(runs, "print", "briefing", [*briefing, "print", "--workspace", folder / f"briefing-{n}"])
            _note(runs, "version", "newsboat", ["newsboat", "--version"])
            _note(runs, "version", "briefing", [*briefing, "--version"])
    late = [sys.executable, Path(__file__).with_name("hosts.py"), feeds, "--port", options.port]
    hosts = [f"http://127.0.0.{n + 1}:{options.port}" for n in range(HOSTS)]
    addresses = [f"{hosts[n % HOSTS]}/feeds/{n:03d}.xml" for n in range(FEEDS)]
    with _served([*late, "--hosts", HOSTS, "--latency-ms", LATE_MS], f"{base}/__stats"):
        for n in range(options.rounds):
            newsboat = _newsboat(folder / f"newsboat-late-{n}", addresses)
            briefing = _briefing(folder / f"briefing-late-{n}", addresses)
            _fetches(runs, LATE, newsboat, briefing, base=base, workspace=folder / f"briefing-late-{n}")
    return runs


def _fetches(runs, where, newsboat, briefing, *, base, workspace):
    """Both read all feeds for the first time, then again, in turns."""
    fetch = [*briefing, "fetch", "--workspace", workspace]
    _note(runs, f"{where}first", "newsboat", [*newsboat, "reload"], base=base, answers="s200")
    _note(runs, f"{where}first", "briefing", fetch, base=base, answers="s200")
    # newsboat keeps the validators of a feed it already knows: its second reload is unconditional too
    _run([*newsboat, "reload"])
    _note(runs, f"{where}all unchanged", "newsboat", [*newsboat, "reload"], base=base, answers="s304")
    _note(runs, f"{where}all unchanged", "briefing", fetch, base=base, answers="s304")


def _note(runs, what, who, command, *, base="", answers=""):
    """Measure `command`, which is to get `answers` from the server at `base`."""
    if answers:
        _get(f"{base}/__reset")
    taken = _measured(command)
    runs.setdefault((what, who), []).append(taken)
    if answers:
        seen = json.loads(_get(f"{base}/__stats"))
        taken["most_of_one"] = seen.get("most_of_one", 0)
        if seen.get(answers) != FEEDS:
            sys.stderr.write(f"{who}, {what}: {seen.get(answers)} of {FEEDS} answers were {answers[1:]}\n")


def _newsboat(folder, addresses):
    """newsboat's command up to what to execute, with files of its own."""
    folder.mkdir()
    (folder / "config").write_text(f"reload-threads {THREADS}\n", encoding="utf-8")
    (folder / "urls").write_text("\n".join(addresses) + "\n", encoding="utf-8")
    return ["newsboat", "-C", folder / "config", "-u", folder / "urls", "-c", folder / "cache.db", "-x"]


def _briefing(folder, addresses):
    """briefing's command, and a workspace that reads the same feeds."""
    folder.mkdir()
    hosts = sorted({urlsplit(address).netloc for address in addresses})
    lines = ["[settings]", f"allow_hosts = {json.dumps(hosts)}"]
    for n, address in enumerate(addresses):
        lines += ["[[source]]", f'id = "bench-{n:03d}"', f'name = "Bench {n:03d}"']
        lines += [f'url = "{address}"', 'content = "feed"']
    (folder / "sources.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    script = Path(sys.executable).with_name("briefing")
    return [script] if script.exists() else [sys.executable, "-m", "briefing"]


def _measured(command):
    """Wall seconds, CPU seconds, megabytes and exit code of a command, taken by a process of its own."""
    with tempfile.NamedTemporaryFile() as result:
        _run([sys.executable, __file__, "--measure", result.name, "--", *command])
        return json.loads(Path(result.name).read_text(encoding="utf-8"))


def _measure(result, command):
    """Run `command` and write what it took to the file `result`.

    As "subreaper" (prctl(2)) this process inherits the command's orphans, such as a fork server and its workers, and
    so can count them.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    used = [usage]
    while True:
        try:
            used.append(os.wait4(-1, 0)[2])
        except ChildProcessError:
            break
    taken = {
        "wall": wall,
        "cpu": sum(each.ru_utime + each.ru_stime for each in used),
        "megabytes": max(each.ru_maxrss for each in used) / 1024,
        "code": os.waitstatus_to_exitcode(status),
    }
    Path(result).write_text(json.dumps(taken), encoding="utf-8")
    return 0


@contextmanager
def _served(command, address):
    """Run a server for the block, from when it answers."""
    server = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                _get(address)
                break
            except OSError:
                time.sleep(0.05)
        yield
    finally:
        server.kill()
        server.wait()


def _get(address):
    with urlopen(address) as answer:  # noqa: S310 (our own server's)
        return answer.read()


def _rows(runs):
    """One row for each thing both did: the medians and briefing's share of newsboat's."""
    rows = []
    for what in dict.fromkeys(what for what, _ in runs):
        row = {"run": what}
        for who in ("newsboat", "briefing"):
            taken = runs[what, who]
            for key in ("wall", "cpu", "megabytes"):
                row[f"{who}_{key}"] = statistics.median(each[key] for each in taken)
            row[f"{who}_code"] = max(each["code"] for each in taken)
            row[f"{who}_most_of_one"] = max(each.get("most_of_one", 0) for each in taken)
        row["ratio"] = row["briefing_wall"] / row["newsboat_wall"]
        row["cpu_ratio"] = row["briefing_cpu"] / row["newsboat_cpu"]
        rows.append(row)
    return rows


def _over(row):
    """What is over its budget in this row, one line each."""
    what = row["run"]
    if row["ratio"] > BUDGETS.get(what, float("inf")):
        yield f"{what}: {row['ratio']:.2f} of newsboat's time > {BUDGETS[what]}"
    if row["cpu_ratio"] > CPU_BUDGETS.get(what, float("inf")):
        yield f"{what}: {row['cpu_ratio']:.2f} of newsboat's CPU time > {CPU_BUDGETS[what]}"
    if row["briefing_code"]:
        yield f"{what}: exit code {row['briefing_code']}"
    if row["briefing_most_of_one"] > PER_HOST:
        yield f"{what}: {row['briefing_most_of_one']} requests at once to one host > {PER_HOST}"


def _table(rows):
    """The rows as a Markdown table."""
    lines = [HEAD, ["---", *["---:"] * (len(HEAD) - 1)]]
    for row in rows:
        name = row["run"] + (f" (exit {row['briefing_code']})" if row["briefing_code"] else "")
        cells = [f"{row[key]:.2f}" for key in ("newsboat_wall", "briefing_wall", "ratio")]
        cells += [f"{row[key]:.2f}" for key in ("newsboat_cpu", "briefing_cpu", "cpu_ratio")]
        cells += [f"{row[key]:.0f}" for key in ("newsboat_megabytes", "briefing_megabytes")]
        lines.append([name, *cells])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _tools(folder):
    return folder / "gen_feeds.py", folder / "serve_feeds.py"


def _run(command):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def _options():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--tools", type=Path, default=SHARED / "tools", help="gen_feeds.py, serve_feeds.py")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--check", action="store_true", help="exit 1 when over budget")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("command", nargs="*", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
