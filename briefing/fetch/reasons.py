"""What an HTTP client raises, in words that can be shown: never a host, a password or anything the server wrote."""

import ssl

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientHttpProxyError,
    ClientPayloadError,
    ClientProxyConnectionError,
    ClientResponseError,
    ClientSSLError,
    ServerDisconnectedError,
    ServerTimeoutError,
)

from briefing.fetch.trouble import CUT, Trouble

_CLOSED = "the connection was closed"
_LATE = "no connection in time"

#: By kind, the special before the general.
_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (ClientConnectorDNSError, "no such host name"),
    (ClientProxyConnectionError, "the proxy can't be reached"),
    (ClientSSLError, "no secure connection (TLS)"),
    (ssl.SSLError, "no secure connection (TLS)"),
    (ServerTimeoutError, _LATE),
    (ServerDisconnectedError, _CLOSED),
    (ClientPayloadError, CUT),
    (ConnectionRefusedError, "connection refused"),
    (ConnectionResetError, _CLOSED),
    (BrokenPipeError, _CLOSED),
    (TimeoutError, _LATE),
    (OSError, "the host can't be reached"),
    (ValueError, "not a valid address"),
)


def explain(error: Exception) -> Trouble:
    """Make whatever an HTTP client raised a `Trouble`."""
    match error:
        case Trouble():
            return error
        case ClientConnectorCertificateError():
            return Trouble(f"certificate: {_certificate(error.certificate_error)}")
        case ClientHttpProxyError():
            return Trouble(f"the proxy refused ({error.status})")
        case ClientResponseError():
            return Trouble("headers too large" if _is_long(error.message) else "not an HTTP answer")
    cause = _cause(error)
    for kind, reason in _REASONS:
        if isinstance(error, kind) or isinstance(cause, kind):
            return Trouble(reason)
    return Trouble(f"unexpected trouble ({type(error).__name__})")


def _cause(error: Exception) -> Exception:
    """Find what the operating system raised within an error of aiohttp, which may have kept its number only."""
    within = getattr(error, "os_error", error)
    return OSError(within.errno, "") if isinstance(within, OSError) and within.errno else within


def _certificate(error: Exception) -> str:
    """Repeat what OpenSSL says of a certificate; a host name in it is left out."""
    told = str(getattr(error, "verify_message", "")).split(",", 1)[0]
    return "for another host" if "mismatch" in told.lower() else told or "not valid"


def _is_long(message: str) -> bool:
    """Tell a header that is too long, or one too many, from other broken ones, as aiohttp words it."""
    return "Got more than" in message or "Too many headers" in message
