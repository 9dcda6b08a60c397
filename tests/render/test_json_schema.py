"""The published schema holds what is written, and nothing else."""

import json

import pytest
from jsonschema import Draft202012Validator, ValidationError
from render.hostile import hostile
from render.sample import snapshot

from briefing.model import Snapshot
from briefing.render import SECTIONS, render
from briefing.render.json_schema import schema


def check(page):
    Draft202012Validator(schema()).validate(page)


def page(made, **options):
    return json.loads(render(made, format="json", **options))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("made", [snapshot(), hostile(), Snapshot(taken=snapshot().taken, stories=())])
@pytest.mark.parametrize("sections", [SECTIONS, ("outlook",)])
def test_every_page_is_of_it(made, sections):
    check(page(made, sections=sections))


def first_statement(made):
    return made["stories"][0]["background"][0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made.pop("coverage"),
        lambda made: made.update(schema=1),
        lambda made: made.update(extra=1),
        lambda made: made["stories"][0].pop("silence"),
        lambda made: first_statement(made).pop("citations"),
        lambda made: first_statement(made)["citations"][0].update(n="1"),
        lambda made: made["stories"][0]["figures"][0].update(measure="weather"),
        lambda made: made["failures"][0].pop("url"),
    ],
)
def test_what_is_spoilt_is_not_of_it(spoil):
    made = page(snapshot())
    spoil(made)
    with pytest.raises(ValidationError):
        check(made)
