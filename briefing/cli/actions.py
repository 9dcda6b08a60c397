"""The actions of commands that have some (`sources add`, `stories why`), with what each takes."""

import argparse

from briefing.cli.options import selection
from briefing.cli.parsing import json_option, subactions
from briefing.cli.values import coming, day, days, pair, positive, words


def sources(parser: argparse.ArgumentParser) -> None:
    """What is read."""
    action = subactions(parser)
    listed = action("list", "show all sources, or some", "sources")
    for field, of in {"tag": "with this tag", "language": "in this language", "kind": "of this kind"}.items():
        listed.add_argument(f"--{field}", help=f"only those {of}")
    listed.add_argument("--failing", action="store_true", help="only those that could not be read when last asked")
    for told in (listed, action("check", "ask each source now, and tell how it fares", "sources")):
        json_option(told)
    find = action("find", "the feeds at an address", "sources")
    json_option(find)
    add = action("add", "read the feeds at addresses, shown before they are added", "add_sources")
    address = "of a feed, or of a page that names its feeds"
    find.add_argument("url", metavar="URL", help=address)
    add.add_argument("urls", metavar="URL", nargs="+", help=f"{address}; - for stdin")
    add.add_argument("--all", action="store_true", help="add all feeds of a page, not one")
    add.add_argument("-y", "--yes", action="store_true", help="ask nothing: of several feeds take the first")
    for field, help_ in {
        "id": "your name for it (default: from its title)",
        "name": "as it is printed (default: its title)",
        "language": "BCP 47 (default: as the feed says)",
        "country": "ISO 3166 alpha-2",
        "kind": "agency, independent, public, state, …",
    }.items():
        add.add_argument(f"--{field}", help=help_)
    add.add_argument("--tags", type=words, metavar="a,b", help="words to choose it by")
    remove = action("remove", "read a source no more", "change_sources")
    mute = action("mute", "leave a source out for a while", "change_sources")
    _until(mute, required=True)
    move = action("move", "read a source at another address; what is stored of it stays", "change_sources")
    set_ = action("set", "change what is said of a source", "change_sources")
    unmute = action("unmute", "read a muted source again", "change_sources")
    for named in (remove, mute, unmute, move, set_):
        named.add_argument("id", metavar="ID", help="of the source")
    move.add_argument("url", metavar="URL", help="of the feed, from now on")
    set_.add_argument(
        "values",
        nargs="+",
        type=pair,
        metavar="KEY=VALUE",
        help="name, url, language, country, kind, tags=a,b, weight …",
    )
    taken = action("import", "add the feeds of OPML, or of newsboat's urls; folders become tags", "subscriptions")
    taken.add_argument("file", metavar="FILE", help="or - for stdin")
    json_option(taken)
    for careful in (add, taken):
        careful.add_argument("-n", "--dry-run", action="store_true", help="show what would be added, add nothing")
    given = action("export", "all sources as OPML, for other feed readers", "subscriptions")
    given.add_argument("file", metavar="FILE", nargs="?", help="where to write it (default: stdout)")


def mute(parser: argparse.ArgumentParser) -> None:
    """What is not shown."""
    action = subactions(parser)
    json_option(action("list", "what is muted, and what that hides", "mute"))
    add = action("add", "hide the stories that say a word, or the articles of an outlet", "mute")
    remove = action("remove", "show them again", "mute")
    for named in (add, remove):
        what = named.add_mutually_exclusive_group(required=True)
        what.add_argument("word", nargs="?", default="", metavar="WORD", help="or a phrase; names in any script")
        what.add_argument("--outlet", default="", metavar="NAME", help="as it is printed")
    _until(add, required=False)
    add.add_argument("-n", "--dry-run", action="store_true", help="show what it would hide, mute nothing")


