"""Every kind of page against the rules of axe: WCAG 2.2 A and AA, and good practice, by day and by night."""

from dataclasses import replace
from email import message_from_string
from email.policy import default

import pytest
from printed import printed
from program import briefing
from render.hostile import hostile
from render.sample import snapshot
from tools import needed

from briefing.render import html, render
from briefing.render.look import Look
from briefing.render.toml import dump
from briefing.words import speak

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(page):
    """What axe finds, a line each: the rule, and the first element that breaks it. Contrast must have been judged."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        needed("axe-playwright-python", found=False)
    found = Axe().run(page, options={"runOnly": list(RULES), "resultTypes": ["violations"]}).response
    assert "color-contrast" in {rule["id"] for kind in ("passes", "violations") for rule in found[kind]}
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"][:3]]


def demo(factory):
    return printed("html", factory, "--top", "6")


def letter(factory):
    read = message_from_string(printed("mail", factory, "--top", "1"), policy=default)
    return read.get_body(("html",)).get_content()


def differences(factory):
    """The page of what changed from a briefing with one story to that with another as well."""
    folder = factory.mktemp("differences")
    for name, stories in (("old", snapshot().stories[1:]), ("new", snapshot().stories)):
        (folder / f"{name}.toml").write_text(dump(snapshot(stories=stories)), "utf-8")
    done = briefing("diff", "old.toml", "new.toml", "--format", "html", folder=folder)
    assert b"expel" in done.stdout
    return done.stdout.decode()


def sample(_):
    return render(snapshot(), format="html")


def arabic(_):
    return html.render(snapshot(), Look(words=speak("ar")))


def attacked(_):
    return render(replace(hostile(), stories=hostile().stories[:1]), format="html")


def empty(_):
    return render(snapshot(stories=(), failures=()), format="html")


@pytest.mark.parametrize("made", [demo, letter, differences, attacked, empty], ids=lambda made: made.__name__)
def test_axe_finds_nothing(made, opened, tmp_path_factory):
    assert violations(opened(made(tmp_path_factory))) == []


@pytest.mark.parametrize("made", [arabic, sample, differences, empty], ids=lambda made: made.__name__)
def test_axe_finds_nothing_by_night(made, opened, tmp_path_factory):
    assert violations(opened(made(tmp_path_factory), scheme="dark")) == []


@pytest.mark.parametrize("made", [arabic, sample, differences], ids=lambda made: made.__name__)
def test_axe_finds_nothing_on_a_telephone(made, opened, tmp_path_factory):
    assert violations(opened(made(tmp_path_factory), width=320)) == []


@pytest.mark.parametrize(
    ("rule", "damage"),
    [
        ("color-contrast", "document.querySelector('.summary').style.color = '#bbb'"),
        ("html-has-lang", "document.documentElement.removeAttribute('lang')"),
        ("landmark-one-main", "const main = document.querySelector('main'); main.replaceWith(...main.children)"),
    ],
)
def test_axe_would_find_what_is_broken(rule, damage, opened, tmp_path_factory):
    page = opened(sample(tmp_path_factory))
    page.evaluate(damage)
    assert rule in {line.partition(":")[0] for line in violations(page)}
