"""Text of a header or heading, as one line that a terminal may show; never only blanks."""

import html
import re

from reader.terminal_text import clean_line

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")
"""Closed by a semicolon, since `&copy` without one is more often part of an address; and short,
since Python refuses to read a number of 5,000 digits."""
_INVISIBLE = " \t\n\r\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff\u00ad"
_SHOWS = re.compile(f"[^{_INVISIBLE}]")


def plain_line(text: str) -> str:
    """Return `text` on one clean line with entities decoded; empty if nothing of it would show."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    line = clean_line(text)
    return line if _SHOWS.search(line) else ""
