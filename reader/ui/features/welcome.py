"""The first run: shows the keys to begin with, until a key is pressed."""

from collections.abc import Callable

from textual.geometry import Size

from reader.help_pages.welcome import welcome_rows
from reader.session import Session
from reader.state.memory_state import MemoryState
from reader.state.records import HERE, WHOLE_ARCHIVE
from reader.ui.features.choices import Choices
from reader.ui.widgets.welcome import WelcomePage

_CHOICE, _SEEN = "welcome", "seen"
_MIN_SIZE = Size(40, 20)
"""Smallest screen on which the page leaves some posts visible."""


class Welcome:
    """Shows the page of the first run, once."""

    def __init__(
        self, session: Session, page: WelcomePage, choices: Choices, keys_of: Callable[[str], str]
    ) -> None:
        self._session = session
        self._page = page
        self._choices = choices
        self._keys_of = keys_of

    def begin(self, size: Size) -> None:
        """Show the page if this is the first run, whose state is kept, and there is room."""
        has_room = size.width >= _MIN_SIZE.width and size.height >= _MIN_SIZE.height
        if has_room and self._is_first_run:
            self._page.show(welcome_rows(self._keys_of))

    @property
    def _is_first_run(self) -> bool:
        session = self._session
        is_kept = not isinstance(session.state_file, MemoryState)
        is_known = self._choices.kept(_CHOICE) or session.state.value(WHOLE_ARCHIVE, HERE)
        return session.settings.welcome and is_kept and not is_known

    def leave(self) -> None:
        """Hide the page for good; the key that does it goes on."""
        if self._page.display:
            self._page.display = False
            self._choices.keep(_CHOICE, _SEEN)
