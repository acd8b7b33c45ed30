"""Whether characters of ambiguous width (``“ ” … — × °``) take one column or two.

Owns the rule by locale, and that the layout and Rich, which draws the screen, agree. Box drawing
and block characters (U+2500 to U+259F) stay narrow: most terminals draw them in one column, and
frames and bars consist of them.

Source: Unicode UAX #11, 5 Recommendations: ambiguous characters are wide in the context of legacy
East Asian encodings. ``@cjkwide`` and ``@cjknarrow`` are mintty's.
"""

import re
import unicodedata
from collections.abc import Mapping
from itertools import groupby

_LEGACY = re.compile(
    r"\.(?:gb|euc|big5|s?jis|shift_?jis|cp9(?:32|36|49|50)|johab|uhc)", re.IGNORECASE
)
_LAST_CODE = 0xFFFF
_DRAWN = range(0x2500, 0x25A0)
_PRIVATE = range(0xE000, 0xF900)


def is_wide_by_locale(environment: Mapping[str, str]) -> bool:
    """Say whether terminals of the locale draw ambiguous characters wide.

    In UTF-8 locales they are narrow, even for Chinese, as in `wcwidth` of the C library; in
    legacy East Asian encodings they are wide.
    """
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    modifier = locale.partition("@")[2].lower()
    if modifier in {"cjkwide", "cjknarrow"}:
        return modifier == "cjkwide"
    return _LEGACY.search(locale) is not None


def measure_ambiguous_as_wide() -> None:
    """Measure ambiguous characters as wide from now on; takes 20 ms.

    Rich has no setting for it, so its table of widths is replaced. Call this once, before
    anything is measured.
    """
    from rich import cells, segment  # noqa: PLC0415 - 20 ms, and few have wide characters

    measuring, drawing = vars(cells), vars(segment)
    table = measuring["load_cell_table"]("latest")
    known = {
        code for first, last, _ in table.widths for code in range(first, min(last, _LAST_CODE) + 1)
    }
    ranges = [(first, last, 2) for first, last in _ambiguous_ranges(known)]
    wide_table = table._replace(widths=sorted([*table.widths, *ranges]))
    measuring["load_cell_table"] = lambda _version: wide_table
    for names in (measuring, drawing):
        names["_is_single_cell_widths"] = str.isascii
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def _ambiguous_ranges(known: set[int]) -> list[tuple[int, int]]:
    codes = [
        code
        for code in range(0x80, _LAST_CODE + 1)
        if code not in known
        and code not in _DRAWN
        and code not in _PRIVATE
        and unicodedata.east_asian_width(chr(code)) == "A"
    ]
    ranges = []
    for _, group in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        run = [code for _, code in group]
        ranges.append((run[0], run[-1]))
    return ranges
