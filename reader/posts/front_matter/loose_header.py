"""Where a header ends that its author mistyped, line by line, as a human reader would see it.

A header goes on as long as its lines are keys, items, indented lines or comments. It ends with a
line of dashes, however many and with whatever stands behind them, or with a blank line below which
no key stands. What follows is body, so nothing of a text is taken for a header's last value.
"""

import re
from enum import Enum
from typing import NamedTuple

from reader.posts.front_matter.repair import KEYS

USUAL_KEYS = KEYS | {"layout"}
"""Keys of which a header has at least one."""

DASHES = r"\u2010-\u2015\u2212\uff0d\-"
"""Of all kinds, as a set of a regular expression has them."""
_RULE = re.compile(rf"[ \t]*(?:[{DASHES}][ \t]*){{2,}}\s*|[ \t]*\u2014+\s*|\.{{3,}}\s*|\+{{3,}}\s*")
"""A line that ends a header, or was meant to."""
_EXACT = re.compile(r"(?:---|\.\.\.|\+\+\+)\s*")
_RULE_WITH_TEXT = re.compile(rf"[{DASHES}]{{3,}}[ \t]*(?=[^\s{DASHES}])|\+{{3,}}[ \t]*(?=\S)")
_KEY = re.compile(r"[ \t]?[\"']?([A-Za-z_][\w.-]*|作者)[\"']?[ \t]*[:：=](?!//)(.*)")
_KEY_BELOW_BLANK = re.compile(r"[\"']?([a-z_][\w.-]*|作者)[\"']?[ \t]*[:=](?:\s|$)")
_MORE = re.compile(r"[ \t]|#|[-*+\u2022]|\[[\w.\[\]-]+\]\s*$|[\]}]")
"""Begins a line that goes on with the key above it, or is a comment or TOML's name of a table."""
_ITEM_OR_INDENT = re.compile(r"-?[ \t]")
_VALUE_WITH_RULE = re.compile(rf"(.*[^\s{DASHES}])[{DASHES}]{{3,}}\s*")
_BLOCK = re.compile(r"\s*[>|][-+0-9]*\s*")


class Ending(Enum):
    """What ends a header."""

    EXACT = "exact"
    """The line that should."""
    MISTYPED = "mistyped"
    """A line of too many or too few dashes, or one with text behind them."""
    NONE = "none"
    """Nothing but the last key."""


class HeaderEnd(NamedTuple):
    """Offsets in a text."""

    header_end: int
    body_start: int
    ending: Ending
    keys: frozenset[str]
    """The keys that were met, in lower case."""


def find_header_end(
    text: str, start: int, most: int, *, stops_at_blank: bool = False
) -> HeaderEnd | None:
    """Find the end of a header.

    Args:
        text: With line feeds only.
        start: Offset of the header's first line.
        most: Offset at which the search ends.
        stops_at_blank: Whether the first blank line ends the header whatever follows.

    Returns:
        None where no usual key is met.
    """
    end = _Lines(text, min(most, len(text)), stops_at_blank).read(start)
    return end if end.keys & USUAL_KEYS else None


def is_usual_key(line: str) -> bool:
    """Say whether a line begins with a key that headers have."""
    key = _KEY.match(line)
    return key is not None and key[1].lower() in USUAL_KEYS


class _Lines:
    """Reads a header's lines one after the other."""

    def __init__(self, text: str, most: int, stops_at_blank: bool) -> None:
        self._text = text
        self._most = most
        self._stops_at_blank = stops_at_blank
        self._keys: set[str] = set()
        self._value = ""
        """What stands behind the last key."""

    def read(self, start: int) -> HeaderEnd:
        place = start
        while place < self._most:
            line, after = self._line(place)
            if end := self._end_at(line, place, after):
                return end
            place = after
        return self._end(place, place, Ending.NONE)

    def _end_at(self, line: str, place: int, after: int) -> HeaderEnd | None:
        if _RULE.fullmatch(line):
            ending = Ending.EXACT if _EXACT.fullmatch(line) else Ending.MISTYPED
            return self._end(place, after, ending)
        if with_text := _RULE_WITH_TEXT.match(line):
            return self._end(place, place + with_text.end(), Ending.MISTYPED)
        if (key := _KEY.match(line)) is not None:
            self._keys.add(key[1].lower())
            self._value = key[2].strip()
            glued = _VALUE_WITH_RULE.fullmatch(line)
            return glued and self._end(place + glued.end(1), after, Ending.MISTYPED)
        if not line.strip():
            goes_on = not self._stops_at_blank and self._goes_on_below(after)
        else:
            goes_on = bool(_MORE.match(line)) or self._is_open() or self._is_closed_soon(after)
        return None if goes_on else self._end(place, place, Ending.NONE)

    def _goes_on_below(self, place: int) -> bool:
        """Say whether the next line that is neither blank nor a comment belongs to the header."""
        while place < self._most:
            line, place = self._line(place)
            if line.strip() and not line.startswith("#"):
                key = _KEY.match(line)
                is_known = key is not None and key[1].lower() in USUAL_KEYS
                is_of_value = not self._value or _BLOCK.fullmatch(self._value) is not None
                is_more = is_of_value and _ITEM_OR_INDENT.match(line) is not None
                return bool(
                    is_known or is_more or _KEY_BELOW_BLANK.match(line) or _RULE.fullmatch(line)
                )
        return False

    def _is_open(self) -> bool:
        """Say whether the last value is not complete: quotes, brackets or a block of text."""
        value = self._value
        if value[:1] in {'"', "'"}:
            return len(value) == 1 or value[-1] != value[0]
        return (value[:1] == "[" and "]" not in value) or _BLOCK.fullmatch(value) is not None

    def _is_closed_soon(self, place: int) -> bool:
        """Say whether a usual key or a line of dashes follows before the next blank line."""
        while place < self._most:
            line, place = self._line(place)
            if not line.strip():
                return False
            if _RULE.fullmatch(line) or is_usual_key(line):
                return True
        return False

    def _line(self, place: int) -> tuple[str, int]:
        """Return the line at an offset without its end, and the offset of the next one."""
        end = self._text.find("\n", place)
        return (
            (self._text[place:], len(self._text)) if end < 0 else (self._text[place:end], end + 1)
        )

    def _end(self, header_end: int, body_start: int, ending: Ending) -> HeaderEnd:
        return HeaderEnd(header_end, body_start, ending, frozenset(self._keys))
