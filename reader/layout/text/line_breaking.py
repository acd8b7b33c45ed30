"""Breaks inline runs into lines.

Owns the invariant that only the spaces at a break are lost. `break_rules` says where a line may
break; this module chooses among these positions.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.layout.line import Line, Role, Run
from reader.layout.text.break_rules import SPACES, WORD, is_bad_break, may_break
from reader.layout.text.cells import cell_ends, cell_width
from reader.layout.typesetting import PLAIN_TYPESETTING, Typesetting

_SPACE_RUN = re.compile(f"[{SPACES}]*")
_PLACES_IN_ADDRESSES = frozenset("/?&=-_.,;:%+|~\\")
_BETWEEN_PARTS = frozenset("/?&")
_MARKS_IN_NUMBERS = frozenset("-.,:/%")
_HANGING = frozenset("，。、；：！？）》」』】”’,.;:!?)")
_HANGING_CELLS = 2
_LONG_WORD_CELLS = 20
_MIN_START_CELLS = 8
_GLUED_BEFORE = (Role.LINK_NUMBER | Role.FOOTNOTE).value
_GLUED_AFTER = Role.MARKER.value
_SPACING = Role.SPACING.value


def break_lines(
    runs: Sequence[Run], width_cells: int, typesetting: Typesetting = PLAIN_TYPESETTING
) -> list[Line]:
    """Break inline runs into lines of at most `width_cells`.

    Text is preserved except the spaces at which a line was broken. Two runs without a space
    between them are one word; a link's number and a footnote's mark stay with the word before
    them. Neighbouring runs of one role and link are joined. A word longer than the line is
    divided after a mark of an address (``/ ? & = - _ .``), otherwise between graphemes; a word of
    more than 20 columns is divided after such a mark if the line above would stay a third empty.

    Args:
        runs: Styled text in reading order, without newlines.
        width_cells: Terminal columns, at least 2 (one wide character).
        typesetting: The user's settings.

    Returns:
        At least one line; empty input gives one empty line.

    Raises:
        ValueError: `width_cells` is below 2.

    Source: Unicode UAX #14, clreq.
    """
    if width_cells < 2:
        raise ValueError(f"a line needs at least 2 cells, not {width_cells}")
    measure = Measure.of(width_cells, typesetting)
    if len(runs) == 1 and cell_width(runs[0].text) <= measure.cells:
        return [Line((runs[0],) if runs[0].text else ())]
    text = "".join(run.text for run in runs)
    ends = cell_ends(text)
    spans = _break_text(text, ends, measure, _glued_offsets(runs))
    return list(_cut_runs(text, _join_runs(runs, ends), spans)) or [Line()]


@dataclass(frozen=True, slots=True)
class Measure:
    """The capacity of a line."""

    cells: int
    """Columns of the text."""
    hanging_cells: int
    """Columns up to which a closing mark may hang; equal to the text's if none may."""

    @classmethod
    def of(cls, width_cells: int, typesetting: Typesetting) -> "Measure":
        """Return the measure of a width; a narrow one has no room for a hanging mark."""
        if typesetting.hangs_punctuation and width_cells >= 2 * _LONG_WORD_CELLS:
            return cls(width_cells - _HANGING_CELLS, width_cells)
        return cls(width_cells, width_cells)


def _glued_offsets(runs: Sequence[Run]) -> frozenset[int]:
    """Return the offsets at which a run must stay with the previous one."""
    glued = []
    offset = 0
    before = 0
    for run in runs:
        # On the roles' own bits: `&` on flags costs 1.5 µs, on their values 0.1.
        role = run.role.value
        if role & _GLUED_BEFORE or before & _GLUED_AFTER:
            glued.append(offset)
        offset += len(run.text)
        before = role
    return frozenset(glued)


