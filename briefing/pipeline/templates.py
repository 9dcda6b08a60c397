"""A reader's own template, filled in a process of its own, so that it can neither hang nor starve the program.

It includes and extends only files of its own folder, links followed.
"""

import json
from functools import partial
from pathlib import Path

from briefing.errors import InputError
from briefing.pipeline.worker import Bounds
from briefing.pipeline.workers import TaskError, Workers
from briefing.store.local import read_file
from briefing.words import ENGLISH

#: A template and each file that it includes, in bytes.
LARGEST = 2**20
BOUNDS = Bounds(seconds=10.0, megabytes=400)


def filled(page: str, path: Path, language: str = ENGLISH, *, bounds: Bounds = BOUNDS) -> str:
    """The template at `path` filled with `page`, a JSON object as `print --format json` writes it.

    `language` is that of our own words.

    Raises:
        InputError: the template is missing or wrong (the line is named), or takes too long or too much memory.
    """
    with Workers(bounds, most=1, doing="filling") as workers:
        try:
            made: str = workers.submit(_filled, page, path, language).result()
        except TaskError as trouble:
            raise InputError(f"{path}: {trouble}") from None
    return made


def _filled(page: str, path: Path, language: str) -> str:
    from briefing.render.template import fill

    return fill(json.loads(page), path.name, load=partial(_load, path.parent), language=language)


def _load(folder: Path, name: str) -> tuple[str, str]:
    """The text of a template in `folder`, and what it is called."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InputError(f"{path}: leads out of the template's folder")
    try:
        return read_file(path, largest=LARGEST).decode("utf-8"), str(path)
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8 text") from None
