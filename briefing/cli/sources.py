"""`briefing sources`: what is read, and how each source fares."""

from briefing.cli.arguments import Options


def run(options: Options) -> int:
    """List the sources, or ask each of them now; exit code 1 if a check finds one that can't be read."""
    return _check(options) if options.action == "check" else _list(options)


def _list(options: Options) -> int:
    from briefing.cli.output import write_lines
    from briefing.store.sources import read_sources
    from briefing.store.workspace import ensure_sources, find_workspace

    workspace = find_workspace(options.workspace)
    ensure_sources(workspace)
    _, sources = read_sources(workspace.sources)
    write_lines(f"{s.id}\t{s.name}\t{s.language}\t{s.country}\t{s.kind}\t{s.url}" for s in sources)
    return 0


def _check(options: Options) -> int:
    from briefing.cli.output import write_lines
    from briefing.cli.progress import tell
    from briefing.cli.setting import started
    from briefing.pipeline.check import check

    with started(options) as this:
        found = check(this)
    write_lines(
        f"{'ok' if not reason else 'dead'}\t{source.id}\t{reason or f'{entries} entries'}"
        for source, entries, reason in found
    )
    dead = sum(1 for _, _, reason in found if reason)
    tell(f"{len(found)} sources: {len(found) - dead} can be read, {dead} can't")
    return 1 if dead else 0
