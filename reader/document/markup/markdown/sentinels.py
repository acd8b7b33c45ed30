"""Characters that stand in for literal ones while the Markdown parser runs.

A sentinel is a noncharacter, which is neither white space nor punctuation to the parser. It
passes through text, code and raw HTML alike and is exchanged back in the HTML, so putting one in
needs no knowledge of where code is.

Source: Unicode 23.7, Noncharacters.
"""

import re

_FIRST = 0xFDD0
_LITERALS = "~\\^_*[]()!:` "
_LONE_TILDE = re.compile(r"~(?<![~\\]~)(?!~)")
_SENTINELS = {ord(literal): _FIRST + place for place, literal in enumerate(_LITERALS)}
_SENTINEL = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + len(_LITERALS) - 1)}]")
_ENCODED = "%EF%B7%9"
_ENCODED_SENTINEL = re.compile(f"{_ENCODED}([0-{len(_LITERALS) - 1:X}])")

NOTHING = "\ufddd"
"""Is a letter to the parser, and nothing in the text.

Between punctuation and a mark of emphasis it lets the mark count; on a line of its own it keeps
the line from being blank.
"""

START_OF_RAW, END_OF_RAW = "<?\ufde0", "\ufde0?>"
"""Around HTML that the parser passes through, be it over lines, blank ones among them."""

FOOTNOTES_HERE = "\ufde1"
"""The one text of the paragraph in whose place the footnotes are shown."""

LIST_GOES_ON = "\ufde3"
"""Where a long definition list is cut; see `kramdown.terms`."""

_LESS_THAN = "\ufde2"
_DOUBLED_BRACKETS = re.compile(r"<<(?<!<<<)(?=[^<>\n:@]{1,80}>>)")
_ENCODED_NOTHING = "%EF%B7%9D"
_REPLACED = (
    ("\ufdd1<br", "<br"),
    (START_OF_RAW, ""),
    (END_OF_RAW, ""),
    (NOTHING, ""),
    (_ENCODED_NOTHING, ""),
    (_LESS_THAN, "&lt;"),
)
"""What is no single literal; first the backslash before the one that breaks a line."""

TERM_END = "\ufdde"
"""Ends a line that is a term of its own; see `kramdown.terms`."""

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


def hide_doubled_brackets(text: str) -> str:
    """Return `text` with a sentinel in ``<<word>>``, which would have a tag in it."""
    return _DOUBLED_BRACKETS.sub(f"<{_LESS_THAN}", text)


def restore(html: str) -> str:
    """Return `html` with the characters themselves; in an address a sentinel is percent-encoded."""
    for sentinel, text in _REPLACED:
        if sentinel in html:
            html = html.replace(sentinel, text)
    if _ENCODED in html:
        html = _ENCODED_SENTINEL.sub(lambda match: _LITERALS[int(match[1], 16)], html)
    return _SENTINEL.sub(_literal, html)


def _literal(match: re.Match[str]) -> str:
    return _LITERALS[ord(match[0]) - _FIRST]
