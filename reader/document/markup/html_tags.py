"""Tags found in text, without a parser, and what their attributes say."""

import html
import re

from reader.document.build.element import HtmlElement
from reader.terminal_text import clean_text

REST_OF_TAG = r"(?P<rest>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+(?=>)|[^<>]*+)>"
TAG = re.compile(rf"<(?P<close>/?)(?P<name>[A-Za-z][^\s<>/]*+){REST_OF_TAG}")
"""A start or end tag, with the groups `close`, `name` and `rest`: its attributes."""

_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]++)"
    r"(?:\s*+=\s*+(?:\"(?P<a>[^\"]*+)\"|'(?P<b>[^']*+)'|(?P<c>[^\s>]++)))?+"
)
ENTITY = re.compile(r"&(?:#\d{1,7};?|#[xX][\da-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
"""A reference to a character, by its number or name."""


def element_of(match: re.Match[str]) -> HtmlElement:
    """Return the element that a `TAG` begins."""
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(match["rest"]):
        value = found["a"] or found["b"] or found["c"] or ""
        attributes.setdefault(found["name"].lower(), ENTITY.sub(decode_entity, value))
    return HtmlElement(match["name"].lower(), attributes)


def decode_entity(match: re.Match[str]) -> str:
    """Return the characters that an `ENTITY` stands for."""
    return clean_text(html.unescape(match[0]))
