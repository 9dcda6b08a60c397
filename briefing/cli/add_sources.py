"""`briefing sources add`: from addresses to sources; what each would be is shown before it is written."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.cli.parsing import Options
from briefing.errors import BriefingError, InputError
from briefing.model import Found, Source

if TYPE_CHECKING:
    from briefing.pipeline.listing import Listed
    from briefing.pipeline.run import Run

#: Addresses on stdin are read up to so many characters.
MOST = 1_000_000


def run(options: Options) -> int:
    """Add the feeds at the addresses; exit code 1 if one of several addresses came to nothing."""
    from briefing.cli.progress import tell
    from briefing.cli.setting import started
    from briefing.pipeline.listing import Listed
    from briefing.render.citing import link
    from briefing.store.edit import add_sources
    from briefing.store.sources import read_sources
    from briefing.store.workspace import ensure_sources, find_workspace

    workspace = find_workspace(options.workspace)
    ensure_sources(workspace)
    listed = Listed(read_sources(workspace.sources)[1])
    urls = _urls(options)
    failed = 0
    with started(options, needs_sources=False) as this:
        for url in urls:
            try:
                for source in _sources(this, url, listed, options):
                    if not options.dry_run:
                        add_sources(workspace.sources, (source,))
                    listed.add(source)
                    done = "would add" if options.dry_run else "added"
                    tell(f"{done} {source.id}: {source.name} ({link(source.url)})")
            except BriefingError as error:
                if len(urls) == 1:
                    raise
                failed += 1
                tell(f"not added: {error}")
    return 1 if failed else 0


def _urls(options: Options) -> list[str]:
    """The addresses that were given; "-" stands for the lines of stdin.

    Raises:
        InputError: there is none, or what names one source is said of several.
    """
    given = [line for url in options.urls for line in (sys.stdin.read(MOST).splitlines() if url == "-" else [url])]
    urls = list(dict.fromkeys(line.strip() for line in given if line.strip() and not line.startswith("#")))
    if not urls:
        raise InputError("no address was given")
    if (options.id or options.name) and (len(urls) > 1 or options.all):
        raise InputError("--id and --name are for one feed: add it alone")
    return urls


def _sources(run: "Run", url: str, listed: "Listed", options: Options) -> Iterator[Source]:
    """The sources that `url` leads to, each shown first.

    Raises:
        InputError: it leads to none, or only to what is read already.
    """
    from briefing.pipeline.discover import discover

    listed.refuse(url)
    found = discover(run, url)
    new = [one for one in found if not listed.id_of(one.url, one.at)]
    if not new:
        listed.refuse(found[0].url, found[0].at)
    given = {key: getattr(options, key) for key in ("id", "name", "language", "country", "kind", "tags")}
    for one in _chosen(new, options):
        source = listed.proposed(one)
        yield replace(source, **{key: value for key, value in given.items() if value is not None})


def _chosen(new: Sequence[Found], options: Options) -> Sequence[Found]:
    """The feeds to add: all, the one there is, those a reader at a terminal chooses, else the first."""
    from briefing.cli.progress import tell
    from briefing.render.citing import link
    from briefing.words import speak

    asks = sys.stdin.isatty() and sys.stderr.isatty() and not (options.yes or options.all or options.dry_run)
    several = len(new) > 1 and not options.all
    shown = new if asks or options.all or options.dry_run else new[:1]
    for n, one in enumerate(shown, 1):
        _preview(one, f"{n}. " if several and len(shown) > 1 else "", options)
    if asks and several:
        return _ask(new)
    if several:
        others = ", ".join(link(one.url) for one in new[1:])
        tell(f"this is the first of {speak().count(len(new), 'feed')}; --all adds them all: {others}")
    return new if options.all else new[:1]


def _preview(found: Found, number: str, options: Options) -> None:
    from briefing.cli.output import for_eye
    from briefing.cli.progress import tell
    from briefing.render.preview import preview_lines
    from briefing.words import speak

    for n, (date, line) in enumerate(preview_lines(found, speak())):
        tell(f"{'   ' if n else number}{date}{for_eye(line, options.bidi, stream=sys.stderr)}")


def _ask(new: Sequence[Found]) -> Sequence[Found]:
    """Which of them? Asked until the answer is understood; an end of the input is none of them."""
    while True:
        sys.stderr.write(f"Add which? 1-{len(new)}, several with commas, a for all, Enter for none: ")
        sys.stderr.flush()
        answer = sys.stdin.readline().strip().lower()
        if not answer:
            raise InputError("nothing was added")
        if answer in ("a", "all"):
            return new
        numbers = [part.strip() for part in answer.split(",")]
        if all(part.isdecimal() and 1 <= int(part) <= len(new) for part in numbers):
            return [new[int(part) - 1] for part in dict.fromkeys(numbers)]
