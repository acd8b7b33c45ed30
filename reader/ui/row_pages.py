"""Rows of a selection, read in pages."""

from collections import OrderedDict
from collections.abc import Sequence

from reader.archive.repository import Selection
from reader.posts.post import Post

PAGE_ROWS = 128
"""Rows of one page."""

_MAX_PAGES = 24
"""Cached pages of rows: some three thousand posts, six megabytes."""

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


class CachedPages:
    """The pages of rows that were read last, of one selection."""

    def __init__(self) -> None:
        self._pages: OrderedDict[int, Sequence[Post]] = OrderedDict()

    def clear(self) -> None:
        """Forget all pages."""
        self._pages.clear()

    def keep(self, pages: RowPages) -> None:
        """Add pages, and drop those that were added first beyond the limit."""
        for page, rows in pages.items():
            self._pages[page] = rows
            self._pages.move_to_end(page)
        while len(self._pages) > _MAX_PAGES:
            self._pages.popitem(last=False)

    def get(self, page: int) -> Sequence[Post] | None:
        """Return the rows of a page; None if they are not here."""
        return self._pages.get(page)

    def short_of(self, row_count: int) -> list[int]:
        """Return the pages with fewer rows than there are in a selection of `row_count`."""
        return [
            page
            for page, rows in self._pages.items()
            if len(rows) < min(PAGE_ROWS, row_count - page * PAGE_ROWS)
        ]
