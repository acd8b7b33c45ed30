"""The lines of a layout as running text, without the line ends that only the width has made.

What was drawn before a line (quote bars, indents) is left out. Where a line was broken at a space
the space is put back. A layout does not tell a broken line from a finished one, so that is
concluded from the line after it: whether its first word would still have had room.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.layout.cells import cell_width
from reader.layout.line import Layout, Line, Role, Run

_BARS = frozenset("│┃▏▎▌┆ ")
_ADDRESS_MARKS = frozenset("/?&=-_.,;:%+|~\\")
# On the roles' own bits: `&` on flags costs 1.5 µs, on their values 0.1.
_CODE = Role.CODE.value
_KINDS = (Role.TITLE | Role.META | Role.PROBLEM | Role.HEADING).value
_MARKER = Role.MARKER.value
_SPACING = Role.SPACING.value
_STARTS_ANEW = (Role.MARKER | Role.FOOTNOTE | Role.LINK_NUMBER).value
"""A line never goes on with one of these: they stand before an item, a note, an address."""
_SPARE_CELLS = 2
"""What a line may leave free beyond its next word: a mark that may not stand alone."""


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
        """Join all lines; takes about 5 µs a line."""
        texts: list[str] = []
        self._pieces: list[_Piece] = []
        self._line_places: list[int] = []
        place = 0
        contents = [_content_of(line) for line in layout.lines]
        width_cells = layout.width_cells
        joints = [_joint(above, below, width_cells) for above, below in pairwise(contents)]
        for line, (content, joint) in enumerate(zip(contents, [*joints, ""], strict=False)):
            self._line_places.append(place)
            for start, text in content.pieces:
                self._pieces.append(_Piece(place, line, start, len(text)))
                texts.append(text)
                place += len(text)
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

    def line_at(self, place: int) -> int:
        """Return the line on which a character of the joined text stands."""
        return max(bisect_right(self._line_places, place) - 1, 0)

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


@dataclass(frozen=True, slots=True)
class _Content:
    text: str
    pieces: tuple[tuple[int, str], ...]
    """First character in the line, and text, of what is not drawn by the layout."""
    cells: int
    """Of the whole line."""
    runs: tuple[Run, ...]
    """Those of the text; empty where nothing is written."""


def _content_of(line: Line) -> _Content:
    runs = (line.overflow or line).runs
    text = line.whole_text
    cells = cell_width(text)
    margin = index = 0
    while index < len(runs) and is_margin(runs[index]):
        margin += len(runs[index].text)
        index += 1
    runs = runs[index:]
    if any(map(is_spacing, runs)):
        pieces = tuple(_pieces(runs, margin))
        return _Content("".join(text for _, text in pieces), pieces, cells, runs)
    written = text[margin:].rstrip()
    return _Content(written, ((margin, written),) if written else (), cells, runs)


def _pieces(runs: tuple[Run, ...], start: int) -> Iterator[tuple[int, str]]:
    for run in runs:
        if not is_spacing(run):
            yield start, run.text
        start += len(run.text)


def _joint(above: _Content, below: _Content, width_cells: int) -> str:
    """Return what stands between two lines: nothing, a space, or a line feed."""
    if _is_apart(above, below) or _had_room(above, below, width_cells):
        return "\n"
    before, after = above.text[-1], below.text[0]
    if cell_width(before) > 1 or cell_width(after) > 1 or before == "-":
        return ""
    is_divided = above.cells >= width_cells or before in _ADDRESS_MARKS
    return "" if is_divided and _is_one_link(above.runs[-1], below.runs[0]) else " "


def _is_apart(above: _Content, below: _Content) -> bool:
    if not above.text or not below.text:
        return True
    first, next_first = above.runs[0].role.value, below.runs[0].role.value
    if (first ^ next_first) & _KINDS or next_first & _STARTS_ANEW:
        return True
    is_rule = len(above.runs) == 1 and first & _MARKER
    return bool(is_rule) or any(run.role.value & _MARKER for run in above.runs[1:])


def _had_room(above: _Content, below: _Content, width_cells: int) -> bool:
    """Say whether the first word of the line below would have fitted above."""
    free = width_cells - above.cells - _SPARE_CELLS
    return free > 0 and cell_width(_first_word(below.text, free)) < free


def _first_word(text: str, most: int) -> str:
    """Return what can't be parted from the first character, of which `most` characters matter."""
    end = 1
    while end <= most and end < len(text):
        character = text[end]
        if character == " " or (character.isalnum() and not text[end - 1 : end + 1].isascii()):
            break
        end += 1
    return text[:end]


def _is_one_link(above: Run, below: Run) -> bool:
    return bool(above.link) and above.link == below.link
