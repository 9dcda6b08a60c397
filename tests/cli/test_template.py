"""`--template`: the reader's own format, from files that anybody may have written."""

import json
import shutil
from pathlib import Path

import pytest
from program import briefing
from render.hostile import hostile
from render.sample import TAKEN, snapshot

import briefing as package
from briefing.errors import InputError
from briefing.model import Snapshot
from briefing.pipeline.templates import filled
from briefing.pipeline.worker import Bounds
from briefing.render import render
from briefing.render.toml import dump

EXAMPLE = Path(package.__file__).parent / "demo" / "note.md"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sample.toml").write_text(dump(snapshot()), "utf-8")
    (tmp_path / "hostile.toml").write_text(dump(hostile()), "utf-8")
    return tmp_path


def page(folder, template, *words, name="page.txt", of="sample.toml"):
    """The finished program: its output or its error, and its exit code."""
    (folder / name).write_text(template, "utf-8")
    done = briefing("print", of, "--template", name, *words, folder=folder)
    return (done.stderr if done.returncode else done.stdout).decode(), done.returncode


def test_a_template_sees_what_json_has(folder):
    told = briefing("print", "sample.toml", "--format", "json", "--sections", "outlook", folder=folder).stdout
    seen, code = page(folder, "{{ stories | tojson }}", "--sections", "outlook")
    assert code == 0
    assert json.loads(seen) == json.loads(told)["stories"]


def test_filters_make_dates_marks_and_counts(folder):
    template = (
        '{{ taken | date("%d.%m.%y") }} {{ "2026-SP" | date }} {{ stories[0].escalation[1] | marks }} '
        '{{ 1 | plural("story", "stories") }} {{ 2 | plural("story", "stories") }} {{ "سلام" | direction }}'
    )
    seen, _ = page(folder, template)
    marks = "".join(f"[{citation.n}]" for citation in snapshot().stories[0].escalation[1].citations)
    assert seen == f"{TAKEN:%d.%m.%y} spring 2026 {marks} 1 story 2 stories rtl"


def test_what_a_row_leaves_out_is_empty_and_what_there_is_not_is_an_error(folder):
    assert page(folder, "<{{ stories[0].background[0].speaker }}{{ note }}>")[0] == f"<{snapshot().note}>"
    told, code = page(folder, "one\n{% for story in stories %}\n{{ story.headlin }}\n{% endfor %}")
    assert (told, code) == ("briefing: page.txt:3: 'dict object' has no attribute 'headlin'\n", 2)
    assert "page.txt:2: 'storys' is undefined" in page(folder, "\n{{ storys }}")[0]


@pytest.mark.parametrize("name", ["page.html", "page.xml.j2", "page.HTM.jinja"])
def test_text_of_sources_is_no_markup_in_a_page(folder, name):
    seen, _ = page(
        folder, "{% for a in stories[0].articles %}<p>{{ a.title }}</p>{% endfor %}", name=name, of="hostile.toml"
    )
    assert "<script>" not in seen
    assert "&lt;script&gt;" in seen
    assert seen.startswith("<p>")


def test_text_of_sources_is_no_markup_in_markdown_and_latex(folder):
    every = "{% for a in stories[0].articles %}{{ a.title }} {% endfor %}"
    seen, _ = page(folder, every, name="page.md", of="hostile.toml")
    assert r"\*bold\* \_it\_" in seen
    assert "<script>" not in seen
    tex, _ = page(folder, f"\\section{{x}} {every}", name="page.tex", of="hostile.toml")
    assert tex.startswith(r"\section{x} ")
    assert r"\$x\textasciicircum{}2\$" in tex


def test_what_a_macro_makes_is_not_escaped_again(folder):
    macro = "{% macro bold(text) %}**{{ text }}**{% endmacro %}{{ bold('a*b') }}"
    assert page(folder, macro, name="page.md")[0] == r"**a\*b**"


