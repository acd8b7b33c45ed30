"""The page and its files, all from the package, and the headers that keep everything else out."""

import html
import secrets
from functools import cache
from hashlib import sha256
from importlib.resources import files

from aiohttp import ETag, web

from reader.messages.language import current_language
from reader.messages.language import gettext as _
from reader.serve.limits import MAX_COLUMNS, MAX_LINES, Limits

_TYPES = {"css": "text/css", "js": "text/javascript"}
_PARTS = (
    *("xterm.css", "page.css"),
    *("xterm.js", "addon-fit.js", "addon-unicode-graphemes.js", "page.js"),
)
_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "reader",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE_POLICY = f"{_POLICY}; style-src-elem 'self' 'nonce-{{nonce}}'; style-src-attr 'unsafe-inline'"
"""xterm.js makes two style sheets, which carry the nonce, and colours cells by their attribute."""


def page(limits: Limits) -> web.Response:
    """Return the page, with the sentences that it says, in the language of the run."""
    nonce = secrets.token_urlsafe(16)
    data = "".join(
        f' data-{name}="{html.escape(str(value))}"' for name, value in _data(limits).items()
    )
    sheets = "".join(f'<link rel="stylesheet" href="static/{name}">' for name in _named("css"))
    scripts = "".join(
        f'<script defer src="static/{name}" nonce="{nonce}"></script>' for name in _named("js")
    )
    text = (
        f'<!doctype html><html lang="{current_language().value.replace("_", "-")}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>reader</title>{sheets}{scripts}</head>"
        f'<body{data}><main id="terminal"></main><p id="notice" role="status" hidden></p></body>'
        "</html>\n"
    )
    headers = {"Content-Security-Policy": _PAGE_POLICY.format(nonce=nonce)}
    return web.Response(text=text, content_type="text/html", headers=headers)


def part(name: str, request: web.Request) -> web.Response:
    """Return a script or style sheet; a browser keeps it, and asks whether it has changed.

    Raises:
        HTTPNotFound: The page has no such part.
    """
    if name not in _PARTS:
        raise web.HTTPNotFound
    body, digest = _read(name)
    headers = {"Cache-Control": "no-cache"}
    known = request.if_none_match or ()
    if any(tag.value == digest for tag in known):
        response = web.Response(status=304, headers=headers)
    else:
        kind = _TYPES[name.rpartition(".")[2]]
        response = web.Response(body=body, content_type=kind, charset="utf-8", headers=headers)
        response.enable_compression()
    response.etag = ETag(digest, is_weak=True)
    return response


async def protect(_request: web.BaseRequest, response: web.StreamResponse) -> None:
    """Add the headers that every answer has, also a refusal."""
    response.headers.update(_HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("Content-Security-Policy", _POLICY)


def _named(kind: str) -> list[str]:
    return [name for name in _PARTS if name.endswith(f".{kind}")]


@cache
def _read(name: str) -> tuple[bytes, str]:
    body = files("reader.serve").joinpath("static", name).read_bytes()
    return body, sha256(body).hexdigest()[:16]


def _data(limits: Limits) -> dict[str, object]:
    """Return what the page's script is told: sentences by close code, and limits."""
    return {
        "message-bytes": limits.message_bytes,
        "columns": MAX_COLUMNS,
        "lines": MAX_LINES,
        "lost": _("The connection is lost. Trying again."),
        "uncopied": _("The browser does not allow the page to copy."),
        "4000": _("The reader has ended. Press Enter to start it again."),
        "4001": _("Another page shows this session. Press Enter to show it here."),
        "4002": _("All sessions are in use. Press Enter to try again."),
        "4003": _("The session ended because no key was pressed. Press Enter to start again."),
        "4004": _("The reader did not answer and was ended. Press Enter to start it again."),
        "4005": _("The server did not understand the page. Reload the page."),
        "4006": _("The reader can't be started. Press Enter to try again."),
    }
