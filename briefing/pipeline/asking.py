"""The pipeline's one door to the network: `fetch` with the reader's settings and what the store knows of hosts."""

import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import replace

from briefing.errors import StoreError
from briefing.fetch import FEED_LIMITS, Answer, Hosts, Limits, Request, fetch, user_agent
from briefing.model import Rest, Robots
from briefing.pipeline.run import Run
from briefing.store.database import open_database
from briefing.store.hosts import forget_hosts, known_hosts, save_host


def ask(
    run: Run, requests: Iterable[Request], *, limits: Limits = FEED_LIMITS, hosts: Hosts | None = None
) -> AsyncIterator[Answer]:
    """One answer to each of `requests`, in the order in which they come; `limits` give way to the reader's settings.

    Without `hosts`, those that the workspace knows are left alone while they rest, too.
    """
    settings = run.settings
    return fetch(
        requests,
        allow_hosts=settings.allow_hosts,
        limits=replace(
            limits,
            seconds=settings.timeout_seconds,
            connections=settings.connections,
            per_host=settings.connections_per_host,
        ),
        agent=user_agent(settings.contact),
        hosts=hosts or _hosts_at(run),
    )


def hosts_of(connection: sqlite3.Connection, run: Run) -> Hosts:
    """What the store knows of hosts; it is told at once what is learnt."""

    def learn(told: Rest | Robots) -> None:
        with connection:
            save_host(connection, told)

    with connection:
        forget_hosts(connection, now=run.now)
    return Hosts(known_hosts(connection), now=run.now, learn=learn)


def _hosts_at(run: Run) -> Hosts:
    """The same for what is asked beside a refresh: a store that can't be read or written is no trouble."""
    database = run.workspace.database

    def learn(told: Rest | Robots) -> None:
        with suppress(StoreError), open_database(database) as connection, connection:
            save_host(connection, told)

    with suppress(StoreError), open_database(database, read_only=True) as connection:
        return Hosts(known_hosts(connection), now=run.now, learn=learn)
    return Hosts(now=run.now)
