"""Finding words in the lines of a layout."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.archive.query import fold
from reader.layout.cells import cell_width
from reader.layout.line import Line


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand."""

    line: int
    """Line of the layout, from 0."""
    start: int
    """First cell of the line that belongs to it."""
    end: int
    """First cell after it."""


def find_hits(lines: Sequence[Line], words: str) -> list[Hit]:
    """Return every place within a line where `words` stand, case and width folded, in order."""
    wanted = fold(words)
    if not wanted:
        return []
    hits: list[Hit] = []
    for index, line in enumerate(lines):
        text = line.text
        if wanted in fold(text):
            hits.extend(Hit(index, *_cells(text, place)) for place in _places(text, wanted))
    return hits


def _places(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return (start, end) of every place in characters of `text`, which folding may lengthen."""
    folded, origins = [], []
    for place, character in enumerate(text):
        part = fold(character)
        folded.append(part)
        origins.extend([place] * len(part))
    joined = "".join(folded)
    found, start = [], joined.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        found.append((origins[start], origins[end - 1] + 1))
        start = joined.find(wanted, end)
    return found


def _cells(text: str, place: tuple[int, int]) -> tuple[int, int]:
    start = cell_width(text[: place[0]])
    return start, start + cell_width(text[place[0] : place[1]])
