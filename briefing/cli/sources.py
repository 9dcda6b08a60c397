"""`briefing sources list|check|find`: what is read, how each source fares, what could be read."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from briefing.cli.parsing import Options

if TYPE_CHECKING:
    from briefing.model import Health, Source
    from briefing.pipeline.run import Run
    from briefing.store.workspace import Workspace


def run(options: Options) -> int:
    """List the sources, ask each of them now, or look for feeds at an address.

    Exit code 1 if a check finds one that can't be read.
    """
    return {"list": _list, "check": _check, "find": _find}[options.action](options)


def _list(options: Options) -> int:
    from briefing.cli.columns import write_rows
    from briefing.cli.output import as_json, write_lines
    from briefing.language.secrets import concealed
    from briefing.store.sources import read_sources
    from briefing.store.workspace import ensure_sources, find_workspace

    workspace = find_workspace(options.workspace)
    ensure_sources(workspace)
    wanted = _wanted(read_sources(workspace.sources)[1], options, workspace)
    sources = [replace(source, url=concealed(source.url)) for source in wanted]
    if options.json:
        write_lines(as_json(asdict(source)) for source in sources)
    else:
        rows = ((s.id, s.name, s.language, s.country, s.kind, s.url) for s in sources)
        write_rows(rows, bidi=options.bidi)
    return 0


def _wanted(sources: "Sequence[Source]", options: Options, workspace: "Workspace") -> "list[Source]":
    """Those that meet all conditions."""
    failing = _failing(workspace) if options.failing else None
    conditions = {name: getattr(options, name) for name in ("tag", "language", "kind")}
    return [
        source
        for source in sources
        if (not conditions["tag"] or conditions["tag"] in source.tags)
        and (not conditions["language"] or conditions["language"] == source.language)
        and (not conditions["kind"] or conditions["kind"] == source.kind)
        and (failing is None or source.id in failing)
    ]


def _failing(workspace: "Workspace") -> frozenset[str]:
    """The sources that could not be read when they were last asked."""
    from briefing.errors import StoreError
    from briefing.store.database import open_database
    from briefing.store.feeds import feed_states

    try:
        with open_database(workspace.database, read_only=True) as connection:
            return frozenset(id_ for id_, state in feed_states(connection).items() if state.failure)
    except StoreError:
        return frozenset()


def _check(options: Options) -> int:
    from briefing.cli.output import as_json, write_lines
    from briefing.cli.progress import tell
    from briefing.cli.setting import started
    from briefing.pipeline.check import check
    from briefing.render.health import health_table
    from briefing.words import speak

    with started(options, with_muted=True) as this:
        found = check(this)
    if options.json:
        write_lines(as_json(health_table(one)) for one in found)
    else:
        _show(found, this, options)
    dead = sum(1 for one in found if one.standing in ("gone", "failing"))
    muted = sum(1 for one in found if one.standing == "muted")
    rest = f", {muted} muted" if muted else ""
    tell(f"{speak().count(len(found), 'source')}: {len(found) - dead - muted} can be read, {dead} can't{rest}")
    return 1 if dead else 0


def _show(found: "Sequence[Health]", run: "Run", options: Options) -> None:
    """A few lines a source for the eye, one row with tabs in a pipe."""
    from briefing.cli.interface import look_of
    from briefing.cli.output import is_screen, write_lines, write_text
    from briefing.render.health import health_blocks, health_row

    look = look_of(options)
    if not is_screen():
        write_lines("\t".join(health_row(one, look.words, now=run.now)) for one in found)
        return
    from briefing.render.terminal import write

    write_text(write((block for one in found for block in health_blocks(one, look.words, now=run.now)), look))


def _find(options: Options) -> int:
    from briefing.cli.columns import write_rows
    from briefing.cli.interface import words_of
    from briefing.cli.output import as_json, write_lines
    from briefing.cli.setting import started
    from briefing.language.secrets import concealed
    from briefing.pipeline.discover import discover
    from briefing.render.preview import preview_row

    with started(options, needs_sources=False) as this:
        found = [replace(one, url=concealed(one.url)) for one in discover(this, options.url)]
    if options.json:
        write_lines(as_json(asdict(one)) for one in found)
    else:
        words = words_of(options)
        write_rows((preview_row(one, words) for one in found), bidi=options.bidi)
    return 0
