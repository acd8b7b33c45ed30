"""Lays out code unchanged: cut with horizontal scrolling, or divided without loss."""

from collections.abc import Iterator, Sequence

from reader.document.nodes import CodeBlock
from reader.layout.blocks.block_context import BLANK, BlockContext
from reader.layout.blocks.sideways import cut_wide_lines
from reader.layout.line import Line, Role, Run
from reader.layout.text.cells import cell_width, split_at_cells
from reader.layout.text.code_roles import find_code_roles

_MARGIN = Run("  ")
_TAB_STOP_CELLS = 4


def lay_out_code(code: CodeBlock, context: BlockContext) -> list[Line]:
    """Return the lines of `code`, tabs expanded, in the colours of its language as roles."""
    inner = context.inside(len(_MARGIN.text))
    margin = () if inner is context else (_MARGIN,)
    role = context.role | Role.CODE
    lines = [_expand_tabs(line) for line in code.text.split("\n")]
    rows = _set_rows(lines, code.language, role)
    if context.typesetting.scrolls_wide_blocks:
        cells = cell_width(_MARGIN.text) if margin else 0
        with_margin = [(*margin, *runs) if runs else () for runs in rows]
        cut = cut_wide_lines(with_margin, context.width_cells, cells)
        if cut is not None:
            return cut
    # Not with `add_margin`: a file of 20 MB is laid out here as a million lines.
    return [
        Line((*margin, *piece), None, joint) if piece else BLANK
        for runs in rows
        for piece, joint in _joined_by(_divide(runs, inner.width_cells))
    ]


def _joined_by(
    pieces: Iterator[tuple[Run, ...]],
) -> Iterator[tuple[tuple[Run, ...], str | None]]:
    """Yield each piece of one line with its joint to the next: an empty text."""
    before: tuple[Run, ...] | None = None
    for piece in pieces:
        if before is not None:
            yield before, ""
        before = piece
    if before is not None:
        yield before, None


def _set_rows(lines: Sequence[str], language: str, role: Role) -> list[tuple[Run, ...]]:
    stretches = find_code_roles("\n".join(lines), language) if language else ()
    if not stretches:
        return [(Run(line, role),) if line else () for line in lines]
    return list(_colour(lines, stretches, role))


def _colour(
    lines: Sequence[str], stretches: Sequence[tuple[int, Role]], role: Role
) -> Iterator[tuple[Run, ...]]:
    """Yield the runs of each line."""
    ahead = iter(stretches)
    left, colour = next(ahead)
    for line in lines:
        runs = []
        start = 0
        while start < len(line):
            if not left:
                left, colour = next(ahead)
            taken = min(left, len(line) - start)
            runs.append(Run(line[start : start + taken], role | colour))
            start += taken
            left -= taken
        yield tuple(_joined(runs))
        if not left:
            left, colour = next(ahead, (1, Role.TEXT))
        left -= 1


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield `runs` so that none starts with a combining mark of the previous one."""
    pending: Run | None = None
    for run in runs:
        if pending is not None and not cell_width(run.text[0]):
            pending = Run(pending.text + run.text, pending.role)
        else:
            if pending is not None:
                yield pending
            pending = run
    if pending is not None:
        yield pending


def _divide(runs: tuple[Run, ...], width_cells: int) -> Iterator[tuple[Run, ...]]:
    """Yield the pieces of one line, at most `width_cells` each; an empty line gives one."""
    text = "".join(run.text for run in runs)
    pieces = split_at_cells(text, width_cells) or [""]
    if len(pieces) == 1:
        yield runs
        return
    if len(runs) == 1:
        for piece in pieces:
            yield (Run(piece, runs[0].role),)
        return
    rest = list(runs)
    for piece in pieces:
        taken = []
        left = len(piece)
        while left:
            run = rest.pop(0)
            taken.append(Run(run.text[:left], run.role))
            if len(run.text) > left:
                rest.insert(0, Run(run.text[left:], run.role))
            left -= min(left, len(run.text))
        yield tuple(taken)


def _expand_tabs(line: str) -> str:
    if "\t" not in line:
        return line
    pieces = line.split("\t")
    filled = [piece + " " * (-cell_width(piece) % _TAB_STOP_CELLS or 4) for piece in pieces[:-1]]
    return "".join(filled) + pieces[-1]
