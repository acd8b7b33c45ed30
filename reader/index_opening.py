"""Opening the builder of an archive's index, which only ``reader index`` needs."""

from pathlib import Path

from reader.errors import SettingsError
from reader.files.archive_files import confine
from reader.index.building import IndexBuilder
from reader.messages.language import gettext as _
from reader.paths import settings_file
from reader.session import find_archive, index_folders


def open_index_builder(
    path: Path | None = None, *, is_confined: bool = False
) -> tuple[IndexBuilder, str]:
    """Find the archive, and return the builder of its index, and a sentence to show, or nothing.

    Args:
        path: The archive's folder; None looks where `choose_archive` says.
        is_confined: Whether links are left out; then this process follows none any more.

    Raises:
        ArchiveError: The folder is missing or is none.
        SettingsError: The settings file says something impossible, or that no index is kept.
    """
    found = find_archive(path)
    if is_confined:
        confine(found.archive.root)
        found = find_archive(found.archive.root)
    settings = found.in_force.settings
    if not settings.use_index:
        raise SettingsError(str(settings_file()), _("use_index is false, so no index is kept"))
    return IndexBuilder(found.archive, index_folders(settings)), found.notice
