"""The nouns of the program, each of the module that type checkers are told of."""

import ast
from importlib import import_module
from pathlib import Path

import briefing.model

STUB = Path(briefing.model.__file__).with_suffix(".pyi")


def test_every_noun_is_of_the_module_that_type_checkers_are_told_of():
    told = {
        noun.name: line.module
        for line in ast.parse(STUB.read_text("utf-8")).body
        if isinstance(line, ast.ImportFrom)
        for noun in line.names
    }
    assert set(told) == set(briefing.model.__all__)
    for noun, module in told.items():
        assert getattr(briefing.model, noun) is getattr(import_module(module), noun)
        assert briefing.model._HOME[noun] == module.rpartition(".")[2]  # noqa: SLF001 (the two say the same)
