"""Selecting lines, and copying to the clipboard of the user's terminal."""

from textual.app import App

from reader.layout.text.cells import cell_ends
from reader.messages.language import gettext as _
from reader.messages.language import ngettext
from reader.terminal_text import clean_line, clean_text
from reader.ui.features.panes import Panes
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.pane_layout import Pane
from reader.ui.terminal.clipboard import copy
from reader.ui.text.joined_text import JoinedText, joined_lines
from reader.ui.text.text_marks import DraggedCells, SelectedLines
from reader.ui.widgets.main_widgets import MainWidgets


class Copying:
    """Copies a text, selected lines, or a citation."""

    def __init__(
        self, app: App[int], widgets: MainWidgets, current: CurrentPost, panes: Panes
    ) -> None:
        self._app = app
        self._text = widgets.text
        self._bottom_line = widgets.bottom_line
        self._current = current
        self._panes = panes

    @property
    def can_select(self) -> bool:
        """Whether the text is focused and has lines to select."""
        return self._panes.current is Pane.TEXT and bool(self._text.line_count)

    @property
    def is_selecting(self) -> bool:
        """Whether lines are being selected."""
        return self._text.marks.selection is not None

    def select_lines(self) -> None:
        """Start a selection of lines, or switch the end that keys move."""
        marks = self._text.marks
        if marks.selection is None:
            marks.selection = SelectedLines(self._text.top, self._text.top)
        else:
            marks.selection = SelectedLines(marks.selection.end, marks.selection.start)
            self._text.move(0)
        self._text.repaint()

    def step_back(self) -> bool:
        """Clear the selection; False if there is none."""
        if not self.is_selecting:
            return False
        self._text.marks.selection = None
        self._text.repaint()
        return True

    def copy_text(self) -> None:
        """Copy the text of the post, or the selected lines."""
        layout, selection = self._text.text_layout, self._text.marks.selection
        if layout is None:
            return
        if selection is None:
            text = joined_lines(layout, 0, self._text.line_count - 1)
            self._copy(text, _sent_text(len(text)))
        else:
            lines = selection.lines
            self._copy(joined_lines(layout, lines.start, lines.stop - 1), _sent_lines(len(lines)))
            self.step_back()

    def copy_cells(self, cells: DraggedCells) -> None:
        """Copy what was selected with the mouse."""
        layout = self._text.text_layout
        last_line = max(cells.start, cells.end)[0]
        if layout is None or last_line >= len(layout.lines):  # another text came meanwhile
            return
        joined, ends = JoinedText(layout), []
        for (line, cell), is_end in zip(sorted((cells.start, cells.end)), (0, 1), strict=True):
            text = layout.lines[line].whole_text
            before = sum(end <= cell for end in cell_ends(text))
            ends.append(joined.position_at(line, min(before + is_end, len(text))))
        text = joined.text[ends[0] : ends[1]]
        if text:
            self._bottom_line.say(copy(self._app, clean_text(text), _sent_selection(len(text))))

    def _copy(self, text: str, sentence: str) -> None:
        self._bottom_line.say(copy(self._app, clean_text(text) + "\n", sentence))

    def copy_citation(self) -> None:
        """Copy title, date and path of the post."""
        post = self._current.post
        if post is not None:
            date = post.date.isoformat(" ", "minutes") if post.date else _("no date")
            citation = f"{post.title}\n{date}\n{clean_line(post.path)}\n"
            sentence = _("sent title, date and path to the clipboard")
            self._bottom_line.say(copy(self._app, citation, sentence))


def _sent_selection(characters: int) -> str:
    return ngettext(
        "sent the selection to the clipboard ({count:,} character)",
        "sent the selection to the clipboard ({count:,} characters)",
        characters,
    ).format(count=characters)


def _sent_text(characters: int) -> str:
    return ngettext(
        "sent the text to the clipboard ({count:,} character)",
        "sent the text to the clipboard ({count:,} characters)",
        characters,
    ).format(count=characters)


def _sent_lines(lines: int) -> str:
    return ngettext(
        "sent {count:,} line to the clipboard", "sent {count:,} lines to the clipboard", lines
    ).format(count=lines)
