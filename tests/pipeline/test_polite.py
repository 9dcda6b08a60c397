"""How often, where and whether servers are asked, run after run, over real sockets; those of others behind a proxy."""

from datetime import UTC, datetime, timedelta

import pytest
from fetch.server import Origin, answer
from inline import Inline

from briefing.pipeline.check import check
from briefing.pipeline.gather import gather
from briefing.pipeline.refresh import refresh
from briefing.pipeline.run import Run
from briefing.store.database import open_database
from briefing.store.feeds import feed_states
from briefing.store.sources import read_sources
from briefing.store.workspace import Workspace

NOW = datetime(2026, 11, 23, 7, 0, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Port</title>{}</channel></rss>"""
ITEM = (
    "<item><title>Dam at {0} gives way</title><link>{1}</link><guid>{1}</guid>"
    "<pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate><description>The dam gave way on Monday.</description></item>"
)
TAG = {"ETag": '"1"'}
OTHERS = "http://port.example"


def feed(*places, headers=TAG):
    items = "".join(ITEM.format(place, f"{OTHERS}/{place}.html") for place in places or ("Orsk",))
    return answer(body=FEED.format(items).encode(), headers=headers)


def conditional(headers):
    """A feed whose server spares what was not changed."""
    return answer(304) if headers.get("if-none-match") == '"1"' else feed()


@pytest.fixture
def web(monkeypatch):
    """All of the web, behind a proxy: its routes are whole addresses."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Origin({}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.base)
        yield proxy


class Reader:
    """A workspace that reads `urls` and runs whenever it is told to."""

    def __init__(self, folder, *urls, settings="", content="feed"):
        self.workspace = Workspace(folder / "sources.toml", folder / "cache")
        self.write(*urls, settings=settings, content=content)

    def write(self, *urls, settings="", content="feed"):
        rows = "".join(
            f'[[source]]\nid="s{n}"\nname="Outlet {n}"\nurl="{url}"\ncontent="{content}"\n'
            for n, url in enumerate(urls)
        )
        self.workspace.sources.write_text(f"[settings]\n{settings}\n{rows}", "utf-8")

    def run(self, now=NOW, *, only=()):
        settings, sources = read_sources(self.workspace.sources)
        return Run(
            workspace=self.workspace,
            settings=settings,
            sources=sources,
            now=now,
            executor=Inline(),
            only=frozenset(only),
        )

    def gather(self, now=NOW, *, only=()):
        return gather(self.run(now, only=only))

    def state(self, id_="s0"):
        with open_database(self.workspace.database, read_only=True) as connection:
            return feed_states(connection)[id_]


def asked_after(reader, web, wait):
    """Whether a run so much after the first asks the server."""
    before = len(web.requests)
    gathered = reader.gather(NOW + wait)
    assert (gathered.asked, gathered.not_due) in ((1, 0), (0, 1))
    assert len(web.requests) - before == gathered.asked
    return gathered.asked == 1


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        (conditional, HOUR),
        (feed(), HOUR),  # it may yet answer a conditional request
        (feed(headers={"Last-Modified": "Mon, 23 Nov 2026 06:00:00 GMT"}), HOUR),
        (feed(headers={}), DAY),
        (answer(404), HOUR),
    ],
)
def test_servers_of_others_have_their_rest(web, tmp_path, said, rest):
    web.routes[f"{OTHERS}/feed"] = said
    reader = Reader(tmp_path, f"{OTHERS}/feed")
    assert reader.gather().asked == 1
    before = len(web.requests)
    early = reader.gather(NOW + rest * 0.85)
    assert len(web.requests) == before
    # what failed is told until it is well; it is no less missing for not having been asked
    assert (early.not_due, early.failed) == ((0, 1) if said == answer(404) else (1, 0))
    assert (early.read, early.unchanged, early.stale) == (0, 0, 0)
    reader.gather(NOW + rest)
    assert len(web.requests) == before + 1