def _break_text(
    text: str, ends: Sequence[int], measure: Measure, glued: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line, without the spaces at breaks."""
    start = taken = 0
    length = len(text)
    while start < length:
        limit = bisect_right(ends, taken + measure.cells, start)
        if measure.hanging_cells > measure.cells:
            limit = _with_hanging_mark(text, ends, limit, taken + measure.hanging_cells)
        after = _after_spaces(text, limit, ends)
        if after >= length:
            end = length
        elif WORD.fullmatch(text, start, after + 1):
            end = 0
        else:
            end = _last_break(text, ends, start, after, glued)
            if end and 3 * (ends[end - 1] - taken) < 2 * measure.cells:
                end = _break_in_address(text, ends, end, limit, glued) or end
        if end == 0:
            end = _forced_break(text, ends, start, limit, glued)
        line_end = min(limit, end)
        if end < length or line_end < end:
            line_end = start + len(text[start:line_end].rstrip(SPACES))
        if line_end > start:
            yield start, line_end
        start = _after_spaces(text, end, ends)
        taken = ends[start - 1]


def _with_hanging_mark(text: str, ends: Sequence[int], limit: int, most: int) -> int:
    is_hanging = limit < len(text) and text[limit] in _HANGING and ends[limit] <= most
    return limit + 1 if is_hanging else limit


def _after_spaces(text: str, position: int, ends: Sequence[int]) -> int:
    """Return the end of the spaces at `position`; a space with a combining mark doesn't count."""
    found = _SPACE_RUN.match(text, position)
    after = found.end() if found else position
    if position < after < len(text) and ends[after] == ends[after - 1]:
        return after - 1
    return after


def _last_break(
    text: str, ends: Sequence[int], start: int, stop: int, glued: frozenset[int]
) -> int:
    """Return the last position up to `stop` where the line may break, or 0."""
    for position in range(stop, start, -1):
        if may_break(text, position) and _is_joint(position, ends, glued):
            return position
    return 0


def _break_in_address(
    text: str, ends: Sequence[int], start: int, limit: int, glued: frozenset[int]
) -> int:
    """Return where to divide the long word at `start`; 0 if it is not long or has no mark."""
    word = WORD.match(text, start)
    if word is None or word.end() - start <= _LONG_WORD_CELLS:
        return 0
    last = min(limit, word.end() - 1)
    return _division_of_address(text, ends, start + _MIN_START_CELLS, last, glued)


def _division_of_address(
    text: str, ends: Sequence[int], after: int, last: int, glued: frozenset[int]
) -> int:
    """Return the last position after `after` and up to `last` to divide an address, or 0.

    Positions between the parts of a path or query are preferred.
    """
    positions = [
        position
        for position in range(last, after, -1)
        if _divides_address(text, position) and _is_joint(position, ends, glued)
    ]
    between = (position for position in positions if text[position - 1] in _BETWEEN_PARTS)
    return next(between, positions[0] if positions else 0)


def _divides_address(text: str, position: int) -> bool:
    before, after = text[position - 1], text[position]
    if before not in _PLACES_IN_ADDRESSES or after in _PLACES_IN_ADDRESSES or not after.isascii():
        return False
    is_number = before in _MARKS_IN_NUMBERS and after.isdigit() and text[position - 2].isdigit()
    return not is_number or before in "/-"


def _forced_break(
    text: str, ends: Sequence[int], start: int, limit: int, glued: frozenset[int]
) -> int:
    """Return where to divide a word that does not fit into a line."""
    position = _division_of_address(text, ends, (start + limit) // 2, limit, glued)
    if position:
        return position
    for position in range(limit, max(start, limit - 4), -1):
        if not is_bad_break(text, position) and _is_joint(position, ends, glued):
            return position
    return limit


def _is_joint(position: int, ends: Sequence[int], glued: frozenset[int]) -> bool:
    return position not in glued and ends[position] != ends[position - 1]


def _join_runs(runs: Sequence[Run], ends: Sequence[int]) -> list[tuple[int, Role, int]]:
    """Return end, role and link of each stretch of one kind, without dividing graphemes."""
    stretches: list[tuple[int, Role, int]] = []
    offset = 0
    for run in runs:
        offset += len(run.text)
        end = offset
        while 0 < end < len(ends) and ends[end] == ends[end - 1]:
            end += 1
        if stretches and stretches[-1][1:] == (run.role, run.link):
            stretches[-1] = (end, run.role, run.link)
        elif run.text and (not stretches or end > stretches[-1][0]):
            stretches.append((end, run.role, run.link))
    return stretches


def _cut_runs(
    text: str,
    stretches: Sequence[tuple[int, Role, int]],
    spans: Iterator[tuple[int, int]],
) -> Iterator[Line]:
    """Yield the line of each span, in order."""
    index = line_end = 0
    line: list[Run] = []
    for start, end in spans:
        if line:
            yield Line(tuple(line), None, _lost(text, line_end, start, stretches, index))
        line = []
        position = start
        while position < end:
            stretch_end, role, link = stretches[index]
            if stretch_end <= position:
                index += 1
                continue
            piece_end = min(end, stretch_end)
            line.append(Run(text[position:piece_end], role, link))
            position = piece_end
        line_end = end
    if line:
        yield Line(tuple(line))


def _lost(
    text: str, start: int, end: int, stretches: Sequence[tuple[int, Role, int]], index: int
) -> str:
    """Return the spaces removed between two lines, without those added by the layout."""
    lost = ""
    while start < end:
        stretch_end, role, _ = stretches[index]
        if stretch_end > start and not role.value & _SPACING:
            lost += text[start : min(end, stretch_end)]
        start = max(start, stretch_end)
        index += 1
    return lost
