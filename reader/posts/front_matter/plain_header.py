"""Reads the simplest YAML headers, one key a line, without a YAML parser.

What is answered here is what YAML answers, for a twentieth of the work. Wherever a character might
mean more than itself (escapes, comments, anchors, values of several lines, blank lines) nothing is
answered and YAML is asked. A property test holds both equal.

Source: YAML 1.1, 5.1 (characters), 9.1 (scalars), 9.2 (flow sequences); libyaml's scanner.c.
"""

import codecs
import re
from functools import lru_cache

from reader.posts.front_matter.plain_values import MAX_CHARACTERS, NULLS, Value

_NOT_PLAIN = re.compile(
    "[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML refuses or takes for white space: controls, tabs, line ends of other kinds, a BOM."""
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""Characters with which a plain scalar never begins, or not always."""
_MAX_KEY_CHARACTERS = 200
"""YAML looks for a key's colon in 1,024 characters; longer keys are left to it."""
_ITEM = re.compile(r"\"([^\"\\\n]*)\"|(\w[\w.+/-]*(?: +[\w.+/-]+)*)")
_LIST = re.compile(rf"\[ *(?:{_ITEM.pattern})(?: *, *(?:{_ITEM.pattern}))* *\]")


class _UnsureError(Exception):
    """Only YAML can tell."""


def split_plain(data: bytes, *, is_part: bool) -> tuple[str, str] | None:
    """Return what stands between the first two lines of ``---`` alone, and what follows.

    Args:
        data: A file, or its beginning.
        is_part: The file goes on after `data`, so that its last character may be incomplete.

    Returns:
        Header and body, or None where `data` is no UTF-8 all through, or begins otherwise. Nothing
        that `read_plain` reads ends a header sooner or holds line ends of other kinds; a body may.
    """
    if not data.startswith(b"---\n"):
        return None
    try:
        text, _ = codecs.utf_8_decode(data, "strict", not is_part)
    except UnicodeDecodeError:
        return None
    end = text.find("\n---\n", 3)
    return None if end < 0 or "\0" in text else (text[4:end], text[end + len("\n---\n") :])


def read_plain(header: str) -> dict[str, Value] | None:
    """Return the values by key, or None where only YAML can tell.

    Args:
        header: Without its delimiters; one that could hold too many values is left to YAML.
    """
    if len(header) > MAX_CHARACTERS:
        return None
    try:
        return dict(map(_pair, header.removesuffix("\n").split("\n")))
    except _UnsureError:
        return None


@lru_cache(maxsize=1024)  # three lines of five are those of many posts
def _pair(line: str) -> tuple[str, Value]:
    key, _, written = f"{line} ".partition(": ")
    is_key = len(key) <= _MAX_KEY_CHARACTERS and key.replace("-", "_").isidentifier()
    if not is_key or not (line.isprintable() or _NOT_PLAIN.search(line) is None):
        raise _UnsureError
    return key, _value(written)


def _value(written: str) -> Value:
    """Return what stands after a key's colon and the space below it, at least one space."""
    text = written.strip(" ")
    if not text:
        return None
    first = text[0]
    if first not in _INDICATORS and ": " not in written and " #" not in written:
        return None if text in NULLS else text
    if first in {'"', "'"}:
        return _quoted(text, first)
    if first == "[":
        return _list(text)
    raise _UnsureError


def _quoted(text: str, quote: str) -> str | None:
    inner = text[1:-1]
    if len(text) < 2 or text[-1] != quote or quote in inner or (quote == '"' and "\\" in inner):
        raise _UnsureError
    return inner or None


def _list(text: str) -> Value:
    if not _LIST.fullmatch(text):
        raise _UnsureError
    return [(quoted or None) if plain in NULLS else plain for quoted, plain in _ITEM.findall(text)]
