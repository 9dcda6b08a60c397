"""README's picture of the page: `PYTHONPATH=.:tests python tests/browser/picture.py` takes it anew."""

import subprocess
import tempfile
from pathlib import Path

from browser.conftest import running
from program import PROGRAM

TARGET = Path(__file__).with_name("page.png")


def main():
    """The third story of the sample edition: contents, lead, background, and the drawing of what led to it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        subprocess.run([*PROGRAM, "print", "--demo", "-o", file], check=True)
        with running() as chromium:
            page = chromium.new_page(viewport={"width": 1200, "height": 900})
            page.goto(f"{file.as_uri()}#story-3")
            page.screenshot(path=TARGET)
    # ImageMagick: a third of the size, and no eye sees it
    subprocess.run(["convert", str(TARGET), "-colors", "48", f"PNG8:{TARGET}"], check=True)


if __name__ == "__main__":
    main()
