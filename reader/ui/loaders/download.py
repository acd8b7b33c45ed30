"""Fetching one file from the web, which a person has asked for: bounded in size and in time."""

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

from reader.errors import PictureError

MAX_BYTES = 20 * 1024 * 1024
_TIMEOUT_SECONDS = 20.0
_WAIT_SECONDS = 8.0
"""How long a server may say nothing."""
_PIECE_BYTES = 64 * 1024
_SCHEMES = ("http", "https")


def _web_opener() -> OpenerDirector:
    """Return an opener that knows the web alone, also where it is redirected to."""
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
    """Return what an address of the web answers with; takes up to 20 seconds and more.

    Raises:
        PictureError: It can't be reached, is too large or too slow, or is none of the web.
    """
    host = urlsplit(address).netloc
    if urlsplit(address).scheme not in _SCHEMES:
        raise PictureError(f"not fetched: {address}")
    request = Request(address, headers={"User-Agent": "terminal-news-reader", "Accept": "image/*"})  # noqa: S310 - looked at above
    try:
        with _web_opener().open(request, timeout=_WAIT_SECONDS) as answer:
            return _read(answer, max_bytes, host)
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise PictureError(f"{host}: {reason}") from error


def _read(answer: HTTPResponse, max_bytes: int, host: str) -> bytes:
    end = time.monotonic() + _TIMEOUT_SECONDS
    data = bytearray()
    while piece := answer.read(_PIECE_BYTES):
        data += piece
        if len(data) > max_bytes:
            raise PictureError(f"{host}: an image of more than {max_bytes // 1024**2} MB")
        if time.monotonic() > end:
            raise PictureError(f"{host}: too slow")
    return bytes(data)
