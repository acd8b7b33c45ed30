"""The theme that the settings name."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from reader.messages.language import gettext as _
from reader.paths import settings_file
from reader.terminal_text import clean_line
from reader.ui.themes.own import TERMINAL


def choose_theme(name: str, known: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Return the theme to use, and a sentence if another one was named.

    Args:
        name: As in the settings.
        known: All themes.
    """
    if name in known:
        return name, ()
    near = next(iter(get_close_matches(name, known, 1)), "")
    if near:
        said = _("no theme is called {name}; did you mean {near}?").format(name=name, near=near)
    else:
        listed = ", ".join(sorted(known))
        said = _("no theme is called {name}; themes are {listed}").format(name=name, listed=listed)
    return TERMINAL.name, (said,)


def in_settings(mistakes: Iterable[str]) -> Iterator[str]:
    """Yield sentences about the settings with the file's name before them."""
    return (f"{settings_file()}: {clean_line(mistake)}" for mistake in mistakes)
