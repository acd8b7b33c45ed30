"""Unicode's test cases: each passes, or differs for a reason listed here."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pytest
from support.unicode_cases import FOLDER, read_cases

from reader.layout.text.break_rules import is_bad_break, may_break
from reader.layout.text.cells import cell_width, graphemes

needs_cases = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="Unicode's test files are not here: Debian's package unicode-data"
)
LINE_ENDS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
GLUE = frozenset("\u00a0\u202f\u2007\u2060\ufeff")


@dataclass(frozen=True)
class Difference:
    """Positions at which we deviate from Unicode on purpose."""

    rule: str
    reason: str
    explains: Callable[[str, int, bool], object]
    """Takes a text, a position, and whether Unicode allows a break there."""


DIFFERENCES = (
    Difference(
        "LB4 to LB6",
        "A paragraph's text holds no line feeds: they have become breaks before it is set.",
        lambda text, position, allowed: LINE_ENDS.intersection(text[position - 1 : position + 1]),
    ),
    Difference(
        "no start",
        "No line starts with closing punctuation, a dash, an ellipsis, a small kana or a per cent"
        " sign, after a space either (clreq 3.1.4, JLREQ).",
        lambda text, position, allowed: allowed and is_bad_break("x" + text[position], 1),
    ),
    Difference(
        "no end",
        "No line ends with opening punctuation or the sign of a currency, before a space either.",
        lambda text, position, allowed: (
            allowed and is_bad_break((text[:position].rstrip(" ") or " ")[-1] + "x", 1)
        ),
    ),
    Difference(
        "sign",
        "A hyphen starts a line only as the sign of a number.",
        lambda text, position, allowed: allowed and text[position] == "-",
    ),
    Difference(
        "word",
        "Latin letters, digits and the marks between them (HFO-1234yf, and/or) stay whole up to"
        " the width of a line; an address is divided by rules of its own.",
        lambda text, position, allowed: (
            allowed
            and not may_break("a" + text[position], 1)
            and not may_break(text[position - 1] + "a", 1)
        ),
    ),
    Difference(
        "LB12a",
        "What glues, glues to a tab and a hyphen as well.",
        lambda text, position, allowed: allowed and text[position] in GLUE,
    ),
    Difference(
        "LB15",
        "A straight quotation mark before a space closes, so a bracket after it opens.",
        lambda text, position, allowed: not allowed and text[:position].rstrip(" ").endswith('"'),
    ),
    Difference(
        "version",
        "The library follows another version of Unicode than these cases: an emoji's modifier"
        " after a reserved code point, or full-width brackets beside a letter.",
        lambda text, position, allowed: (
            text[position] in "\u2329\uff08\U0001f3ff"
            or (allowed and text[position - 1] in "$%}/,")
        ),
    ),
)


@needs_cases
def test_lines_end_where_unicode_lets_them_or_for_a_listed_reason_elsewhere():
    unexplained = []
    for text, positions in read_cases("LineBreakTest.txt"):
        ours = {position for position in range(1, len(text)) if may_break(text, position)} | {
            len(text)
        }
        for position in ours ^ positions:
            allowed = position in positions
            if not any(difference.explains(text, position, allowed) for difference in DIFFERENCES):
                unexplained.append((text, position, allowed))

    assert unexplained == []


@needs_cases
def test_most_cases_of_unicode_pass_as_they_are():
    cases = [case for case in read_cases("LineBreakTest.txt") if not LINE_ENDS & set(case[0])]
    passed = [
        text
        for text, positions in cases
        if {position for position in range(1, len(text)) if may_break(text, position)}
        == positions - {len(text)}
    ]

    assert len(passed) > 0.9 * len(cases)


DIVIDED_ELSEWHERE = {
    "\u2701\u200d\u2701": "Scissors can be joined in later versions than that of these cases.",
    "\r\n": "A text holds no line feeds.",
    "a\r\nb": "A text holds no line feeds.",
    "\r\na": "A text holds no line feeds.",
}


def is_too_wide(text: str, positions: frozenset[int]) -> bool:
    """Say whether a cluster takes more than two columns, the minimum width of a line."""
    return any(cell_width(text[start:end]) > 2 for start, end in pairwise([0, *sorted(positions)]))


@needs_cases
def test_graphemes_are_unicodes():
    wrong = []
    for text, positions in read_cases("GraphemeBreakTest.txt"):
        ends, end = set(), 0
        for grapheme, _ in graphemes(text):
            end += len(grapheme)
            ends.add(end)
        is_listed = text in DIVIDED_ELSEWHERE or is_too_wide(text, positions)
        if ends != positions and not is_listed:
            wrong.append((text, ends, positions))

    assert wrong == []
