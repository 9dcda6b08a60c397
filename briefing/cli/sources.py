"""`briefing sources list|check|find`: what is read, how each source fares, what could be read."""

from dataclasses import asdict

from briefing.cli.arguments import Options


def run(options: Options) -> int:
    """List the sources, ask each of them now, or look for feeds at an address.

    Exit code 1 if a check finds one that can't be read.
    """
    return {"list": _list, "check": _check, "find": _find}[options.action](options)


def _list(options: Options) -> int:
    from briefing.cli.output import as_json, write_lines
    from briefing.store.sources import read_sources
    from briefing.store.workspace import ensure_sources, find_workspace

    workspace = find_workspace(options.workspace)
    ensure_sources(workspace)
    _, sources = read_sources(workspace.sources)
    write_lines(
        as_json(asdict(s)) if options.json else f"{s.id}\t{s.name}\t{s.language}\t{s.country}\t{s.kind}\t{s.url}"
        for s in sources
    )
    return 0


def _check(options: Options) -> int:
    from briefing.cli.output import as_json, write_lines
    from briefing.cli.progress import tell
    from briefing.cli.setting import started
    from briefing.pipeline.check import check

    with started(options) as this:
        found = check(this)
    write_lines(
        as_json({"id": source.id, "ok": not reason, "entries": entries, "reason": reason})
        if options.json
        else f"{'ok' if not reason else 'dead'}\t{source.id}\t{reason or f'{entries} entries'}"
        for source, entries, reason in found
    )
    dead = sum(1 for _, _, reason in found if reason)
    tell(f"{len(found)} sources: {len(found) - dead} can be read, {dead} can't")
    return 1 if dead else 0


def _find(options: Options) -> int:
    from briefing.cli.output import as_json, write_lines
    from briefing.cli.setting import started
    from briefing.pipeline.discover import discover, shown

    with started(options, needs_sources=False) as this:
        found = discover(this, options.url)
    write_lines(as_json(asdict(one)) if options.json else shown(one) for one in found)
    return 0