def _until(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Until when something is muted."""
    when = parser.add_mutually_exclusive_group(required=required)
    when.add_argument("--until", type=coming, metavar="DATE", help="the day it is back: 2026-12-01")
    when.add_argument("--for", type=days, dest="until", metavar="7d", help="so long from today (d, w)")


def stories(parser: argparse.ArgumentParser) -> None:
    """Stories explained and corrected."""
    action = subactions(parser)
    listed = action("list", "the stories of the newest snapshot", "stories")
    listed.add_argument("--demo", action="store_true", help="those of the sample edition")
    why = action("why", "what holds a story, or an article in it, together", "stories")
    why.add_argument("id", metavar="ID", help="of a story or an article, or the beginning of it")
    why.add_argument("--demo", action="store_true", help="in the sample edition")
    why.add_argument("--width", type=positive, metavar="N", help="columns (default: the terminal's, else 100)")
    merge = action("merge", "make one story of several, from now on", "change_stories")
    split = action("split", "part articles from a story, from now on", "change_stories")
    undo = action("undo", "take back the newest correction", "change_stories")
    for one in (merge, split):
        one.add_argument("id", metavar="STORY", help="its id, or the beginning of it")
    merge.add_argument("ids", nargs="+", metavar="STORY", help="a story that is the same one")
    split.add_argument("articles", nargs="+", metavar="ARTICLE", help="its id, as `why` shows it")
    undo.add_argument("id", nargs="?", default="", metavar="ID", help="the newest about this story or article")
    for one in (merge, split, undo):
        one.add_argument("--demo", action="store_true", help=argparse.SUPPRESS)
    for one in (why, merge, split, undo):  # for the app, whose sample edition has a folder of its own
        one.add_argument("--cache", default="", help=argparse.SUPPRESS)
    for shown in (listed, why, action("corrections", "what you corrected, and what became of it", "stories")):
        json_option(shown)
    parser.set_defaults(demo=False)


def config(parser: argparse.ArgumentParser) -> None:
    """Settings."""
    action = subactions(parser)
    action("path", "the file they stand in", "config")
    json_option(action("list", "all settings", "config"))
    get = action("get", "one setting", "config")
    set_ = action("set", "change one setting", "config")
    for named in (get, set_):
        named.add_argument("key", metavar="KEY", help="of [settings]; keys.ACTION is a key of the app")
    set_.add_argument("value", metavar="VALUE", help="lists with commas")


def snapshots(parser: argparse.ArgumentParser) -> None:
    """What was saved."""
    action = subactions(parser)
    listed = action("list", "show all snapshots", "snapshots")
    show = action("show", "print one", "print")
    show.add_argument("snapshot", metavar="NAME", help="its name or the beginning of it; a day is its last snapshot")
    selection(show)
    show.set_defaults(demo=False, inputs=[], refresh=False, offline=False, strict=False, published=None, wait=None)
    search = action("search", "stories of all snapshots, by words, voice, place and day", "snapshots")
    search.add_argument("words", nargs="*", metavar="WORD", help="all must occur; the last may be a beginning")
    search.add_argument("--voice", default="", metavar="NAME", help="who speaks, in any spelling or script")
    search.add_argument("--place", default="", metavar="NAME", help="what is named, in any spelling or script")
    search.add_argument("--since", type=day, metavar="DATE", help="only in snapshots of this day or later")
    search.add_argument("--until", type=day, metavar="DATE", help="only in snapshots of this day or earlier")
    search.add_argument("--top", type=positive, metavar="N", help="at most N stories (default: 50)")
    search.add_argument("--width", type=positive, metavar="N", help="columns (default: the terminal's, else 100)")
    for one in (listed, search):
        json_option(one)
    remove = action("remove", "delete snapshots", "snapshots")
    remove.add_argument("names", nargs="+", metavar="NAME", help="its whole name")
    remove.add_argument("--yes", action="store_true", help="also those that you kept under a name, and the last ones")
    action("index", "make the index of the search anew from the files", "snapshots")
