"""From a list of news feeds to a structured, cited briefing, on this machine alone."""

__version__ = "0.1.0"
