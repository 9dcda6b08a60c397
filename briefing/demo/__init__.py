"""The sample edition: what `--demo` prints, so that the program can be seen at work without a network.

Real news ages, belongs to others and would put words into real mouths. So every country, person and outlet here is
invented, and the feeds and pages were written for this project in English, Arabic, Russian and Turkish. They go
through the same pipeline as the world's: nothing in the program knows this folder but by its path.
"""

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

#: A workspace: sources.toml, and the feeds, pages and articles that it names.
EDITION = Path(str(files(__name__)))

#: The moment at which the edition was taken, against which its relative dates and its age are read.
TAKEN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

#: What the edition says about itself.
NOTE = "A sample edition: every country, person and outlet in it is invented."
