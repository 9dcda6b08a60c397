"""The pipeline's one door to the network: `fetch` with the reader's settings and what the store knows of hosts."""

import sqlite3
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace

from briefing.fetch import FEED_LIMITS, Answer, Hosts, Limits, Request, fetch, user_agent
from briefing.model import Rest, Robots
from briefing.pipeline.run import Run
from briefing.store.hosts import forget_hosts, known_hosts, save_host


def ask(
    run: Run, requests: Iterable[Request], *, limits: Limits = FEED_LIMITS, hosts: Hosts | None = None
) -> AsyncIterator[Answer]:
    """One answer to each of `requests`, in the order in which they come; `limits` give way to the reader's settings."""
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
        hosts=hosts,
        now=run.now,
    )


def hosts_of(connection: sqlite3.Connection, run: Run) -> Hosts:
    """What the store knows of hosts; it is told at once what is learnt."""

    def learn(told: Rest | Robots) -> None:
        with connection:
            save_host(connection, told)

    with connection:
        forget_hosts(connection, now=run.now)
    return Hosts(known_hosts(connection), learn=learn)
