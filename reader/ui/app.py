"""The Textual app: style sheets, theme, keys, and how it ends."""

import os
from collections.abc import Mapping
from dataclasses import replace

from textual import events
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from reader.capabilities import Capability
from reader.config import Settings
from reader.errors import FormatError
from reader.layout.post_format import parse_format
from reader.messages.language import gettext as _
from reader.messages.language import in_one_line
from reader.paths import bundled, settings_file, themes_folder
from reader.session import Session
from reader.terminal_text import clean_line
from reader.ui.features.archive_switch import ArchiveWanted
from reader.ui.features.dialog_loading import dialogs_of
from reader.ui.features.live_settings import KeysChanged
from reader.ui.idle import IdleEnd
from reader.ui.keys.full_width import latin_keys
from reader.ui.keys.settings import CheckedKeys, check_keys
from reader.ui.main_screen import MainScreen
from reader.ui.terminal.clipboard import copy
from reader.ui.terminal.driver import TerminalDriver, redraw, terminal_driver_of
from reader.ui.terminal.hidden_cursor import cursor_place
from reader.ui.terminal.kinds import kind_of
from reader.ui.terminal.output_filter import ThriftyFilter
from reader.ui.terminal.textual_internals import QuietApp, set_line_filters
from reader.ui.themes.choice import choose_theme, in_settings
from reader.ui.themes.highlights import check_highlights
from reader.ui.themes.own import MONOCHROME, OWN_THEMES
from reader.ui.themes.user_themes import UserThemes, read_user_themes
from reader.ui.themes.variables import DEFAULTS, style_variables
from reader.ui.widgets.prompt_line import PromptInput

_NEEDED = {"screenshot": Capability.FILES, "suspend_process": Capability.SHELL}
"""What Textual's own actions need."""


