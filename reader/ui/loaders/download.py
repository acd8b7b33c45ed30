"""Downloads one file that the user has asked for, bounded in size and time."""

import time
from http.client import HTTPException, HTTPResponse
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from reader.document.link_hosts import host_of
from reader.errors import PictureError
from reader.messages.language import gettext as _

MAX_BYTES = 20 * 1024 * 1024
_TIMEOUT_SECONDS = 20.0
_WAIT_SECONDS = 8.0
"""Timeout for a silent server."""
_PIECE_BYTES = 64 * 1024
_SCHEMES = ("http", "https")


def _web_opener() -> OpenerDirector:
    """Return an opener limited to HTTP and HTTPS, for redirects too."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler,
        HTTPHandler,
        HTTPSHandler,
        HTTPRedirectHandler,
        HTTPErrorProcessor,
        HTTPDefaultErrorHandler,
        UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


def download(address: str, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the content of a web address; may take over 20 seconds.

    Raises:
        PictureError: The address is not HTTP, can't be reached, or is too large or too slow.
    """
    host = host_of(address)
    if not host or urlsplit(address).scheme not in _SCHEMES:
        raise PictureError(_("not downloaded: {address}").format(address=address))
    request = Request(address, headers={"User-Agent": "terminal-news-reader", "Accept": "image/*"})  # noqa: S310 - scheme checked above
    try:
        with _web_opener().open(request, timeout=_WAIT_SECONDS) as answer:
            return _read(answer, max_bytes, host)
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise PictureError(_("{host}: {reason}").format(host=host, reason=reason)) from error


def _read(answer: HTTPResponse, max_bytes: int, host: str) -> bytes:
    end = time.monotonic() + _TIMEOUT_SECONDS
    data = bytearray()
    while piece := answer.read(_PIECE_BYTES):
        data += piece
        if len(data) > max_bytes:
            raise PictureError(
                _("{host}: image larger than {max_mb} MB").format(
                    host=host, max_mb=max_bytes // 1024**2
                )
            )
        if time.monotonic() > end:
            raise PictureError(_("{host}: too slow").format(host=host))
    return bytes(data)
