"""How many terminal columns a text takes, and where it may be cut.

Owns one invariant: a grapheme (a base character with its marks, a joined emoji, a flag) is never
divided. All widths come from Rich's table of its latest Unicode version, whatever the variable
`UNICODE_VERSION` says, so that a layout is the same on every machine.

Source: Unicode UAX #11 and UAX #29, as far as `rich.cells` follows them; flags by UAX #29 GB12.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from rich.cells import get_character_cell_size, split_graphemes

ELLIPSIS = "…"

_JOINED = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_MOST_WIDTHS_KEPT = 1 << 16


class _CharacterCells(dict[str, int]):
    """Cells of single characters, filled as they are met.

    A plain dictionary under `map` costs 50 ns a character, Rich's cached function 120 ns.
    """

    def __missing__(self, character: str) -> int:
        cells = get_character_cell_size(character, "latest")
        if len(self) < _MOST_WIDTHS_KEPT:
            self[character] = cells
        return cells


_cells_of = _CharacterCells().__getitem__


def cell_width(text: str) -> int:
    """Return the columns that `text` takes; it holds no control characters."""
    if text.isascii():
        return len(text)
    if _JOINED.search(text) is None:
        return sum(map(_cells_of, text))
    return sum(_joined_cells(text))


def cell_ends(text: str) -> Sequence[int]:
    """Return for each character the columns of `text` up to and with it.

    A character at which the figure does not rise belongs to the grapheme before it.
    """
    if text.isascii():
        return range(1, len(text) + 1)
    if _JOINED.search(text) is None:
        return list(accumulate(map(_cells_of, text)))
    return list(accumulate(_joined_cells(text)))


def graphemes(text: str) -> Iterable[tuple[str, int]]:
    """Return the graphemes of `text` in order, each with the columns it takes: 0, 1 or 2."""
    if text.isascii():
        return [(character, 1) for character in text]
    return ((text[start:end], cells) for start, end, cells in _grapheme_spans(text))


def cut(text: str, width_cells: int) -> str:
    """Return the longest start of `text` that takes at most `width_cells` columns."""
    if width_cells <= 0:
        return ""
    if text.isascii():
        return text[:width_cells]
    return text[: bisect_right(cell_ends(text), width_cells)]


def fit(text: str, width_cells: int) -> str:
    """Return `text` in exactly `width_cells` columns: cut with an ellipsis, or padded."""
    if width_cells <= 0:
        return ""
    cells = cell_width(text)
    if cells > width_cells:
        text = cut(text, width_cells - 1) + ELLIPSIS
        cells = cell_width(text)
    return text + " " * (width_cells - cells)


def split_at_cells(text: str, width_cells: int) -> list[str]:
    """Split `text` into pieces of at most `width_cells` (at least 2) columns, losing nothing."""
    if len(text) * 2 <= width_cells:
        return [text] if text else []
    if text.isascii():
        return [text[i : i + width_cells] for i in range(0, len(text), width_cells)]
    ends = cell_ends(text)
    pieces = []
    start = taken = 0
    while start < len(text):
        end = bisect_right(ends, taken + width_cells, start)
        pieces.append(text[start:end])
        start, taken = end, ends[end - 1]
    return pieces


def _joined_cells(text: str) -> Iterator[int]:
    for start, end, cells in _grapheme_spans(text):
        yield cells
        for _ in range(start + 1, end):
            yield 0


def _grapheme_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and columns of each grapheme; Rich's, with the halves of a flag joined."""
    flags = {flag.start() for flag in _FLAG.finditer(text)}
    half: tuple[int, int] | None = None
    for start, end, cells in split_graphemes(text, "latest")[0]:
        if half is not None:
            yield half[0], end, half[1] + cells
            half = None
        elif start in flags and end == start + 1:
            half = (start, cells)
        else:
            yield start, end, cells
