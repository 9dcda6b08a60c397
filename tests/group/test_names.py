"""Keys of names across scripts."""

import pytest

from briefing.group.names import names
from briefing.language import FALLBACK, table


@pytest.mark.parametrize("sample", table(FALLBACK, "grouping")["samples"], ids=lambda s: s["spellings"][0])
def test_spellings_of_one_name_share_a_key(sample):
    keys = [names(spelling) for spelling in sample["spellings"]]
    assert keys[0]
    assert all(key == keys[0] for key in keys)


def test_numbers_are_keys_in_any_digits():
    assert names("1,250 houses")[0] == names("١٢٥٠ منزلا")[0] == "1250"


def test_short_words_have_no_key():
    assert names("to be in a sea") == []


def test_gas_is_not_the_name_of_a_strip_of_land():
    assert not set(names("цены газа")) & set(names("Gaza"))
