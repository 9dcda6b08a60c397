"""Two hours of the world's news in every format of `print`: each page must be what its format promises (validity.py).

    python tests/bench/formats.py [--slice N] [--stories 1000] [--port 8770] [--workspace DIR]

All stories are printed, in 50 languages. `--workspace` checks the newest snapshot of a folder instead. Exit code 1
where a page is wrong. Skips with one line when the articles of ../shared (or BRIEFING_SHARED) are absent.
"""

import argparse
import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench import corpus  # noqa: E402
from validity import CHECKS  # noqa: E402

from briefing.render import render  # noqa: E402
from briefing.render.toml import load  # noqa: E402
from briefing.store.snapshots import newest_snapshot  # noqa: E402
from briefing.store.workspace import find_workspace  # noqa: E402

SHOWN = 5


def main():
    options = _options()
    if not options.workspace and not corpus.STREAM.is_file():
        sys.stdout.write(f"skipped: there is no {corpus.STREAM}\n")
        return 0
    with _workspace(options) as folder:
        snapshot = newest_snapshot(find_workspace(str(folder)).snapshots, load=load)
    languages = {language for story in snapshot.stories for language in story.languages}
    sys.stdout.write(f"{len(snapshot.stories)} stories in {len(languages)} languages\n")
    wrong = False
    for format_, check in CHECKS.items():
        troubles = _troubles(format_, check, snapshot)
        wrong = wrong or bool(troubles)
        sys.stdout.write(f"{format_}: {f'{len(troubles)} stories are wrong' if troubles else 'valid'}\n")
        sys.stdout.writelines(
            f"   {story.id}: {' '.join(str(trouble).split())[:400]}\n" for story, trouble in troubles[:SHOWN]
        )
    return 1 if wrong else 0


def _troubles(format_, check, snapshot):
    """The stories that are wrong in this format, each with its trouble; () if the whole page is valid."""
    try:
        check(render(snapshot, format=format_, bidi="off", color=True), snapshot)
    except Exception as trouble:  # noqa: BLE001 (of any parser)
        whole = trouble
    else:
        return ()
    found = []
    for story in snapshot.stories:
        alone = replace(snapshot, stories=(story,))
        try:
            check(render(alone, format=format_, bidi="off", color=True), alone)
        except Exception as trouble:  # noqa: BLE001
            found.append((story, trouble))
    return found or [(snapshot.stories[0], whole)]


@contextmanager
def _workspace(options):
    if options.workspace:
        yield options.workspace
        return
    with corpus.served(options.slice, options.port) as (folder, base):
        sources = json.loads(corpus.get(f"{base}/sources.json"))
        listed = corpus.sources_toml(sources, base, f"stories = {options.stories}")
        (folder / "sources.toml").write_text(listed, "utf-8")
        command = [sys.executable, "-m", "briefing", "refresh", "--workspace", str(folder)]
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
        yield folder


def _options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slice", type=int, default=None, help="only the first N articles")
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--port", type=int, default=8770)
    parser.add_argument("--workspace", type=Path, help="check its newest snapshot, refresh nothing")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
