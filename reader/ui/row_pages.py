"""Rows of a selection, read a page at a time."""

from collections.abc import Sequence

from reader.archive.repository import Selection
from reader.posts.post import Post

PAGE_ROWS = 128
"""Rows that are read together."""

RowPages = dict[int, Sequence[Post]]
"""Rows by the number of their page of `PAGE_ROWS`, from 0."""


def read_pages(selection: Selection, always: Sequence[int], start: int, stop: int) -> RowPages:
    """Read the pages that hold the rows from `start` to before `stop`, and those of `always`.

    The last page holds no more rows than are known: finding more may take long.
    """
    known = len(selection)
    last = max(min(stop, known) - 1, 0) // PAGE_ROWS
    wanted = {*always, *range(max(start, 0) // PAGE_ROWS, last + 1)}
    return {
        page: selection.rows(page * PAGE_ROWS, min((page + 1) * PAGE_ROWS, known))
        for page in sorted(wanted)
    }
