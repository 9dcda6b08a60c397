"""`briefing stories list|why|corrections`: the stories of the newest briefing, explained, and what was corrected."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.cli.parsing import Options
from briefing.model import Correction, Snapshot
from briefing.words import Words

if TYPE_CHECKING:
    from briefing.pipeline.run import Run


def run(options: Options) -> int:
    """List the stories, explain one, or list the corrections and what became of them."""
    return {"list": _list, "why": _why, "corrections": _corrections}[options.action](options)


def _list(options: Options) -> int:
    from briefing.cli.output import as_json, for_eye, write_lines

    rows: list[dict[str, object]] = [
        {
            "id": story.id,
            "articles": len(story.articles),
            "outlets": story.outlets,
            "languages": story.languages,
            "headline": story.headline,
        }
        for story in _newest(options).stories
    ]
    write_lines(
        as_json(row) if options.json else "\t".join(for_eye(_cell(value), options.bidi) for value in row.values())
        for row in rows
    )
    return 0


def _cell(value: object) -> str:
    return " ".join((" ".join(value) if isinstance(value, tuple) else str(value)).split())


def _newest(options: Options) -> Snapshot:
    if options.demo:
        from briefing.cli.demo import edition

        return edition(options)
    from briefing.cli.saved import newest_of
    from briefing.store.workspace import find_workspace

    return newest_of(find_workspace(options.workspace))


def _why(options: Options) -> int:
    from dataclasses import asdict

    from briefing.cli.interface import look_of
    from briefing.cli.output import as_json, is_screen, write_lines, write_text
    from briefing.pipeline.explaining import explain
    from briefing.render.why import why_blocks

    with over(options) as this:
        why = explain(this, options.id)
    if options.json:
        from briefing.render.why import reason_line
        from briefing.words import speak

        reasons = [{"line": reason_line(one, speak()), **asdict(one)} for one in why.reasons]
        write_lines([as_json({**asdict(why), "reasons": reasons})])
        return 0
    look = look_of(options, width=options.width)
    if is_screen():
        from briefing.render.terminal import write
    else:
        from briefing.render.text import write
    write_text(write(why_blocks(why, look.words), look))
    return 0


@contextmanager
def over(options: Options) -> Iterator["Run"]:
    """A run over the reader's workspace, or over that of the sample edition."""
    if options.demo:
        from briefing.cli.demo import sample

        with sample(options) as this:
            yield this
    else:
        from briefing.cli.setting import started

        with started(options) as this:
            yield this


def _corrections(options: Options) -> int:
    from dataclasses import asdict

    from briefing.cli.interface import words_of
    from briefing.cli.output import as_json, for_eye, write_lines
    from briefing.cli.setting import started
    from briefing.pipeline.correcting import listed

    with started(options, needs_sources=False) as this:
        rows = listed(this)
    words = words_of(options)
    write_lines(
        as_json({**asdict(one), "standing": standing})
        if options.json
        else f"{one.made:%Y-%m-%d %H:%M}\t{words.of('standing', standing)}\t{for_eye(told(one, words), options.bidi)}"
        for one, standing in rows
    )
    return 0


def told(correction: Correction, words: Words) -> str:
    """A correction in one line."""
    names = [words("quote.print", text=title) if title else id_ for title, id_ in _named(correction)]
    if correction.kind == "merge":
        return words("correction.merged", story=correction.story, titles=" + ".join(names))
    former = correction.stories[0]
    return words("correction.split", from_story=former, story=correction.story, titles=", ".join(names))


def _named(correction: Correction) -> list[tuple[str, str]]:
    """Headlines with the ids of the articles they stand for; the file may have lost some."""
    titles = (*correction.headlines, *([""] * len(correction.articles)))
    return list(zip(titles, correction.articles, strict=False))
