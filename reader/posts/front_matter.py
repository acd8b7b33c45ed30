"""Where a file's front matter ends and its body begins.

Source: Jekyll lib/jekyll/document.rb, YAML_FRONT_MATTER_REGEXP; Hugo's documentation for TOML
between ``+++`` and for JSON.
"""

import re
from dataclasses import dataclass
from enum import Enum

from reader.posts.header_values import HeaderError, load_json

_YAML = re.compile(r"\A---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
_TOML = re.compile(r"\A\+\+\+[^\S\n]*\n(.*?)^\+\+\+[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
_OPEN = re.compile(r"\A(?:---|\+\+\+)[^\S\n]*\n")
_KEY_LINE = re.compile(r"^[A-Za-z_][\w-]*[ \t]*:", re.MULTILINE)


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
    is_unclosed: bool = False
    """The file begins as if with a header, but nothing ends it; all of it is body."""


def split_front_matter(text: str) -> FrontMatter:
    """Split a file's text, which has line feeds only."""
    if text.startswith("---"):
        return _split(text, _YAML, Format.YAML)
    if text.startswith("+++"):
        return _split(text, _TOML, Format.TOML)
    if text.startswith("{"):
        return _split_json(text)
    return without_header(text)


def without_header(text: str, *, is_unclosed: bool = False) -> FrontMatter:
    """Return a text that is all body."""
    return FrontMatter(Format.NONE, "", 1, text, 1, is_unclosed)


def has_key_lines(header: str) -> bool:
    """Say whether a text looks like ``key: value`` lines at all, and not like prose."""
    return _KEY_LINE.search(header) is not None


def _split(text: str, pattern: re.Pattern[str], kind: Format) -> FrontMatter:
    match = pattern.match(text)
    if match is None:
        first_lines = text[:400]
        is_unclosed = bool(_OPEN.match(first_lines)) and has_key_lines(first_lines)
        return without_header(text, is_unclosed=is_unclosed)
    body_line = 1 + text.count("\n", 0, match.end())
    return FrontMatter(kind, match[1], 2, text[match.end() :], body_line)


def _split_json(text: str) -> FrontMatter:
    try:
        _, end = load_json(text)
    except HeaderError:
        return without_header(text)
    rest = text[end:]
    body = rest[1:] if rest.startswith("\n") else rest
    body_line = 1 + text.count("\n", 0, len(text) - len(body))
    return FrontMatter(Format.JSON, text[:end], 1, body, body_line)
