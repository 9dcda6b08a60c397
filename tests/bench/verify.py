"""How sure `verify` is: errors planted into 200 copies of reports must be found, 200 untouched ones must pass.

    python tests/bench/verify.py [--copies N] [--slice N] [--port N] [--demo-only] [--interface LANGUAGE]

Of the sample edition and, where ../shared (or BRIEFING_SHARED) has it, of two hours of the world's news; over all
formats, widths and directions, whole or with some sections or stories. Exit code 1 where less than 99 % are found or
one report is accused falsely.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench import corpus  # noqa: E402
from planting import KINDS  # noqa: E402

from briefing.demo import EDITION  # noqa: E402
from briefing.pipeline.verify import verify_report  # noqa: E402
from briefing.render import FORMATS, SECTIONS, render  # noqa: E402
from briefing.render.read import read_report  # noqa: E402
from briefing.render.select import select  # noqa: E402
from briefing.render.toml import load  # noqa: E402
from briefing.store.database import open_database  # noqa: E402
from briefing.store.snapshots import newest_snapshot  # noqa: E402
from briefing.store.workspace import Workspace  # noqa: E402
from briefing.words import languages, speak  # noqa: E402

FOUND = 0.99
#: Columns: the widest page, and the narrowest that anybody captures.
WIDTHS = (40, 130)
BIDI = ("app", "terminal", "off")
SHOWN = 8


def main():
    options = _options()
    with TemporaryDirectory() as name:
        folder = Path(name)
        cache = folder / "demo"
        _run("refresh", "--demo", "--cache", str(cache))
        passed = _measured("the sample edition", Workspace(EDITION / "sources.toml", cache), options)
    if options.demo_only or not corpus.STREAM.is_file():
        sys.stdout.write(f"skipped: {'asked to' if options.demo_only else f'there is no {corpus.STREAM}'}\n")
        return 0 if passed else 1
    with corpus.served(options.slice, options.port) as (folder, base):
        sources = json.loads(corpus.get(f"{base}/sources.json"))
        (folder / "sources.toml").write_text(corpus.sources_toml(sources, base), "utf-8")
        _run("refresh", "--workspace", str(folder))
        workspace = Workspace(folder / "sources.toml", folder / "cache")
        return 0 if _measured("two hours of news", workspace, options) and passed else 1


def _measured(name, workspace, options):
    """Check the copies of the newest snapshot and print what came out; whether all is as it must be."""
    snapshot = newest_snapshot(workspace.snapshots, load=load)
    random_ = random.Random(1)
    seconds, accused = [], []
    for _ in range(options.copies):
        shown, look = _look(random_, snapshot, options.interface)
        page = render(shown, **look)
        started = time.perf_counter()
        verdict = verify_report(read_report(page), workspace.database, saved=random_.choice((None, snapshot)))
        seconds.append((time.perf_counter() - started) / max(1, len(shown.stories)))
        if verdict.wrong or verdict.own:
            accused.append((look, verdict))
    planted, found, missed = Counter(), Counter(), []
    with open_database(workspace.database) as connection:
        texts = dict(connection.execute("SELECT id, text FROM article"))
    kinds = {kind: plant for kind, plant in KINDS.items() if plant(snapshot, random_, texts)}
    for n in range(options.copies):
        kind = list(kinds)[n % len(kinds)]
        changed = kinds[kind](snapshot, random_, texts)
        planted[kind] += 1
        _, look = _look(random_, snapshot, options.interface, sections=SECTIONS)
        verdict = verify_report(read_report(render(changed, **look)), workspace.database)
        found[kind] += bool(verdict.wrong)
        missed += [] if verdict.wrong else [(kind, look)]
    share = sum(found.values()) / sum(planted.values())
    sys.stdout.write(f"{name}: {len(snapshot.stories)} stories\n\n| planted | copies | found |\n|---|--:|--:|\n")
    sys.stdout.writelines(f"| {kind} | {planted[kind]} | {found[kind]} |\n" for kind in planted)
    sys.stdout.write(f"\nfound {share:.1%}; {len(accused)} of {options.copies} untouched reports accused; ")
    sys.stdout.write(f"25 stories in {25 * sorted(seconds)[len(seconds) // 2]:.2f} s\n\n")
    for kind, look in missed[:SHOWN]:
        sys.stdout.write(f"missed: {kind} in {look}\n")
    for look, verdict in accused[:SHOWN]:
        sys.stdout.write(f"accused: {look}: {verdict.wrong[:2]} {verdict.own[:2]}\n")
    return share >= FOUND and not accused


def _look(random_, snapshot, language, *, sections=None):
    """A part of `snapshot` and how it is printed, by chance."""
    some = tuple(s for s in SECTIONS if random_.random() < 0.7) or SECTIONS[:1]
    languages = sorted({language for story in snapshot.stories for language in story.languages})
    shown = random_.choice(
        (
            lambda: snapshot,
            lambda: select(snapshot, top=random_.randint(1, 10)),
            lambda: select(snapshot, story=random_.choice(snapshot.stories).id),
            lambda: select(snapshot, languages=[random_.choice(languages)]),
        )
    )()
    return shown, {
        "format": random_.choice(FORMATS),
        "width": random_.randint(*WIDTHS),
        "sections": sections or random_.choice((SECTIONS, some)),
        "bidi": random_.choice(BIDI),
        "color": random_.random() < 0.3,
        "words": speak(language),
    }


def _run(*words):
    subprocess.run([sys.executable, "-m", "briefing", *words], check=True, cwd=ROOT, capture_output=True)


def _options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--slice", type=int, default=None, help="only the first N articles of the stream")
    parser.add_argument("--port", type=int, default=8760)
    parser.add_argument("--interface", choices=languages(), default="en", help="the language of headings")
    parser.add_argument("--demo-only", action="store_true", help="only the sample edition")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
