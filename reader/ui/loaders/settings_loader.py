"""Reads the settings file again while the screen is open."""

from collections.abc import Callable

from reader.errors import ReaderError
from reader.session import ReadAgain, Session, read_settings_again
from reader.ui.loaders.loader import Deliver, Loader


class SettingsLoader:
    """A thread that reads when it is asked to."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._loader = Loader("settings", deliver)

    def read(
        self, then: Callable[[ReadAgain], object], failed: Callable[[ReaderError], object]
    ) -> None:
        """Read the file; `failed` takes the reason if it can't be read, or is not TOML."""
        self._loader.ask("read", lambda: read_settings_again(self._session), then, failed)

    def close(self) -> None:
        """Stop the thread."""
        self._loader.close()
