"""The lines of a page of the help, with a cursor and with the found words marked."""

from collections.abc import Iterator

from rich.segment import Segment
from textual.strip import Strip

from reader.help_pages.page import HelpPage
from reader.help_pages.page_layout import HelpLine, lay_out_page
from reader.layout.line import Role, Run
from reader.ui.widgets.cursor_pane import GUTTER_CELLS, CursorPane

_MIN_WIDTH_CELLS = 8
_NAMES = {
    Role.HEADING: "help-pane--heading",
    Role.KEYBOARD: "help-pane--key",
    Role.LINK: "help-pane--query",
}


class HelpPane(CursorPane):
    """Shows one page at a time, laid out at its width."""

    COMPONENT_CLASSES = {*_NAMES.values(), "help-pane--hit"}

    def __init__(self, page: HelpPage) -> None:
        super().__init__(id="help-pane")
        self._page = page
        self._lines: list[HelpLine] = []
        self._sought = ""

    @property
    def line_count(self) -> int:
        """Lines of the page."""
        return len(self._lines)

    def show_page(self, page: HelpPage) -> None:
        """Show another page from its top."""
        self._page = page
        self.cursor = self.top = 0
        self._lay_out()

    def on_resize(self) -> None:
        """Lay the page out again, with the cursor on the same row."""
        before = [line.text for line in self._lines[: self.cursor + 1] if line.text]
        self._lay_out()
        if before:
            same = (index for index, line in enumerate(self._lines) if line.text == before[-1])
            self.move_to_line(next(same, 0))
        self.show_cursor()

    def _lay_out(self) -> None:
        width = max(self.content_size.width - GUTTER_CELLS, _MIN_WIDTH_CELLS)
        self._lines = lay_out_page(self._page, width)
        self.repaint()

    @property
    def chosen_query(self) -> str:
        """The search of the row at the cursor; empty for none."""
        return self._lines[self.cursor].query if self._lines else ""

    def seek(self, words: str) -> None:
        """Mark words wherever they stand; empty words mark nothing."""
        self._sought = words.casefold()
        self.repaint()

    @property
    def is_seeking(self) -> bool:
        """Whether words are marked."""
        return bool(self._sought)

    def go_to_hit(self, start: int, step: int) -> bool:
        """Go to the nearest row with the words, around the page's end; False if there is none.

        Args:
            start: The line to begin with.
            step: 1 forward, -1 backward.
        """
        count = self.line_count
        order = ((start + step * index) % count for index in range(count))
        hit = next((at for at in order if self._sought in self._lines[at].text.casefold()), None)
        if hit is not None:
            self.move_to_line(hit)
        return hit is not None

    def row_strip(self, index: int, width_cells: int) -> Strip:
        """Return a line of the page."""
        runs = self._lines[index].line.runs
        return Strip([segment for run in runs for segment in self._segments(run)])

    def _segments(self, run: Run) -> Iterator[Segment]:
        name = _NAMES.get(run.role)
        style = self.role_style(name) if name else self.base_style
        for text, is_hit in _divided(run.text, self._sought):
            hit = self.role_style("help-pane--hit")
            yield Segment(text, style + hit if is_hit else style)


def _divided(text: str, sought: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, and whether each is what is sought."""
    folded = text.casefold()
    if not sought or len(folded) != len(text):
        yield text, False
        return
    position = 0
    while (found := folded.find(sought, position)) >= 0:
        if found > position:
            yield text[position:found], False
        position = found + len(sought)
        yield text[found:position], True
    if position < len(text):
        yield text[position:], False
