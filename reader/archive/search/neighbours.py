"""What characters are only beside others, before each becomes tokens by itself.

Marks and conjoining jamo become one character with the letter before. Commas between the thousands
of a number go, so that ``1,299.00`` is found by ``1299``. A raised digit next to a digit, and a
digit in a keycap, are numbers of their own.

Source: Unicode UAX #15 (NFC), Unicode Standard 3.12 (conjoining jamo); UTS #51 (keycaps).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_WIDE_DIGITS = "\uff10-\uff19"
_MARKS = "\u0300-\u036f\u3099\u309a"
_KANA_MARKS = "\uff9e\uff9f\u3099\u309a"
_RAISED = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2160-\u2188"
"""Raised and lowered digits, and Roman numerals."""
_KEYCAP = "\u20e3"
_CLUSTERS = (
    f"[\uff65-\uff9f][{_KANA_MARKS}]*"
    "|[\u1100-\u115f\ua960-\ua97f][\u1160-\u11a7\ud7b0-\ud7ca]?[\u11a8-\u11ff\ud7cb-\ud7ff]?"
    "|[\uac00-\ud7a3][\u11a8-\u11ff]"
    f"|[0-9#*]\ufe0f?{_KEYCAP}"
    f"|[{_RAISED}]+"
    f"|.?[{_MARKS}]+"
)
_WIDE_COMMA = "\uff0c"
_SEPARATOR = "[.,\uff0e\uff0c]"


class Piece(NamedTuple):
    """Characters ``start <= index < end`` of a text, and what they are read as."""

    text: str
    start: int
    end: int


def in_context(text: str) -> str:
    """Return a text in which each character has the tokens that it has by itself."""
    if _in_cluster().search(text):
        text = _clusters().sub(_read, text)
    return join_groups(text) if "," in text or _WIDE_COMMA in text else text


def join_groups(text: str) -> str:
    """Return a text without the commas between the thousands of numbers."""
    return _groups().sub(_read, text)


def with_narrow_groups(text: str) -> str:
    """Return a text of the same length with commas of ASCII between the thousands of numbers."""
    return _groups().sub(lambda found: found[0].replace(_WIDE_COMMA, ","), text)


def join_usual_groups(text: str) -> str:
    """Do what `join_groups` does, but for full-width digits; in less time for a long text."""
    text = _plain_groups().sub(_without_commas, text)
    return join_groups(text) if _wide_comma_before_digits().search(text) else text


def pieces_in_context(text: str) -> Iterator[Piece]:
    """Yield the pieces of `in_context`, each with its place in the text as it stands."""
    place = 0
    for found in _groups_and_clusters().finditer(text):
        yield from _single(text, place, found.start())
        yield Piece(_read(found), *found.span())
        place = found.end()
    yield from _single(text, place, len(text))


def _single(text: str, start: int, end: int) -> Iterator[Piece]:
    return (Piece(text[place], place, place + 1) for place in range(start, end))


def _without_commas(found: re.Match[str]) -> str:
    return found[0].replace(",", "")


def _read(found: re.Match[str]) -> str:
    text = found[0]
    if text[0] in {",", _WIDE_COMMA} and text[-1].isdecimal():
        return text.replace(text[0], "")
    if text[-1] == _KEYCAP:
        return f" {text[0]} "
    if _raised().fullmatch(text):
        before = found.string[found.start() - 1 : found.start()]
        after = found.string[found.end() : found.end() + 1]
        return f"{' ' * before.isdecimal()}{text}{' ' * after.isdecimal()}"
    return unicodedata.normalize("NFKC" if "\uff65" <= text[0] <= "\uff9f" else "NFC", text)


def _grouping(comma: str, digit: str) -> str:
    """Return what finds the first comma of a number, and all behind it.

    Begins with the comma, which is seldom met. One to three digits stand before it, three behind
    each; a list such as ``2021,100,200`` is no number, nor are decimals. All commas are of one
    width: a full-width one behind ``1,299`` is a mark of the sentence.
    """
    no_more_before = f"(?<!{digit})(?<!{digit}{_SEPARATOR})"
    heads = "|".join(f"(?<={no_more_before}[1-9\uff11-\uff19]{digit * n}{comma})" for n in range(3))
    return f"{comma}(?:{heads})(?:{digit}{{3}}{comma})*{digit}{{3}}(?!{digit}|{comma}{digit})"


@cache
def _groups() -> re.Pattern[str]:
    digit = f"[0-9{_WIDE_DIGITS}]"
    return re.compile(f"{_grouping(',', digit)}|{_grouping(_WIDE_COMMA, digit)}")


@cache
def _plain_groups() -> re.Pattern[str]:
    return re.compile(_grouping(",", "[0-9]"))


@cache
def _wide_comma_before_digits() -> re.Pattern[str]:
    return re.compile(f"{_WIDE_COMMA}[0-9]{{3}}")


@cache
def _clusters() -> re.Pattern[str]:
    return re.compile(_CLUSTERS)


@cache
def _groups_and_clusters() -> re.Pattern[str]:
    return re.compile(f"{_groups().pattern}|{_CLUSTERS}")


@cache
def _raised() -> re.Pattern[str]:
    return re.compile(f"[{_RAISED}]+")


@cache
def _in_cluster() -> re.Pattern[str]:
    """Find any character that makes a cluster."""
    return re.compile(f"[{_MARKS}{_RAISED}{_KEYCAP}\uff65-\uff9f\u1100-\u11ff\ua960-\ua97f]")
