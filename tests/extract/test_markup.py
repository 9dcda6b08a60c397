import pytest

from briefing.extract import html_to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("plain words", "plain words"),
        ("one\n\ntwo  words\r\nthree", "one\ntwo words\nthree"),
        ("<p>One <b>bold</b>\nword.</p><p>Two.</p>", "One bold word.\nTwo."),
        ("a<br><br/>b<BR />c", "a\nb\nc"),
        ("<ul><li>a<li>b</ul><ol><li>c</ol>", "a\nb\nc"),
        ("<h2>Head</h2>Body<blockquote>“Said”</blockquote>", "Head\nBody\n“Said”"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("un<b>bro</b>ken and&nbsp;<i>soft</i>&shy;ly", "unbroken and softly"),
        ("R&amp;D &lt;x&gt; &amp;lt; 1 < 2", "R&D <x> &lt; 1 < 2"),
        ("<p>قالت <em>ليلى</em>:</p><p>می\u200cخواهند</p>", "قالت ليلى:\nمی\u200cخواهند"),
        ("&lt;p&gt;Escaped &lt;b&gt;twice&lt;/b&gt;&lt;/p&gt;", "Escaped twice"),
        ("first line\n\nsecond <b>line</b>", "first line\nsecond line"),
        ("&#27;[31mred&#x202e; &#0;x&#128;", "[31mred \ufffdx€"),
    ],
)
def test_blocks_become_lines_and_inline_tags_vanish(markup, text):
    assert html_to_text(markup) == text


@pytest.mark.parametrize(
    "beside",
    [
        "<script>var a = '<p>no</p>';</script>",
        "<style>p { color: red }</style>",
        "<figure><img src=x><figcaption>A boat</figcaption></figure>",
        "<aside><p>Newsletter</p><aside>deep</aside></aside>",
        "<!-- hidden <p>x</p> -->",
        '<div class="box related-posts"><div>Other story</div></div>',
        "<p class='wp-caption-text'>A boat</p>",
        "<iframe src=x>no frames</iframe>",
        '<form><button>Send</button><input value="a > b"></form>',
        '<img alt="a > b" src="x">',
        "<svg><text>x</text></svg>",
    ],
)
def test_what_stands_beside_the_text_is_left_out(beside):
    assert html_to_text(f"<p>Before.</p>{beside}<p>After.</p>") == "Before.\nAfter."


@pytest.mark.parametrize("unended", ["<aside>", "<figure>", "<script>", "<style>", "<div class=related>", "<form>"])
def test_what_is_never_closed_hides_nothing(unended):
    assert "After." in html_to_text(f"<p>Before.</p>{unended}<p>After.</p>")


def test_a_tag_that_is_cut_off_leaves_no_rest():
    assert html_to_text('<p>Words and <a href="https://x.exa') == "Words and"


def test_a_text_that_is_all_figure_is_still_text():
    assert html_to_text("<figure><p>Only this.</p></figure>") == "Only this."


@pytest.mark.parametrize(
    "unit", ["<a ", '<a "', "<div>", "</p>", "<aside>", "<script>", "<!--", "<", "&", '<p class="related">', "<p a='"]
)
def test_any_pile_of_tags_is_read(unit):
    assert len(html_to_text(unit * 60_000 + "<p>x")) <= 60_000 * len(unit) + 10


def test_a_tag_of_endless_attributes_is_read():
    assert html_to_text("<p " + "class= " * 300_000 + ">x</p>") == "x"
