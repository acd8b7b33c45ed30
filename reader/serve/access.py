"""Who may ask: a token nobody else knows, a host that is meant, a page that is the server's own."""

import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from aiohttp import web

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TOKEN_BYTES = 32


class Access:
    """Checks every request before it is answered; a refused one gets 403 and no reason."""

    def __init__(self, host_names: Iterable[str]) -> None:
        """Make a token, for one run of the server.

        Args:
            host_names: What the server is called besides the loopback names: another name in the
                header `Host` is a page elsewhere whose own name leads here (DNS rebinding).
        """
        self.token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._hosts = {*_LOOPBACK, *(name.lower() for name in host_names)}

    def check(self, request: web.Request, *, needs_origin: bool) -> None:
        """Refuse a request without the token, for another host, or from another site's page.

        Args:
            request: The request; its port is not looked at, for it may be forwarded by SSH.
            needs_origin: Whether a browser would name the page that asks.

        Raises:
            HTTPForbidden: The request is refused.
        """
        is_own = _is_own(request) if needs_origin or "Origin" in request.headers else True
        if not (self._is_host_meant(request) and is_own and self._has_token(request)):
            raise web.HTTPForbidden

    def keep_token(self, request: web.Request, response: web.Response) -> None:
        """Have the browser send the token from now on."""
        response.set_cookie(
            _cookie(request),
            self.token,
            httponly=True,
            samesite="Strict",
            secure=request.headers.get("X-Forwarded-Proto") == "https",
        )

    def _is_host_meant(self, request: web.Request) -> bool:
        return _host_name(request.headers.get("Host", "")) in self._hosts

    def _has_token(self, request: web.Request) -> bool:
        given = request.query.get("token") or request.cookies.get(_cookie(request), "")
        return secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode())


def _is_own(request: web.Request) -> bool:
    """Say whether the page that asks is the server's own."""
    host = request.headers.get("Host", "").lower()
    return request.headers.get("Origin", "").lower() in {f"http://{host}", f"https://{host}"}


def _cookie(request: web.Request) -> str:
    """Return the cookie's name: cookies know no ports, and several servers run at once."""
    port = _port(request.headers.get("Host", ""))
    return f"reader_token_{port}"


def _host_name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _port(host: str) -> int:
    try:
        return urlsplit(f"//{host}").port or 0
    except ValueError:
        return 0
