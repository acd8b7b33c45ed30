"""Where links lead: addresses resolved, made safe to show, and numbered.

Owns two invariants: an address holds only characters that can stand in a URL (letters and digits
beyond ASCII included), and nothing but http, https, gemini and mailto is ever marked as fit to
open.

Source: WHATWG URL Standard 4.4 (what a browser strips before it reads a scheme); RFC 3986.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote, urljoin, urlsplit

from reader.document.link_hosts import is_lookalike, leads_elsewhere
from reader.document.links import Doubt, LinkKind, LinkTarget
from reader.document.nodes import Inline, Text
from reader.document.plain_text import inline_text
from reader.terminal_text import clean_line

LONGEST_ADDRESS = 4096
"""Characters; a longer address is refused, as several browsers and servers do."""

POST_SCHEME = "post:"
"""Stands before the name of a post's file, where Liquid's ``post_url`` has named one."""

_LONGEST_REFUSED = 120
_REMOVED_BY_BROWSERS = re.compile("[\t\n\r]")
_CONTROLS_AND_SPACE = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_WEB_START = re.compile(r"(https?):[/\\]*", re.IGNORECASE)
_UNSAFE_RUN = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]+")


def file_name(address: str) -> str:
    """Return the name of the file that an address ends with, as one clean line."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return ""
    return clean_line(unquote(path.rpartition("/")[2]))


class LinkTable:
    """The links of one document, numbered from 1 by first appearance."""

    def __init__(self, base_address: str = "") -> None:
        """Resolve against `base_address`: the post's own address, or empty when unknown."""
        self._base_address = base_address
        self._targets: list[LinkTarget] = []
        self._numbers: dict[str, int] = {}
        self._number_of_target: dict[LinkTarget, int] = {}
        self._shown: set[int] = set()

    @property
    def targets(self) -> Sequence[LinkTarget]:
        """Targets in the order of their numbers."""
        return self._targets

    @property
    def shown(self) -> frozenset[int]:
        """Numbers of the links whose address itself is their text."""
        return frozenset(self._shown)

    def say_shown(self, number: int, inlines: Sequence[Inline]) -> None:
        """Take note of the text of link `number` (0: of none), which may be an address."""
        if number and leads_elsewhere(inline_text(inlines), self._targets[number - 1].address):
            target = self._targets[number - 1]
            self._targets[number - 1] = replace(target, doubt=Doubt.OTHER_HOST)
        match inlines:
            case (Text(text),) if number:
                target = self._targets[number - 1]
                shown = {target.address, _WEB_START.sub("", target.address, count=1)}
                if target.kind is LinkKind.WEB and text in shown:
                    self._shown.add(number)

    def number(self, address: str) -> int:
        """Return the number of `address` (as written), a new one if need be; 0 if it is empty."""
        known = self._numbers.get(address)
        if known is None:
            known = self._numbers[address] = self._register(address)
        return known

    def _register(self, address: str) -> int:
        target = resolve_address(address, self._base_address)
        if target is None:
            return 0
        if target not in self._number_of_target:
            is_doubtful = target.kind is LinkKind.WEB and is_lookalike(target.address)
            self._targets.append(replace(target, doubt=Doubt.LOOKALIKE) if is_doubtful else target)
            self._number_of_target[target] = len(self._targets)
        return self._number_of_target[target]


def resolve_address(address: str, base_address: str = "") -> LinkTarget | None:
    """Return where `address` leads, seen from `base_address`; None if it leads nowhere.

    Args:
        address: As written in a body, entities decoded.
        base_address: Absolute address of the page, or empty when it is unknown.
    """
    stripped = _REMOVED_BY_BROWSERS.sub("", address.strip(_CONTROLS_AND_SPACE))
    if stripped in {"", "#"}:
        return None
    if stripped.startswith("#"):
        return fragment_target(unquote(stripped[1:]))
    scheme = _SCHEME.match(stripped)
    if scheme is None:
        return _resolve_relative(stripped.replace("\\", "/"), base_address)
    return _resolve_scheme(scheme[1].lower(), stripped)


def _resolve_scheme(scheme: str, stripped: str) -> LinkTarget:
    match scheme:
        case "http" | "https":
            return _web_target(_WEB_START.sub(_two_slashes, stripped, count=1))
        case "post" if stripped.startswith(POST_SCHEME):
            return _bounded(_encode(unquote(stripped[len(POST_SCHEME) :])), LinkKind.POST)
        case "gemini":
            return _web_target(stripped)
        case "mailto":
            return _bounded(_encode(stripped), LinkKind.WEB)
        case _:
            return _refused(stripped)


def fragment_target(name: str) -> LinkTarget:
    """Return the link to the place of that name within the text; `name` is not encoded."""
    return LinkTarget("#" + _encode(name), LinkKind.FRAGMENT)


def _resolve_relative(address: str, base_address: str) -> LinkTarget:
    if address.startswith("//"):
        scheme = "http" if base_address.lower().startswith("http:") else "https"
        return _web_target(f"{scheme}://{address.lstrip('/')}")
    if not _WEB_START.match(base_address):
        return _bounded(_encode(address), LinkKind.RELATIVE)
    try:
        joined = urljoin(base_address, address)
    except ValueError:
        return _refused(address)
    return _web_target(joined)


def _web_target(address: str) -> LinkTarget:
    """Refuse what has no host or one that can't be read (``http://[``)."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    if not host:
        return _refused(address)
    return _bounded(_encode(address), LinkKind.WEB)


def _bounded(address: str, kind: LinkKind) -> LinkTarget:
    return LinkTarget(address, kind) if len(address) <= LONGEST_ADDRESS else _refused(address)


def _refused(address: str) -> LinkTarget:
    shown = _encode(address[:_LONGEST_REFUSED])
    return LinkTarget(shown + "…" * (len(address) > _LONGEST_REFUSED), LinkKind.REFUSED)


def _two_slashes(match: re.Match[str]) -> str:
    return f"{match[1].lower()}://"


def _encode(address: str) -> str:
    return _UNSAFE_RUN.sub(_encode_run, address)


def _encode_run(match: re.Match[str]) -> str:
    return "".join(
        character if character > "\x7f" and character.isalnum() else _percent(character)
        for character in match[0]
    )


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
