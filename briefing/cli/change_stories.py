"""`briefing stories merge|split|undo`: corrections that hold from then on, shown at once in a new snapshot."""

from briefing.cli.parsing import Options
from briefing.model import Correction
from briefing.pipeline.run import Run
from briefing.words import speak


def run(options: Options) -> int:
    """Carry out the change and tell it on stderr, with the corrections that it overrules."""
    from briefing.cli.progress import tell
    from briefing.cli.stories import over, told
    from briefing.errors import BusyError
    from briefing.pipeline.correcting import listed, renew

    with over(options) as this:
        before = dict(listed(this))
        correction = {"merge": _merge, "split": _split, "undo": _undo}[options.action](options, this)
        try:
            shown = "the newest snapshot shows it" if renew(this) else "the next refresh shows it"
        except BusyError:
            shown = "the refresh that is at work will show it"
        after = listed(this)
    lost = [told(one, speak()) for one, standing in after if standing == "overruled" and before.get(one) == "in force"]
    line = "; ".join((told(correction, speak()), *(f"this overrules: {one}" for one in lost), shown))
    tell(f"taken back: {line}" if options.action == "undo" else line)
    return 0


def _merge(options: Options, run: Run) -> Correction:
    from briefing.pipeline.correcting import merge

    return merge(run, (options.id, *options.ids))


def _split(options: Options, run: Run) -> Correction:
    from briefing.pipeline.correcting import split

    return split(run, options.id, options.articles)


def _undo(options: Options, run: Run) -> Correction:
    from briefing.pipeline.correcting import undo

    return undo(run, options.id)
