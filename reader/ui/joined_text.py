"""The lines of a layout as running text, without the line ends that only the width has made.

What was drawn before a line (quote bars, indents) is left out. Where a line was broken at a space
the space is put back. A layout does not tell a broken line from a finished one, so that is
concluded from the line after it: whether its first word would still have had room.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from reader.layout.cells import cell_width
from reader.layout.line import Layout, Line, Role, Run

_BARS = frozenset("│┃▏▎▌┆ ")
_ADDRESS_MARKS = frozenset("/?&=-_.,;:%+|~\\")
# On the roles' own bits: `&` on flags costs 1.5 µs, on their values 0.1.
_CODE = Role.CODE.value
_KINDS = (Role.TITLE | Role.META | Role.PROBLEM | Role.HEADING).value
_MARKER = Role.MARKER.value
_STARTS_ANEW = (Role.MARKER | Role.FOOTNOTE | Role.LINK_NUMBER).value
"""A line never goes on with one of these: they stand before an item, a note, an address."""
_SPARE_CELLS = 2
"""What a line may leave free beyond its next word: a mark that may not stand alone."""


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a line's text begins in the joined text."""

    place: int
    """First character of the joined text that belongs to the line."""
    margin: int
    """Characters of the line that are left out before it."""
    end: int
    """First character of the joined text after the line's own."""


@dataclass(frozen=True, slots=True)
class Part:
    """Characters of one line."""

    line: int
    """From 0."""
    start: int
    """First character of the line, counted with what is drawn before its text."""
    end: int
    """First character after it."""


class JoinedText:
    """The running text of a layout, and where each character of it stands."""

    def __init__(self, layout: Layout) -> None:
        """Join all lines; takes about 3 µs a line."""
        pieces: list[str] = []
        self._starts: list[_Start] = []
        place = 0
        contents = [_content_of(line) for line in layout.lines]
        width_cells = layout.width_cells
        joints = [_joint(above, below, width_cells) for above, below in pairwise(contents)]
        for content, joint in zip(contents, [*joints, ""], strict=False):
            end = place + len(content.text)
            self._starts.append(_Start(place, content.margin, end))
            pieces += (content.text, joint)
            place = end + len(joint)
        self.text = "".join(pieces)
        self._places = [start.place for start in self._starts]

    def parts(self, start: int, end: int) -> list[Part]:
        """Return where the characters from `start` to before `end` stand, line by line."""
        parts = []
        index = self.line_at(start)
        while index < len(self._starts) and self._starts[index].place < end:
            line = self._starts[index]
            first, last = max(start, line.place), min(end, line.end)
            if first < last:
                shift = line.margin - line.place
                parts.append(Part(index, first + shift, last + shift))
            index += 1
        return parts

    def line_at(self, place: int) -> int:
        """Return the line on which a character of the joined text stands."""
        return max(bisect_right(self._places, place) - 1, 0)

    def place_of(self, line: int) -> int:
        """Return the first character of a line; beyond the last line the end of the text."""
        return self._places[line] if line < len(self._places) else len(self.text)

    def lines_text(self, first: int, last: int) -> str:
        """Return the text of the lines from `first` to `last`, both counted in."""
        return self.text[self._places[first] : self._starts[last].end]


def is_margin(run: Run) -> bool:
    """Say whether a run at the start of a line is drawn there and no part of the text."""
    return not run.role.value & _CODE and _BARS.issuperset(run.text)


@dataclass(frozen=True, slots=True)
class _Content:
    text: str
    margin: int
    cells: int
    """Of the whole line."""
    runs: tuple[Run, ...]
    """Those of the text; empty where nothing is written."""


def _content_of(line: Line) -> _Content:
    runs, margin, text = line.runs, 0, line.text
    cells = cell_width(text)
    for index, run in enumerate(runs):
        if not is_margin(run):
            return _Content(text[margin:].rstrip(), margin, cells, runs[index:])
        margin += len(run.text)
    return _Content("", len(text), cells, ())


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