def test_no_text_of_a_source_can_pass_for_a_mark(folder):
    seen, _ = page(folder, "{% for a in stories[0].articles %}{{ a.title }}\n{% endfor %}", of="hostile.toml")
    assert "{1}" in seen
    assert "[1]" not in seen


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{ ''.__class__ }}", ":1: access to attribute '__class__' of 'str' object is unsafe"),
        ("{{ ''['__class__'] }}", ":1: access to attribute '__class__' of 'str' object is unsafe"),
        ("{{ '%s'.format.__globals__ }}", ":1: access to attribute '__globals__'"),
        ("{{ '{0.__class__}'.format(1) }}", ":1: access to attribute '__class__' of 'int' object is unsafe"),
        ("{{ ('' | attr('__class__')).x }}", ":1: access to attribute '__class__'"),
        ("{{ stories.append(1) }}", ":1: access to attribute 'append' of 'list' object is unsafe"),
        ("{{ self.__init__.__globals__ }}", ":1: access to attribute"),
        ("{{ cycler.__init__ }}", ":1: access to attribute '__init__'"),
        ("\n{% for n in range(10**9) %}{% endfor %}", ":2: OverflowError: Range too big"),
        ("{% include '/etc/passwd' %}", "/etc/passwd: leads out of the template's folder"),
        ("{% include '../secret.txt' %}", "leads out of the template's folder"),
        ("{% include 'link.txt' %}", "leads out of the template's folder"),
        ("{% import 'os' as os %}", "os: there is no such file"),
        ("{% include 'page.txt' %}", ":1: RecursionError"),
        ("{{ 1 / 0 }}", ":1: ZeroDivisionError: division by zero"),
        ("{% for %}", ":1: "),
        ("{{ lipsum() }}", ":1: 'lipsum' is undefined"),
        ("{{ [1, 2] | random }}", ":1: No filter named 'random'"),
    ],
)
def test_a_template_can_not_act(folder, template, reason):
    inner = folder / "inner"
    inner.mkdir()
    (folder / "secret.txt").write_text("the secret", "utf-8")
    (inner / "link.txt").symlink_to(folder / "secret.txt")
    shutil.copy(folder / "sample.toml", inner)
    told, code = page(inner, template)
    assert code == 2
    assert reason in told
    assert told.startswith("briefing: ")
    assert told.count("\n") == 1
    assert "the secret" not in told


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "took more than 0.3 s"),
        ("{{ 10 ** (10 ** 10) }}", "took more than 0.3 s"),
        ("{{ 'x' * 10 ** 10 }}", "took more than 300 MB of memory"),
        ("{% for a in range(9999) %}{{ 'x' * 10000 }}{% endfor %}", "is longer than 20000000 characters"),
    ],
)
def test_a_template_can_not_hold_up_or_starve_the_program(tmp_path, template, reason):
    (tmp_path / "page.txt").write_text(template, "utf-8")
    with pytest.raises(InputError, match=reason) as told:
        filled("{}", tmp_path / "page.txt", bounds=Bounds(seconds=0.3, megabytes=300))
    assert str(tmp_path / "page.txt") in str(told.value)


def test_a_template_is_made_of_others_in_its_folder(folder):
    (folder / "parts").mkdir()
    (folder / "base.txt").write_text("<{% block inside %}{% endblock %}>", "utf-8")
    (folder / "parts" / "one.txt").write_text("{{ storys }}", "utf-8")
    extended = "{% extends 'base.txt' %}{% block inside %}x{% endblock %}"
    assert page(folder, extended)[0] == "<x>"
    assert "parts/one.txt:1: 'storys' is undefined" in page(folder, "\n\n{% include 'parts/one.txt' %}")[0]


def test_what_is_no_template_is_one_line(folder):
    (folder / "latin.txt").write_bytes(b"\xe9\xe8")
    for name, reason in (("none.txt", "there is no such file"), (".", "a folder"), ("latin.txt", "is not UTF-8 text")):
        done = briefing("print", "sample.toml", "--template", name, folder=folder)
        assert done.returncode == 2
        assert reason in done.stderr.decode()
    done = briefing("print", "sample.toml", "--template", "x", "--format", "html", folder=folder)
    assert done.returncode == 2


def test_a_page_goes_to_a_file_whole_or_not_at_all(folder):
    (folder / "note.txt").write_text("as before", "utf-8")
    assert page(folder, "{{ x }}", "-o", "note.txt")[1] == 2
    assert (folder / "note.txt").read_text("utf-8") == "as before"
    assert page(folder, "new", "-o", "note.txt")[1] == 0
    assert (folder / "note.txt").read_text("utf-8") == "new"


def test_diff_fills_a_template_with_its_json(folder):
    (folder / "earlier.toml").write_text(dump(Snapshot(taken=TAKEN.replace(year=2025), stories=())), "utf-8")
    (folder / "page.md").write_text("{% for s in stories %}{{ s.change }}: {{ s.id }}\n{% endfor %}", "utf-8")
    done = briefing("diff", "earlier.toml", "sample.toml", "--template", "page.md", folder=folder)
    assert done.stdout.decode().splitlines() == [f"new: {story.id}" for story in snapshot().stories]


def test_the_example_makes_a_page_of_what_there_is():
    made = filled(render(snapshot(), format="json"), EXAMPLE)
    assert made.startswith(f"# Morning note, {TAKEN:%d %B %Y}\n\n## ")
    assert made.count("\n## ") == len(snapshot().stories)
