"""The palette of commands: Textual's, on any size of terminal and under quick clicks."""

from collections.abc import Sequence

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import (
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    ProviderSource,
)
from textual.content import Content
from textual.geometry import Offset
from textual.markup import escape
from textual.widgets import Input
from textual.widgets.option_list import Option

from reader.archive.search.folding import fold
from reader.terminal_text import clean_line
from reader.ui.features.palette_entry import Fit, PaletteEntry
from reader.ui.terminal.hidden_cursor import insertion_point
from reader.ui.terminal.textual_internals import row_place


class EntryProvider(Provider):
    """Finds the entries that fit what was typed."""

    entries: Sequence[PaletteEntry] = ()

    async def discover(self) -> Hits:
        """Yield all entries."""
        for entry in self.entries:
            help_markup = escape(entry.shown_help)
            yield DiscoveryHit(self._line_of(entry), entry.run, entry.shown_title, help_markup)

    async def search(self, query: str) -> Hits:
        """Yield the entries that fit; where none does, those whose title abbreviates to it."""
        for score, entry in self._fitting(query) or self._abbreviated(query):
            line, help_markup = self._line_of(entry, query), escape(entry.shown_help)
            yield Hit(score, line, entry.run, entry.shown_title, help_markup)

    def _fitting(self, typed: str) -> list[tuple[float, PaletteEntry]]:
        fits = [(entry.fit(typed), entry) for entry in self.entries]
        return [(float(fit), entry) for fit, entry in fits if fit is not Fit.NONE]

    def _abbreviated(self, typed: str) -> list[tuple[float, PaletteEntry]]:
        match = self.matcher(typed).match
        scores = [(match(entry.title), entry) for entry in self.entries]
        return [(score, entry) for score, entry in scores if score > 0]

    def _line_of(self, entry: PaletteEntry, typed: str = "") -> Content:
        """Return title and keys, with the typed text highlighted in the title."""
        title = Content(entry.shown_title)
        start = fold(entry.shown_title).find(fold(typed)) if typed else -1
        if start >= 0 and self.match_style is not None:
            title = title.stylize(self.match_style, start, start + len(typed))
        return title + Content(f"  {entry.keys}") if entry.keys else title


def provider_of(offered: Sequence[PaletteEntry]) -> type[EntryProvider]:
    """Return a provider of some entries, as Textual makes it: from a class."""

    class Offered(EntryProvider):
        entries = offered

    return Offered


class Palette(CommandPalette):
    """Textual's palette without two of its crashes, in the chosen language.

    Upstream (Textual 8.2.8) raises a `KeyError` on a page key when no row of its list is laid
    out, and dismisses itself once for each click, beside it or on an entry.
    """

    BINDINGS = [Binding("ctrl+c", "dismiss", show=False, priority=True)]

    _is_on_row = False
    """Whether the last key moved in the list, not in the text."""

    def __init__(self, providers: ProviderSource, placeholder: str, nothing_fits: str) -> None:
        """Create a palette.

        Args:
            providers: Of its entries.
            placeholder: Shown while nothing is typed.
            nothing_fits: What is said where no entry fits; has a field ``text``.
        """
        super().__init__(providers=providers, placeholder=placeholder)
        self._nothing_fits = nothing_fits

    @property
    def cursor_screen_offset(self) -> Offset:
        """The row that was moved to, or the insertion point while the user types."""
        if not self.is_mounted:  # a key typed ahead, before there is an input line
            return Offset()
        row = row_place(self.query_one(CommandList)) if self._is_on_row else None
        return row or insertion_point(self.query_one(Input))

    def _action_command_list(self, action: str) -> None:
        self._is_on_row = True
        if self.query_one(CommandList).scrollable_content_region.height > 0:
            super()._action_command_list(action)

    def on_input_changed(self) -> None:
        """Follow the text again."""
        self._is_on_row = False

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say at once that nothing fits; upstream waits, and says it in English."""
        self._stop_no_matches_countdown()
        if not search_value:
            self._list_visible = False
            return
        sentence = self._nothing_fits.format(text=clean_line(search_value))
        option = Option(Content(sentence), disabled=True, id=self._NO_MATCHES)
        self.query_one(CommandList).add_option(option)
        self._list_visible = True

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it, once: a second quick click comes after the first has closed it."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
