"""Imported once by the process that programs and their workers are forked from in tests (program.py): what takes time.

That is the program's modules and their libraries, the encoder, and the knowledge of languages; nothing else is run.
"""

import gc
import importlib
import pkgutil

import briefing

#: What needs a terminal, or libraries that only training has.
APART = ("briefing.__main__", "briefing.analyse.teaching", "briefing.analyse.train", "briefing.cli.app", "briefing.tui")
LIBRARIES = ("aiohttp", "feedparser", "lxml_html_clean", "rich.console", "trafilatura")


def load():
    names = [module.name for module in pkgutil.walk_packages(briefing.__path__, "briefing.")]
    for name in (*names, *LIBRARIES):
        if not name.startswith(APART):
            importlib.import_module(name)

    from briefing.analyse import analyse
    from briefing.analyse.meaning import encode_articles
    from briefing.analyse.vectors import encode
    from briefing.language.detect import detect
    from briefing.model import Article

    text = "The dam above Grend gave way on Friday, Mira Hale said."
    article = Article(id="a", title="Water in Grend", text=text, language=detect(text))
    analyse(article, encode=encode)
    encode_articles([article])
    gc.collect()
    gc.freeze()  # a child shares what it never writes to


load()
