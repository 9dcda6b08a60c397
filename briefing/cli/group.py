"""`briefing group INPUT…`: the story of each article, as JSON Lines."""

from briefing.cli.parsing import Options


def run(options: Options) -> int:
    """`{"id", "cluster"}` for each document, in the order given."""
    import json

    from briefing.cli.documents import reading
    from briefing.cli.output import write_lines
    from briefing.cli.progress import tell
    from briefing.pipeline.edition import group_articles
    from briefing.pipeline.examine import vectors_of

    with reading(options) as (this, documents):
        vectors, failures = vectors_of(documents, this)
        for failure in failures:
            tell(f"{failure.name}: {failure.reason}")
        stories = group_articles(documents, vectors, membership={})
    cluster = {article: story.id for story in stories for article in story.articles}
    write_lines(json.dumps({"id": d.id, "cluster": cluster.get(d.id, d.id)}, ensure_ascii=False) for d in documents)
    return 1 if failures else 0
