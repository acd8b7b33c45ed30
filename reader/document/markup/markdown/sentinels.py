"""Characters that stand in for literal ones while the Markdown parser runs.

A sentinel is a noncharacter, which is neither white space nor punctuation to the parser. It
passes through text, code and raw HTML alike and is exchanged back in the HTML, so putting one in
needs no knowledge of where code is.

Source: Unicode 23.7, Noncharacters.
"""

import re

_FIRST = 0xFDD0
_LITERALS = "~\\^_*[]()!:"
_LONE_TILDE = re.compile(r"(?<![~\\])~(?!~)")
_SENTINELS = {ord(literal): _FIRST + place for place, literal in enumerate(_LITERALS)}
_SENTINEL = re.compile(
    f"[{chr(_FIRST)}-{chr(_FIRST + len(_LITERALS) - 1)}]|%EF%B7%9([0-{len(_LITERALS) - 1:X}])"
)

TERM_END = "\ufdde"
"""Ends a line that is a term of its own; see `markdown.terms`."""

NO_HEADER = "\ufddf"
"""The one text in the header of a table that has none; see `markdown.tables`."""


def hide(literal: str) -> str:
    """Return `literal` with sentinels for the characters that Markdown gives a meaning."""
    return literal.translate(_SENTINELS)


def hide_lone_tildes(text: str) -> str:
    """Return `text` with a sentinel for each `~` that has no other beside it.

    The parser takes one tilde as a mark, and would strike what lies between the ranges in
    ``3~5年，10~20家``. kramdown's GFM parser wants two.
    """
    return _LONE_TILDE.sub(hide("~"), text)


def restore(html: str) -> str:
    """Return `html` with the characters themselves; in an address a sentinel is percent-encoded."""
    return _SENTINEL.sub(_literal, html)


def _literal(match: re.Match[str]) -> str:
    place = int(match[1], 16) if match[1] else ord(match[0]) - _FIRST
    return _LITERALS[place]
