"""Where the evaluation data is, and its scorers."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

SHARED = Path(os.environ.get("BRIEFING_SHARED") or Path(__file__).resolve().parents[3] / "shared")


def tool(name: str) -> ModuleType:
    """A script of shared/tools as a module."""
    return load(SHARED / "tools" / f"{name}.py")


def load(path: Path) -> ModuleType:
    """A module from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