class ReaderApp(QuietApp):
    """The reader on one session."""

    TITLE = "reader"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = sorted(bundled("styles").glob("*.tcss"))

    def __init__(self, session: Session) -> None:
        """Create the app. Nothing of the archive is read until it runs."""
        self.archive_wanted = ""
        """The name of the archive to open next, if the user wants another."""
        settings = session.settings
        self._keys = check_keys(settings.keys, settings.key_preset, settings.macros)
        has_home = Capability.HOME in session.capabilities
        user = read_user_themes(themes_folder()) if has_home else UserThemes((), ())
        self._highlights, wrong = check_highlights(settings.highlight, session.state, session.now)
        self.session = _with_list_format(_with_notice(session, self._keys))
        super().__init__(driver_class=TerminalDriver)
        self.animation_level = "none"  # nothing moves by itself: for eyes, and for slow lines
        for theme in (*OWN_THEMES, *user.themes):
            self.register_theme(theme)
        self.theme, unknown = choose_theme(settings.theme, self.available_themes)
        self.no_color = self.no_color or not _has_colors(os.environ)
        if self.no_color:
            self.theme = MONOCHROME.name
        self._add_notice(*user.mistakes, *in_settings((*wrong, *unknown)))
        self.shows_tracebacks = bool(session.capabilities)
        self._idle = IdleEnd(self, session.idle_minutes) if session.idle_minutes else None
        set_line_filters(self, [ThriftyFilter(keeps_color=not self.no_color)])
        self.set_keymap(self._keys.keymap)

    def on_app_focus(self) -> None:
        """Look at the settings again, which may have been edited in another window."""
        if isinstance(self.screen, MainScreen):
            self.screen.features.live_settings.look()

    def on_keys_changed(self, event: KeysChanged) -> None:
        """Use the keys of a changed settings file, and say which of them can't be used."""
        its = event.settings
        checked = check_keys(its.keys, its.key_preset, its.macros)
        self.set_keymap(checked.keymap)
        screen = self.screen_stack[0]
        if not isinstance(screen, MainScreen):
            return
        screen.keys.take(checked)
        if checked.mistakes:
            mistakes = in_one_line(in_settings(checked.mistakes))
            screen.widgets.bottom_line.say_error(mistakes)

    def on_archive_wanted(self, event: ArchiveWanted) -> None:
        """End this session; `running` opens the next."""
        self.archive_wanted = event.name
        self.exit(return_code=0)

    def _add_notice(self, *sentences: str) -> None:
        """Add to what is said once at the start."""
        notice = " ".join(filter(None, [self.session.notice, *sentences]))
        self.session = replace(self.session, notice=notice)

    def get_default_screen(self) -> Screen[None]:
        """Return the main screen."""
        return MainScreen(self, self.session, self._keys, self._highlights)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the variables of our own that a theme may set."""
        return DEFAULTS

    def get_css_variables(self) -> dict[str, str]:
        """Return a theme's variables, with colours that can be read."""
        given = super().get_css_variables()
        return style_variables(given, self.current_theme, self.session.settings.gains)

    def refresh_css(self, animate: bool = True) -> None:
        """Apply a theme. Skipped before the first screen, which has nothing to restyle.

        Upstream parses all style sheets for the theme at the start, and again for the screen. It
        leaves out a dialog that is open.
        """
        if self.screen_stack:
            super().refresh_css(animate=animate)
            if isinstance(self.screen, ModalScreen):
                self.stylesheet.update(self.screen, animate=animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    async def on_event(self, event: events.Event) -> None:
        """Send keys typed ahead to the input line that has just opened.

        Upstream sends a key to the widget focused when the key arrives. When a slow connection
        delivers ``/gold`` in one packet, every letter goes to the list and then, as a command,
        to the app, although the first one has already opened the line.
        """
        if isinstance(event, events.InputEvent):
            self._user_acted(event)
        if isinstance(event, events.Key) and event.is_forwarded:
            line = self.focused
            if isinstance(line, PromptInput) and line.take_key(event):
                return
            if isinstance(line, Input) and event.is_printable:
                line.insert_text_at_cursor(event.character or "")
                return
            event.key = self._bound_key(event.key)
            if self._run_command(event.key):
                self.place_cursor_soon()
                return
        await super().on_event(event)
        if isinstance(event, events.Key) and event.is_forwarded:
            self.place_cursor_soon()

    def _user_acted(self, event: events.InputEvent) -> None:
        """Put off the end of an idle session, and hide the page of the first run."""
        if self._idle is not None:
            self._idle.acted()
        if isinstance(self.screen, MainScreen) and not isinstance(event, events.MouseMove):
            self.screen.features.welcome.leave()

    def on_mount(self) -> None:
        """Prepare the terminal, and begin to wait for the end of a session that nobody uses."""
        driver = terminal_driver_of(self)
        if driver is not None:
            driver.draw_in_ascii(self.session.settings.ascii)
        if self._idle is not None:
            self._idle.start()

    def _bound_key(self, key: str) -> str:
        """Return the Latin key that a full-width key stands for, if only that is bound here.

        In a line of text it stands for itself, whether it can be typed there or not.
        """
        latin = latin_keys(key)
        if not latin or isinstance(self.focused, Input):
            return key
        if isinstance(self.screen, MainScreen):
            return self.screen.keys.first_bound(key, *latin) or key
        bound = self.screen.active_bindings
        return next((each for each in (key, *latin) if each in bound), key)

    def _run_command(self, key: str) -> bool:
        """Run a command of the main screen, unless the key edits a prompt's text."""
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return False
        if isinstance(self.focused, Input) and key in screen.active_bindings:
            return False
        return screen.keys.press(key)

    def on_resize(self) -> None:
        """Redraw everything, even if the size is unchanged.

        A terminal that shrank and grew again between two checks has lost its contents.
        """
        redraw(self)

    @property
    def cursor_position(self) -> Offset:
        """Where Textual leaves the terminal's hidden cursor after each update."""
        return cursor_place(self.screen)

    @cursor_position.setter
    def cursor_position(self, _: Offset) -> None:
        """Ignore what upstream's text widgets set: it is outdated when they move."""

    def copy_to_clipboard(self, text: str) -> None:
        """Send text to the terminal's clipboard, through multiplexers too."""
        copy(self, text, _("sent the text to the clipboard"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take away Textual's own actions for which a run lacks the capability."""
        needed = _NEEDED.get(action)
        if needed is not None and needed not in self.session.capabilities:
            return False
        return super().check_action(action, parameters)

    def search_themes(self) -> None:
        """Show the palette of themes."""
        dialogs_of(self).choose_theme()


def _has_colors(environment: Mapping[str, str]) -> bool:
    """Say whether the terminal has colours; `FORCE_COLOR` says so for one that is not known to."""
    is_forced = environment.get("FORCE_COLOR", "0") not in {"", "0"}
    return is_forced or kind_of(environment.get("TERM", "")).has_colors


def _with_notice(session: Session, checked: CheckedKeys) -> Session:
    """Return a session with a notice of the keys that can't be used."""
    if not checked.mistakes:
        return session
    mistakes = clean_line(in_one_line(checked.mistakes))
    notice = f"{settings_file()}: {mistakes}"
    return replace(session, notice=in_one_line([session.notice, notice]))


def _with_list_format(session: Session) -> Session:
    """Return a session with a list format that can be used, and with a notice of another."""
    try:
        parse_format(session.settings.list_format)
    except FormatError as error:
        notice = f"{settings_file()}: list_format: {clean_line(str(error))}"
        settings = replace(session.settings, list_format=Settings().list_format)
        return replace(
            session,
            in_force=replace(session.in_force, settings=settings),
            notice=in_one_line([session.notice, notice]),
        )
    return session
