"""Where a file's front matter ends and its body begins.

Source: Jekyll lib/jekyll/document.rb, YAML_FRONT_MATTER_REGEXP; Hugo's documentation for TOML
between ``+++`` and for JSON.
"""

import re
from dataclasses import dataclass
from enum import Enum

from reader.posts.front_matter.plain_values import MAX_CHARACTERS, HeaderError
from reader.posts.front_matter.values import load_json

SEARCHED_CHARACTERS = 2 * MAX_CHARACTERS
"""Characters from the beginning of a file within which a header must end."""

_YAML = re.compile(r"---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
_TOML = re.compile(r"\+\+\+[^\S\n]*\n(.*?)^\+\+\+[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
_UNCLOSED_YAML = re.compile(r"---[^\S\n]*\n((?:[A-Za-z_][\w-]*[ \t]*:.*\n?(?:[ \t-].*\n?)*)+)")
_UNCLOSED_TOML = re.compile(r"\+\+\+[^\S\n]*\n((?:[A-Za-z_][\w-]*[ \t]*=.*\n?)+)")
_JSON_OPEN = re.compile(r'\{\s*"')
_JSON_CLOSE = re.compile(r"^\}[^\S\n]*$", re.MULTILINE)


class Format(Enum):
    """The language of a header."""

    NONE = "none"
    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file's text in two parts."""

    format: Format
    header: str
    """Without its delimiters; empty where there is none."""
    header_line: int
    """Line of the file on which `header` begins, from 1."""
    body: str
    body_line: int
    """Line of the file on which `body` begins, from 1."""
    is_closed: bool = True
    """False where the header's end had to be guessed: at its last key, or JSON's last brace."""


def split_front_matter(text: str) -> FrontMatter:
    """Split a file's text, which has line feeds only."""
    if text.startswith("---"):
        return _split(text, Format.YAML, _YAML, _UNCLOSED_YAML)
    if text.startswith("+++"):
        return _split(text, Format.TOML, _TOML, _UNCLOSED_TOML)
    if text.startswith("{"):
        return _split_json(text)
    return without_header(text)


def may_go_on(front: FrontMatter, text: str) -> bool:
    """Say whether more of the file could change the header of a `text` that was cut off."""
    is_certain = front.is_closed and front.format is not Format.NONE and front.body != ""
    is_header = text.startswith(("---", "+++", "{"))
    return is_header and not is_certain and len(text) <= SEARCHED_CHARACTERS


def without_header(text: str) -> FrontMatter:
    """Return a text that is all body."""
    return FrontMatter(Format.NONE, "", 1, text, 1)


def _split(
    text: str, kind: Format, closed: re.Pattern[str], unclosed: re.Pattern[str]
) -> FrontMatter:
    match = closed.match(text, 0, SEARCHED_CHARACTERS)
    is_closed = match is not None
    match = match or unclosed.match(text, 0, SEARCHED_CHARACTERS)
    if match is None:
        return without_header(text)
    body_line = 1 + text.count("\n", 0, match.end())
    return FrontMatter(kind, match[1], 2, text[match.end() :], body_line, is_closed)


def _split_json(text: str) -> FrontMatter:
    is_closed = True
    try:
        _, end = load_json(text)
    except HeaderError:
        is_closed = False
        close = _JSON_CLOSE.search(text, 0, SEARCHED_CHARACTERS)
        if close is None or _JSON_OPEN.match(text) is None:
            return without_header(text)
        end = close.end()
    rest = text[end:]
    body = rest[1:] if rest.startswith("\n") else rest
    body_line = 1 + text.count("\n", 0, len(text) - len(body))
    return FrontMatter(Format.JSON, text[:end], 1, body, body_line, is_closed)
