"""How a source fares, in the few lines that a reader needs to do something about it."""

from collections.abc import Iterator
from datetime import datetime

from briefing.model import Health
from briefing.parse.pace import often
from briefing.render import words
from briefing.render.citing import link
from briefing.render.layout import Block, Run, plain

_SIGNS = {"gone": "x", "failing": "!", "moved": ">", "stale": "?", "muted": "z"}
_SPARES = {
    "honoured": "answers 304 when nothing changed",
    "offered": "sends validators",
    "ignored": "no validators: all is sent each time",
}


def health_blocks(found: Health, *, now: datetime) -> Iterator[Block]:
    """Name and what it is, then what is wrong, then facts, then what to type."""
    source = found.source
    about = ", ".join(filter(None, (source.id, source.language, source.country, source.kind, " ".join(source.tags))))
    style = "failed" if found.standing in ("gone", "failing") else "meta"
    sign = Run(f" {_SIGNS.get(found.standing, ' ')}", style)
    yield Block(
        runs=(Run(plain(source.name), "outlet"), Run(f"  {plain(about)}", "meta")), indent=3, label=sign, of=source
    )
    lines = [(trouble(found, now=now), style), (facts(found, now=now), "meta")]
    if style == "meta":  # all of it is of one weight: in one line
        lines = [("; ".join(filter(None, (line for line, _ in lines))), "meta")]
    for line, of_style in (*lines, (advice(found), "note")):
        if line:
            yield Block(runs=(Run(line, of_style),), indent=5, of=source)


def trouble(found: Health, *, now: datetime) -> str:
    """Why it stands where it stands; "" if all is well."""
    calm = {
        "ok": "",
        "muted": f"muted until {found.source.mute_until}",
        "new": "not asked yet",
        "moved": f"has moved to {link(found.moved)}",
        "stale": f"no news for {words.age(found.newest, now)}"
        if found.newest
        else "nothing in it has a date"
        if found.entries
        else "nothing in it",
    }
    if found.standing in calm:
        return calm[found.standing]
    since = f"; last read {words.age(found.since, now)} ago" if found.since else "; never read yet"
    told = not found.retry_after or "retry after" in found.failure
    again = "" if told or not found.retry_after else f"; rests until {words.moment(found.retry_after)}"
    times = f", {words.count(found.failures, 'time')} since {words.day(found.failing)}" if found.failures > 1 else ""
    return f"FAILED: {plain(found.failure)}{times}{again}{since}"


def facts(found: Health, *, now: datetime) -> str:
    """Its newest article, how often it publishes, how its server fares with our asking."""
    return "; ".join(
        filter(
            None,
            (
                f"newest {words.age(found.newest, now)} old" if found.newest and found.standing != "stale" else "",
                often(found.a_day),
                words.count(found.entries, "entry", "entries") if found.entries else "",
                _SPARES.get(found.spares, "") if found.since else "",
                f"asked {words.age(found.asked, now)} ago" if found.asked and found.asked != now else "",
            ),
        )
    )


def advice(found: Health) -> str:
    """The command that mends it; "" if none is known."""
    address = link(found.moved or found.suggested)
    if found.standing == "muted" or not address:
        return ""
    return f"briefing sources move {found.source.id} {address}"


def health_row(found: Health, *, now: datetime) -> tuple[str, ...]:
    """The same in one row: standing, id, and all that is to say."""
    said = (trouble(found, now=now), facts(found, now=now), advice(found))
    return found.standing, found.source.id, "; ".join(filter(None, said))


def health_table(found: Health) -> dict[str, object]:
    """All of it for other programs."""
    return {
        "id": found.source.id,
        "ok": found.standing not in ("gone", "failing"),
        "standing": found.standing,
        "reason": found.failure,
        "failing_since": found.failing,
        "failures": found.failures,
        "last_read": found.since,
        "entries": found.entries,
        "newest": found.newest,
        "a_day": found.a_day,
        "conditional": found.spares,
        "asked": found.asked,
        "retry_after": found.retry_after,
        "moved": link(found.moved),
        "suggested": link(found.suggested),
    }
