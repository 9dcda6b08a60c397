"""What a reader may set in `[settings]` of sources.toml, with the defaults."""

from dataclasses import dataclass
from typing import Literal


class Unset(int):
    """A default that stands for other people's servers only, since the reader wrote no number."""


Bidi = Literal["auto", "app", "terminal", "off"]
#: The app's own, then those that Textual brings along.
Theme = Literal[
    "contrast",
    "contrast-light",
    "dark",
    "light",
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "textual-dark",
    "textual-light",
    "tokyo-night",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`languages` are the reader's, the preferred one first; `interface` is that of headings and messages ("": theirs).

    `window_days` is how far back of the newest article stories reach, `stories` how many a snapshot lays out,
    `watch` are words and phrases whose stories come up, found in other scripts, too, where they are names;
    `stale_days` after how long a source without news counts as stale.
    What was first seen more than `keep_days` ago leaves the store, the oldest sooner if it takes more than `keep_mb`
    megabytes (0: however much); never what a snapshot cites or stories are made of.
    `allow_hosts` ("127.0.0.1:8707") may be private addresses: the reader's own servers.
    A feed is asked again after `interval_minutes`, after `full_interval_minutes` if its server sends all of it each
    time; `contact` is an address that servers are told beside the program's name.
    Of the app: it reads the sources when the newest snapshot is older than `refresh_minutes` (0: only when asked);
    `theme` is its colours; `bidi` says who puts right-to-left text in order for the eye; `keys` are pairs of an
    action and the key it is bound to.
    """

    languages: tuple[str, ...] = ("en",)
    interface: str = ""
    window_days: int = 8
    stories: int = 25
    watch: tuple[str, ...] = ()
    stale_days: int = 3
    keep_days: int = 400
    keep_mb: int = 2000
    timeout_seconds: int = 20
    connections: int = 50
    connections_per_host: int = 2
    allow_hosts: tuple[str, ...] = ()
    interval_minutes: int = Unset(60)
    full_interval_minutes: int = Unset(24 * 60)
    contact: str = ""
    refresh_minutes: int = 60
    theme: Theme = "dark"
    bidi: Bidi = "auto"
    keys: tuple[tuple[str, str], ...] = ()
