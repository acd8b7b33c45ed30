"""The lines of a layout as running text, without the line breaks of wrapping.

Margins (quote bars, indents) are left out. A space at which a line was broken is restored
(`Line.joint`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.layout.line import Layout, Line, Role, Run

_BARS = frozenset("│┃▏▎▌┆ ")
# On the roles' own bits: `&` on flags costs 1.5 µs, on their values 0.1.
_CODE = Role.CODE.value
_SPACING = Role.SPACING.value


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of one line that are contiguous in the joined text too."""

    position: int
    """Offset of its first character in the joined text."""
    line: int
    start: int
    """Offset of its first character in the line."""
    length: int


@dataclass(frozen=True, slots=True)
class Part:
    """A range of characters or cells of one line."""

    line: int
    """From 0."""
    start: int
    """Start in the full line, margins included."""
    end: int
    """End, exclusive."""


class JoinedText:
    """The running text of a layout, with the position of each character."""

    def __init__(self, layout: Layout) -> None:
        """Join all lines; takes about 2 µs a line."""
        texts: list[str] = []
        self._pieces: list[_Piece] = []
        self._line_starts: list[int] = []
        position = 0
        last = len(layout.lines) - 1
        for line, laid_out in enumerate(layout.lines):
            joint = "\n" if laid_out.joint is None else laid_out.joint
            self._line_starts.append(position)
            for start, text in _pieces_of(laid_out):
                self._pieces.append(_Piece(position, line, start, len(text)))
                texts.append(text)
                position += len(text)
            if line < last:
                texts.append(joint)
                position += len(joint)
        self.text = "".join(texts)
        self._piece_starts = [piece.position for piece in self._pieces]

    def parts(self, start: int, end: int) -> list[Part]:
        """Return the parts of lines that hold the characters from `start` to before `end`."""
        parts = []
        index = max(bisect_right(self._piece_starts, start) - 1, 0)
        while index < len(self._pieces) and self._pieces[index].position < end:
            piece = self._pieces[index]
            first = max(start - piece.position, 0)
            last = min(end - piece.position, piece.length)
            if first < last:
                parts.append(Part(piece.line, piece.start + first, piece.start + last))
            index += 1
        return parts

    def position_at(self, line: int, character: int) -> int:
        """Return the offset of a character of a line; of the nearest one in a margin."""
        position = self.start_of(line)
        for piece in self._pieces[bisect_left(self._piece_starts, position) :]:
            if piece.line != line or piece.start > character:
                break
            position = piece.position + min(character - piece.start, piece.length)
        return position

    def start_of(self, line: int) -> int:
        """Return the offset of a line's first character; after the last line, the length."""
        return self._line_starts[line] if line < len(self._line_starts) else len(self.text)


def joined_lines(layout: Layout, first: int, last: int) -> str:
    """Return the running text of the lines from `first` to `last`, inclusive."""
    return JoinedText(replace(layout, lines=layout.lines[first : last + 1])).text


def is_spacing(run: Run) -> bool:
    """Say whether a run is space added by the layout."""
    return bool(run.role.value & _SPACING)


def is_margin(run: Run) -> bool:
    """Say whether a run at the start of a line is a margin, not text."""
    return not run.role.value & _CODE and _BARS.issuperset(run.text)


def _pieces_of(line: Line) -> list[tuple[int, str]]:
    """Return offset in the line, and text, of each piece that the layout did not add."""
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
