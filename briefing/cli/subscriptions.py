"""`briefing sources import|export`: lists of feeds from other readers and for them."""

from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.parsing import Options
from briefing.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from briefing.pipeline.subscribing import Planned


def run(options: Options) -> int:
    """Add what a file lists, or write what is read as such a file."""
    return {"import": _import, "export": _export}[options.action](options)


def _import(options: Options) -> int:
    """Exit code 1 if part of the file could not be read."""
    from briefing.cli.progress import tell
    from briefing.pipeline.subscribing import plan
    from briefing.store.edit import add_sources
    from briefing.store.sources import read_sources
    from briefing.store.workspace import find_workspace, new_sources

    workspace = find_workspace(options.workspace)
    sources = read_sources(workspace.sources)[1] if workspace.sources.exists() else ()
    try:
        planned = plan(_body(options.file), sources)
    except InputError as error:
        raise InputError(f"{options.file}: {str(error).removeprefix(f'{options.file}: ')}") from None
    _show(planned, options)
    if planned.added and not options.dry_run:
        try:
            add_sources(workspace.sources, planned.added, new=new_sources())
        except ConfigurationError as error:
            raise InputError(f"{options.file}: nothing was added: {error}") from None
    tell(_summary(planned, options))
    if planned.damage:
        tell(f"{options.file}: is damaged ({planned.damage}): what could be read of it was taken")
    return 1 if planned.damage else 0


def _body(file: str) -> bytes:
    """What is in the file; "-" is stdin."""
    import sys

    from briefing.parse.subscriptions import MAX_BYTES
    from briefing.store.local import read_file

    return sys.stdin.buffer.read(MAX_BYTES + 1) if file == "-" else read_file(Path(file))


def _show(planned: "Planned", options: Options) -> None:
    """One line a feed: what becomes of it, its id, its name, its address, its tags or why it is left out."""
    from briefing.cli.columns import write_rows
    from briefing.cli.output import as_json, write_lines
    from briefing.render.citing import link

    add = "would add" if options.dry_run else "added"
    rows = [(add, s.id, s.name, link(s.url), ", ".join(s.tags)) for s in planned.added]
    rows += [("known", id_, "", link(url), "") for url, id_ in planned.known]
    rows += [("skipped", "", one.title, link(one.url) or one.url, one.reason) for one in planned.skipped]
    if options.json:
        keys = ("what", "id", "name", "url", "note")
        write_lines(as_json(dict(zip(keys, row, strict=True))) for row in rows)
    else:
        write_rows(rows, bidi=options.bidi)


def _summary(planned: "Planned", options: Options) -> str:
    from briefing.words import speak

    words = speak()
    done = "would be added" if options.dry_run else "added"
    tags = len({tag for source in planned.added for tag in source.tags})
    parts = [f"{words.count(len(planned.added), 'source')} {done}" + (f" ({words.count(tags, 'tag')})" if tags else "")]
    if planned.known:
        parts.append(f"{len({id_ for _, id_ in planned.known})} read already")
    if planned.skipped:
        parts.append(f"{len(planned.skipped)} skipped")
    return ", ".join(parts)


def _export(options: Options) -> int:
    from briefing.cli.output import write_text
    from briefing.cli.progress import tell
    from briefing.pipeline.subscribing import export
    from briefing.render.opml import opml
    from briefing.store.sources import read_sources
    from briefing.store.workspace import ensure_sources, find_workspace

    workspace = find_workspace(options.workspace)
    ensure_sources(workspace)
    found = export(read_sources(workspace.sources)[1])
    text = opml(found.sources)
    if options.file and options.file != "-":
        write_text(text, file=options.file)
        tell(f"{options.file}: {len(found.sources)} sources")
    else:
        import sys

        sys.stdout.write(text)
    for source in found.secret:
        tell(f"{source.id}: the password in its address is left out")
    for source in found.files:
        tell(f"{source.id}: is left out: it is a file of this workspace")
    return 0
