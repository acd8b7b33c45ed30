"""The line at the top: which archive, how many posts, and how far the reading of it is."""

from rich.segment import Segment
from textual.strip import Strip

from reader.archive.repository import Counts, Progress, Stage
from reader.layout.cells import cell_width, cut
from reader.ui.widgets.line_pane import LineWidget

_BAR_CELLS = 6


class TopLine(LineWidget):
    """Name and place of the archive at the left, counts and progress at the right."""

    COMPONENT_CLASSES = {"top-line--name", "top-line--counts"}

    def __init__(self, place: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._place = place
        self._counts = Counts()
        self._progress: Progress | None = None

    def show_counts(self, counts: Counts) -> None:
        """Show how many posts there are."""
        self._counts = counts
        self.repaint()

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far a refresh has come; None or a finished one shows nothing."""
        is_over = progress is None or progress.stage is Stage.DONE
        self._progress = None if is_over else progress
        self.repaint()

    def strip_at_row(self, row: int) -> Strip:
        """Return the line; the place gives way to the counts."""
        width = self.content_size.width
        name = " reader  "
        counts = cut(f"{self._counts_text()}{self._progress_text()} ", width)
        room = max(width - cell_width(counts), 0)
        place = cut(self._place, max(room - len(name), 0))
        left = cut(name, room)
        gap = " " * max(room - cell_width(left) - cell_width(place), 0)
        counts_style = self.role_style("top-line--counts")
        return Strip(
            [
                Segment(left, self.role_style("top-line--name")),
                Segment(place, self.base_style),
                Segment(gap, self.base_style),
                Segment(counts, counts_style),
            ]
        )

    def _counts_text(self) -> str:
        if not self._counts.total:
            return ""
        noun = "post" if self._counts.total == 1 else "posts"
        return f"  {self._counts.unread:,} ● unread   {self._counts.total:,} {noun}"

    def _progress_text(self) -> str:
        if self._progress is None or not self._progress.total:
            return ""
        share = self._progress.done / self._progress.total
        full = round(share * _BAR_CELLS)
        return f"   reading {share:4.0%} {'▆' * full}{'▁' * (_BAR_CELLS - full)}"
