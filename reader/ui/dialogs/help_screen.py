"""Help: keys, searches, signs and settings, one page at a time."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from reader.help_pages.page import HelpPage, Topic
from reader.layout.text.cells import cell_width
from reader.messages.language import gettext as _
from reader.ui.dialogs.help_pane import HelpPane
from reader.ui.moves import MOVE_BY_ID, MOVES, page_down, page_up
from reader.ui.prompt_mode import PromptMode
from reader.ui.widgets.bottom_line import BottomLine
from reader.ui.widgets.cursor_pane import CursorPane
from reader.ui.widgets.line_pane import LinePane
from reader.ui.widgets.prompt_line import PromptLine


class HelpTabs(LinePane):
    """The titles of the pages, each with the key that shows it."""

    COMPONENT_CLASSES = {"help-tabs--shown"}

    def __init__(self, topics: Sequence[Topic]) -> None:
        super().__init__(id="help-tabs")
        self._topics = topics
        self.shown = 0

    def strip_at(self, index: int) -> Strip:
        """Return the titles."""
        segments = [Segment(" ", self.base_style)]
        for number, topic in enumerate(self._topics):
            style = self.role_style("help-tabs--shown")
            is_shown = number == self.shown
            segments.append(
                Segment(f" {number + 1} {topic.title} ", style if is_shown else self.base_style)
            )
        return Strip(segments)

    async def on_click(self, event: events.Click) -> None:
        """Show the clicked page."""
        end = 1
        for number, topic in enumerate(self._topics):
            end += cell_width(f" {number + 1} {topic.title} ")
            if event.x < end:
                await self.screen.run_action(f"show({number})")
                return


class HelpScreen(ModalScreen[str]):
    """Returns the search that the user chose, or an empty text."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,ctrl+c", "leave", show=False),
        Binding("space", "page(1)", show=False),
        Binding("b,backspace", "page(-1)", show=False),
        Binding("l,right,tab", "turn(1)", show=False),
        Binding("h,left,shift+tab", "turn(-1)", show=False),
        Binding("slash,f", "seek", show=False),
        Binding("n", "next_hit(1)", show=False),
        Binding("N,p", "next_hit(-1)", show=False),
        *(Binding(str(n + 1), f"show({n})", show=False) for n in range(len(Topic))),
        *(move.binding() for move in MOVES),
    ]

    def __init__(self, pages: Sequence[HelpPage]) -> None:
        """Create the screen.

        Args:
            pages: One for each topic, the one shown first at the start.
        """
        super().__init__()
        self._pages = pages
        self._tabs = HelpTabs([page.topic for page in pages])
        self._pane = HelpPane(pages[0])
        self._prompt = PromptLine(id="help-prompt")
        self._bottom_line = BottomLine(id="help-hints")
        self._origin = 0
        self._mode = PromptMode("/", accept=self._accept, change=self._change, cancel=self._cancel)

    def compose(self) -> ComposeResult:
        """Compose the titles, the page and the hints."""
        with Vertical(id="help-box") as box:
            box.border_title = _("Help")
            yield self._tabs
            yield self._pane
            yield self._bottom_line
            yield self._prompt

    def on_mount(self) -> None:
        """Focus the page."""
        self._bottom_line.show_hints(self._hints())
        self._pane.focus()

    def _hints(self) -> list[tuple[str, str]]:
        count = len(self._pages)
        hints = [("q", _("close")), (f"1–{count} h l", _("pages")), ("/", _("find"))]
        if self._pane.is_seeking:
            hints.append(("n N", _("next, previous")))
        if self._pages[self._tabs.shown].topic is Topic.QUERY:
            hints.append(("⏎", _("run the example")))
        return [*hints, ("j k", _("move")), ("Space b", _("page"))]

    def action_leave(self) -> None:
        """Close the help."""
        self.dismiss("")

    def action_run_command(self, name: str) -> None:
        """Move in the page."""
        MOVE_BY_ID[name].make(self._pane)

    def action_page(self, step: int) -> None:
        """Go a page down or up."""
        (page_down if step > 0 else page_up)(self._pane)

    def action_turn(self, step: int) -> None:
        """Show the next or the previous page of the help."""
        self.action_show((self._tabs.shown + step) % len(self._pages))

    def action_show(self, number: int) -> None:
        """Show a page of the help."""
        self._tabs.shown = number
        self._tabs.repaint()
        self._pane.show_page(self._pages[number])
        self._bottom_line.show_hints(self._hints())

    def action_seek(self) -> None:
        """Prompt for words."""
        self._origin = self._pane.cursor
        self._prompt.ask(self._mode)

    def action_next_hit(self, step: int) -> None:
        """Go to the next or the previous row with the words."""
        if self._pane.is_seeking:
            self._pane.go_to_hit(self._pane.cursor + step, step)

    def _change(self, words: str) -> None:
        self._pane.seek(words)
        has_hit = self._pane.go_to_hit(self._origin, 1)
        self._prompt.remark("" if has_hit else _("not found"))

    def _accept(self, _words: str) -> None:
        self._pane.focus()
        self._bottom_line.show_hints(self._hints())

    def _cancel(self) -> None:
        self._pane.seek("")
        self._pane.move_to_line(self._origin)
        self._accept("")

    def on_prompt_line_changed(self, event: PromptLine.Changed) -> None:
        """Look for the typed words."""
        event.mode.change(event.text)

    def on_prompt_line_accepted(self, event: PromptLine.Accepted) -> None:
        """Keep the words marked."""
        event.mode.accept(event.text)

    def on_prompt_line_cancelled(self, event: PromptLine.Cancelled) -> None:
        """Mark nothing, and go back."""
        event.mode.cancel()

    def on_prompt_line_typed_ahead(self, event: PromptLine.TypedAhead) -> None:
        """Pass a key to the page that is about to be focused."""
        self.app.call_later(self._press, event.key, event.character)

    def _press(self, key: str, character: str | None) -> None:
        if not isinstance(self.focused, Input):
            self.app.post_message(events.Key(key, character))

    def on_cursor_pane_row_chosen(self, _: CursorPane.RowChosen) -> None:
        """Run the example at the cursor, go to the next hit, or close the help."""
        query = self._pane.chosen_query
        if self.is_current and self._pane.is_seeking and not query:
            self.action_next_hit(1)
        elif self.is_current:
            self.dismiss(query)
