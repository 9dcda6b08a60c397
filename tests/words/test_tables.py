"""What every table of the interface must hold, so that a newcomer's one file is checked whole."""

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
import tomli
from textual.binding import Binding

import briefing
from briefing.render.layout import plain
from briefing.tui import app, screens, widgets
from briefing.words import ENGLISH, languages, speak, table_for

ROOT = Path(briefing.__file__).parent
PLACE = re.compile(r"\{(\w*)\}")
#: Names of languages that no table needs: what a source's language is called without one, its own file says.
OPTIONAL = "language."
#: Families that no report in Markdown or HTML prints as they are: they may have signs that markup gives a meaning.
PLAIN = (
    "quote.plain",
    "coverage.arrow",
    "changes.",
    "mismatch.",
    "key.",
    "tip.",
    "sign.",
    "app.",
    "group.",
    "bidi.",
)


def table(language):
    return tomli.loads((ROOT / "words" / f"{language}.toml").read_text("utf-8"))


def entries(language):
    """Key and text of all that a table says; a list is told once for each of its forms."""
    words = speak(language)
    yield from words.texts.items()
    yield from ((key, form) for key, forms in words.lists.items() for form in forms)


@pytest.mark.parametrize("language", languages())
def test_a_table_has_the_keys_of_the_english_one_and_no_other(language):
    own, english = speak(language), speak(ENGLISH)
    assert {key for key in own.texts if not key.startswith(OPTIONAL)} == set(english.texts)
    assert set(own.lists) == set(english.lists)
    assert set(table(language)) - {"language"} == set(table(ENGLISH)) - {"language"}


@pytest.mark.parametrize("language", languages())
def test_a_text_has_the_places_of_the_english_one(language):
    own, english = speak(language), speak(ENGLISH)
    for key, text in english.texts.items():
        assert sorted(PLACE.findall(own.texts[key])) == sorted(PLACE.findall(text)), key
    for key, forms in english.lists.items():
        allowed = {place for form in forms for place in PLACE.findall(form)}
        for form in own.lists[key]:  # a form of one number may leave the number out: "مقالان"
            assert allowed - {"n"} <= set(PLACE.findall(form)) <= allowed, key
    assert not [key for key, text in entries(language) if "{" in PLACE.sub("", text) or "}" in PLACE.sub("", text)]


@pytest.mark.parametrize("language", languages())
def test_there_is_a_form_for_each_value_of_the_plural_rule(language):
    words = speak(language)
    values = {words.form_of(number) for number in range(1000)}
    assert values == set(range(len(values)))
    assert {len(forms) for key, forms in words.lists.items() if key.startswith("count.")} == {len(values)}
    assert len(words.lists["time.months"]) == len(set(words.lists["time.months"])) == 12


# Unicode CLDR, supplemental/plurals.xml: whole numbers among the samples of each category
CLDR = {
    "ar": [
        [0],
        [1],
        [2],
        [*range(3, 11), 103, 1003],
        [*range(11, 27), 111, 1011],
        [100, 101, 102, 200, 1000, 1_000_000],
    ],
    "en": [[1], [0, *range(2, 17), 100, 1000, 1_000_000]],
    "ru": [[1, 21, 31, 41, 101, 1001], [2, 3, 4, 22, 23, 24, 102, 1002], [0, *range(5, 20), 100, 1000, 1_000_000]],
    "tr": [[0, 1, 2, 17, 100, 1000, 1_000_000]],
}


@pytest.mark.parametrize("language", CLDR)
def test_numbers_take_the_forms_that_unicode_says(language):
    for form, numbers in enumerate(CLDR[language]):
        assert {speak(language).form_of(number) for number in numbers} == {form}


@pytest.mark.parametrize("language", languages())
def test_no_text_can_be_taken_for_a_mark_of_ours_or_for_markup(language):
    for key, text in entries(language):
        bare = PLACE.sub("", text)
        if not key.startswith(PLAIN):
            assert not set(bare) & set("<>&*_`#|~^$@\\\"'"), key
            assert plain(bare) == " ".join(bare.split()), key
            assert not set(bare) & set("[]"), key
        assert bare == bare.strip() or key.startswith(("list.", "number.", "count.", "quote.")) or PLACE.search(text), (
            key
        )
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text), key


