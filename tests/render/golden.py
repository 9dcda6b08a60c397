"""The golden files, and how each is made: `PYTHONPATH=tests python -m render.golden` writes them anew."""

from pathlib import Path

from render.sample import snapshot

from briefing.render import render

FOLDER = Path(__file__).parent / "golden"
PAGES = {
    "html.html": {"format": "html"},
    "json.json": {"format": "json"},
    "mail.eml": {"format": "mail"},
    "markdown.md": {"format": "markdown"},
    "terminal-app-60.ansi": {"format": "terminal", "width": 60, "color": True, "bidi": "app"},
    "terminal-terminal.txt": {"format": "terminal", "bidi": "terminal"},
    "text.txt": {"format": "text"},
    "text-40.txt": {"format": "text", "width": 40},
    "toml.toml": {"format": "toml"},
}


def page(name):
    return render(snapshot(), **PAGES[name])


if __name__ == "__main__":
    for name in PAGES:
        (FOLDER / name).write_text(page(name), "utf-8", newline="\n")
