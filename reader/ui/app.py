"""The Textual app: style sheets, theme, keys, and how it ends."""

from collections.abc import Iterable
from functools import partial

from textual import events
from textual.app import SystemCommand
from textual.screen import Screen
from textual.widgets import Input

from reader.errors import SettingsError
from reader.paths import bundled, settings_file
from reader.session import Session
from reader.ui.command_table import check_keymap
from reader.ui.main_screen import MainScreen
from reader.ui.terminal.driver import TerminalDriver
from reader.ui.terminal.output_filter import ThriftyFilter
from reader.ui.terminal.textual_internals import QuietApp, set_line_filters
from reader.ui.theme import TERMINAL


class ReaderApp(QuietApp):
    """The reader on one session."""

    TITLE = "reader"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = sorted(bundled("styles").glob("*.tcss"))

    def __init__(self, session: Session) -> None:
        """Make the app; it reads nothing before it runs.

        Raises:
            SettingsError: The settings name a theme or a command that does not exist.
        """
        super().__init__(driver_class=TerminalDriver)
        self.session = session
        self.register_theme(TERMINAL)
        self.theme = self._checked_theme(session.settings.theme)
        set_line_filters(self, [ThriftyFilter(keeps_color=not self.no_color)])
        self.set_keymap(check_keymap(session.settings.keys, str(settings_file())))

    def _checked_theme(self, name: str) -> str:
        """Return a theme that exists; without colours, the terminal's own."""
        if name not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            raise SettingsError(str(settings_file()), f"no theme {name!r}; there are {known}")
        return TERMINAL.name if self.no_color else name

    def get_default_screen(self) -> Screen[None]:
        """Return the screen that is there from the start."""
        return MainScreen(self, self.session)

    def refresh_css(self, animate: bool = True) -> None:
        """Take in a theme; before the first screen there is nothing to be styled anew.

        Upstream reads all style sheets for the theme at the start, and once more for the screen.
        """
        if self.screen_stack:
            super().refresh_css(animate=animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    async def on_event(self, event: events.Event) -> None:
        """Give to a line what was typed ahead of it.

        Upstream aims a key at what has the focus when it arrives. Of ``/gold`` in one packet, as
        a slow connection delivers it, all letters are thus aimed at the list, and come up to the
        app, as commands, after the first one has opened the line.
        """
        if isinstance(event, events.Key) and event.is_forwarded and event.is_printable:
            line = self.focused
            if isinstance(line, Input):
                line.insert_text_at_cursor(event.character or "")
                return
        await super().on_event(event)

    def on_resize(self) -> None:
        """Draw everything anew, also where the size is the same in the end.

        A terminal that shrank and grew again before we looked has lost what it showed.
        """
        self.refresh()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command that applies now, and the choice of a theme.

        Textual's own list is left out: it can write a screenshot to any place on the disk.
        """
        if isinstance(screen, MainScreen):
            for command in screen.available_commands():
                run = partial(screen.action_run_command, command.id)
                yield SystemCommand(command.title, command.help, run)
        yield SystemCommand("Theme", "choose the colours", self.action_change_theme)
