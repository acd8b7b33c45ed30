"""Opening the builder of an archive's index, which only ``reader index`` needs."""

from pathlib import Path

from reader.errors import SettingsError
from reader.index.building import IndexBuilder
from reader.messages.language import gettext as _
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
    found = find_archive(path)
    settings = found.in_force.settings
    if not settings.use_index:
        raise SettingsError(str(settings_file()), _("use_index is false, so no index is kept"))
    return IndexBuilder(found.archive, index_folders(settings)), found.notice
