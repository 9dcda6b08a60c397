"""Two hours of the world's news over real HTTP: a first refresh, a second, and one with a third of the feeds ill.

    python tests/bench/corpus.py [--slice N] [--port 8740]

It serves the articles of ../shared (or where BRIEFING_SHARED says) with the server there, which can misbehave, and
prints a table. Exit code 1 where the second refresh is not all conditional or changes a story's id, or where the footer
miscounts. Skips with one line when the articles are absent.
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("BRIEFING_SHARED") or ROOT.parent / "shared")
HOSTS = 4
#: Kinds of trouble, in turn; the last two must do no harm.
FAULTS = (
    "503",
    "404",
    "truncated",
    "redirloop",
    "badgzip",
    "html",
    "reset",
    "empty",
    "redirmeta",
    "setcookie",
    "mojibake",
)
HARMLESS = ("setcookie", "mojibake")


STREAM, SERVER = SHARED / "data/stream/two_hours.jsonl.gz", SHARED / "tools/serve_corpus.py"


def main():
    options = _options()
    if not STREAM.is_file() or not SERVER.is_file():
        sys.stdout.write(f"skipped: there is no {STREAM}\n")
        return 0
    with served(options.slice, options.port) as (folder, base):
        return _measured(folder, base)


@contextmanager
def served(first, port):
    """A folder to work in, and the address at which the stream's articles (or the `first` so many) are served."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = gzip.decompress(STREAM.read_bytes()).decode().splitlines()[:first]
        (folder / "articles.jsonl").write_text("\n".join(lines), "utf-8")
        command = [
            sys.executable,
            SERVER,
            folder / "articles.jsonl",
            "--port",
            port,
            "--hosts",
            HOSTS,
            "--run-s",
            3000,
        ]
        serving = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
        try:
            serving.stdout.readline()
            yield folder, f"http://127.0.0.1:{port}"
        finally:
            serving.terminate()
            serving.wait()


def _measured(folder, base):
    """Run the three refreshes and print their table; how it must end is checked on the way."""
    sources = json.loads(get(f"{base}/sources.json"))
    wrong = []
    first = _refresh(folder / "well", sources, base)
    second = _refresh(folder / "well", sources, base)
    if second["requests"] != {304: len(sources)}:
        wrong.append(f"the second refresh asked {second['requests']}, not {len(sources)} × 304")
    if second["ids"] != first["ids"]:
        wrong.append("the second refresh changed the ids of stories")
    ill = {}
    for n, source in enumerate(sources[::3]):
        ill[source["slug"]] = FAULTS[n % len(FAULTS)]
        get(f"{base}/_fault?kind={ill[source['slug']]}&path=/feeds/{source['slug']}.*")
    third = _refresh(folder / "ill", sources, base)
    harmed = sum(kind not in HARMLESS for kind in ill.values())
    if third["failed"] != harmed:
        wrong.append(f"{harmed} feeds were ill, the footer says {third['failed']}")
    _show({"first": first, "again, nothing new": second, f"{len(ill)} feeds ill": third})
    sys.stderr.writelines(f"wrong: {line}\n" for line in wrong)
    return 1 if wrong else 0


def _refresh(folder, sources, base):
    """One `briefing refresh`: what it took, what it asked, what it made."""
    folder.mkdir(exist_ok=True)
    (folder / "sources.toml").write_text(sources_toml(sources, base), "utf-8")
    before = _answers(base)
    started = time.monotonic()
    subprocess.run([sys.executable, "-m", "briefing", "refresh", "--workspace", str(folder)], check=True, cwd=ROOT)
    seconds = time.monotonic() - started
    asked = _answers(base) - before
    printed = [sys.executable, "-m", "briefing", "print", "--workspace", str(folder), "--format", "json"]
    shown = json.loads(subprocess.run(printed, check=True, capture_output=True, cwd=ROOT).stdout)
    return {
        "seconds": seconds,
        "requests": dict(asked),
        "ids": [story["id"] for story in shown["stories"]],
        **{key: shown["coverage"].get(key, 0) for key in ("articles", "stories", "failed", "pages_failed")},
    }


def sources_toml(sources, base, *settings):
    """A list of the served feeds, with further lines of settings."""
    hosts = [f"127.0.0.{n + 1}:{base.rpartition(':')[2]}" for n in range(HOSTS)]
    rows = ["[settings]", f"allow_hosts = {json.dumps(hosts)}", *settings]
    for source in sources:
        rows += ["[[source]]", *(f"{k} = {json.dumps(source[v], ensure_ascii=False)}" for k, v in KEYS.items())]
    return "\n".join(rows)


KEYS = {"id": "slug", "name": "name", "url": "url"}


def _show(runs):
    head = ("refresh", "s", "articles", "stories", "sources failed", "pages failed", "answers")
    sys.stdout.write("| " + " | ".join(head) + " |\n|---|--:|--:|--:|--:|--:|---|\n")
    for name, run in runs.items():
        answers = ", ".join(f"{count} × {status}" for status, count in sorted(run["requests"].items()))
        sys.stdout.write(
            f"| {name} | {run['seconds']:.1f} | {run['articles']} | {run['stories']} | {run['failed']} "
            f"| {run['pages_failed']} | {answers} |\n"
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(f"\nlargest process: {peak:.0f} MB\n")


def _answers(base):
    """How often the server answered what, its own log and controls left out."""
    log = json.loads(get(f"{base}/_log"))
    return Counter(entry["status"] for entry in log if not entry["path"].startswith(("/_", "/sources")))


def get(address):
    with urlopen(address, timeout=60) as answer:  # noqa: S310 (loopback)
        return answer.read()


def _options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slice", type=int, default=None, help="only the first N articles")
    parser.add_argument("--port", type=int, default=8740)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
