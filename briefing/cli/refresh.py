"""`briefing refresh`: fetch, then save a new snapshot."""

from pathlib import Path

from briefing.cli.parsing import Options
from briefing.model import Snapshot


def run(options: Options) -> int:
    """Refresh once, or again and again with `--every`; exit code 1 if every source failed."""
    import time

    from briefing.cli.progress import tell
    from briefing.errors import BusyError

    while options.every:
        try:
            _once(options)
        except BusyError as error:  # the next round may have more luck
            tell(f"briefing: {error}")
        time.sleep(options.every * 3600)
    return _once(options)


def _once(options: Options) -> int:
    from briefing.cli.progress import tell
    from briefing.render.coverage import asked, footer, summary
    from briefing.words import speak

    snapshot = _refreshed(options)
    words = speak()
    told = (asked(snapshot, words), summary(snapshot, words))
    lines = footer(snapshot, words) if options.verbose else ("; ".join(filter(None, told)),)
    if lines:
        tell("\n".join(lines))
    return 1 if snapshot.coverage.is_all_failed else 0


def _refreshed(options: Options) -> Snapshot:
    if options.demo:
        from briefing.cli.demo import refreshed
        from briefing.errors import ConfigurationError

        if not options.cache:
            raise ConfigurationError("refresh --demo: name the folder it is made in, with --cache")
        return refreshed(options, Path(options.cache))[0]
    from briefing.cli.setting import started
    from briefing.pipeline.refresh import refresh

    with started(options, alone=True) as this:
        return refresh(this)
