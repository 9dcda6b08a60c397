"""A web that is out to harm its reader: it reaches no screen, no file and no host that was not allowed."""

import json
import re
import tomllib
from html.parser import HTMLParser

import pytest
from attacks import FORGED, TEXTS
from cli.world import KINDS, routes
from fetch.server import Origin, answer
from markdown_it import MarkdownIt
from program import briefing

from briefing.language.clean import clean
from briefing.pipeline.verify import verify, verify_report
from briefing.render import FORMATS, render
from briefing.render.cells import cells
from briefing.render.read import read_report
from briefing.render.toml import load
from briefing.store.toml_text import statement

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2028-\u202e\u2060-\u2065\u206a-\u206f\u2800"
    "\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U0001d159\U000e0000-\U0010ffff]"
)
CODES = re.compile("\x1b\\[[0-9;]*m|\x1b\\]8;;(?:https?://[!-:<-~]*)?\x1b\\\\")
SECRETS = (b"hunter2", b"t0ken")
ELEMENTS = re.compile(
    "html|head|meta|title|style|body|header|h[1-4]|p|time|nav|ol|ul|li|a|bdi|b|main|article|div|section|span|sup|small|q"
    "|abbr|footer|svg|line|rect"
)
TOKENS = re.compile(
    "(heading|inline|paragraph|bullet_list|list_item|text|text_special|link|strong|em|html_inline|html_block|softbreak)"
    "(_open|_close)?"
)
HEADINGS = ("BACKGROUND", "ESCALATION", "ANALYST VIEWS", "OUTLOOK", "SOURCES", "WORDS OF LIKELIHOOD")


class World:
    """What came of one refresh: what the program wrote, and what it asked for."""


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    made = World()
    with Origin({}) as trap, Origin({}) as origin:
        origin.routes |= routes(origin.base, trap.base)
        origin.routes["/gone"] = b"HTTP/1.1 404 \x1b[31mred\x9b2J [1] hunter2\r\nContent-Length: 0\r\n\r\n"
        origin.routes["/moved"] = answer(302, headers={"Location": f"{trap.base}/moved\x1b[31m"})
        urls = [*(f"http://user:hunter2@{origin.host}/{kind}?key=t0ken" for kind in KINDS)]
        urls += [f"http://hunter2@{origin.host}/gone?key=t0ken", f"{origin.base}/moved", f"{trap.base}/", "../up.xml"]
        for kind in KINDS:
            origin.routes[f"/{kind}?key=t0ken"] = origin.routes[f"/{kind}"]
        lines = ["[settings]", f'allow_hosts = ["{origin.host}"]', "refresh_minutes = 0", "stories = 200"]
        names = (*FORGED.values(), *TEXTS.values())
        for n, url in enumerate(urls):
            told = (("id", f"s{n} {names[n]}"), ("name", names[n]), ("url", url))
            lines += ["[[source]]", *(statement(key, value) for key, value in told)]
        (folder / "sources.toml").write_text("\n".join(lines), "utf-8")
        made.folder = folder
        made.json = briefing("-v", "print", "--refresh", "--format", "json", folder=folder)
        made.checked = briefing("sources", "check", folder=folder)
        made.listed = briefing("sources", "list", folder=folder)
        made.asked, made.trapped = origin.paths(), trap.connections
    (saved,) = (folder / "cache" / "snapshots").glob("*.toml")
    made.snapshot = load(saved.read_text("utf-8"))
    return made


def pages(world):
    return {format_: render(world.snapshot, format=format_, width=80, color=True) for format_ in FORMATS}


def test_nothing_is_asked_but_feeds_and_the_pages_of_their_entries(world):
    assert world.trapped == 0
    assert {path for path in world.asked if not path.startswith("/page/")} >= {f"/{kind}?key=t0ken" for kind in KINDS}
    assert not [path for path in world.asked if re.search(r"img|frame|\.js|\.css|amp$|og$|entity|dtd|icon|hub", path)]
    assert len(world.snapshot.stories) >= 4


def test_no_output_holds_a_forbidden_character(world):
    shown = {format_: CODES.sub("", page) for format_, page in pages(world).items()}
    for done in (world.json, world.checked, world.listed):
        shown[f"{done.args}"] = done.stdout.decode().replace("\t", " ")
        shown[f"{done.args} told"] = done.stderr.decode()
    for name, page in shown.items():
        assert not FORBIDDEN.search(page), name
        for line in page.split("\n"):
            depth = 0
            for char in line:
                depth += {"\u2066": 1, "\u2067": 1, "\u2068": 1, "\u2069": -1}.get(char, 0)
                assert depth >= 0, name
            assert depth == 0, name


