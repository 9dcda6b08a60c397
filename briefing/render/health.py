"""How a source fares, in the few lines that a reader needs to do something about it."""

from collections.abc import Iterator
from datetime import datetime

from briefing.model import Health
from briefing.render.citing import link
from briefing.render.layout import Block, Run, plain
from briefing.words import Words

_SIGNS = {"gone": "x", "failing": "!", "moved": ">", "stale": "?", "muted": "z"}


def health_blocks(found: Health, words: Words, *, now: datetime) -> Iterator[Block]:
    """Name and what it is, then what is wrong, then facts, then what to type."""
    source = found.source
    kind = words.of("outlet", source.kind)
    about = ", ".join(filter(None, (source.id, source.language, source.country, kind, " ".join(source.tags))))
    style = "failed" if found.standing in ("gone", "failing") else "meta"
    sign = Run(f" {_SIGNS.get(found.standing, ' ')}", style)
    yield Block(
        runs=(Run(plain(source.name), "outlet"), Run(f"  {plain(about)}", "meta")), indent=3, label=sign, of=source
    )
    lines = [(trouble(found, words, now=now), style), (facts(found, words, now=now), "meta")]
    if style == "meta":  # all of it is of one weight: in one line
        lines = [(words["list.semicolon"].join(filter(None, (line for line, _ in lines))), "meta")]
    for line, of_style in (*lines, (advice(found), "note")):
        if line:
            yield Block(runs=(Run(line, of_style),), indent=5, of=source)


def trouble(found: Health, words: Words, *, now: datetime) -> str:
    """Why it stands where it stands; "" if all is well."""
    calm = {
        "ok": "",
        "muted": words("health.muted", day=found.source.mute_until),
        "new": words["health.new"],
        "moved": words("health.moved", address=link(found.moved)),
        "stale": words("health.stale", age=words.age(found.newest, now))
        if found.newest
        else words["health.dateless" if found.entries else "health.empty"],
    }
    return (
        calm[found.standing] if found.standing in calm else words["list.semicolon"].join(_failed(found, words, now=now))
    )


def _failed(found: Health, words: Words, *, now: datetime) -> Iterator[str]:
    reason = plain(found.failure)
    if found.failures > 1:
        times = words.count(found.failures, "time")
        yield words("health.failed_since", reason=reason, times=times, day=words.day(found.failing))
    else:
        yield words("health.failed", reason=reason)
    if found.retry_after and "retry after" not in found.failure:
        yield words("health.rests", moment=words.moment(found.retry_after))
    yield words("health.read", age=words.age(found.since, now)) if found.since else words["health.unread"]


def facts(found: Health, words: Words, *, now: datetime) -> str:
    """Its newest article, how often it publishes, how its server fares with our asking."""
    is_fresh = found.newest and found.standing != "stale"
    was_asked = found.asked and found.asked != now
    return words["list.semicolon"].join(
        filter(
            None,
            (
                words("health.newest", age=words.age(found.newest, now)) if is_fresh else "",
                words.often(found.a_day),
                words.count(found.entries, "entry") if found.entries else "",
                words.of("spares", found.spares) if found.since else "",
                words("health.asked", age=words.age(found.asked, now)) if was_asked else "",
            ),
        )
    )


def advice(found: Health) -> str:
    """The command that mends it; "" if none is known."""
    address = link(found.moved or found.suggested)
    if found.standing == "muted" or not address:
        return ""
    return f"briefing sources move {found.source.id} {address}"


def health_row(found: Health, words: Words, *, now: datetime) -> tuple[str, ...]:
    """The same in one row: standing, id, and all that is to say."""
    said = (trouble(found, words, now=now), facts(found, words, now=now), advice(found))
    return found.standing, found.source.id, words["list.semicolon"].join(filter(None, said))


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
