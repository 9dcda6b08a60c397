"""What of an article stands for it: its headline and how it begins."""

from briefing.model import Article

_CHARS = 500


def vector_text(article: Article) -> str:
    """Give what to encode of an article for `group`: its headline and the first characters of its text."""
    return f"{article.title}. {article.text[:_CHARS]}".strip() if article.text else article.title
