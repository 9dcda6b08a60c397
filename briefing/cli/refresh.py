"""`briefing refresh`: fetch, then save a new snapshot."""

from briefing.cli.arguments import Options


def run(options: Options) -> int:
    """Refresh once, or again and again with `--every`; exit code 1 if every source failed."""
    import time

    while True:
        code = _once(options)
        if not options.every:
            return code
        time.sleep(options.every * 3600)


def _once(options: Options) -> int:
    from briefing.cli.progress import tell
    from briefing.cli.setting import started
    from briefing.pipeline.refresh import refresh
    from briefing.render.coverage import asked, footer, summary

    with started(options) as this:
        snapshot = refresh(this)
    tell("\n".join(footer(snapshot)) if options.verbose else f"{asked(snapshot)}; {summary(snapshot)}")
    return 1 if snapshot.coverage.asked and snapshot.coverage.failed == snapshot.coverage.asked else 0
