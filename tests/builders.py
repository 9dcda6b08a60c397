"""Values for tests, with what does not matter to them filled in."""

from datetime import UTC, datetime

from briefing.model import SECTION_OF, Analysis, Article, Attribution, DateMention, Sentence, Story

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def article(id_="a1", text="", **fields):
    """An article whose paragraphs are the lines of `text`."""
    given = {"title": "Veldia and Orsk talk", "outlet": f"Outlet {id_}", "language": "en", "published": NOON} | fields
    return Article(id=id_, text=text, **given)


def analysis(of, *labels, speakers=None, dates=None):
    """One sentence a line of the article `of`, labelled in turn; `speakers` and `dates` by sentence number."""
    sentences, start = [], 0
    for i, (line, label) in enumerate(zip(of.text.split("\n"), labels, strict=True)):
        speaker = (speakers or {}).get(i)
        sentences.append(
            Sentence(
                i=i,
                start=start,
                end=start + len(line),
                text=line,
                paragraph=i,
                label=label,
                section=SECTION_OF[label],
                probability=0.8,
                language=of.language,
                attribution=attribution(speaker) if isinstance(speaker, str) else speaker,
                dates=tuple(date(of.text, start, *one) for one in (dates or {}).get(i, ())),
            )
        )
        start += len(line) + 1
    return Analysis(article=of.id, sentences=tuple(sentences))


def attribution(speaker, **fields):
    """A voice of this name."""
    return Attribution(speaker=speaker, speaker_id=speaker.casefold(), **({"kind": "analyst"} | fields))


def date(text, after, words, iso, precision="day", *, resolved=False):
    """The mention of `words` in `text`, looked for from the character `after`."""
    start = text.index(words, after)
    return DateMention(text=words, iso=iso, precision=precision, start=start, end=start + len(words), resolved=resolved)


def story(*ids, **fields):
    """A story of these articles."""
    return Story(id="s1", articles=ids, **fields)
