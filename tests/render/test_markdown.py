import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render.hostile import ATTACKS, hostile
from render.pandoc import pandoc, tree
from render.sample import reference, snapshot, statement

from briefing.model import Briefing
from briefing.render import render
from briefing.render.citing import disowned
from briefing.render.markdown import escape


def markdown(given=None, **look):
    return render(given or snapshot(), format="markdown", **look)


@pytest.mark.parametrize("reader", ["markdown", "commonmark", "gfm"])
@pytest.mark.parametrize("text", [*ATTACKS, "He called it ‘compatible‘.", "We said, ‘Wow, this… so.", "‘Orsk’s week"])
def test_escaped_text_reads_exactly_as_it_was(text, reader):
    plain = " ".join(text.split())
    shown = pandoc(escape(text) + "\n", "-f", reader, "-t", "json").decode()
    assert set(re.findall(r'"t":"(\w+)"', shown)) <= {"Para", "Str", "Space"}
    read = pandoc(escape(text) + "\n", "-f", reader, "-t", "plain", "--wrap=none").decode()
    assert read.strip() == plain


def test_pandoc_makes_html_in_which_only_our_links_and_headings_stand():
    page = pandoc(markdown(hostile()), "-t", "html").decode()
    assert "<script" not in page
    assert "<img" not in page
    assert {url for url in re.findall(r'href="([^"]*)"', page) if not url.startswith("#")} == {"https://ok.example/"}
    headings = re.findall(r"<h([1-6])", page)
    assert headings == ["1"] + (["2"] + ["3"] * 5) * len(ATTACKS) + ["2", "2"]


def test_every_citation_leads_to_its_source():
    page = pandoc(markdown(), "-t", "html").decode()
    targets = set(re.findall(r'href="#(s[0-9-]+)"', page))
    assert targets == set(re.findall(r'<span id="(s[0-9-]+)"', page))
    assert len(targets) == 5


def test_right_to_left_statements_stand_in_a_div_of_their_direction():
    assert '<div lang="ar" dir="rtl">\n\n  يربط ممر كارسو' in markdown()


def test_the_only_html_is_our_own():
    tags = set(re.findall(r"(?<!\\)<(?!https://)[^>]*>", markdown(hostile())))
    assert all(
        re.fullmatch(r'<div (lang="[A-Za-z-]+" )?dir="rtl">|</div>|<span id="s\d+-\d+">|</span>', tag) for tag in tags
    )


def test_a_language_that_is_no_tag_is_no_attribute():
    assert '<div lang="und" dir="rtl">' in markdown(hostile())


def test_a_forged_citation_stays_text():
    assert escape("see [1](#s1-2) and [1][2]") == r"see \[1\](\#s1-2) and \[1\]\[2\]"


#: Signs that mean something in some Markdown, letters that run both ways, and the spaces between.
ODD_SIGNS = "\\`*_{}[]()<>#+-.!|~^$@\"':;/=&%?,0123abcxw١ابقתшé中…–“”\u00a0 \n"
ODD = st.text(st.sampled_from(ODD_SIGNS), min_size=1, max_size=40).filter(lambda text: not text.isspace())


def flat(inlines):
    """The words of inline elements, and where those lead that are links."""
    text, links = "", []
    for one in inlines:
        kind, content = one["t"], one.get("c")
        if kind == "Str":
            text += content.replace("\u200e", "")
        elif kind in ("Space", "SoftBreak"):
            text += " "
        elif kind in ("Strong", "Emph"):
            text += flat(content)[0]
        elif kind == "Quoted":  # which every writer prints as it was
            text += f"“{flat(content[1])[0]}”" if content[0]["t"] == "DoubleQuote" else f"‘{flat(content[1])[0]}’"
        elif kind in ("Span", "RawInline"):
            assert content[-1] == [] or re.fullmatch('<span id="s[0-9-]+">|</span>', content[-1])
        else:
            assert kind == "Link", one
            text += flat(content[1])[0]
            links.append(content[2][0])
    return text, links


def outline(blocks):
    """Every heading, paragraph and point of a list: its kind, its words, its links."""
    for block in blocks:
        kind, content = block["t"], block["c"]
        if kind == "Header":
            yield f"h{content[0]}", *flat(content[2])
        elif kind == "BulletList":
            yield from (("li", text, links) for point in content for _, text, links in outline(point))
        elif kind == "Div":
            yield from outline(content[1])
        elif kind == "RawBlock":
            assert re.fullmatch('<div (lang="[a-z]+" )?dir="rtl">|</div>', content[1].strip())
        else:
            assert kind in ("Para", "Plain"), block
            yield "p", *flat(content)


@settings(max_examples=10)
@given(headline=ODD, texts=st.lists(ODD, min_size=10, max_size=25))
@pytest.mark.parametrize("reader", ["markdown", "commonmark"])
def test_pandoc_reads_the_same_statements_marks_and_links_whatever_they_say(reader, headline, texts):
    articles = tuple(reference(n, text, text, language="en") for n, text in enumerate(texts, 1))
    told = tuple(statement(text, n, 1) for n, text in enumerate(texts, 1))
    story = Briefing(id="odd", headline=headline, languages=("en",), articles=articles, background=told)
    read = [*outline(tree(markdown(snapshot(stories=(story,), note=""), sections=("background",)), reader))]
    begin = read.index(("h3", "Background", []))
    assert read[begin - 2][:2] == ("h2", f"1. {one_line(headline)}")
    expected = [("li", f"{one_line(text)} {'[1]' if n == 1 else f'[{n}][1]'}") for n, text in enumerate(texts, 1)]
    # after what it knows for an abbreviation, pandoc makes a space one that does not break
    said = [(kind, text.replace("\u00a0", " ")) for kind, text, _ in read[begin + 1 : begin + 1 + len(texts)]]
    assert said == expected
    assert [links for *_, links in read[begin + 1 : begin + 1 + len(texts)]] == [
        [f"#s1-{mark}" for mark in dict.fromkeys((n, 1))] for n in range(1, len(texts) + 1)
    ]
    listed = read[read.index(("h3", "Sources", [])) + 1 :][: len(texts)]
    shown = [one_line(disowned(text)) for text in texts]
    assert listed == [
        ("li", f"[{r.n}] {text}, {text}, {r.published:%Y-%m-%d}, en", [r.url])
        for r, text in zip(articles, shown, strict=True)
    ]


def one_line(text):
    return " ".join(text.split())
