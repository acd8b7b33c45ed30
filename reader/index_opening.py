"""Opening the builder of an archive's index, which only ``reader index`` needs."""

from pathlib import Path

from reader.config import load_settings
from reader.errors import SettingsError
from reader.index.building import IndexBuilder
from reader.paths import settings_file
from reader.session import find_archive, index_folders


def open_index_builder(path: Path | None = None) -> tuple[IndexBuilder, str]:
    """Find the archive, and return the builder of its index, and a sentence to show, or nothing.

    Args:
        path: The archive's folder; None looks where `choose_archive` says.

    Raises:
        ArchiveError: The folder is missing or is none.
        SettingsError: The settings file says something impossible, or that no index is kept.
    """
    settings = load_settings(settings_file())
    if not settings.use_index:
        raise SettingsError(str(settings_file()), "use_index is false, so no index is kept")
    archive, notice = find_archive(path, settings)
    return IndexBuilder(archive, index_folders(settings)), notice
