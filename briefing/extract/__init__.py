"""From markup to articles: text, headline, byline and date, and nothing that merely stands beside them. No I/O."""

from briefing.extract.article import article_from, article_id, needs_page
from briefing.extract.document import read_documents
from briefing.extract.links import feed_like_links, feed_links, site
from briefing.extract.markup import html_to_text
from briefing.extract.page import Page, extract_page

__all__ = [
    "Page",
    "article_from",
    "article_id",
    "extract_page",
    "feed_like_links",
    "feed_links",
    "html_to_text",
    "needs_page",
    "read_documents",
    "site",
]
