"""Measures and cuts text in terminal columns.

Owns one invariant: a grapheme (a base character with its marks, a joined emoji, a flag) is never
divided. All widths come from Rich's table of its latest Unicode version, as `terminal_widths`
corrects it, ignoring the variable `UNICODE_VERSION`, so that a layout is the same on every
machine.

Source: Unicode UAX #11, as `rich.cells` follows it; UAX #29 by `unicode-segmentation-rs`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size, split_graphemes
from unicode_segmentation_rs import graphemes as split_clusters

from reader.layout.text.terminal_widths import correct_widths

correct_widths()
ELLIPSIS = "…"

_JOINED = re.compile(
    "[\r\u0300-\u036f\u0600-\u1dff\u200c\u200d\u302a-\u302f\u3099\u309a\ua800-\uabff\ud7b0-\ud7ff"
    "\ufe00-\ufe0f\U00010000-\U0001ffff\U000e0000-\U000effff]"
)
"""Characters of graphemes with several characters; others are single, or combining marks."""

_JOINER = re.compile("[\u200d\ufe0f]")
_MAX_CELLS = 2
_MAX_WIDTHS_KEPT = 1 << 16


class _CharacterCells(dict[str, int]):
    """Cells of single characters, filled on demand.

    A plain dictionary under `map` costs 50 ns a character, Rich's cached function 120 ns.
    """

    def __missing__(self, character: str) -> int:
        cells = get_character_cell_size(character, "latest")
        if len(self) < _MAX_WIDTHS_KEPT:
            self[character] = cells
        return cells


_cells_of = _CharacterCells().__getitem__


def cell_width(text: str) -> int:
    """Return the columns of `text`, which holds no control characters."""
    if text.isascii():
        return len(text)
    if _JOINED.search(text) is None:
        return sum(map(_cells_of, text))
    return sum(_joined_cells(text))


def cell_ends(text: str) -> Sequence[int]:
    """Return, for each character, the columns of `text` up to and including it.

    A character that adds no columns belongs to the grapheme before it.
    """
    if text.isascii():
        return range(1, len(text) + 1)
    if _JOINED.search(text) is None:
        return list(accumulate(map(_cells_of, text)))
    return list(accumulate(_joined_cells(text)))


def graphemes(text: str) -> Iterable[tuple[str, int]]:
    """Return the graphemes of `text` in order, each with its columns: 0, 1 or 2.

    The few wider clusters are divided, because any grapheme must fit into two columns.
    """
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
    """Yield start, end and columns of each grapheme."""
    try:
        parts = split_clusters(text, True)
    except UnicodeEncodeError:
        # The library refuses lone surrogates: bytes of a file's name that are not UTF-8.
        yield from split_graphemes(text, "latest")[0]
        return
    start = 0
    for part in parts:
        end = start + len(part)
        is_joined = len(part) > 1 and _JOINER.search(part) is not None
        cells = cell_len(part, "latest") if is_joined else sum(map(_cells_of, part))
        if cells <= _MAX_CELLS:
            yield start, end, cells
        else:
            for first, last, single_cells in split_graphemes(part, "latest")[0]:
                yield start + first, start + last, single_cells
        start = end