@pytest.mark.parametrize("language", languages())
def test_headings_can_be_told_apart_by_how_they_begin(language):
    words = speak(language)
    names = ("background", "escalation", "analyst_views", "outlook", "figures", "sources")
    headings = [words.capitals(words.of("section", name)) for name in names]
    assert not [(a, b) for a in headings for b in headings if a != b and a.startswith(b)]
    recognised = ("report.also", "report.silent", "report.expects", "report.likelihood", "coverage.failed")
    for key in (*recognised, "coverage.read", "coverage.asked", "report.story"):
        before, _ = next(words.parts(key))
        assert any(map(str.isalpha, before)), f"{key} must begin with a word: verify knows it by that"
        assert words.capitals(before).startswith(tuple(headings)) is False


def test_capitals_are_those_of_the_language():
    assert speak("tr").capitals("Beklentiler, ılık") == "BEKLENTİLER, ILIK"
    assert speak("en").capitals("Outlook") == "OUTLOOK"
    assert speak("ar").capitals("المصادر") == "المصادر"


def test_values_are_put_in_as_they_are():
    assert speak("en")("report.story", id="{0.__class__}{id}") == "story {0.__class__}{id}"
    assert speak("ru").count(3, "repeated", line="{n}") == "{n} (3 раза)"


@pytest.mark.parametrize(
    ("tag", "found"),
    [("ar-EG", "ar"), ("AR", "ar"), ("ru_RU", "ru"), ("tr-Latn-TR", "tr"), ("xx", ""), ("", ""), ("english", "")],
)
def test_a_language_is_found_by_any_kind_of_it(tag, found):
    assert table_for(tag) == found


# ---- the code and the tables


@cache
def _trees():
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))}


def _name(node):
    """The last part of a name: `look.words` is words."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _texts(node):
    """The whole texts in an expression: a choice may name two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))


def _asked():
    """What code asks of words: a kind of question, and what is asked."""
    for tree in _trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript) and _name(node.value) == "words":
                yield from (("text", key) for key in _texts(node.slice))
            if not isinstance(node, ast.Call):
                continue
            if _name(node.func) in ("words", "_said", "_head", "_before") and node.args:
                yield from (("text", key) for key in _texts(node.args[0]) if "." in key)
            if _name(node.func) == "filled" and len(node.args) > 1:
                yield from (("text", key) for key in _texts(node.args[1]))
            if isinstance(node.func, ast.Attribute) and _name(node.func.value) == "words":
                kind = node.func.attr
                if kind == "count":
                    yield from (("count", key) for key in _texts(node.args[1]))
                if kind == "of" and node.args:
                    yield from (("family", key) for key in _texts(node.args[0]))


def test_every_text_that_code_asks_for_is_there():
    words = speak(ENGLISH)
    families = {key.partition(".")[0] for key in words.texts}
    asked = list(_asked())
    assert len(asked) > 200
    for kind, key in asked:
        known = {"text": words.texts, "count": {k.partition(".")[2] for k in words.lists}, "family": families}[kind]
        assert key in known, (kind, key)


def test_every_text_is_asked_for():
    literal = {
        node.value
        for tree in _trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    families = {key for kind, key in _asked() if kind == "family"} | {
        text.removesuffix(".") for text in literal if re.fullmatch(r"[a-z_]+\.", text)
    }
    words = speak(ENGLISH)
    for key in words.texts:
        assert key in literal or key.partition(".")[0] in families, key
    for key in words.lists:
        assert key in literal or key.removeprefix("count.") in literal, key


def test_what_keys_do_is_in_code_as_it_is_in_the_english_table():
    words = speak(ENGLISH)
    named = {}
    for module in (app, *_modules(screens), *_modules(widgets)):
        for kind in vars(module).values():
            for binding in vars(kind).get("BINDINGS", ()) if isinstance(kind, type) else ():
                if isinstance(binding, Binding) and binding.id and kind.__module__.startswith("briefing"):
                    named[binding.id] = binding
                    assert binding.description == words[f"key.{binding.id}"]
                    assert binding.tooltip == words.texts.get(f"tip.{binding.id}", "")
    assert {key for key in words.texts if key.startswith("key.")} == {f"key.{name}" for name in named}


def _modules(package):
    return [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]


@pytest.mark.parametrize("language", [one for one in languages() if one != ENGLISH])
def test_a_table_names_the_languages_of_the_interface(language):
    assert all(speak(language).texts.get(f"language.{one}") for one in languages())
