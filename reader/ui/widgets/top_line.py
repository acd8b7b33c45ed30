"""The top line: archive, counts, and progress of a refresh."""

from time import monotonic

from rich.segment import Segment
from textual.strip import Strip

from reader.archive.progress_rate import ProgressRate, display_duration
from reader.archive.repository import Counts, Progress, Stage
from reader.layout.text.cells import cell_width, cut
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop, ngettext
from reader.ui.widgets.line_pane import LinePane

_SHARES = {
    Stage.TEXTS: gettext_noop("reading texts {share} {bar}"),
    Stage.SEARCHING: gettext_noop("searching {share} {bar}"),
}
_SHARE_OF_HEADERS = gettext_noop("indexing {share} {bar}")
_RATES = {
    Stage.TEXTS: gettext_noop("reading texts {share} {bar} {done:,}, {rate:,.0f}/s, {time} left"),
    Stage.SEARCHING: gettext_noop("searching {share} {bar} {done:,}, {rate:,.0f}/s, {time} left"),
}
_RATE_OF_HEADERS = gettext_noop("indexing {share} {bar} {done:,}, {rate:,.0f}/s, {time} left")
"""A whole sentence for each activity, without and with its rate."""
_BAR_CELLS = 6
_GAP = "   "
_MIN_WIDE_CELLS = 100
"""Minimum width for showing rate and time left."""
_MAX_SILENT_POSTS = 20_000
"""Number of posts above which a check takes long enough to be mentioned."""


class TopLine(LinePane):
    """Name and folder of the archive at the left, counts and progress at the right."""

    COMPONENT_CLASSES = {"top-line--name", "top-line--counts"}

    def __init__(self, folder: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._folder = folder
        self._counts = Counts()
        self._progress: Progress | None = None
        self._rate = ProgressRate()
        self._announcement = ""

    def announce(self, news: str) -> None:
        """Announce changes; an empty text removes the announcement."""
        self._announcement = news
        self.repaint()

    def show_counts(self, counts: Counts) -> None:
        """Show the number of posts."""
        self._counts = counts
        self.repaint()

    def show_progress(self, progress: Progress | None) -> None:
        """Show the progress of a refresh; nothing if None or finished."""
        if progress is None or progress.stage is Stage.DONE:
            self._progress, self._rate = None, ProgressRate()
        else:
            self._progress = progress
            if progress.stage is not Stage.CHECKING:
                self._rate.observe(progress, monotonic())
        self.repaint()

    def strip_at(self, index: int) -> Strip:
        """Return the line; the folder is cut in favour of the counts."""
        width = self.content_size.width
        name = " reader  "
        texts = (self._news_text(), self._counts_text(), self._progress_text(width))
        counts = cut("".join(f"{_GAP}{text}" for text in texts if text) + " ", width)
        room = max(width - cell_width(counts), 0)
        folder = cut(self._folder, max(room - len(name), 0))
        left = cut(name, room)
        gap = " " * max(room - cell_width(left) - cell_width(folder), 0)
        counts_style = self.role_style("top-line--counts")
        return Strip(
            [
                Segment(left, self.role_style("top-line--name")),
                Segment(folder, self.base_style),
                Segment(gap, self.base_style),
                Segment(counts, counts_style),
            ]
        )

    def _news_text(self) -> str:
        news = self._announcement
        return _("{news}, press r").format(news=news) if news else ""

    def _counts_text(self) -> str:
        if not self._counts.total:
            return ""
        unread, total = self._counts.unread, self._counts.total
        unread_text = ngettext("{count:,} ● unread", "{count:,} ● unread", unread)
        total_text = ngettext("{count:,} post", "{count:,} posts", total)
        return f"{unread_text.format(count=unread)}{_GAP}{total_text.format(count=total)}"

    def _progress_text(self, width: int) -> str:
        progress = self._progress
        if progress is None:
            return ""
        if progress.stage is Stage.CHECKING:
            return _("checking") if progress.total > _MAX_SILENT_POSTS else ""
        share = progress.done / max(progress.total, 1)
        full = round(share * _BAR_CELLS)
        fields = {"share": f"{share:4.0%}", "bar": "▆" * full + "▁" * (_BAR_CELLS - full)}
        left = self._rate.seconds_left(progress)
        if left is None or width < _MIN_WIDE_CELLS:
            return _(_SHARES.get(progress.stage, _SHARE_OF_HEADERS)).format_map(fields)
        return _(_RATES.get(progress.stage, _RATE_OF_HEADERS)).format(
            **fields, done=progress.done, rate=self._rate.rate, time=display_duration(left)
        )
