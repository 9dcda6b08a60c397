"""Chromium of the system, driven by Playwright: how a page looks is asked of a browser, not of its source."""

import os
from contextlib import contextmanager

import pytest
from tools import needed, program

FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def running():
    """A browser without a profile of its own."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        needed("playwright", found=False)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=[*FLAGS, *root])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def chromium():
    """One for all tests of a module: as long as it is there, no test beside it could run an event loop of its own."""
    with running() as browser:
        yield browser


@pytest.fixture
def opened(chromium, tmp_path):
    """`opened(html, width=…, scheme=…)` is the page as the browser shows it, its own policy in force."""
    contexts = []

    def show(html, *, width=1280, scheme="light"):
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(html, "utf-8")
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.goto(file.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
