"""The palette of archives: a name opens its archive."""

from collections.abc import Callable, Sequence
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.messages.language import gettext as _
from reader.terminal_text import clean_line
from reader.ui.dialogs.palette import Palette


class ArchivePalette(Palette):
    """Offers archives by name."""

    def __init__(self, names: Sequence[str], then: Callable[[str], object]) -> None:
        """Create the palette.

        Args:
            names: Of archives, in the order of the settings.
            then: Takes the chosen one.
        """
        super().__init__([Archives], _("Archive"), _("No archive fits {text}."))
        self.names = names
        self.then = then


class Archives(Provider):
    """Yields the names of an `ArchivePalette`."""

    @property
    def _palette(self) -> ArchivePalette:
        palette = self.app.screen
        assert isinstance(palette, ArchivePalette)  # noqa: S101 - the only one that has this
        return palette

    async def discover(self) -> Hits:
        """Yield every name."""
        for name in self._palette.names:
            yield DiscoveryHit(Content(clean_line(name)), partial(self._palette.then, name))

    async def search(self, query: str) -> Hits:
        """Yield the names that match."""
        matcher = self.matcher(query)
        for name in self._palette.names:
            shown = clean_line(name)
            if (score := matcher.match(shown)) > 0:
                call = partial(self._palette.then, name)
                yield Hit(score, matcher.highlight(shown), call, text=shown)
