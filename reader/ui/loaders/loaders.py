"""All background threads of the main screen, started and stopped together."""

from dataclasses import dataclass

from reader.session import Session
from reader.ui.loaders.archive_loader import ArchiveLoader
from reader.ui.loaders.archive_watcher import ArchiveWatcher
from reader.ui.loaders.document_loader import DocumentLoader
from reader.ui.loaders.loader import Deliver
from reader.ui.loaders.picture_loader import PictureLoader
from reader.ui.loaders.settings_loader import SettingsLoader
from reader.ui.loaders.sharing.command_loader import CommandLoader
from reader.ui.loaders.sharing.export_loader import ExportLoader
from reader.ui.loaders.state_loader import StateLoader
from reader.ui.loaders.text_finder import TextFinder


@dataclass(frozen=True, slots=True)
class Loaders:
    """One loader of each kind."""

    archive: ArchiveLoader
    watcher: ArchiveWatcher
    documents: DocumentLoader
    states: StateLoader
    finder: TextFinder
    pictures: PictureLoader
    settings: SettingsLoader
    commands: CommandLoader
    exports: ExportLoader

    def close(self) -> None:
        """Stop all threads."""
        for loader in (
            self.archive,
            self.watcher,
            self.documents,
            self.states,
            self.finder,
            self.pictures,
            self.settings,
            self.commands,
            self.exports,
        ):
            loader.close()


def start_loaders(session: Session, deliver: Deliver) -> Loaders:
    """Start the threads of a session."""
    return Loaders(
        archive=ArchiveLoader(session.repository, deliver),
        watcher=ArchiveWatcher(session, deliver),
        documents=DocumentLoader(session, deliver),
        states=StateLoader(session.state_file, deliver),
        finder=TextFinder(deliver),
        pictures=PictureLoader(session, deliver),
        settings=SettingsLoader(session, deliver),
        commands=CommandLoader(session, deliver),
        exports=ExportLoader(session, deliver),
    )
