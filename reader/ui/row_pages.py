"""Rows of a selection, read in pages."""

from collections.abc import Sequence

from reader.archive.repository import Selection
from reader.posts.post import Post

PAGE_ROWS = 128
"""Rows of one page."""

RowPages = dict[int, Sequence[Post]]
"""Rows by page number, from 0; a page holds `PAGE_ROWS`."""


def read_pages(selection: Selection, always: Sequence[int], start: int, stop: int) -> RowPages:
    """Read the pages of the rows from `start` to before `stop`, and those of `always`.

    The last page holds only rows that are known already: finding more may take long.
    """
    known = len(selection)
    last = max(min(stop, known) - 1, 0) // PAGE_ROWS
    wanted = {*always, *range(max(start, 0) // PAGE_ROWS, last + 1)}
    return {
        page: selection.rows(page * PAGE_ROWS, min((page + 1) * PAGE_ROWS, known))
        for page in sorted(wanted)
    }
