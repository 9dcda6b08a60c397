"""`briefing quotes`: who said what in the stored articles, where first, where else, and in what other words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.parsing import Options

if TYPE_CHECKING:
    from briefing.pipeline.ledger import Quote, Voice
    from briefing.render.quotes import Place, Said
    from briefing.store.quotes import Spoken


def run(options: Options) -> int:
    """Print the ledger, or its quotes as JSON Lines; exit code 1 if nobody is found that was asked for."""
    voices = _ledger(options)
    if options.json:
        from briefing.cli.output import as_json, write_lines

        write_lines(as_json(row) for voice in voices for row in _rows(voice))
    elif voices:
        _show(voices, options)
    else:
        from briefing.cli.progress import tell

        tell("nobody says anything of the kind in the stored articles")
    return 0 if voices or not (options.speaker or options.match) else 1


def _ledger(options: Options) -> "tuple[Voice, ...]":
    from briefing.pipeline.ledger import ledger
    from briefing.store.database import open_database
    from briefing.store.quotes import newest_moment, spoken
    from briefing.store.stories import story_named

    with _database(options) as path, open_database(path, read_only=True) as connection:
        newest = newest_moment(connection)
        if newest is None:
            return ()
        story = story_named(connection, options.story) if options.story else ""
        since = _since(options, newest)
        return ledger(
            spoken(connection, since, until=newest, story=story), speaker=options.speaker, match=options.match
        )


def _since(options: Options, newest: datetime) -> datetime:
    """A day is a day; a span of time goes back from the newest article, as the window of a snapshot does."""
    if isinstance(options.since, datetime):
        return options.since
    return newest - timedelta(hours=options.since) if options.since else datetime.fromtimestamp(0, tz=newest.tzinfo)


def _show(voices: "tuple[Voice, ...]", options: Options) -> None:
    from briefing.cli.interface import look_of
    from briefing.cli.output import is_screen, write_text
    from briefing.render import terminal, text
    from briefing.render.quotes import voice_blocks

    look = look_of(options, width=options.width)
    page = [
        block
        for voice in voices
        for block in voice_blocks(
            voice.name,
            [name for name in voice.names if name != voice.name],
            role=voice.role,
            kind=voice.kind,
            said=[_said(quote) for quote in voice.quotes],
            words=look.words,
        )
    ]
    write_text((terminal if is_screen() else text).write(page[:-1], look))


def _said(quote: "Quote") -> "Said":
    from briefing.pipeline.mismatch import marked
    from briefing.render.quotes import Said

    first = quote.first
    changed = ((*marked(first.text, one.text), _place(one)) for one in quote.changed)
    return Said(
        text=first.text,
        direct=first.voice.direct,
        first=_place(first),
        copies=tuple(map(_place, quote.copies)),
        changed=tuple(changed),
    )


def _place(one: "Spoken") -> "Place":
    from briefing.render.quotes import Place

    return Place(outlet=one.outlet, moment=one.moment, language=one.language, story=one.story)


def _rows(voice: "Voice") -> Iterator[dict[str, object]]:
    for quote in voice.quotes:
        first = quote.first
        yield {
            "speaker": voice.name,
            "names": voice.names,
            "role": voice.role,
            "kind": voice.kind,
            "direct": first.voice.direct,
            "text": first.text,
            "language": first.language,
            **_where(first),
            "copies": [_where(one) for one in quote.copies],
            "changed": [{"text": one.text, **_where(one)} for one in quote.changed],
        }


def _where(one: "Spoken") -> dict[str, object]:
    return {
        "outlet": one.outlet,
        "published": one.moment,
        "article": one.article,
        "start": one.start,
        "end": one.end,
        "url": one.url,
        "story": one.story,
    }


@contextmanager
def _database(options: Options) -> Iterator[Path]:
    if options.demo:
        from briefing.cli.demo import made

        with made(options) as (_, workspace):
            yield workspace.database
    else:
        from briefing.store.workspace import find_workspace

        yield find_workspace(options.workspace).database
