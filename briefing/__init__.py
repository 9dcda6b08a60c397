"""From a list of news feeds to a structured, cited briefing, on this machine alone."""

__version__ = "0.1.0"
#: The project's home page, which servers are told; a reserved name until there is one (RFC 2606).
HOME_PAGE = "https://briefing.example/"
