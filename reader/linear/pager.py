"""The place in a long list or text that is read a page at a time."""


class Pager:
    """The range of the items that were read out last."""

    def __init__(self, count: int, page_size: int) -> None:
        self.count = count
        self.page_size = page_size
        self.page = range(0)
        """The items of the last page, from 0."""

    @property
    def is_at_end(self) -> bool:
        """Whether the last page reached the end."""
        return self.page.stop >= self.count

    @property
    def percent(self) -> int:
        """How much lies above the end of the page."""
        return 100 * self.page.stop // self.count if self.count else 100

    def next(self) -> range:
        """Go to the page below; empty at the end."""
        return self._take(self.page.stop) if not self.is_at_end else range(0)

    def previous(self) -> range:
        """Go to the page above; empty at the start."""
        if not self.page.start:
            return range(0)
        return self._take(max(self.page.start - self.page_size, 0))

    def go(self, item: int) -> range:
        """Go to the page that begins with an item, from 0; the nearest one there is."""
        return self._take(min(max(item, 0), max(self.count - 1, 0)))

    def rest(self) -> range:
        """Go to the end, with all that was not read yet as one page."""
        self.page = range(self.page.stop, self.count)
        return self.page

    def _take(self, start: int) -> range:
        self.page = range(start, min(start + self.page_size, self.count))
        return self.page
