"""Inline runs are broken into lines.

Owns the invariant that nothing but the spaces at a break is lost. Where a line *may* end is
decided in `break_rules`; here stands where it *does*.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reader.layout.break_rules import SPACES, WORD, is_bad_break, may_break
from reader.layout.cells import cell_ends, cell_width
from reader.layout.line import Line, Role, Run

_SPACE_RUN = re.compile(f"[{SPACES}]*")
_PLACES_IN_ADDRESSES = frozenset("/?&=-_.,;:%+|~\\")
_GLUED_BEFORE = (Role.LINK_NUMBER | Role.FOOTNOTE).value
_GLUED_AFTER = Role.MARKER.value


def break_lines(runs: Sequence[Run], width_cells: int) -> list[Line]:
    """Break inline runs into lines of at most `width_cells`.

    Text is preserved except the spaces at which a line was broken. Two runs without a space
    between them are one word; a link's number and a footnote's mark never leave the word before
    them. Neighbouring runs of one role and link become one. A word that is longer than the line
    is divided after a mark of an address (``/ ? & = - _ .``) or else between graphemes.

    Args:
        runs: Styled text in reading order, without newlines.
        width_cells: Terminal columns, at least 2 (one wide character).

    Returns:
        At least one line; empty input gives one empty line.

    Raises:
        ValueError: `width_cells` is below 2.

    Source: Unicode UAX #14, clreq.
    """
    if width_cells < 2:
        raise ValueError(f"a line needs at least 2 cells, not {width_cells}")
    if len(runs) == 1 and cell_width(runs[0].text) <= width_cells:
        return [Line((runs[0],) if runs[0].text else ())]
    text = "".join(run.text for run in runs)
    ends = cell_ends(text)
    spans = _break_text(text, ends, width_cells, _glued_offsets(runs))
    return list(_cut_runs(text, _join_runs(runs, ends), spans)) or [Line()]


def _glued_offsets(runs: Sequence[Run]) -> frozenset[int]:
    """Return the offsets at which a run stays with the one before it."""
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
    text: str, ends: Sequence[int], width_cells: int, glued: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line; the spaces at a break are in neither."""
    start = taken = 0
    length = len(text)
    while start < length:
        limit = bisect_right(ends, taken + width_cells, start)
        after = _after_spaces(text, limit, ends)
        if after >= length:
            end = length
        elif WORD.fullmatch(text, start, after + 1):
            end = 0
        else:
            end = _last_break(text, ends, start, after, glued)
        if end == 0:
            end = _forced_break(text, ends, start, limit, glued)
        line_end = min(limit, end)
        if end < length or line_end < end:
            line_end = start + len(text[start:line_end].rstrip(SPACES))
        if line_end > start:
            yield start, line_end
        start = _after_spaces(text, end, ends)
        taken = ends[start - 1]


def _after_spaces(text: str, position: int, ends: Sequence[int]) -> int:
    """Return where the spaces at `position` end; a space that carries a mark is no space."""
    found = _SPACE_RUN.match(text, position)
    after = found.end() if found else position
    if position < after < len(text) and ends[after] == ends[after - 1]:
        return after - 1
    return after


def _last_break(
    text: str, ends: Sequence[int], start: int, stop: int, glued: frozenset[int]
) -> int:
    """Return the last place up to `stop` where a line may end, 0 where there is none."""
    for position in range(stop, start, -1):
        if may_break(text, position) and _is_joint(position, ends, glued):
            return position
    return 0


def _forced_break(
    text: str, ends: Sequence[int], start: int, limit: int, glued: frozenset[int]
) -> int:
    """Return where a word that does not fit into a line is divided."""
    half = (start + limit) // 2
    for position in range(limit, half, -1):
        if (
            text[position - 1] in _PLACES_IN_ADDRESSES
            and text[position] not in _PLACES_IN_ADDRESSES
            and text[position].isascii()
            and _is_joint(position, ends, glued)
        ):
            return position
    for position in range(limit, max(start, limit - 4), -1):
        if not is_bad_break(text, position) and _is_joint(position, ends, glued):
            return position
    return limit


def _is_joint(position: int, ends: Sequence[int], glued: frozenset[int]) -> bool:
    return position not in glued and ends[position] != ends[position - 1]


def _join_runs(runs: Sequence[Run], ends: Sequence[int]) -> list[tuple[int, Role, int]]:
    """Return end, role and link of each stretch of one kind, none of which divides a grapheme."""
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
    index = 0
    for start, end in spans:
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
        yield Line(tuple(line))
