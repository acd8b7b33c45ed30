"""Corrects Rich's widths where most terminals differ from them.

Spacing marks of Indic scripts take one column, as in the C library, xterm, VTE and tmux; Rich
counts none.

Source: glibc's and Markus Kuhn's `wcwidth` (only Mn, Me and Cf take no column).
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

from rich import cells

_HANGUL_TONES = range(0x302E, 0x3030)
"""Spacing marks by category, but drawn beside the syllable without a column of their own."""


def correct_widths() -> None:
    """Correct Rich's table from now on. Call this before anything is measured.

    Rich has no setting for widths; Textual draws by Rich's, so layout and screen have to agree.
    """
    measuring = vars(cells)
    load = measuring["load_cell_table"]

    @cache
    def load_corrected(unicode_version: str = "auto") -> cells.CellTable:
        table: cells.CellTable = load(unicode_version)
        return table._replace(widths=list(_with_spacing_marks(table)))

    measuring["load_cell_table"] = load_corrected
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def _with_spacing_marks(table: cells.CellTable) -> Iterator[tuple[int, int, int]]:
    """Yield the ranges of a table without those spacing marks that it counts as no column."""
    for first, last, width in table.widths:
        if width:
            yield first, last, width
            continue
        start = first
        for code in range(first, last + 1):
            if unicodedata.category(chr(code)) == "Mc" and code not in _HANGUL_TONES:
                if start < code:
                    yield start, code - 1, width
                start = code + 1
        if start <= last:
            yield start, last, width
