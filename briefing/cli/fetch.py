"""`briefing fetch`: pull the feeds and pages into the store, no more."""

from briefing.cli.parsing import Options


def run(options: Options) -> int:
    """Ask every source; exit code 1 if all of them failed."""
    from briefing.cli.progress import tell
    from briefing.cli.setting import started
    from briefing.pipeline.gather import gather

    with started(options, alone=True) as this:
        gathered = gather(this)
    if options.verbose:
        for failure in gathered.failures:
            tell(f"{failure.name}: {failure.reason}")
    tell(gathered.summary)
    return 1 if gathered.is_all_failed else 0