def test_a_server_that_ignores_validators_is_asked_once_a_day(web, tmp_path):
    web.routes[f"{OTHERS}/feed"] = feed()
    reader = Reader(tmp_path, f"{OTHERS}/feed")
    reader.gather()
    assert reader.gather(NOW + HOUR).unchanged == 1  # the same bytes, though they were asked for on condition
    assert web.headers()["if-none-match"] == '"1"'
    assert reader.state().sends_all
    assert not asked_after(reader, web, 20 * HOUR)
    web.routes[f"{OTHERS}/feed"] = conditional
    assert asked_after(reader, web, 25 * HOUR)
    assert not reader.state().sends_all
    assert asked_after(reader, web, 26 * HOUR)


@pytest.mark.parametrize("wait", [DAY - timedelta(seconds=4), DAY - HOUR])
def test_who_comes_at_a_fixed_time_each_day_always_gets_the_turn(web, tmp_path, wait):
    """A few seconds less than a day have passed; on the day on which clocks are put forward, an hour less."""
    web.routes[f"{OTHERS}/feed"] = feed(headers={})
    reader = Reader(tmp_path, f"{OTHERS}/feed")
    reader.gather()
    assert asked_after(reader, web, wait)


def test_intervals_are_settings(web, tmp_path):
    web.routes[f"{OTHERS}/feed"] = conditional
    reader = Reader(tmp_path, f"{OTHERS}/feed", settings="interval_minutes = 10")
    reader.gather()
    assert not asked_after(reader, web, timedelta(minutes=5))
    assert asked_after(reader, web, timedelta(minutes=10))


def test_the_readers_own_servers_are_asked_each_time_unless_a_number_is_given(tmp_path):
    with Origin({"/feed": conditional}) as origin:
        allow = f'allow_hosts = ["{origin.host}"]'
        reader = Reader(tmp_path, f"{origin.base}/feed", settings=allow)
        reader.gather()
        assert asked_after(reader, origin, timedelta(seconds=1))
        reader.write(f"{origin.base}/feed", settings=f"{allow}\ninterval_minutes = 60")
        assert not asked_after(reader, origin, timedelta(minutes=30))


def test_a_source_that_is_named_is_asked_at_once_but_not_while_its_server_rests(web, tmp_path):
    web.routes[f"{OTHERS}/feed"] = conditional
    reader = Reader(tmp_path, f"{OTHERS}/feed", f"{OTHERS}/other")
    reader.gather()
    assert reader.gather(NOW + timedelta(minutes=1), only=["s0"]).unchanged == 1
    web.routes[f"{OTHERS}/feed"] = answer(503, headers={"Retry-After": "600"})
    reader.gather(NOW + timedelta(minutes=2), only=["s0"])
    before = len(web.requests)
    # the other source lies on the same host
    for id_ in ("s0", "s1"):
        resting = reader.gather(NOW + timedelta(minutes=5), only=[id_])
        assert [failure.reason for failure in resting.failures] == ["503, retry after 07:12 UTC"]
    assert len(web.requests) == before


def test_a_check_heeds_the_rest_of_a_host_and_learns_of_one(web, tmp_path):
    web.routes[f"{OTHERS}/feed"] = conditional
    web.routes["http://orsk.example/feed"] = answer(429, headers={"Retry-After": "600"})
    reader = Reader(tmp_path, f"{OTHERS}/feed", "http://orsk.example/other", "http://orsk.example/feed")
    reader.gather(only=["s0"])
    check(reader.run(NOW + timedelta(minutes=1)))
    asked = [path for path in web.paths() if "orsk" in path]
    check(reader.run(NOW + timedelta(minutes=2)))
    reader.gather(NOW + timedelta(minutes=3), only=["s1"])
    assert [path for path in web.paths() if "orsk" in path and path.endswith((".example/feed", "other"))] == asked


