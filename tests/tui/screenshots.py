"""README's pictures of the app on the sample edition: `python tests/tui/screenshots.py` draws them anew."""

import asyncio
import re
import time
from argparse import Namespace
from pathlib import Path

from briefing.cli.app import opened
from briefing.tui.app import BriefingApp

FOLDER = Path(__file__).parent / "screens"
#: The keys typed before each picture is taken, and the size of the screen.
PICTURES = {
    "stories": (("enter", "j", "j"), (118, 36)),
    "arabic": (("escape", *"jjjjjj", "enter", "j"), (118, 30)),
    "article": (("escape", "g", "enter", "j", "j", "enter"), (118, 24)),
}
PATIENCE = 60
#: Pictures ask nobody for a font, and leave the order of letters as the app has put it.
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_FONTS = "Fira Code, DejaVu Sans Mono, Menlo, Consolas, monospace"
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_IN_ORDER = "text { direction: ltr; unicode-bidi: bidi-override; }"


async def pictures():
    """Each picture by name, as SVG. The sample edition is made once, by the app itself."""
    found = {}
    options = Namespace(demo=True, offline=True, workspace=None, interface="", allow_host=[], bidi="app")
    with opened(options) as (desk, opening):
        app = BriefingApp(desk, opening)
        async with app.run_test(size=(118, 36)) as pilot:
            end = time.monotonic() + PATIENCE
            while app.child or not desk.edition:
                assert time.monotonic() < end, "the sample edition was not made"
                await pilot.pause(0.1)
            app.clear_notifications()
            for name, (keys, size) in PICTURES.items():
                await pilot.resize_terminal(*size)
                await pilot.press(*keys)
                await pilot.pause()
                found[name] = tidy(app.export_screenshot())
    return found


def tidy(svg):
    """`svg` without fonts from elsewhere; a browser does not put its letters in order once more."""
    svg = _COMMENT.sub("", _FONT_FACE.sub("", svg))
    svg = svg.replace("font-family: Fira Code, monospace", f"font-family: {_FONTS}")
    return svg.replace("<style>", f"<style>\n    {_IN_ORDER}\n", 1)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, svg in asyncio.run(pictures()).items():
        (FOLDER / f"{name}.svg").write_text(svg, "utf-8")
        print(FOLDER / f"{name}.svg")
