"""Adds the space that the settings ask for; copying omits it.

Owns the invariant that every added space has role `SPACING` and nothing else is changed.

Source: clreq 3.2.2 (a hair of space between Han and Latin), 3.1.3 (indent), 3.1.5 (justifying).
"""

import re
from collections.abc import Iterator, Sequence

from reader.layout.line import Line, Role, Run
from reader.layout.text.break_rules import may_break
from reader.layout.text.cells import cell_ends, cell_width
from reader.layout.text.line_breaking import break_lines
from reader.layout.typesetting import Typesetting

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "A-Za-z0-9\u00c0-\u024f\u0370-\u052f"
_BOUNDARY = re.compile(f"(?<=[{_HAN}])(?=[{_LATIN}$+@#])|(?<=[{_LATIN}%+℃°])(?=[{_HAN}])")
_LITERAL = (Role.CODE | Role.LINK_NUMBER | Role.FOOTNOTE | Role.MARKER | Role.KEYBOARD).value
_INDENT = "\u3000\u3000"
_MIN_CELLS_TO_INDENT = 20
_MAX_SPACE_SHARE = 8


def set_paragraph(
    runs: Sequence[Run], width_cells: int, typesetting: Typesetting, *, is_indented: bool = False
) -> list[Line]:
    """Break runs into lines as `break_lines` does, and add the space of `typesetting`.

    Args:
        runs: Styled text in reading order, without newlines.
        width_cells: At least 2.
        typesetting: The user's settings.
        is_indented: Whether the first line is indented by two wide characters, if there is room.
    """
    if typesetting.has_script_gaps:
        runs = list(_with_script_gaps(runs))
    if is_indented and runs and width_cells >= _MIN_CELLS_TO_INDENT:
        runs = [Run(_INDENT, Role.SPACING), *runs]
    lines = break_lines(runs, width_cells, typesetting)
    if typesetting.is_justified:
        lines = [line if line.joint is None else _justify(line, width_cells) for line in lines]
    return lines


def _with_script_gaps(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield `runs` with a space at every Han-Latin boundary without one; breakable if allowed."""
    text = "".join(run.text for run in runs)
    gaps = [match.start() for match in _BOUNDARY.finditer(text)]
    start = index = 0
    for run in runs:
        end = start + len(run.text)
        position = start
        while index < len(gaps) and gaps[index] < end:
            gap = gaps[index]
            index += 1
            if run.role.value & _LITERAL or gap == 0:
                continue
            if gap > position:
                yield Run(text[position:gap], run.role, run.link)
                position = gap
            space = " " if may_break(text, gap) else "\N{NO-BREAK SPACE}"
            yield Run(space, run.role | Role.SPACING)
        if position < end:
            yield Run(text[position:end], run.role, run.link)
        start = end


def _justify(line: Line, width_cells: int) -> Line:
    """Return `line` justified to the width, unless it is too short."""
    text = line.text
    free = width_cells - cell_width(text)
    if free <= 0 or free * _MAX_SPACE_SHARE > width_cells:
        return line
    ends = cell_ends(text)
    first = len(text) - len(text.lstrip())
    gaps = [
        gap
        for gap in range(first + 1, len(text))
        if ends[gap] != ends[gap - 1] and may_break(text, gap)
    ]
    if not gaps:
        return line
    added: dict[int, int] = {}
    for number in range(free):
        gap = gaps[(2 * number + 1) * len(gaps) // (2 * free)]
        added[gap] = added.get(gap, 0) + 1
    return Line(tuple(_with_spaces(line.runs, added)), line.overflow, line.joint)


def _with_spaces(runs: Sequence[Run], added: dict[int, int]) -> Iterator[Run]:
    start = 0
    for run in runs:
        position = start
        end = start + len(run.text)
        for gap in sorted(gap for gap in added if start <= gap < end):
            if gap > position:
                yield Run(run.text[position - start : gap - start], run.role, run.link)
            yield Run(" " * added[gap], run.role | Role.SPACING, run.link)
            position = gap
        if position < end:
            yield Run(run.text[position - start :], run.role, run.link)
        start = end
