"""Saved editions of full stories, made up by counting: what `print` and `diff` are timed on."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.model import Briefing, Citation, Coverage, Reference, Snapshot, Statement
from briefing.render.toml import dump
from briefing.store.snapshots import save_snapshot
from briefing.store.workspace import find_workspace

TAKEN = datetime(2026, 11, 23, 8, tzinfo=UTC)
LINES = {
    "en": "Officials in Grend said on day {n} that the upper dam would stay closed and {m} families could not go home.",
    "ar": "قال مسؤولون في غريند في اليوم {n} إن السد العلوي سيظل مغلقا وإن {m} أسرة لا تستطيع العودة إلى منازلها.",
    "ru": "Власти Гренда сообщили на {n}-й день, что верхняя плотина закрыта, а {m} семей не вернутся домой.",
}


def save_edition(folder: Path, *, stories: int = 25, articles: int = 14, statements: int = 6, days: int = 0) -> None:
    """Save it in the workspace `folder`: `statements` in each section of each of the `stories`.

    So many `days` after the first one every story has another article, half of its lines are others, and one story in
    ten is another.
    """
    made = tuple(_story(n + stories * days * (n % 10 == 0), articles, statements, days) for n in range(stories))
    coverage = Coverage(asked=200, read=200, articles=stories * articles, outlets=40, languages=3, stories=stories)
    snapshot = Snapshot(taken=TAKEN + timedelta(days=days), stories=made, coverage=coverage)
    save_snapshot(find_workspace(str(folder)).snapshots, snapshot, dump=dump)


def _story(n: int, articles: int, statements: int, days: int) -> Briefing:
    tags = tuple(LINES)
    references = tuple(
        Reference(
            n=k,
            id=f"{n}-{k}",
            outlet=f"Outlet {k}",
            title=f"Day {k} at the dam of Grend",
            url=f"https://outlet-{k}.example/{n}/{k}",
            language=tags[k % len(tags)],
            published=TAKEN - timedelta(hours=k),
        )
        for k in range(1, articles + days + 1)
    )
    lines = [_line(n, k + 100 * days * (k % 2), references) for k in range(3 * statements)]
    voices = [
        _line(n, k, references, speaker=f"Mira Hale {k}", speaker_id=f"mira-{k}", role="engineer", kind="analyst")
        for k in range(3 * statements, 4 * statements)
    ]
    return Briefing(
        id=f"story-{n}",
        headline=f"The dam of Grend stays closed ({n})",
        languages=tags,
        articles=references,
        lead=lines[0],
        background=tuple(lines[:statements]),
        escalation=tuple(
            _line(n, k, references, date=f"2026-11-{k:02d}", date_text=f"day {k}", date_precision="day")
            for k in range(1, statements + 1)
        ),
        analyst_views=tuple(voices),
        outlook=tuple(lines[2 * statements :]),
        outlets=articles,
    )


def _line(n: int, k: int, references: tuple[Reference, ...], **more: str) -> Statement:
    reference = references[k % len(references)]
    text = LINES[reference.language].format(n=n + 1, m=20 + k)
    return Statement(
        text=text, language=reference.language, citations=(Citation(n=reference.n, start=0, end=len(text)),), **more
    )
