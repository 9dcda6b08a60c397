"""Texts that would act if they could: markup, escape sequences, directions, giants."""

from briefing.language.clean import clean

MARKUP = (
    "[red]x[/]",
    "[@click=app.quit]press[/]",
    "[link=https://evil.example]x",
    "an unterminated [ and [bold",
    "[/] [/red] \\[b] [[x]]",
    "$primary {x} %s &lt;b&gt;",
)
#: As the loader lets them through.
SEQUENCES = tuple(
    clean(text)
    for text in (
        "a\x1b[31mred\x1b[0m b",
        "\x1b]0;title\x07\x1b]52;c;ZXZpbA==\x07rest",
        "\x1b[2J\x1b[Hwiped\x9b31m",
        "x\u202egnp.exe\u202c y",
        "\u2067left\u2069 \u2066right",
        "e" + "\u0301" * 40,
        "tab\tand\rreturn\x08\x7f",
    )
)
GIANTS = ("W" * 20_000, "字" * 5_000, "شمس" * 3_000, "👩‍🚀" * 500)
SCRIPTS = ("नमस्ते दुनिया", "ประเทศไทย", "עברית (עם) סוגריים", "قال Grend إن 12 من 30", "🇺🇳 ❤️ 1️⃣", "ﷺ ﷽")
WORDS = (*MARKUP, *SEQUENCES, *GIANTS, *SCRIPTS)
