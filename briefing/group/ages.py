"""The order of articles in time."""

from briefing.model import Article


def age(article: Article) -> tuple[bool, float, str]:
    """Sort by this for the oldest first, those without a date last."""
    published = article.published
    return published is None, published.timestamp() if published else 0.0, article.id