def test_no_password_and_no_key_is_shown_or_saved(world):
    for done in (world.json, world.checked):
        assert not any(secret in done.stdout + done.stderr for secret in SECRETS)
    assert SECRETS[0] not in world.listed.stdout
    for file in (world.folder / "cache").rglob("*"):
        if file.is_file():
            assert SECRETS[0] not in file.read_bytes(), file
    for file in (world.folder / "cache" / "snapshots").iterdir():
        assert SECRETS[1] not in file.read_bytes()


def test_troubles_are_told_in_words_of_ours(world):
    told = {failure.reason for failure in world.snapshot.failures}
    assert told == {"not found (404)", "refused: private address", "leads out of the folder of sources.toml"}
    assert len(world.checked.stdout.decode().splitlines()) == len(world.listed.stdout.decode().splitlines()) == 7


@pytest.mark.parametrize("width", [20, 60, 100])
def test_a_mark_in_text_is_a_mark_of_ours(world, width):
    page = render(world.snapshot, format="text", width=width)
    statements = [s for story in world.snapshot.stories for s in story.statements]
    cited = sum(len({citation.n for citation in s.citations}) for s in statements)
    sources = sum(len(story.articles) for story in world.snapshot.stories)
    assert len(re.findall(r"[\[［]\s*[\d¹]+\s*[\]］]", page)) == cited + sources
    lines = page.splitlines()
    assert max(map(cells, lines)) <= width
    # only what is ours stands at the margin
    stories = lines[lines.index("") : next(i for i, line in enumerate(lines) if line.startswith("asked "))]
    for line in stories:
        assert (
            not line or line.startswith(("  ", "nothing reported", "reported", *HEADINGS)) or re.match(r"\d+ ", line)
        ), line


def test_statements_stand_in_json_as_they_stand_in_their_articles(world):
    shown = json.loads(world.json.stdout)
    assert "<" not in world.json.stdout.decode()
    sections = ("background", "escalation", "analyst_views", "outlook")
    texts = [s["text"] for story in shown["stories"] for section in sections for s in story[section]]
    assert any("[1]" in text for text in texts)
    verdict = verify(world.snapshot, world.folder / "cache" / "articles.sqlite")
    assert verdict.checked > 20
    assert verdict.wrong == ()


def test_toml_comes_back_as_it_was(world):
    page = pages(world)["toml"]
    assert load(page) == world.snapshot
    assert set(tomllib.loads(page)) == {"schema", "taken", "name", "coverage", "failures", "stories"}


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_a_page_has_only_elements_and_links_of_ours(world):
    page = pages(world)["html"]
    found = Elements(page).found
    assert all(ELEMENTS.fullmatch(tag) for tag, _ in found)
    for tag, attributes in found:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "srcset")]
        if "href" in attributes:
            assert tag == "a"
            assert re.fullmatch(r"#[a-z0-9-]+|https?://[!#-;=?-~]+", attributes["href"])
            assert attributes["href"].startswith("#") or attributes["rel"] == "noopener noreferrer"
    policy = next(a["content"] for t, a in found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_markdown_has_only_structure_of_ours(world):
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(pages(world)["markdown"])
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert all(map(TOKENS.fullmatch, kinds))
    inner = [child for token in tokens for child in token.children or ()]
    assert all(re.fullmatch(r'<span id="s\d+-\d+">|</span>', t.content) for t in inner if t.type == "html_inline")
    blocks = [line for t in tokens if t.type == "html_block" for line in t.content.split("\n") if line]
    assert all(re.fullmatch(r'<div lang="[A-Za-z-]+" dir="rtl">|</div>', line) for line in blocks)
    links = {t.attrs["href"] for t in inner if t.type == "link_open"}
    assert all(re.match(r"#s\d+-\d+$|https?://", link) for link in links)
    headings = [tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open"]
    ours = {heading.capitalize() for heading in HEADINGS} | {"Coverage"}
    assert all(h in ours or h.startswith("Briefing, ") or re.match(r"\d+\\\. ", h) for h in headings)
    # a renderer shows each statement's words as the source wrote them
    shown = {"".join(c.content for c in t.children if c.type in ("text", "text_special")) for t in tokens if t.children}
    for text in (s.text for story in world.snapshot.stories for s in story.background):
        assert any(" ".join(text.split()) in one for one in shown), text


def test_titles_are_told_without_what_acts(world):
    for story in world.snapshot.stories:
        for reference in story.articles:
            assert reference.title == clean(reference.title, keep_newlines=False)
            assert reference.outlet == clean(reference.outlet, keep_newlines=False)
            assert re.match(r"https?://|$", reference.url)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_of_any_format_can_still_be_verified(world, format_, tmp_path):
    report = tmp_path / "report"
    report.write_text(pages(world)[format_], "utf-8")
    printed = read_report(report.read_text("utf-8"))
    verdict = verify_report(printed, world.folder / "cache" / "articles.sqlite", saved=world.snapshot)
    assert verdict.checked > 20
    assert verdict.wrong == ()
