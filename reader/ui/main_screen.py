"""The main screen: composes widgets, creates features, and routes keys and messages."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial

from textual import events as textual_events
from textual.app import App, ComposeResult
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget

from reader.messages.language import gettext_noop
from reader.session import Session
from reader.ui.command_table import commands_for
from reader.ui.events import CursorMoved, CursorPlaced, Events, TextScrolled
from reader.ui.features.choices import Choices
from reader.ui.features.palette_entry import PaletteEntry
from reader.ui.features.panes import Panes
from reader.ui.features.timing import HeldDrawing
from reader.ui.features.wiring import make_features
from reader.ui.keys.command_keys import CommandKeys
from reader.ui.keys.settings import CheckedKeys
from reader.ui.loaders.loaders import start_loaders
from reader.ui.pane_layout import Pane
from reader.ui.themes.highlights import RowHighlights
from reader.ui.widgets.cursor_pane import CursorPane
from reader.ui.widgets.main_widgets import make_widgets
from reader.ui.widgets.pane_box import PaneBox
from reader.ui.widgets.post_list import PostList
from reader.ui.widgets.prompt_line import PromptLine
from reader.ui.widgets.reading_pane import ReadingPane
from reader.ui.widgets.sidebar import Sidebar

_FIRST_DRAWING_SECONDS = 0.1


class MainScreen(Screen[None], inherit_bindings=False):
    """Screen with top line, three panes and bottom line."""

    AUTO_FOCUS = f"#{Pane.LIST.value}"

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As upstream, except that a change of focus does not resend the whole screen (20 KB)."""

    def __init__(
        self, app: App[int], session: Session, keys: CheckedKeys, highlights: RowHighlights
    ) -> None:
        super().__init__()
        self.session = session
        self._commands = commands_for(session.capabilities)
        self.widgets = make_widgets(session, highlights)
        self.keys = CommandKeys(self._commands, keys, self.widgets, lambda: self.features)
        self._loaders = start_loaders(session, self.call_later)
        self._events = Events()

        def hold() -> AbstractContextManager[object]:
            return app.batch_update()

        self._drawing = HeldDrawing(self, hold)
        choices = Choices(session, app, self._loaders.states)
        panes = Panes(self.widgets, session.settings, choices, lambda: self.size, self._events)
        self.features = make_features(
            app,
            session,
            self.widgets,
            self._loaders,
            self,
            self._drawing,
            choices,
            panes,
            self._events,
            self.keys.page,
            self.keys.keys_of,
            self.palette_entries,
        )

    def compose(self) -> ComposeResult:
        """Compose top line, panes and bottom line."""
        yield self.widgets.top_line
        yield from self.features.panes.compose()
        yield self.widgets.bottom_line
        yield self.widgets.prompt
        yield self.widgets.welcome

    def on_mount(self) -> None:
        """Show the known posts, and start a refresh.

        Drawing is held back: otherwise three empty screens precede the list (20 KB at 120x40).
        """
        self.features.panes.go_to(Pane.LIST)
        self.widgets.sidebar.mark_shown(self.features.listing.view.key)
        self._drawing.hold(_FIRST_DRAWING_SECONDS)
        self.watch(self.widgets.posts, "cursor", self._cursor_placed, init=False)
        self.watch(self.widgets.text, "top", self._text_scrolled, init=False)
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)
        self.features.refresh.start()
        self.features.marks.start()
        self.features.welcome.begin(self.app.size)
        if self.session.notice:
            self.widgets.bottom_line.say(self.session.notice)

    def on_unmount(self) -> None:
        """Save the position, and stop the threads."""
        self.features.resume.keep()
        self._loaders.close()

    def _theme_changed(self, _: Theme) -> None:
        """Keep the theme, unless a dialog only tries it."""
        if self.app.screen is self:
            self.features.choices.keep_theme()

    def _cursor_placed(self) -> None:
        self._events.emit(CursorPlaced())

    def _text_scrolled(self) -> None:
        self._events.emit(TextScrolled())

    def palette_entries(self) -> Iterator[PaletteEntry]:
        """Yield the available commands, and the choice of a theme.

        Textual's own list is left out: it can write a screenshot anywhere on the disk.
        """
        for command in self._commands:
            if command.is_available(self.features):
                keys = self.keys.keys_of(command.id)
                run = partial(self.keys.run, command.id)
                yield PaletteEntry(command.title, command.help, keys, run)
        title, explanation = gettext_noop("Theme"), gettext_noop("choose a colour theme")
        yield PaletteEntry(title, explanation, "", self.app.action_change_theme)

    def on_resize(self, _: textual_events.Resize) -> None:
        """Show as many panes as fit."""
        self.features.panes.show()

    def on_pane_box_border_moved(self, event: PaneBox.BorderMoved) -> None:
        """Follow the mouse with a border."""
        self.features.panes.border_moved(event)

    def on_pane_box_border_left(self, _: PaneBox.BorderLeft) -> None:
        """Keep where the borders are."""
        self.features.panes.keep_borders()

    def on_descendant_focus(self, event: textual_events.DescendantFocus) -> None:
        """Follow a change of focus by the mouse; after two changes, events may arrive reversed."""
        self.features.panes.follow_focus(self.focused or event.widget)
        self.keys.show_hints()

    def on_post_list_rows_wanted(self, event: PostList.RowsWanted) -> None:
        """Request rows."""
        self.features.listing.load_rows(event)

    def on_post_list_passages_wanted(self, event: PostList.PassagesWanted) -> None:
        """Request passages."""
        self.features.listing.make_passages(event)

    def on_post_list_day_count_wanted(self, event: PostList.DayCountWanted) -> None:
        """Request the number of posts of a day."""
        self.features.grouping.count(event)

    def on_cursor_pane_cursor_moved(self, event: CursorPane.CursorMoved) -> None:
        """Emit the move of the list's cursor."""
        if event.pane is self.widgets.posts:
            self.features.listing.user_acted()
            self._events.emit(CursorMoved())

    def on_cursor_pane_row_chosen(self, event: CursorPane.RowChosen) -> None:
        """Open the chosen post."""
        if event.pane is self.widgets.posts:
            self.features.reading.open_chosen()

    def on_sidebar_view_chosen(self, event: Sidebar.ViewChosen) -> None:
        """Show the posts of the chosen row."""
        self.features.listing.choose_row(event.row)

    def on_sidebar_folded(self, _: Sidebar.Folded) -> None:
        """Keep which sections are folded."""
        self.features.narrowing.keep_folded()

    def on_screen_resume(self, _: textual_events.ScreenResume) -> None:
        """Keep the theme that was chosen in a dialog."""
        self.features.choices.keep_theme()

    def on_reading_pane_dragged(self, event: ReadingPane.Dragged) -> None:
        """Copy what was selected with the mouse."""
        self.features.copying.copy_cells(event.cells)

    def on_reading_pane_resized(self, _: ReadingPane.Resized) -> None:
        """Lay the text out at its new width."""
        self.features.texts.pane_resized()

    def on_reading_pane_link_chosen(self, _: ReadingPane.LinkChosen) -> None:
        """Open the chosen link, or show the chosen image."""
        self.features.pictures.choose_selected()

    def on_reading_pane_link_clicked(self, event: ReadingPane.LinkClicked) -> None:
        """Open the clicked link."""
        self.features.links.open(event.number)

    def on_prompt_line_changed(self, event: PromptLine.Changed) -> None:
        """Pass the changed text to the prompt's mode."""
        event.mode.change(event.text)

    def on_prompt_line_accepted(self, event: PromptLine.Accepted) -> None:
        """Pass the entered text to the prompt's mode."""
        event.mode.accept(event.text)

    def on_prompt_line_cancelled(self, event: PromptLine.Cancelled) -> None:
        """Tell the prompt's mode that it was cancelled."""
        with self.widgets.bottom_line.leaving_mode():
            event.mode.cancel()

    def on_prompt_line_typed_ahead(self, event: PromptLine.TypedAhead) -> None:
        """Pass a key to the widget that the prompt's mode is about to focus."""
        self.app.call_later(self._press, event.key, event.character)

    def _press(self, key: str, character: str | None) -> None:
        if self.focused is not None and self.widgets.prompt not in self.focused.ancestors:
            self.app.post_message(textual_events.Key(key, character))
