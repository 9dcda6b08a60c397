"""A briefing of documents given by hand: nothing is fetched, nothing is saved."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.group import rank
from briefing.model import Article, Snapshot
from briefing.pipeline.edition import GENEROUS, Before, counted, group_articles, lay_out, unpacked
from briefing.pipeline.examine import examine_all
from briefing.pipeline.run import Run


def brief(documents: Sequence[Article], run: Run) -> Snapshot:
    """A briefing of just these documents: all their stories, nothing saved.

    It bears the date of the newest document, so that the same documents give the same briefing; without any date it
    bears that of the run.
    """
    articles = {document.id: document for document in documents}
    found, failures = examine_all(documents, run)
    vectors = {id_: vector for id_, (_, vector) in found.items()}
    stories = group_articles(documents, vectors, membership={})
    dates = [document.published for document in documents if document.published]
    taken = max(dates, default=run.now)
    ranked = rank(stories, articles, now=taken, watch=run.settings.watch, vectors=unpacked(vectors))
    briefings = lay_out(
        ranked,
        articles=articles,
        analyses={id_: analysis for id_, (analysis, _) in found.items()},
        languages=run.settings.languages,
        before=Before(),
        watch=run.settings.watch,
        limits=GENEROUS,
    )
    coverage = replace(counted(documents), stories=len(stories))
    return Snapshot(taken=taken, stories=briefings, failures=failures, coverage=coverage)
