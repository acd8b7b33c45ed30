"""Computes the column widths of a table.

Source: CSS Table Module 3, automatic layout, reduced to natural and minimal widths; if there is
too little room, the widest columns shrink first.
"""

from collections.abc import Sequence


def widen_for_span(widths: list[int], column: int, span: int, needed_cells: int) -> None:
    """Widen the columns that a cell spans, evenly, until their sum is `needed_cells`."""
    missing = needed_cells - sum(widths[column : column + span])
    for offset in range(span):
        if missing <= 0:
            return
        share = -(-missing // (span - offset))
        widths[column + offset] += share
        missing -= share


def fit_columns(
    natural: Sequence[int], minimal: Sequence[int], available_cells: int
) -> list[int] | None:
    """Return widths whose sum is at most `available_cells`, or None if `minimal` exceeds it.

    Each column stays between its minimal and its natural width; all columns wider than some
    common width are narrowed to it.
    """
    if sum(natural) <= available_cells:
        return list(natural)
    if sum(minimal) > available_cells:
        return None
    low, high = 0, available_cells
    while low < high:
        middle = (low + high + 1) // 2
        if sum(_narrow(natural, minimal, middle)) <= available_cells:
            low = middle
        else:
            high = middle - 1
    widths = _narrow(natural, minimal, low)
    spare = available_cells - sum(widths)
    for column, width in enumerate(widths):
        if spare and width < natural[column] and width == low:
            widths[column] += 1
            spare -= 1
    return widths


def _narrow(natural: Sequence[int], minimal: Sequence[int], limit: int) -> list[int]:
    return [max(low, min(high, limit)) for high, low in zip(natural, minimal, strict=True)]
