"""Opening another archive of the settings without leaving the program."""

from textual.app import App
from textual.message import Message

from reader.messages.language import gettext as _
from reader.session import Session
from reader.ui.features.dialog_loading import dialogs_of
from reader.ui.widgets.bottom_line import BottomLine


class ArchiveWanted(Message):
    """The app has to end this session and open another archive."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        """In the settings."""


class ArchiveSwitch:
    """Offers the archives that have a name."""

    def __init__(self, session: Session, app: App[int], bottom_line: BottomLine) -> None:
        self._names = [name for name in session.archive_names if name != session.archive_name]
        self._app = app
        self._bottom_line = bottom_line

    def begin(self) -> None:
        """Have another archive chosen."""
        if self._names:
            dialogs_of(self._app).choose_archive(self._names, self._open)
        else:
            self._bottom_line.say(_("the settings name no other archive; see: reader config"))

    def _open(self, name: str) -> None:
        self._app.post_message(ArchiveWanted(name))
