"""A small invented snapshot: four languages, two directions, all that a statement can bear."""

from datetime import UTC, datetime, timedelta

from briefing.model import Briefing, Citation, Coverage, Failure, Figure, Reference, Silence, Snapshot, Statement

TAKEN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

HARBOUR, MINA, VESTNIK, GAZETE, WIRE = 1, 2, 3, 4, 5


def statement(text, *numbers, language="en", **section):
    return Statement(
        text=text,
        language=language,
        citations=tuple(Citation(n=n, start=40 * n, end=40 * n + len(text)) for n in numbers),
        **section,
    )


def figure(measure, value, text, n, *, language="en"):
    start = 40 * n
    return Figure(measure=measure, value=value, text=text, language=language, n=n, start=start, end=start + len(text))


def reference(n, outlet, title, *, language="en", hours=0, url=None):
    return Reference(
        n=n,
        id=f"article-{n}",
        outlet=outlet,
        title=title,
        url=f"https://outlet{n}.example/{TAKEN:%Y/%m}/story-{n}.html" if url is None else url,
        language=language,
        published=TAKEN - timedelta(hours=hours),
    )


def expulsion():
    return Briefing(
        id="5c0ffee1",
        headline="Veldia and Orsk expel each other's diplomats",
        languages=("ar", "en", "ru", "tr"),
        outlets=4,
        status="new",
        watched=("Karsu corridor", "غانجالي"),
        figures=(
            figure("detained", 2, "two brothers were detained", HARBOUR),
            figure("detained", 14, "задержаны 14 человек", VESTNIK, language="ru"),
            figure("detained", 1204, "اعتقال 1204", MINA, language="ar"),
        ),
        silence=Silence(languages=("tr",), countries=("GE", "IR"), kinds=("state",)),
        articles=(
            reference(HARBOUR, "The Harbour Post", "Veldia and Orsk expel each other's diplomats", hours=3),
            reference(MINA, "صحيفة الميناء", "فيلديا وأورسك تتبادلان طرد الدبلوماسيين", language="ar", hours=5),
            reference(VESTNIK, "Вестник Грендa", "Велдия дала послу 48 часов", language="ru", hours=9),
            reference(GAZETE, "Liman Gazetesi", "Veldia büyükelçiye 48 saat verdi", language="tr", hours=20),
            reference(WIRE, "Gulf Wire", "Ambassador told to leave", hours=21, url=""),
        ),
        lead=statement(
            "Veldia gave Orsk's ambassador 48 hours to leave after the raid on its cultural centre.",
            HARBOUR,
            VESTNIK,
            new=True,
        ),
        background=(
            statement("In 2020 Orsk brokered the ceasefire that ended the Karsu war.", HARBOUR, GAZETE),
            statement("يربط ممر كارسو (بطول 43 كيلومترا) بين فيلديا والبحر منذ عام 1994.", MINA, language="ar"),
        ),
        escalation=(
            statement(
                "An airliner was shot down near Grend, killing 38 people.",
                HARBOUR,
                VESTNIK,
                date="2025-12",
                date_text="in December",
                date_precision="month",
            ),
            statement(
                "Границу у Гренда закрыли.",
                VESTNIK,
                language="ru",
                date="2026-SU",
                date_text="летом",
                date_precision="season",
            ),
            statement("The two capitals stopped talking.", HARBOUR),
            statement(
                "داهمت الشرطة في أورسك شقة في حي الميناء، وقالت النيابة إن شقيقين توفيا خلالها «في ظروف غامضة».",
                MINA,
                language="ar",
                date="2026-11-20",
                date_text="الجمعة",
                date_precision="day",
                date_resolved=True,
                new=True,
            ),
            statement(
                "Veldia cancelled the deputy prime minister's visit.",
                HARBOUR,
                date="2026-11-22",
                date_text="on Sunday",
                date_precision="day",
                date_resolved=True,
            ),
        ),
        analyst_views=(
            statement(
                "“Orsk needs Veldia more than ever.”",
                HARBOUR,
                speaker="Mira Hale",
                speaker_id="mira-hale",
                names=("Mira Hale", "Мира Хейл", "ميرا هيل"),
                role="director, Topaz Centre",
                kind="analyst",
                direct=True,
            ),
            statement(
                "Veldia is seeking concessions on the corridor, a Western diplomat said.",
                HARBOUR,
                speaker="a Western diplomat",
                speaker_id="a-western-diplomat",
                kind="unnamed",
            ),
            statement(
                "По словам Хейл, посольство закроют до конца года.",
                VESTNIK,
                language="ru",
                speaker="Мира Хейл",
                speaker_id="mira-hale",
                names=("Mira Hale", "Мира Хейл", "ميرا هيل"),
                role="директор центра «Топаз»",
                kind="analyst",
                new=True,
            ),
            statement(
                "«لا أحد يريد حربا أخرى»",
                MINA,
                language="ar",
                speaker="سامي النجار",
                speaker_id="sami",
                role="أستاذ في جامعة غريند",
                kind="analyst",
                direct=True,
            ),
        ),
        outlook=(
            statement(
                "A base could be opened “in the near future”, said Eldon Nam.",
                HARBOUR,
                speaker="Eldon Nam",
                role="former head of the president's office",
                kind="official",
                likelihood="could",
            ),
            statement(
                "Uzmanlara göre görüşmeler aralıkta yeniden başlayabilir.",
                GAZETE,
                language="tr",
                likelihood="başlayabilir",
            ),
        ),
    )


def drought():
    return Briefing(
        id="0ddba11",
        headline="Kuru göl: Sarnıç'ta su kesintisi",
        languages=("tr",),
        status="updated",
        articles=(reference(1, "Liman Gazetesi", "Kuru göl", language="tr", hours=30),),
        lead=statement("Belediye, Sarnıç Gölü'nün tamamen kuruduğunu açıkladı.", 1, language="tr"),
    )


def snapshot(**changes):
    parts = {
        "taken": TAKEN,
        "stories": (expulsion(), drought()),
        "failures": (
            Failure(
                source="gulf",
                name="Gulf Wire",
                reason="503",
                url="https://gulf.example/rss",
                retry_after=TAKEN + timedelta(hours=6),
            ),
            Failure(source="nord", name="Nord", reason="no answer in 20 s"),
        ),
        "coverage": Coverage(
            asked=38,
            read=31,
            unchanged=5,
            failed=2,
            stale=3,
            pages_failed=1,
            articles=412,
            outlets=38,
            languages=5,
            stories=27,
        ),
        "note": "All countries, people and outlets here are invented.",
    }
    return Snapshot(**{**parts, **changes})
