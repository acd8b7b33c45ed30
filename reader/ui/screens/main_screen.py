"""The main screen: what a person can do beyond reading on — marking, searching, leaving."""

from dataclasses import replace

from textual.binding import Binding
from textual.command import CommandPalette

from reader.archive.match_positions import asked_words
from reader.archive.query.fields.words import Where, Words
from reader.archive.query.model import EVERYTHING
from reader.archive.repository import Selection
from reader.archive.row_lookup import read_row
from reader.errors import QueryError
from reader.session import Session
from reader.state.search_history import past_searches, remember_search
from reader.ui.commands import Scope, bindings
from reader.ui.loaders.loader import LoaderCrashed
from reader.ui.pane_layout import Pane
from reader.ui.screens.completing_screen import CompletingScreen
from reader.ui.screens.help_screen import HelpScreen
from reader.ui.sidebar_rows import ALL_POSTS
from reader.ui.views import View, read_query
from reader.ui.widgets.prompt_line import PromptLine, Purpose

_HOME = View(ALL_POSTS.key, ALL_POSTS.title, EVERYTHING)


class MainScreen(CompletingScreen):
    """The reader."""

    BINDINGS = [
        *bindings(
            Scope.TEXT, Scope.PANE, Scope.READING, Scope.FINDING, Scope.MARKING, Scope.PROGRAM
        ),
        *(Binding(str(n), f"open_numbered_link({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._before_search = self.shown_list
        self._searched: tuple[Words, ...] = ()
        self._marked: tuple[Words, ...] = ()

    def selection_shown(self, selection: Selection) -> None:
        """Mark in the texts, too, what was searched for."""
        self._searched = asked_words(selection.query.condition)
        self.when_typing_rests(self._mark_searched)
        super().selection_shown(selection)

    def _mark_searched(self) -> None:
        if self._marked != self._searched:
            self._marked = self._searched
            self.highlight([it.text for it in self._searched if it.where is not Where.TITLE])

    def on_loader_crashed(self, event: LoaderCrashed) -> None:
        """Let the app end with the error, instead of going on without answers."""
        raise event.error

    def action_search(self) -> None:
        """See `commands`."""
        if self.current_pane is Pane.SIDEBAR:
            self.prompt.ask(Purpose.NARROW)
            return
        self._before_search = self.shown_list
        self.prompt.ask(Purpose.SEARCH, earlier=past_searches(self.session.state))
        self.typing_went_on()

    def action_go_to_row(self) -> None:
        """See `commands`."""
        self.prompt.ask(Purpose.ROW)

    def on_prompt_line_changed(self, event: PromptLine.Changed) -> None:
        """Search or find while the person types."""
        if event.purpose is Purpose.SEARCH:
            self.typing_went_on()
            self._search(event.text)
            self.offer_completions(event.text)
        elif event.purpose is Purpose.FIND:
            self.find_typed(event.text)
        elif event.purpose is Purpose.NARROW:
            self.sidebar.narrow(event.text)
        elif event.purpose is Purpose.LINK:
            self.link_typed(event.text)
        elif event.purpose is Purpose.LABEL:
            self.label_typed(event.text)

    def _search(self, text: str) -> None:
        try:
            query = read_query(text)
        except QueryError as error:
            self.prompt.remark(f"expected {error.expected}")
            return
        self.prompt.remark("")
        if query.asks_for_all:
            self.bring_back(self._before_search)
        else:
            self.show_view(View("", f"Search {text}", query))

    def on_prompt_line_accepted(self, event: PromptLine.Accepted) -> None:
        """Keep what was typed."""
        if event.purpose is Purpose.SEARCH:
            self.go_to(Pane.LIST)
            self._before_search = replace(self._before_search, selection=None)
            if event.text.strip():
                remember_search(self.session.state, event.text.strip())
                self.states.save()
        elif event.purpose is Purpose.FIND:
            self.go_to(Pane.TEXT)
            self.keep_hits()
        elif event.purpose is Purpose.ROW:
            self.go_to(Pane.LIST)
            self._go_to_row(event.text)
        elif event.purpose is Purpose.NARROW:
            self.go_to(Pane.SIDEBAR)
        elif event.purpose is Purpose.LABEL:
            self.go_to(self.current_pane)
            self.label_accepted(event.text)
        elif event.purpose is Purpose.VIEW:
            self.go_to(self.current_pane)
            self.view_named(event.text)
        else:
            self.link_accepted(event.text)

    def _go_to_row(self, text: str) -> None:
        selection = self.posts.selection
        if selection is None or not text.strip():
            return
        try:
            row = read_row(text)
        except QueryError as error:
            self.say_error(f"expected {error.expected}")
            return
        self.find_place(selection, row.place_in, self.posts.move_to_line, "there is no such row")

    def on_prompt_line_cancelled(self, event: PromptLine.Cancelled) -> None:
        """Bring back what was there before."""
        if event.purpose is Purpose.SEARCH:
            self.bring_back(self._before_search)
        elif event.purpose is Purpose.FIND:
            self.leave_hits()
        elif event.purpose is Purpose.NARROW:
            self.sidebar.narrow("")
        elif event.purpose is Purpose.LINK:
            self.leave_link_choice()
        self.go_to(self.current_pane)

    def action_back(self) -> None:
        """See `commands`."""
        if not self._go_back():
            self.app.exit(return_code=0)

    def action_cancel(self) -> None:
        """See `commands`."""
        self._go_back()

    def _go_back(self) -> bool:
        """Undo one step of going in; False where there is none left."""
        if self.end_selection() or self.end_finding():
            return True
        if self.posts.range_rows:
            self.posts.toggle_range()
            return True
        if self.sidebar.is_narrowed:
            self.sidebar.narrow("")
        elif self.is_text_only:
            self.action_text_only()
        elif self.current_pane is not Pane.LIST:
            self.go_to(Pane.LIST)
        elif self.view.key != _HOME.key:
            self.show_view(_HOME)
        else:
            return False
        return True

    def action_help(self) -> None:
        """See `commands`."""
        self.app.push_screen(HelpScreen(self.settings.keys))

    def action_command_palette(self) -> None:
        """See `commands`."""
        self.app.push_screen(CommandPalette())

    def action_redraw(self) -> None:
        """See `commands`."""
        self.refresh()

    def action_suspend_process(self) -> None:
        """See `commands`."""
        self.app.action_suspend_process()

    def action_quit(self) -> None:
        """See `commands`."""
        self.app.exit(return_code=0)
