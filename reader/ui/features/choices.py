"""What a person chooses on the screen, kept for later runs: theme, widths, folded sections."""

from textual.app import App

from reader.session import Session
from reader.ui.loaders.state_loader import StateLoader

THEME = "theme"
TEXT_WIDTH = "text_width"
"""Names of choices that override the setting of that key."""


class Choices:
    """Keeps choices with the reading state."""

    def __init__(self, session: Session, app: App[int], states: StateLoader) -> None:
        self._state = session.state
        self._app = app
        self._states = states
        self._theme = app.theme

    def kept(self, name: str) -> str:
        """Return a choice of this or an earlier run, or nothing."""
        return self._state.choice(name)

    def keep(self, name: str, value: str) -> None:
        """Keep a choice for this run and all later ones; see `ReadingState.keep_choice`."""
        if self._state.choice(name) != value:
            self._state.keep_choice(name, value)
            self._states.save()

    def keep_theme(self) -> None:
        """Keep the theme if another one was chosen than before."""
        if self._app.theme != self._theme:
            self._theme = self._app.theme
            self.keep(THEME, self._theme)

    def take_theme(self, name: str) -> None:
        """Show the theme that the settings name, which is no choice."""
        self._theme = self._app.theme = name
