"""Single sentences of a paragraph that are no reporting while the rest of it is.

An editor's note, the headline before the text, a dateline, the agency's name under the text, the signature of an
embedded post. Never judges what the sentence means.
"""

from collections.abc import Iterator, Sequence

from briefing.analyse.junk_lines import CONTAINS, tells_first
from briefing.analyse.junk_words import Lists, lists_of, patterns
from briefing.analyse.paragraphs import Paragraph, count_words, words_of
from briefing.analyse.sentence_rules import rules_of
from briefing.analyse.sentences import DATELINED, Span
from briefing.model import Article

_NOTE = 80
_TITLES, _DATELINE = 3, 3
_EDGE, _LONGEST_DATELINE = 4, 140
_PAIR, _TAIL = 2, 16
_EMBEDDED = "pic.twitter.com"


def find(paragraphs: Sequence[Paragraph], article: Article, spans: Sequence[Span]) -> Iterator[int]:
    """Indices of `spans` that are no reporting by themselves; one may come twice."""
    text, title = article.text, words_of(article.title)
    sentences = [text[span.start : span.end] for span in spans]
    for i, sentence in enumerate(sentences):
        noted = len(sentence) < _NOTE and (not sentence[0].isalnum() or _EMBEDDED in sentence)
        if noted and patterns("sentences").fullmatch(sentence):
            yield i
        if i < _TITLES and title and words_of(sentence) == title:
            yield i
    yield from _pointers(paragraphs, sentences, lists_of(article.language))
    yield from _agencies(paragraphs, sentences, article.language)
    yield from _stopped_datelines(paragraphs, sentences)


def _pointers(paragraphs: Sequence[Paragraph], sentences: Sequence[str], lists: Lists) -> Iterator[int]:
    """From the first sentence of a paragraph on that says where to read more, after one that told something.

    In a long paragraph only the last few words can be that.
    """
    for paragraph in paragraphs:
        if len(paragraph.sentences) < _PAIR or not lists.contains.inside(paragraph.words):
            continue
        words = [words_of(sentences[i]) for i in paragraph.sentences]
        first = next((k for k, spoken in enumerate(words) if lists.contains.inside(spoken)), 0)
        short = paragraph.size <= CONTAINS or sum(map(count_words, words[first:])) <= _TAIL
        if first and short and tells_first(paragraph, lists):
            yield from paragraph.sentences[first:]


def _agencies(paragraphs: Sequence[Paragraph], sentences: Sequence[str], language: str) -> Iterator[int]:
    datelines = rules_of(language).datelines
    for n, paragraph in enumerate(paragraphs):
        first, final = paragraph.sentences[0], paragraph.sentences[-1]
        if first == final:
            continue
        if n < DATELINED and len(sentences[first]) <= _LONGEST_DATELINE:
            line = f"{sentences[first]} {sentences[first + 1]}"
            if datelines.end(line, 0, len(line)) in {len(sentences[first]), len(sentences[first]) + 1}:
                yield first
        if datelines.signs(sentences[final], 0, len(sentences[final])):
            yield final


def _stopped_datelines(paragraphs: Sequence[Paragraph], sentences: Sequence[str]) -> Iterator[int]:
    """« Москва. 8 ноября. Власти … »: a place and a day, each with its full stop, before the first sentence."""
    for paragraph in paragraphs[:_EDGE]:
        found = []
        for i in paragraph.sentences[:-1]:
            sentence = sentences[i]
            if len(sentence) > _NOTE:
                break
            plain = not any(c in sentence for c in '"“«?!…') and sentence.endswith((".", "."))
            begins = sentence[0].isupper() or sentence[0].isdigit()
            if len(words_of(sentence)) > _DATELINE or not plain or not begins:
                break
            found.append(i)
        if any(sentences[i][0].isdigit() for i in found):
            yield from found
            return
