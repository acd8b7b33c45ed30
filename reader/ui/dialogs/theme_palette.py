"""The palette of themes: the screen shows the theme under the cursor, Esc the one before."""

from collections.abc import Iterator
from functools import partial

from textual import on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.command import Command, DiscoveryHit, Hit, Hits, Provider
from textual.theme import BUILTIN_THEMES
from textual.widgets import OptionList

from reader.messages.language import gettext as _
from reader.ui.dialogs.palette import Palette


class Themes(Provider):
    """Offers all themes: first the current one, then our own, the user's and Textual's."""

    async def discover(self) -> Hits:
        """Yield every theme."""
        for name in _names(self.app):
            yield DiscoveryHit(name, partial(_use, self.app, name))

    async def search(self, query: str) -> Hits:
        """Yield the themes whose names match."""
        matcher = self.matcher(query)
        for name in _names(self.app):
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), partial(_use, self.app, name), text=name)


class ThemePalette(Palette):
    """Shows each theme as it is highlighted; closing it without a choice restores the first."""

    def __init__(self, theme: str) -> None:
        """Create the palette.

        Args:
            theme: The current theme.
        """
        super().__init__([Themes], _("Theme"), _("No theme fits {text}."))
        self._theme_before = theme

    @on(OptionList.OptionHighlighted)
    def _preview(self, event: OptionList.OptionHighlighted) -> None:
        if isinstance(event.option, Command) and self.is_current:
            _use(self.app, str(event.option.hit.text))

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it, with the theme before if none was chosen."""
        if self._selected_command is None:
            _use(self.app, self._theme_before)
        return super().dismiss(result)


def _names(app: App[object]) -> Iterator[str]:
    ours = [name for name in app.available_themes if name not in BUILTIN_THEMES]
    return iter(dict.fromkeys([app.theme, *ours, *sorted(app.available_themes)]))


def _use(app: App[object], name: str) -> None:
    if name in app.available_themes and name != app.theme:
        app.theme = name
