"""All dialogs over the main screen, for features that load them when the first one is opened."""

from collections.abc import Callable, Sequence

from textual.app import App

from reader.config.in_force import SettingsInForce
from reader.help_pages.marks import marks_page
from reader.help_pages.page import HelpPage
from reader.help_pages.query import query_page
from reader.help_pages.settings import settings_page
from reader.layout.line import HeadingPlace
from reader.messages.language import gettext as _
from reader.ui.dialogs.archive_palette import ArchivePalette
from reader.ui.dialogs.code_screen import CodeScreen
from reader.ui.dialogs.contents_screen import ContentsScreen
from reader.ui.dialogs.help_screen import HelpScreen
from reader.ui.dialogs.note_screen import NoteScreen
from reader.ui.dialogs.output_screen import OutputScreen
from reader.ui.dialogs.palette import Palette, provider_of
from reader.ui.dialogs.theme_palette import ThemePalette
from reader.ui.features.palette_entry import PaletteEntry


class Dialogs:
    """Opens dialogs over the main screen."""

    def __init__(self, app: App[int]) -> None:
        self._app = app

    def show_help(
        self,
        keys: HelpPage,
        in_force: SettingsInForce,
        settings_file: str,
        then: Callable[[str | None], None],
        *,
        prefers_chinese: bool,
    ) -> None:
        """Show the help.

        Args:
            keys: The page on keys.
            in_force: The settings of this run.
            settings_file: Path of their file, if there is one.
            then: Takes the search that was chosen; empty or None for none.
            prefers_chinese: Whether examples in Chinese come first.
        """
        query = query_page(prefers_chinese=prefers_chinese)
        pages = (keys, query, marks_page(), settings_page(in_force, settings_file))
        self._app.push_screen(HelpScreen(pages), then)

    def show_palette(self, entries: Sequence[PaletteEntry]) -> None:
        """Show the palette of commands."""
        placeholder, nothing_fits = _("Search for commands …"), _("No command fits {text}.")
        self._app.push_screen(Palette([provider_of(entries)], placeholder, nothing_fits))

    def choose_theme(self) -> None:
        """Show the palette of themes."""
        self._app.push_screen(ThemePalette(self._app.theme))

    def choose_archive(self, names: Sequence[str], then: Callable[[str], object]) -> None:
        """Show the palette of archives; `then` takes the name of the chosen one."""
        self._app.push_screen(ArchivePalette(names, then))

    def edit_note(
        self,
        text: str,
        *,
        is_draft: bool,
        keep_draft: Callable[[str], object],
        then: Callable[[str | None], None],
    ) -> None:
        """Edit a note.

        Args:
            text: The note, or its draft.
            is_draft: Whether `text` is a draft.
            keep_draft: Takes an unfinished text, any number of times.
            then: Takes the finished text, or None if the note stays as it was.
        """
        self._app.push_screen(NoteScreen(text, keep_draft, is_draft=is_draft), then)

    def show_output(self, command: str, stop: Callable[[], object]) -> OutputScreen:
        """Show that a command runs, and return the screen, which takes what it prints.

        Args:
            command: The command.
            stop: Called if the user leaves the screen before the command has ended.
        """
        screen = OutputScreen(command, stop)
        self._app.push_screen(screen)
        return screen

    def show_code(self, address: str) -> None:
        """Show an address as a QR code."""
        self._app.push_screen(CodeScreen(address))

    def choose_heading(
        self, headings: Sequence[HeadingPlace], line: int, then: Callable[[int | None], None]
    ) -> None:
        """Have a heading chosen; `then` takes its line, or None.

        Args:
            headings: At least one, in reading order.
            line: Where one is in the text.
            then: As above.
        """
        self._app.push_screen(ContentsScreen(headings, line), then)
