"""Debian's pandoc, and what it makes of a report, for tests to look at."""

import io
import json
import subprocess
import zipfile
from functools import cached_property

from lxml import etree
from tools import program

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"


def pandoc(text, *options):
    """What it writes; a warning is a failure."""
    done = subprocess.run(
        [program("pandoc"), "--fail-if-warnings", *options], input=text.encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def tree(text, reader="markdown"):
    """The blocks of `text` as pandoc reads it."""
    return json.loads(pandoc(text, "-f", reader, "-t", "json"))["blocks"]


class Document:
    """A .docx, read as an editor would."""

    def __init__(self, content):
        self._file = zipfile.ZipFile(io.BytesIO(content))

    def _part(self, name):
        return etree.fromstring(self._file.read(name))

    @cached_property
    def paragraphs(self):
        return [Paragraph(found) for found in self._part("word/document.xml").iter(f"{_W}p")]

    @property
    def bookmarks(self):
        return {mark.get(f"{_W}name") for mark in self._part("word/document.xml").iter(f"{_W}bookmarkStart")}

    @property
    def addresses(self):
        """Addresses outside, in the order of print."""
        told = {one.get("Id"): one.get("Target") for one in self._part("word/_rels/document.xml.rels")}
        links = self._part("word/document.xml").iter(f"{_W}hyperlink")
        return [told[link.get(f"{_R}id")] for link in links if link.get(f"{_R}id")]

    @property
    def title(self):
        return self._part("docProps/core.xml").findtext(f"{_DC}title")


class Paragraph:
    """A paragraph of a document: its text, style, direction, and where it leads inside the document."""

    def __init__(self, element):
        self.text = "".join(element.itertext(f"{_W}t"))
        style = element.find(f"{_W}pPr/{_W}pStyle")
        self.style = "" if style is None else style.get(f"{_W}val")
        self.is_rtl = element.find(f"{_W}pPr/{_W}bidi") is not None
        self.is_point = element.find(f"{_W}pPr/{_W}numPr") is not None
        self.targets = [target for link in element.iter(f"{_W}hyperlink") if (target := link.get(f"{_W}anchor"))]
