"""The names of all keys, by which a reader can set others."""

import pkgutil
from importlib import import_module

from textual.binding import Binding

from briefing.words import Words


def actions() -> dict[str, str]:
    """What each named key does, by name, on all screens."""
    from briefing.tui import app, screens, widgets

    modules = [app]
    for package in (screens, widgets):
        modules += (
            import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)
        )
    classes = [kind for module in modules for kind in vars(module).values() if isinstance(kind, type)]
    bindings = [b for kind in classes for b in vars(kind).get("BINDINGS", ()) if kind.__module__.startswith("briefing")]
    return {b.id: b.description for b in bindings if isinstance(b, Binding) and b.id}


def called(binding: Binding, words: Words) -> str:
    """What a named key does, in the interface's words."""
    return words.texts.get(f"key.{binding.id}", binding.description)


def explained(binding: Binding, words: Words) -> str:
    """The same with more words; "" if there are none."""
    return words.texts.get(f"tip.{binding.id}", binding.tooltip)