def test_a_rest_holds_for_feeds_and_pages_of_a_host_over_runs(tmp_path):
    with Origin({"/0": answer(429, headers={"Retry-After": "7200"})}) as origin:
        item = ITEM.format("Grend", f"{origin.base}/page.html")
        origin.routes["/1"] = answer(body=FEED.format(item).encode())
        (tmp_path / "list.xml").write_text(FEED.format(item), "utf-8")
        settings = f'allow_hosts = ["{origin.host}"]\nconnections_per_host = 1'
        reader = Reader(tmp_path, f"{origin.base}/0", f"{origin.base}/1", settings=settings, content="page")
        first = reader.gather()
        assert origin.paths() == ["/0"]
        assert {failure.reason for failure in first.failures} == {"429, retry after 09:00 UTC"}
        again = reader.gather(NOW + HOUR)
        assert again.failed == 2
        assert origin.paths() == ["/0"]
        origin.routes["/0"] = answer(body=FEED.format("").encode())
        later = reader.gather(NOW + 2 * HOUR + timedelta(seconds=30))
        assert later.failed == 0
        assert origin.paths()[1:] == ["/0", "/1", "/robots.txt", "/page.html"]


def test_a_clock_that_was_wrong_silences_nobody(web, tmp_path):
    web.routes[f"{OTHERS}/feed"] = conditional
    web.routes["http://orsk.example/feed"] = answer(503, headers={"Retry-After": "86400"})
    reader = Reader(tmp_path, f"{OTHERS}/feed", "http://orsk.example/feed")
    reader.gather(NOW + 400 * DAY)
    before = len(web.requests)
    reader.gather()
    assert len(web.requests) == before + 2


def test_one_that_fails_while_others_are_not_due_is_not_all(web, tmp_path):
    web.routes |= {f"{OTHERS}/feed": feed(headers={}), "http://orsk.example/feed": conditional}
    reader = Reader(tmp_path, f"{OTHERS}/feed", "http://orsk.example/feed")
    reader.gather()
    web.routes["http://orsk.example/feed"] = answer(404)
    later = reader.gather(NOW + HOUR)
    assert (later.asked, later.failed, later.not_due, later.is_all_failed) == (1, 1, 1, False)
    assert later.summary.endswith("1 failed, 0 stale, 1 not due yet")
    web.routes[f"{OTHERS}/feed"] = answer(500)
    assert reader.gather(NOW + DAY).is_all_failed


def test_without_a_network_nothing_counts_as_asked(web, tmp_path, monkeypatch):
    reader = Reader(tmp_path, f"{OTHERS}/feed")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert reader.gather().failed == 1
    monkeypatch.setenv("http_proxy", web.base)
    web.routes[f"{OTHERS}/feed"] = conditional
    assert reader.gather(NOW + timedelta(minutes=1)).read == 1


def test_a_run_in_which_nothing_was_due_makes_a_whole_snapshot_that_says_so(web, tmp_path):
    web.routes[f"{OTHERS}/feed"] = conditional
    reader = Reader(tmp_path, f"{OTHERS}/feed")
    first = refresh(reader.run())
    second = refresh(reader.run(NOW + timedelta(minutes=5)))
    assert [story.headline for story in second.stories] == ["Dam at Orsk gives way"]
    assert second.stories[0].id == first.stories[0].id
    assert (second.coverage.asked, second.coverage.not_due, second.failures) == (0, 1, ())
    assert (reader.workspace.snapshots / f"{second.name}.toml").is_file()


# -- moves and ends ----------------------------------------------------------------------------------------------------


def moved(place, status=301):
    return answer(status, headers={"Location": place})


@pytest.fixture
def town(tmp_path):
    """A reader of a feed on its own server, and that server."""
    with Origin({"/feed": feed()}) as origin:
        yield Reader(tmp_path, f"{origin.base}/feed", settings=f'allow_hosts = ["{origin.host}"]'), origin


def rounds(reader, origin, number, *, start=0):
    """What was asked in each of so many runs."""
    asked = []
    for n in range(start, start + number):
        del origin.requests[:]
        reader.gather(NOW + n * HOUR)
        asked.append(origin.paths())
    return asked


