"""`briefing mute list|add|remove`: words and outlets that aren't shown, with what that hides."""

from typing import TYPE_CHECKING, Any

from briefing.cli.parsing import Options
from briefing.errors import InputError
from briefing.model import Mute, Snapshot

if TYPE_CHECKING:
    from briefing.store.workspace import Workspace
    from briefing.words import Words


def run(options: Options) -> int:
    """List what is muted, mute something, or show it again."""
    from briefing.store.workspace import ensure_sources, find_workspace

    workspace = find_workspace(options.workspace)
    ensure_sources(workspace)
    return {"list": _list, "add": _add, "remove": _remove}[options.action](options, workspace)


def _list(options: Options, workspace: "Workspace") -> int:
    from briefing.cli.clock import now
    from briefing.cli.columns import write_rows
    from briefing.cli.interface import words_of
    from briefing.cli.output import as_json, write_lines
    from briefing.render.muting import hidden_by
    from briefing.store.muted import read_mutes
    from briefing.store.sources import read_sources

    newest = _newest(workspace)
    today = now().date()
    rows: list[dict[str, Any]] = []
    for mute in read_mutes(workspace.sources):
        hidden = hidden_by(newest, mute)
        row: dict[str, Any] = {"what": "word" if mute.word else "outlet", "name": mute.name, "until": mute.until}
        row |= {"in_force": mute.holds(today), "stories": len(hidden.stories), "articles": hidden.articles}
        rows.append(row)
    rows += [
        {"what": "source", "name": source.id, "until": source.mute_until, "in_force": source.is_muted(today)}
        for source in read_sources(workspace.sources)[1]
        if source.mute_until
    ]
    if options.json:
        write_lines(as_json(row) for row in rows)
    else:
        words = words_of(options)
        write_rows((_cells(row, words) for row in rows), bidi=options.bidi)
    return 0


def _cells(row: dict[str, Any], words: "Words") -> tuple[str, ...]:
    from briefing.render.coverage import counted

    until = words("mute.until", day=row["until"]) if row["until"] else words["mute.for_good"]
    if not row["in_force"]:
        state = words["mute.over"]
    elif row["what"] == "source":
        state = words["mute.source"]
    else:
        hidden = counted(row["stories"], row["articles"], words)
        state = words("mute.hides", what=hidden) if hidden else words["mute.idle"]
    return words.of("muted", row["what"]), row["name"], until, state


def _add(options: Options, workspace: "Workspace") -> int:
    from briefing.cli.output import for_eye, write_lines
    from briefing.cli.progress import tell
    from briefing.render.coverage import counted
    from briefing.render.muting import hidden_by
    from briefing.store.mutes import add_mute
    from briefing.words import speak

    newest = _newest(workspace)
    mute = _named(options, workspace, newest)
    hidden = hidden_by(newest, mute)
    if not options.dry_run:
        add_mute(workspace.sources, mute)
    until = f" until {mute.until}" if mute.until else ""
    hides = counted(len(hidden.stories), hidden.articles, speak()) or "nothing"
    of = f"hides {hides} of the newest briefing's {speak().count(len(newest.stories), 'story')}" if newest else ""
    tell(": ".join(filter(None, (f"{'would mute' if options.dry_run else 'muted'} {mute.name}{until}", of))))
    write_lines(for_eye(headline, options.bidi) for headline in hidden.stories)
    return 0


def _named(options: Options, workspace: "Workspace", newest: Snapshot | None) -> Mute:
    """The mute that is asked for.

    Raises:
        InputError: no outlet is called so, neither in the list of sources nor in the newest briefing.
    """
    from briefing.render.muting import name_key
    from briefing.store.sources import read_sources
    from briefing.store.values import nearest

    if options.word:
        return Mute(word=options.word, until=options.until)
    names = [source.name for source in read_sources(workspace.sources)[1]]
    names += [reference.outlet for story in (newest.stories if newest else ()) for reference in story.articles]
    known = {name_key(name): name for name in names}
    if name_key(options.outlet) not in known:
        raise InputError(f"{options.outlet}: no outlet is called so{nearest(options.outlet, known.values())}")
    return Mute(outlet=known[name_key(options.outlet)], until=options.until)


def _newest(workspace: "Workspace") -> Snapshot | None:
    """What a mute is tried on; nothing if there is no snapshot, or none that can be read."""
    from briefing.render.toml import load
    from briefing.store.snapshots import newest_snapshot

    try:
        return newest_snapshot(workspace.snapshots, load=load)
    except InputError:
        return None


def _remove(options: Options, workspace: "Workspace") -> int:
    from briefing.cli.progress import tell
    from briefing.render.muting import name_key
    from briefing.store.muted import read_mutes
    from briefing.store.mutes import remove_mute
    from briefing.store.values import nearest

    wanted: str = options.outlet or options.word
    mutes = {name_key(mute.name): mute for mute in read_mutes(workspace.sources)}
    if name_key(wanted) not in mutes:
        hint = nearest(wanted, [mute.name for mute in mutes.values()])
        raise InputError(f"{workspace.sources}: {wanted!r} is not muted{hint}")
    remove_mute(workspace.sources, mutes[name_key(wanted)])
    tell(f"shown again: {wanted}")
    return 0
