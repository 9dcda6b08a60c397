"""A snapshot whose every text tries to be more than text."""

from render.sample import TAKEN, snapshot

from briefing.model import Briefing, Citation, Failure, Reference, Statement

ATTACKS = (
    "# A heading of its own",
    "- a point",
    "1. first of a list",
    "a. lettered list",
    "> quoted",
    "    code block",
    "[click](https://evil.example/) and [1][2] and [^1]",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</p></main><h1>forged</h1>&lt;b&gt;",
    "![pixel](https://evil.example/p.png)",
    "*bold* _it_ ~~gone~~ `code` $x^2$ @cite {.class}",
    "see https://evil.example or www.evil.example <https://evil.example>",
    "\"quoted\" -- 'single' ... --- \\backslash\\",
    "a | b | c",
    "[bold red]markup[/] [unterminated",
    '" onclick="alert(1)',
    "line one\n\n# line two\n---\n```",
    "Table: caption : definition",
    "سلام عليكم أيها الأصدقاء في ميناء غريند جميعا [1](https://evil.example) <b>",
)


def hostile():
    articles = tuple(
        Reference(n=n, id=text, outlet=text, title=text, url=url, language=text, published=TAKEN)
        for n, (text, url) in enumerate(
            zip(ATTACKS, ("javascript:alert(1)", "file:///etc/passwd", "https://ok.example/") * 9, strict=False), 1
        )
    )
    said = tuple(
        Statement(
            text=text,
            language=text,
            citations=(Citation(n=n, start=0, end=5),),
            date=text,
            date_text=text,
            speaker=text,
            speaker_id=text,
            names=(text,),
            role=text,
            kind="analyst",
            likelihood=text,
        )
        for n, text in enumerate(ATTACKS, 1)
    )
    stories = tuple(
        Briefing(
            id=text,
            headline=text,
            languages=(text,),
            watched=(text,),
            articles=articles,
            lead=said[i],
            background=said,
            escalation=said,
            analyst_views=said,
            outlook=said,
        )
        for i, text in enumerate(ATTACKS)
    )
    failures = tuple(Failure(source=text, name=text, reason=text, url="javascript:alert(1)") for text in ATTACKS)
    return snapshot(stories=stories, failures=failures, note="\n".join(ATTACKS))