@pytest.mark.parametrize("status", [301, 308])
def test_a_move_that_worked_in_two_runs_is_remembered_and_its_validators_with_it(town, status):
    reader, origin = town
    origin.routes |= {"/feed": moved("/new", status), "/new": conditional}
    assert rounds(reader, origin, 3) == [["/feed", "/new"], ["/feed", "/new"], ["/new"]]
    assert origin.headers()["if-none-match"] == '"1"'
    assert reader.state().moved == f"{origin.base}/new"
    assert "/new" not in reader.workspace.sources.read_text("utf-8")


def test_one_run_proves_no_move_however_often_it_is_done(town):
    reader, origin = town
    origin.routes |= {"/feed": moved("/new"), "/new": feed()}
    for _ in range(3):
        reader.gather(NOW)
    assert reader.state().moved == ""


@pytest.mark.parametrize("between", [moved("/new", 302), moved("/third"), feed("Grend")])
def test_a_move_that_was_not_told_twice_in_a_row_is_none(town, between):
    reader, origin = town
    origin.routes |= {"/feed": moved("/new"), "/new": feed(), "/third": feed("Karsu")}
    rounds(reader, origin, 1)
    origin.routes["/feed"] = between
    rounds(reader, origin, 1, start=1)
    origin.routes["/feed"] = moved("/new")
    rounds(reader, origin, 1, start=2)
    assert reader.state().moved == ""


@pytest.mark.parametrize("trouble", [answer(404), answer(410), answer(body=b"for sale")])
def test_where_the_new_address_is_no_good_the_old_one_is_asked_the_next_time(town, trouble):
    reader, origin = town
    origin.routes |= {"/feed": moved("/new"), "/new": conditional}
    rounds(reader, origin, 2)
    origin.routes |= {"/feed": feed("Grend"), "/new": trouble}
    assert rounds(reader, origin, 2, start=2) == [["/new"], ["/feed"]]
    # the validators are of another address
    assert "if-none-match" not in origin.headers()
    assert (reader.state().failure, reader.state().moved, reader.state().gone) == ("", "", False)


@pytest.mark.parametrize("trouble", [answer(500), answer(503), b"", answer(408)])
def test_passing_trouble_at_the_new_address_is_waited_out(town, trouble):
    reader, origin = town
    origin.routes |= {"/feed": moved("/new"), "/new": conditional}
    rounds(reader, origin, 2)
    origin.routes["/new"] = trouble
    assert {path for paths in rounds(reader, origin, 2, start=2) for path in paths} == {"/new"}


def test_a_move_to_an_address_that_is_no_feed_is_not_believed(town):
    reader, origin = town
    origin.routes |= {"/feed": moved("/login"), "/login": answer(body=b"<!doctype html><title>Sign in</title>")}
    rounds(reader, origin, 3)
    assert (reader.state().moving, reader.state().moved) == ("", "")


def test_a_feed_that_is_gone_is_asked_no_more_until_its_address_changes_or_it_is_named(town):
    reader, origin = town
    origin.routes["/feed"] = answer(410)
    assert rounds(reader, origin, 3) == [["/feed"], [], []]
    (failure,) = reader.gather(NOW + 5 * HOUR).failures
    assert failure.reason == "gone (410): no longer asked; remove it, or give its new address in sources.toml"
    origin.routes["/feed"] = feed()
    assert reader.gather(NOW + 6 * HOUR, only=["s0"]).read == 1
    assert reader.gather(NOW + 7 * HOUR).failed == 0
    origin.routes |= {"/feed": answer(410), "/new": feed()}
    reader.gather(NOW + 8 * HOUR)
    settings = f'allow_hosts = ["{origin.host}"]'
    reader.write(f"{origin.base}/new", settings=settings)
    assert reader.gather(NOW + 9 * HOUR).read == 1


