import pytest

from briefing.parse.markdown import plain


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Title #\n\nBody.", "Title\n\nBody.\n"),
        ("one line\nwrapped\n\nnext", "one line wrapped\n\nnext\n"),
        ("- first\n- second\n  more", "first\nsecond more\n"),
        ("> quoted\n> on", "quoted on\n"),
        ("a **bold** and *soft* _word_, snake_case_name, 2*3*4", "a bold and soft word, snake_case_name, 2*3*4\n"),
        ("see [the map](https://x.example/a_(b)) or [here][1]\n\n[1]: https://x.example", "see the map or here\n"),
        ("![a boat](boat.jpg)\nWords", "Words\n"),
        ("<https://x.example/a> and `code`", "https://x.example/a and code\n"),
        (r"\*not soft\* 1\. no", "*not soft* 1. no\n"),
        ("---\ntitle: x\n---\nText\n\n***\n\nMore", "Text\n\n\n\nMore\n"),
        ("<!-- hidden -->shown", "shown\n"),
        ("**مهم**: قال *الرئيس*", "مهم: قال الرئيس\n"),
    ],
)
def test_marks_go_and_words_stay(markdown, text):
    assert plain(markdown) == text


@pytest.mark.parametrize("mark", ["*", "_", "[", "![", "`", "<!--", "> ", "# ", "**a", "[a](", "---\n", "\\"])
def test_any_pile_of_marks_is_read(mark):
    assert plain(mark * 20_000).endswith("\n")
