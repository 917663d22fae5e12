"""Who may ask: the guard in front of the web application.

Foreign web pages cannot reach it: a request must name a host that is meant (against DNS rebinding), its origin, if
it has one, must be this server or one that was allowed (CORS), and beyond loopback every request carries a token.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
}
_METHODS = "GET, HEAD, POST, OPTIONS"


@dataclass(frozen=True, slots=True)
class Access:
    """The names under which the server may be called ("*" for any), the token that callers must have, if any,
    and the origins whose pages may ask, beside the server's own ("*" for any)."""

    hosts: tuple[str, ...] = LOOPBACK
    token: str | None = None
    origins: tuple[str, ...] = ()

    def admits(self, authorization: str) -> bool:
        """Whether an Authorization header carries the token: as bearer, or as the password of any user.

        >>> Access(token="secret").admits("Bearer secret"), Access(token="secret").admits("Bearer guess")
        (True, False)
        >>> Access(token="secret").admits("Basic " + base64.b64encode(b"me:secret").decode())
        True
        """
        if self.token is None:
            return True
        scheme, _, given = authorization.partition(" ")
        if scheme.lower() == "basic":
            try:
                given = base64.b64decode(given.strip(), validate=True).decode("utf-8").partition(":")[2]
            except (binascii.Error, UnicodeDecodeError):
                return False
        elif scheme.lower() != "bearer":
            return False
        return secrets.compare_digest(given.strip().encode(), self.token.encode())

    def allows(self, origin: str) -> bool:
        """Whether pages of another origin may ask."""
        return "*" in self.origins or origin in self.origins


class Guarded:
    """An application behind its guard. Every answer has the headers of caution."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        shared = origin if origin is not None and self.access.allows(origin) else None

        async def cautious(message: Message) -> None:
            await send(_with_headers(message, shared))

        await (self._refusal(scope["method"], headers, shared) or self.app)(scope, receive, cautious)

    def _refusal(self, method: str, headers: Headers, shared: str | None) -> Response | None:
        """The answer to a request that may not pass, and to a browser that asks whether it may (a preflight)."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if "*" not in self.access.hosts and _without_port(host) not in self.access.hosts:
            return PlainTextResponse(f"this server is not called {host!r}; call it {self.access.hosts[0]}\n", 421)
        foreign = origin is not None and origin.partition("://")[2] != host
        # Images and scripts of other sites' pages have no origin, but browsers say where they are asked from.
        elsewhere = headers.get("sec-fetch-site", "none") not in ("same-origin", "none")
        foreign = foreign or (elsewhere and headers.get("sec-fetch-mode") != "navigate")
        if foreign and shared is None:
            return PlainTextResponse(f"pages of {origin or 'other sites'!r} may not ask this server\n", 403)
        if method == "OPTIONS" and "access-control-request-method" in headers:
            return Response(status_code=204)  # it never carries a token
        if not self.access.admits(headers.get("authorization", "")):
            challenge = 'Basic realm="any user, with the token as password", charset="UTF-8"'
            return PlainTextResponse("this server asks for its token\n", 401, headers={"WWW-Authenticate": challenge})
        return None


def _with_headers(message: Message, shared: str | None) -> Message:
    if message["type"] != "http.response.start":
        return message
    extra: dict[str, Any] = {**_HEADERS, "Cross-Origin-Resource-Policy": "cross-origin" if shared else "same-origin"}
    if shared:
        extra |= {
            "Access-Control-Allow-Origin": shared,
            "Access-Control-Allow-Methods": _METHODS,
            "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
            "Access-Control-Max-Age": "600",
            "Vary": "Origin",
        }
    given = {name for name, _ in message["headers"]}
    added = [(name.lower().encode(), value.encode()) for name, value in extra.items()]
    kept = [pair for pair in added if pair[0] == b"vary" or pair[0] not in given]
    return {**message, "headers": [*message["headers"], *kept]}


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()
