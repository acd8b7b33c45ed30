"""Moving about in a text, and what of it is copied to the clipboard of the person's terminal."""

from textual.actions import SkipAction

from reader.terminal_text import clean_line, clean_text
from reader.ui.pane_layout import Pane
from reader.ui.screens.contents_screen import ContentsScreen
from reader.ui.screens.pictures_screen import PicturesScreen
from reader.ui.text.joined_text import joined_lines
from reader.ui.text.text_marks import SelectedLines

_SIDEWAYS_CELLS = 8


class TextMovesScreen(PicturesScreen):
    """Moves sideways and by headings, selects and copies."""

    def action_contents(self) -> None:
        """See `commands`."""
        layout = self.text.text_layout
        if layout is None or not layout.headings:
            self.say("no headings in this text")
        else:
            screen = ContentsScreen(layout.headings, self.text.top)
            self.app.push_screen(screen, self._heading_chosen)

    def _heading_chosen(self, line: int | None) -> None:
        if line is not None:
            self.jump_to(line)
            self.go_to(Pane.TEXT)

    def action_move_right(self) -> None:
        """See `commands`."""
        self._move_sideways(_SIDEWAYS_CELLS, "right")

    def action_move_left(self) -> None:
        """See `commands`."""
        self._move_sideways(-_SIDEWAYS_CELLS, "left")

    def _move_sideways(self, cells: int, where: str) -> None:
        has_moved = self.text.sideways.move(self.text.visible_lines, cells)
        if has_moved:
            self.text.repaint()
        elif has_moved is None:
            self.say("nothing here is wider than the pane")
        else:
            self.say(f"nothing more on the {where}")

    def action_select_lines(self) -> None:
        """See `commands`."""
        if self.current_pane is not Pane.TEXT or not self.text.line_count:
            raise SkipAction
        marks = self.text.marks
        if marks.selection is None:
            marks.selection = SelectedLines(self.text.top, self.text.top)
            self.say("select lines: j and k move this end, v changes ends, y copies, Esc ends")
        else:
            marks.selection = SelectedLines(marks.selection.end, marks.selection.start)
            self.text.move(0)
        self.text.repaint()

    def action_read_on(self) -> None:
        """See `commands`; never leaves a text in which lines are being selected."""
        if self.text.marks.selection is None:
            super().action_read_on()
        else:
            self.text.action_page_down()

    def end_selection(self) -> bool:
        """Take the selection away; False where there is none."""
        if self.text.marks.selection is None:
            return False
        self.text.marks.selection = None
        self.text.repaint()
        return True

    def action_copy_text(self) -> None:
        """See `commands`."""
        layout, selection = self.text.text_layout, self.text.marks.selection
        if layout is None:
            return
        if selection is None:
            self._copy(joined_lines(layout, 0, self.text.line_count - 1), "the text")
        else:
            lines = selection.lines
            count = "1 line" if len(lines) == 1 else f"{len(lines):,} lines"
            self._copy(joined_lines(layout, lines.start, lines.stop - 1), count)
            self.end_selection()

    def _copy(self, text: str, what: str) -> None:
        self.app.copy_to_clipboard(clean_text(text) + "\n")
        self.say(f"copied {what}, {len(text):,} characters")

    def action_copy_citation(self) -> None:
        """See `commands`."""
        post = self.reading_post
        if post is not None:
            date = post.date.isoformat(" ", "minutes") if post.date else "no date"
            self.app.copy_to_clipboard(f"{post.title}\n{date}\n{clean_line(post.path)}\n")
            self.say("copied title, date and path")
