"""`briefing print`: a briefing of the newest snapshot, of the demo edition, or of the INPUTs."""

from pathlib import Path

from briefing.cli.parsing import Options
from briefing.errors import InputError
from briefing.model import Snapshot

SUFFIXES = {
    ".eml": "mail",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".md": "markdown",
    ".toml": "toml",
    ".txt": "text",
}


def run(options: Options) -> int:
    """Print what `options` choose; exit code 1 if `--strict` is not met, or a refresh in which every source failed."""
    from briefing.cli.interface import words_of
    from briefing.cli.output import is_screen, wants_color, width_of, write_filled, write_text
    from briefing.render import render
    from briefing.render.select import select

    _refuse_contradictions(options)
    whole = _snapshot(options)
    shown = select(
        whole if options.unmuted or options.story else _heard(options, whole),
        story=_story(options, whole),
        top=options.top,
        since_hours=options.since,
        match=options.match or "",
        languages=options.language,
        new=options.new,
    )
    format_ = options.format or SUFFIXES.get(Path(options.output or "").suffix.lower())
    color = wants_color(options.color) and not options.output
    usual = "terminal" if is_screen() and not options.output else "text"
    text = render(
        shown,
        format="json" if options.template else format_ or usual,
        width=width_of(options.width),
        sections=options.sections,
        color=color,
        bidi=options.bidi,
        words=words_of(options),
    )
    if options.template:
        write_filled(text, options.template, words_of(options).language, file=options.output)
    else:
        write_text(text, file=options.output)
    failed_all = options.refresh and whole.coverage.is_all_failed
    return 1 if failed_all or (options.strict and (whole.failures or not shown.stories)) else 0


def _refuse_contradictions(options: Options) -> None:
    """Raise InputError if several briefings are asked for: only one of them would be printed."""
    ways = {
        "INPUT": options.inputs,
        "--demo": options.demo,
        "--snapshot": options.snapshot,
        "--refresh": options.refresh,
    }
    asked = [way for way, given in ways.items() if given]
    if len(asked) > 1:
        raise InputError(f"{' and '.join(asked)}: each asks for another briefing; give one of them")


def _heard(options: Options, whole: Snapshot) -> Snapshot:
    """`whole` without what the reader muted; what was given by hand is shown as it is."""
    if options.demo or options.inputs:
        return whole
    from briefing.cli.clock import now
    from briefing.store.muted import read_mutes
    from briefing.store.workspace import find_workspace

    mutes = [m for m in read_mutes(find_workspace(options.workspace).sources) if m.holds(now().date())]
    if not mutes:
        return whole
    from briefing.render.muting import Muting, without_muted

    return without_muted(whole, Muting(mutes))


def _story(options: Options, whole: Snapshot) -> str:
    """The id of the one story that is asked for by it, its beginning or a former one; "" if all are."""
    wanted: str = options.story or ""
    ids = [story.id for story in whole.stories]
    if not wanted or wanted in ids:
        return wanted
    if not options.demo and not options.inputs:
        from briefing.store.stories import former_ids
        from briefing.store.workspace import find_workspace

        wanted = former_ids(find_workspace(options.workspace).database).get(wanted, wanted)
    begun = [id_ for id_ in ids if id_.startswith(wanted)]
    if len(begun) > 1:
        raise InputError(f"{wanted}: begins several: {', '.join(sorted(begun)[:5])}")
    return begun[0] if begun else wanted


def _snapshot(options: Options) -> Snapshot:
    """The whole snapshot that `options` choose."""
    if options.demo:
        from briefing.cli.demo import edition

        return edition(options)
    if options.inputs:
        return _of_inputs(options)
    from briefing.cli.saved import newest
    from briefing.render.toml import load
    from briefing.store.snapshots import find_snapshot
    from briefing.store.workspace import find_workspace

    folder = find_workspace(options.workspace).snapshots
    if options.snapshot:
        return find_snapshot(folder, options.snapshot, load=load)
    saved = None if options.refresh else newest(find_workspace(options.workspace))
    if saved:
        return saved
    from briefing.cli.progress import tell
    from briefing.cli.setting import started
    from briefing.pipeline.refresh import refresh
    from briefing.render.coverage import asked
    from briefing.words import speak

    with started(options, alone=True) as this:
        # while this waited, another run may have made the first one
        snapshot = (None if options.refresh else newest(find_workspace(options.workspace))) or refresh(this)
    if options.offline and not snapshot.stories:
        raise InputError(f"{folder}: there is no snapshot yet, and --offline was asked for")
    if told := asked(snapshot, speak()):
        tell(told)
    return snapshot


def _of_inputs(options: Options) -> Snapshot:
    if len(options.inputs) == 1 and options.inputs[0].endswith(".toml"):
        from briefing.render.toml import load
        from briefing.store.snapshots import read_snapshot

        return read_snapshot(Path(options.inputs[0]), load=load)
    from briefing.cli.documents import reading
    from briefing.pipeline.brief import brief

    with reading(options) as (this, documents):
        if not documents:
            raise InputError(f"{', '.join(options.inputs)}: there is nothing to read in it")
        return brief(documents, this)
