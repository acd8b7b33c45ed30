"""Rows of a selection, read in pages."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

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

    def __init__(self, ask: Callable[[Selection, int, int], object]) -> None:
        """Start empty.

        Args:
            ask: Requests the rows of a selection: first row, and the row after the last.
        """
        self._ask = ask
        self._selection: Selection | None = None
        self._pages: OrderedDict[int, Sequence[Post]] = OrderedDict()
        self._asked: set[int] = set()

    def begin(self, selection: Selection) -> None:
        """Forget all pages; another selection is shown."""
        self._selection = selection
        self._pages.clear()
        self._asked.clear()

    def keep(self, pages: RowPages) -> None:
        """Add pages, and drop those that were added first beyond the limit."""
        for page, rows in pages.items():
            self._pages[page] = rows
            self._pages.move_to_end(page)
        self._asked.difference_update(pages)
        while len(self._pages) > _MAX_PAGES:
            self._pages.popitem(last=False)

    def read_at(self, index: int) -> Post | None:
        """Return the post of a row if it is here."""
        page, offset = divmod(index, PAGE_ROWS)
        rows = self._pages.get(page, ())
        return rows[offset] if offset < len(rows) else None

    def at(self, index: int) -> Post | None:
        """Return the post of a row; if its page is missing, request it and return None."""
        page = index // PAGE_ROWS
        if page not in self._pages:
            self._want(page)
        return self.read_at(index)

    def _want(self, page: int) -> None:
        if page not in self._asked and self._selection is not None:
            self._asked.add(page)
            self._ask(self._selection, page * PAGE_ROWS, (page + 1) * PAGE_ROWS)

    def fill(self, row_count: int) -> bool:
        """Request the pages with fewer rows than there are in a selection of `row_count`.

        Returns:
            Whether there are any.
        """
        short = [
            page
            for page, rows in self._pages.items()
            if len(rows) < min(PAGE_ROWS, row_count - page * PAGE_ROWS)
        ]
        for page in short:
            self._want(page)
        return bool(short)
