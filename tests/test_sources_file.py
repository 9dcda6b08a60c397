"""sources.toml as it ships keeps the rule that its header states."""

import re
from collections import defaultdict
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefing.model import Settings
from briefing.store.sources import read_sources

FILE = Path(__file__).parents[1] / "sources.toml"
KINDS = {"agency", "commercial", "independent", "opposition", "public", "state", "think-tank"}
ARAB = {"AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE"}
NO_PUBLISHERS = ("feedburner", "google.", "reddit.", "rss.app", "t.me", "twitter.", "x.com", "youtube.")


def sources():
    return read_sources(FILE)[1]


def kinds_by_country():
    found = defaultdict(list)
    for source in sources():
        found[source.country].append(source.kind)
    return found


def test_it_lists_40_to_60_sources_in_8_languages_or_more():
    assert 40 <= len(sources()) <= 60
    assert len({source.language for source in sources()}) >= 8


def test_ids_are_kebab_case_and_addresses_are_unique_and_https():
    assert [source.id for source in sources() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", source.id)] == []
    assert [source.id for source in sources() if urlsplit(source.url).scheme != "https"] == []
    assert len({source.url for source in sources()}) == len(sources())


def test_every_source_says_whose_it_is():
    assert {source.kind for source in sources()} <= KINDS
    assert [source.id for source in sources() if not re.fullmatch(r"[A-Z]{2}", source.country)] == []
    assert [source.id for source in sources() if not source.name or not source.tags] == []


def test_there_are_no_aggregators_search_feeds_or_social_networks():
    hosts = {source.id: urlsplit(source.url).hostname for source in sources()}
    assert [name for name, host in hosts.items() if any(bad in f".{host}" for bad in NO_PUBLISHERS)] == []
    assert [source.id for source in sources() if "search" in source.url] == []


@pytest.mark.parametrize("country", ["AM", "AZ", "GE", "IL", "IR", "PS", "RU", "TR", "UA"])
def test_every_side_has_two_sources_or_more(country):
    assert len(kinds_by_country()[country]) >= 2


def test_the_arab_states_speak_for_themselves_too():
    assert sum(len(kinds) for country, kinds in kinds_by_country().items() if country in ARAB - {"PS"}) >= 4


@pytest.mark.parametrize("country", ["AM", "AZ", "IR", "RU", "TR"])
def test_where_the_state_speaks_independent_journalists_do_too(country):
    kinds = set(kinds_by_country()[country])
    assert "state" in kinds
    assert kinds & {"independent", "opposition"}


def test_regions_follow_each_other_and_ids_are_sorted_within_them():
    regions = re.split(r"^# ---- .*$", FILE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    ids = [re.findall(r'^id = "(.*)"$', region, flags=re.MULTILINE) for region in regions]
    assert len(regions) >= 5
    assert ids == [sorted(one) for one in ids]


def test_the_commented_settings_are_the_defaults():
    head = FILE.read_text("utf-8").partition("[[source]]")[0].partition("[settings]")[2]
    shown = dict(re.findall(r"^#? ?(\w+) = (.+?) +#", head, flags=re.MULTILINE))
    assert "# [settings.keys] " in head
    defaults = {field.name: field.default for field in fields(Settings) if field.name != "keys"}
    as_toml = {key: repr(list(value) if isinstance(value, tuple) else value) for key, value in defaults.items()}
    assert shown == {key: value.replace("'", '"') for key, value in as_toml.items()}