# -- validators --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ['W/"a"', '"a-gzip"', "unquoted", 'W/"A-gzip"'])
def test_validators_survive_runs_byte_for_byte(town, tag):
    reader, origin = town
    origin.routes["/feed"] = feed(headers={"ETag": tag, "Last-Modified": "Sun,  22 Nov"})
    rounds(reader, origin, 1)
    origin.routes["/feed"] = answer(304, headers={"ETag": '"another"', "Last-Modified": "now"})
    for n in (1, 2):
        rounds(reader, origin, 1, start=n)
        assert (origin.headers()["if-none-match"], origin.headers()["if-modified-since"]) == (tag, "Sun,  22 Nov")


def test_an_answer_without_validators_clears_the_old_ones(town):
    reader, origin = town
    rounds(reader, origin, 1)
    origin.routes["/feed"] = feed("Grend", headers={})
    rounds(reader, origin, 2, start=1)
    assert "if-none-match" not in origin.headers()


def test_a_body_that_can_not_be_read_leaves_the_validators_of_the_last_that_could(town):
    reader, origin = town
    rounds(reader, origin, 1)
    origin.routes["/feed"] = answer(body=b"\0\0", headers={"ETag": '"2"'})
    rounds(reader, origin, 2, start=1)
    assert origin.headers()["if-none-match"] == '"1"'


# -- pages -------------------------------------------------------------------------------------------------------------


def test_pages_that_robots_keeps_out_are_counted_and_leave_the_feeds_words(town):
    reader, origin = town
    items = "".join(ITEM.format(place, f"{origin.base}/{place}.html") for place in ("Orsk", "Grend"))
    page = "<!doctype html><article><h1>Dam</h1><p>The dam gave way on Monday, and all were saved.</p></article>"
    origin.routes |= {
        "/feed": answer(body=FEED.format(items).encode()),
        "/robots.txt": answer(body=b"User-agent: *\nDisallow: /Orsk\n"),
        "/Grend.html": answer(body=page.encode(), headers={"Content-Type": "text/html"}),
    }
    reader.write(f"{origin.base}/feed", settings=f'allow_hosts = ["{origin.host}"]', content="page")
    snapshot = refresh(reader.run())
    assert sorted(origin.paths()) == ["/Grend.html", "/feed", "/robots.txt"]
    assert (snapshot.coverage.articles, snapshot.coverage.pages_failed, snapshot.coverage.pages_refused) == (2, 1, 1)
    texts = " ".join(statement.text for story in snapshot.stories for statement in story.statements)
    assert "The dam gave way on Monday." in texts
    # the rules are asked for once a day, and the page when they may have changed
    origin.routes["/robots.txt"] = answer(404)
    origin.routes["/Orsk.html"] = origin.routes["/Grend.html"]
    assert reader.gather(NOW + 20 * HOUR).pages_refused == 1
    assert reader.gather(NOW + 26 * HOUR).pages_failed == 0
    assert origin.paths().count("/robots.txt") == 2


def test_a_page_whose_server_rests_is_asked_for_when_the_rest_is_over(town):
    reader, origin = town
    origin.routes |= {
        "/feed": answer(body=FEED.format(ITEM.format("Orsk", f"{origin.base}/Orsk.html")).encode()),
        "/Orsk.html": answer(503, headers={"Retry-After": "600"}),
    }
    reader.write(f"{origin.base}/feed", settings=f'allow_hosts = ["{origin.host}"]', content="page")
    assert reader.gather().pages_failed == 1
    reader.gather(NOW + timedelta(minutes=5))
    assert origin.paths().count("/Orsk.html") == 1
    reader.gather(NOW + timedelta(minutes=15))
    assert origin.paths().count("/Orsk.html") == 2


def test_servers_are_told_who_asks_and_where_to_complain(town):
    reader, origin = town
    reader.gather()
    assert origin.headers()["user-agent"].startswith("briefing/")
    assert origin.headers()["user-agent"].endswith(" (+https://briefing.example/)")
    settings = f'allow_hosts = ["{origin.host}"]\ncontact = "mira@port.example"'
    reader.write(f"{origin.base}/feed", settings=settings)
    reader.gather(NOW + HOUR)
    assert origin.headers()["user-agent"].endswith(" (+mira@port.example)")
