"""`briefing verify`: whether all that a snapshot or a report says stands in the stored articles that it cites."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.parsing import Options
from briefing.errors import InputError
from briefing.model import Printed, Snapshot
from briefing.store.workspace import Workspace

if TYPE_CHECKING:
    from briefing.pipeline.mismatch import Mismatch
    from briefing.pipeline.verify import Verdict

#: No report is longer; more is a mistake.
LONGEST = 50_000_000


def run(options: Options) -> int:
    """List what does not stand in its source, with both texts; exit code 1 if there is any."""
    with _workspace(options) as (workspace, demo):
        wrong = sum([_verified(name, options, workspace, demo) for name in options.reports or [""]])
    return 1 if wrong else 0


def _verified(name: str, options: Options, workspace: Workspace, demo: Snapshot | None) -> int:
    """Check one report, tell what is wrong with it, and return how much that is."""
    from briefing.cli.output import as_json, write_lines
    from briefing.cli.progress import tell
    from briefing.pipeline.verify import verify_report

    report = _read(name, workspace, demo)
    saved = demo or _made_from(report, workspace)
    verdict = verify_report(report, workspace.database, saved=saved)
    if options.json:
        rows = [_row(mismatch) for mismatch in verdict.wrong]
        write_lines([as_json({"report": name, "checked": verdict.checked, "wrong": rows, "own": verdict.own})])
    else:
        write_lines(_lines(verdict, options))
    about = f"{name}: " if len(options.reports) > 1 else ""
    tell(f"{about}{verdict.checked} statements checked, {len(verdict.wrong)} mismatches")
    if verdict.own and not options.json:
        tell(f"{about}{len(verdict.own)} paragraphs of own words, which cite nobody, were not checked:")
        for paragraph in verdict.own:
            tell(f"   {_short(paragraph)}")
    return len(verdict.wrong)


def _row(mismatch: "Mismatch") -> dict[str, object]:
    """For other programs, whatever the language of the interface."""
    from briefing.words import speak

    told = {"where": mismatch.place(speak()), "what": mismatch.told(speak())}
    return {"story": mismatch.story, **told, "says": mismatch.says, "source": mismatch.source}


def _lines(verdict: "Verdict", options: Options) -> Iterator[str]:
    from briefing.cli.interface import words_of
    from briefing.cli.output import for_eye
    from briefing.pipeline.mismatch import marked

    words = words_of(options)
    labels = [words["verify.report"], words["verify.source"]]
    for mismatch in verdict.wrong:
        told = {"where": mismatch.place(words), "what": mismatch.told(words)}
        line = words("verify.in_story", story=mismatch.story, **told) if mismatch.story else ""
        yield for_eye(line or words("verify.outside", **told), options.bidi)
        for label, text in zip(labels, marked(mismatch.says, mismatch.source), strict=True):
            if text:
                yield f"   {for_eye(label.ljust(max(map(len, labels))), options.bidi)}  {for_eye(text, options.bidi)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:99]}…"  # noqa: PLR2004 (fits a line)


def _read(name: str, workspace: Workspace, demo: Snapshot | None) -> Printed:
    """The report in the file `name`, on stdin if it is "-", or the snapshot of that name; "" is the newest."""
    from briefing.cli.saved import newest_of
    from briefing.render.read import read_report
    from briefing.render.read.snapshot import printed
    from briefing.render.toml import load
    from briefing.store.snapshots import find_snapshot

    if name == "-" or (name and Path(name).is_file()):
        try:
            return read_report(_text(name))
        except InputError as error:
            raise InputError(f"{'stdin' if name == '-' else name}: {error}") from None
    if demo and not name:
        return printed(demo)
    if name:
        return printed(find_snapshot(workspace.snapshots, name, load=load))
    return printed(newest_of(workspace))


def _text(name: str) -> str:
    try:
        if name == "-":
            data = sys.stdin.buffer.read(LONGEST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(LONGEST + 1)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}") from None
    if len(data) > LONGEST:
        raise InputError("is too long for a report")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("is not UTF-8 text") from None


def _made_from(report: Printed, workspace: Workspace) -> Snapshot | None:
    """The saved snapshot of the report's moment; it only says which articles the report numbers."""
    from briefing.render.toml import load
    from briefing.store.snapshots import find_snapshot

    if report.taken is None:
        return None
    try:
        return find_snapshot(workspace.snapshots, f"{report.taken:%Y-%m-%dT%H%M}", load=load)
    except InputError:
        return None


@contextmanager
def _workspace(options: Options) -> Iterator[tuple[Workspace, Snapshot | None]]:
    """Where the articles are; with `--demo` also the sample edition, made anew."""
    if options.demo:
        from briefing.cli.demo import made

        with made(options) as (snapshot, workspace):
            yield workspace, snapshot
    else:
        from briefing.store.workspace import find_workspace

        yield find_workspace(options.workspace), None
