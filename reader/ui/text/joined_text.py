"""The lines of a layout as running text, without the line ends that only the width has made.

What was drawn before a line (quote bars, indents) is left out. Where a line was broken at a space
the space is put back, as the layout says (`Line.joint`).
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.layout.line import Layout, Line, Role, Run

_BARS = frozenset("│┃▏▎▌┆ ")
# On the roles' own bits: `&` on flags costs 1.5 µs, on their values 0.1.
_CODE = Role.CODE.value
_SPACING = Role.SPACING.value


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of one line that stand side by side in the joined text too."""

    place: int
    """First character of it in the joined text."""
    line: int
    start: int
    """First character of it in the line."""
    length: int


@dataclass(frozen=True, slots=True)
class Part:
    """Characters, or cells, of one line."""

    line: int
    """From 0."""
    start: int
    """The first of the whole line, counted with what is drawn before its text."""
    end: int
    """The first after them."""


class JoinedText:
    """The running text of a layout, and where each character of it stands."""

    def __init__(self, layout: Layout) -> None:
        """Join all lines; takes about 2 µs a line."""
        texts: list[str] = []
        self._pieces: list[_Piece] = []
        self._line_places: list[int] = []
        place = 0
        last = len(layout.lines) - 1
        for line, laid_out in enumerate(layout.lines):
            joint = "\n" if laid_out.joint is None else laid_out.joint
            self._line_places.append(place)
            for start, text in _pieces_of(laid_out):
                self._pieces.append(_Piece(place, line, start, len(text)))
                texts.append(text)
                place += len(text)
            if line < last:
                texts.append(joint)
                place += len(joint)
        self.text = "".join(texts)
        self._piece_places = [piece.place for piece in self._pieces]

    def parts(self, start: int, end: int) -> list[Part]:
        """Return where the characters from `start` to before `end` stand, line by line."""
        parts = []
        index = max(bisect_right(self._piece_places, start) - 1, 0)
        while index < len(self._pieces) and self._pieces[index].place < end:
            piece = self._pieces[index]
            first = max(start - piece.place, 0)
            last = min(end - piece.place, piece.length)
            if first < last:
                parts.append(Part(piece.line, piece.start + first, piece.start + last))
            index += 1
        return parts

    def place_of(self, line: int) -> int:
        """Return the first character of a line; beyond the last line the end of the text."""
        return self._line_places[line] if line < len(self._line_places) else len(self.text)


def joined_lines(layout: Layout, first: int, last: int) -> str:
    """Return the running text of the lines from `first` to `last`, both counted in."""
    return JoinedText(replace(layout, lines=layout.lines[first : last + 1])).text


def is_spacing(run: Run) -> bool:
    """Say whether a run is space that the layout put there."""
    return bool(run.role.value & _SPACING)


def is_margin(run: Run) -> bool:
    """Say whether a run at the start of a line is drawn there and no part of the text."""
    return not run.role.value & _CODE and _BARS.issuperset(run.text)


def _pieces_of(line: Line) -> list[tuple[int, str]]:
    """Return first character in the line, and text, of what is not drawn by the layout."""
    runs = (line.overflow or line).runs
    margin = index = 0
    while index < len(runs) and is_margin(runs[index]):
        margin += len(runs[index].text)
        index += 1
    runs = runs[index:]
    if any(map(is_spacing, runs)):
        return list(_pieces(runs, margin))
    written = "".join(run.text for run in runs)
    if line.joint is None:
        written = written.rstrip()
    return [(margin, written)] if written else []


def _pieces(runs: tuple[Run, ...], start: int) -> Iterator[tuple[int, str]]:
    for run in runs:
        if not is_spacing(run):
            yield start, run.text
        start += len(run.text)
