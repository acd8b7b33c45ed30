"""Positions of the links in a text's lines, and the letters to choose them by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from reader.layout.line import Line, Role
from reader.layout.text.cells import cell_width
from reader.ui.text.joined_text import is_margin

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Home row first."""
_IMAGE = Role.IMAGE.value


@dataclass(frozen=True, slots=True)
class LinkPart:
    """Cells of one full line that belong to a link."""

    line: int
    """From 0."""
    start: int
    """First cell of the line."""
    end: int
    """End cell, exclusive."""


@dataclass(frozen=True, slots=True)
class LinkPosition:
    """One position of a link; a link may have several."""

    number: int
    """Number of the link in its layout, from 1."""
    parts: tuple[LinkPart, ...]
    """At least one; several if the link wraps."""
    is_image: bool = False
    """Whether it shows an image."""

    @property
    def line(self) -> int:
        """The line where it starts."""
        return self.parts[0].line

    @property
    def start(self) -> int:
        """The cell of that line where it starts."""
        return self.parts[0].start


def link_positions(lines: Sequence[Line], first: int, stop: int) -> Iterator[LinkPosition]:
    """Yield the links that start on ``first <= line < stop``, in reading order.

    The cost depends on these lines only; a link that continues beyond `stop` is yielded whole.
    """
    number, parts, is_image = 0, list[LinkPart](), False
    for index in range(first, len(lines)):
        if index >= stop and not parts:
            return
        for link, start, end, shows_image, goes_on in _linked_cells(lines[index]):
            if link == number and link and goes_on and parts and parts[-1].line == index - 1:
                parts.append(LinkPart(index, start, end))
                continue
            if parts:
                yield LinkPosition(number, tuple(parts), is_image)
            number, is_image = link, shows_image
            parts = [LinkPart(index, start, end)] if link and index < stop else []
        if parts and parts[-1].line < index:
            yield LinkPosition(number, tuple(parts), is_image)
            parts = []
    if parts:
        yield LinkPosition(number, tuple(parts), is_image)


def _linked_cells(line: Line) -> list[tuple[int, int, int, bool, bool]]:
    """Return (link, start, end, is image, is at line start) of each stretch of cells.

    Text between links counts as a stretch of link 0.
    """
    found: list[tuple[int, int, int, bool, bool]] = []
    cell, is_at_start = 0, True
    for run in (line.overflow or line).runs:
        end = cell + cell_width(run.text)
        if is_at_start and is_margin(run) and not run.link:
            cell = end
            continue
        shows_image = bool(run.role.value & _IMAGE)
        if found and found[-1][0] == run.link and not is_at_start:
            link, start, _, was_image, goes_on = found[-1]
            found[-1] = (link, start, end, was_image or shows_image, goes_on)
        else:
            found.append((run.link, cell, end, shows_image, is_at_start))
        cell, is_at_start = end, False
    return found


def next_link(
    lines: Sequence[Line], after: tuple[int, int] | None, top: int
) -> LinkPosition | None:
    """Return the first link after a line and cell, or from line `top` on if that is None."""
    first = top if after is None else after[0]
    for position in link_positions(lines, first, len(lines)):
        if after is None or (position.line, position.start) > after:
            return position
    return None


def previous_link(
    lines: Sequence[Line], before: tuple[int, int] | None, bottom: int
) -> LinkPosition | None:
    """Return the last link before a line and cell, or up to line `bottom` if that is None."""
    last = bottom if before is None else before[0]
    for line in range(min(last, len(lines) - 1), -1, -1):
        positions = [
            position
            for position in link_positions(lines, line, line + 1)
            if before is None or (position.line, position.start) < before
        ]
        if positions:
            return positions[-1]
    return None


def hint_letters(count: int) -> list[str]:
    """Return distinct letters, or pairs of letters if there are too few single ones."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return ["".join(pair) for pair in islice(product(_LETTERS, repeat=2), count)]
