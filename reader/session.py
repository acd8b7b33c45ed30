"""One run of the reader: settings, archive and reading state.

Screen and commands use the core through a `Session`, so that both read a post the same way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.archive.catalogue.walk import FileStamp, holds_posts, stamp_of
from reader.archive.repository import Repository
from reader.capabilities import EVERYTHING, Capability
from reader.config import AmbiguousWidth, Gains, Settings, WideBlocks
from reader.config.file import SettingsFile, read_settings
from reader.config.in_force import Origin, SettingsInForce, Source, settings_of
from reader.errors import ArchiveError
from reader.files.archive_files import is_confined, is_regular
from reader.index.fallback import FallbackRepository
from reader.index.indexed_repository import IndexedRepository
from reader.index.opening import (
    Archive,
    IndexFolders,
    open_in_memory,
    open_published,
    open_repository,
)
from reader.layout.annotations import Annotations
from reader.layout.text.ambiguous_width import is_wide_by_locale, measure_ambiguous_as_wide
from reader.layout.typesetting import Typesetting
from reader.messages.language import gettext as _
from reader.messages.language import in_one_line
from reader.messages.system_errors import system_reason
from reader.paths import ARCHIVE_VARIABLE, bundled, index_folder, settings_file, state_folder
from reader.posts.post import Post, PostId
from reader.posts.source.file_name import CONFIG_NAMES
from reader.posts.source.site_folder import SiteFolder
from reader.state.opening import open_state
from reader.state.reading_state import ReadingState
from reader.state.state_file import StateFile
from reader.terminal_text import clean_line

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from reader.document.nodes import Document
    from reader.export.exported_post import ExportedPost
    from reader.export.formats import Needs
    from reader.post_opening import PostOpener

_IN_ENVIRONMENT = Origin(Source.ENVIRONMENT, ARCHIVE_VARIABLE)
_NAMED = Origin(Source.COMMAND_LINE, "PATH")


@dataclass(frozen=True, slots=True)
class OpenedPost:
    """A post with its parsed body."""

    post: Post
    document: Document


@dataclass(frozen=True, slots=True)
class Session:
    """The settings, archive and reading state of one run."""

    in_force: SettingsInForce
    root: Path
    """The archive's folder, absolute, links resolved."""
    site_folder: SiteFolder
    repository: Repository
    state_file: StateFile
    """Keeps `state`."""
    notice: str = ""
    """A message to show the user once; may be empty."""
    is_indexed: bool = False
    """Whether an index is used, unless none can be kept."""
    archive_name: str = ""
    """The archive's name in the settings file, if it has one."""
    archive_names: tuple[str, ...] = ()
    """Of all archives in the settings file."""
    settings_in_file: Settings | None = None
    """The settings without what was chosen on the screen; None if no file was read."""
    mistakes: str = ""
    """What is wrong in the settings file, or nothing."""
    capabilities: frozenset[Capability] = EVERYTHING
    """What this run may do; features that need more are left out."""
    idle_minutes: int = 0
    """Minutes without a key after which the screen ends; 0 is never."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.in_force.settings

    @property
    def typesetting(self) -> Typesetting:
        """Typesetting for the screen, from the settings."""
        settings = self.settings
        return Typesetting(
            is_justified=settings.justify,
            has_indent=settings.first_line_indent,
            has_script_gaps=settings.han_latin_space,
            hangs_punctuation=settings.hanging_punctuation,
            scrolls_wide_blocks=settings.wide_blocks is WideBlocks.SCROLL,
            marks_moves=settings.gains is not Gains.OFF,
        )

    def now(self) -> datetime:
        """Return the moment from which spans such as ``7d`` count in queries."""
        from reader.posts.source.time_zones import now_in  # noqa: PLC0415 - 20 ms, rarely asked

        return now_in(_today_zone(self.settings)[0] or self.site_folder.site.timezone)

    @property
    def state(self) -> ReadingState:
        """The reading state of this archive."""
        return self.state_file.state

    def annotations_of(self, post_id: PostId) -> Annotations:
        """Return the user's labels and note of a post."""
        return Annotations(tuple(self.state.labels_of(post_id)), self.state.note_of(post_id))

    def open_post(self, post_id: PostId) -> OpenedPost:
        """Read a post's file and parse its body; may take long, so don't call it on an event loop.

        Raises:
            PostNotFoundError: No post has this id.
            PostUnreadableError: The file can't be read any more.
        """
        return next(self.open_post_in_parts(post_id, starts=()))

    def open_post_in_parts(self, post_id: PostId, starts: Sequence[int]) -> Iterator[OpenedPost]:
        """Yield a long post with growing starts of its text, then whole; a short one only whole.

        Args:
            post_id: The post.
            starts: As for `parse_in_parts`.

        Raises:
            PostNotFoundError: No post has this id.
            PostUnreadableError: The file can't be read any more.
        """
        for post, document in self._opener.documents(post_id, starts):
            yield OpenedPost(post, document)

    def read_for_export(self, post: Post, needs: Needs) -> ExportedPost:
        """Read as much of a post as an export needs, with the user's note; may take long.

        Raises:
            PostNotFoundError: The post is no longer in the archive.
            PostUnreadableError: The file can't be read any more.
            IndexLostError: The index was damaged.
        """
        return self._opener.read_for_export(post, needs, self.state.note_of(post.id))

    def read_source(self, post: Post) -> str:
        """Return a post's whole file as text, with line feeds only; not cleaned.

        Raises:
            PostUnreadableError: The file can't be read any more.
        """
        return self._opener.read_source(post)

    def read_image(self, address: str, post: Post) -> bytes | None:
        """Return the file of an image in the archive or its site's folder.

        Args:
            address: Address of the image, as in a document's links.
            post: The post with the image.

        Raises:
            PictureError: The file exists but can't be read.
        """
        return self._opener.read_image(address, post)

    def stamp_of(self, post: Post) -> FileStamp | None:
        """Return the stamp of a post's file; None if the file can't be found."""
        try:
            return stamp_of(self.root, post.path)
        except (OSError, ValueError):
            return None

    def find_linked(self, address: str, origin: Post | None = None) -> Post | None:
        """Return the post of this archive to which a link leads; may take long.

        Args:
            address: As a document's links have it.
            origin: The post in which the link stands, which tells posts of one name apart.

        Raises:
            IndexLostError: The index was damaged.
        """
        return self._opener.find_linked(address, origin)

    def address_of(self, post: Post) -> str:
        """Return a post's absolute address, or nothing if the site's is not known."""
        return self._opener.address_of(post)

    @property
    def _opener(self) -> PostOpener:
        from reader.post_opening import PostOpener  # noqa: PLC0415 - parsers, after the list: 0.1 s

        return PostOpener(self.root, self.site_folder, self.repository)


def open_session(
    path: Path | None = None,
    settings: Settings | None = None,
    *,
    uses_index: bool = True,
    is_on_screen: bool = False,
) -> Session:
    """Find the archive and create a session; reads no posts.

    Args:
        path: The archive's folder; None uses the default of `choose_archive`.
        settings: Instead of what the settings file says.
        uses_index: False keeps everything in memory, whatever the settings say.
        is_on_screen: Whether keys must be answered while the archive is read.

    Raises:
        ArchiveError: The folder is missing or not a folder.
        SettingsError: The settings file can't be read, or is not TOML.
    """
    given = settings
    found = _find_given(path, given) if given else find_archive(path)
    archive = found.archive
    state_file = _open_state(archive.root, found.in_force.settings)
    state = state_file.state
    in_force = found.in_force.chosen(state.choices())
    settings = in_force.settings
    _choose_ambiguous_width(settings)
    if settings.use_index and uses_index:
        repository, remark = open_repository(
            archive, state, index_folders(settings), is_in_child=is_on_screen
        )
    else:
        repository, remark = open_in_memory(archive, state), ""
    notices = in_one_line([found.notice, remark, state_file.notice])
    return Session(
        in_force,
        archive.root,
        archive.site_folder,
        repository,
        state_file,
        notices,
        is_indexed=isinstance(repository, IndexedRepository | FallbackRepository),
        archive_name=found.name,
        archive_names=found.names,
        settings_in_file=None if given else found.in_force.settings,
        mistakes=found.mistakes,
    )


class SettingsOfRun(NamedTuple):
    """The settings in force for a run, without a session."""

    in_force: SettingsInForce
    state_file: StateFile
    """With the choices made on the screen."""


def settings_of_run(path: Path | None) -> SettingsOfRun:
    """Return the settings that a run on an archive would have; an archive that is gone has none.

    Args:
        path: As for `find_archive`.

    Raises:
        SettingsError: The settings file can't be read, or is not TOML.
    """
    try:
        found = find_archive(path)
        root, in_force = found.archive.root, found.in_force
    except ArchiveError:
        root, in_force = None, settings_of(read_settings(settings_file()))
    state_file = _open_state(root, in_force.settings)
    return SettingsOfRun(in_force.chosen(state_file.state.choices()), state_file)


def open_given(
    path: Path, settings: Settings, open_state: Callable[[Path], StateFile], index: Path | None
) -> Session:
    """Create a session from what is given alone, without any file or variable of the user.

    Args:
        path: The archive's folder.
        settings: The settings.
        open_state: Opens the reading state of the archive with a root.
        index: Folder of published indexes; without a sound one the headers are read into memory.

    Raises:
        ArchiveError: The folder is missing or not a folder.
    """
    archive, remark = _archive_in(path, settings)
    state_file = open_state(archive.root)
    in_force = SettingsInForce(settings).chosen(state_file.state.choices())
    _choose_ambiguous_width(in_force.settings)
    published = open_published(archive, state_file.state, index)
    repository = published or open_in_memory(archive, state_file.state)
    return Session(
        in_force,
        archive.root,
        archive.site_folder,
        repository,
        state_file,
        " ".join(filter(None, [remark, state_file.notice])),
        is_indexed=published is not None,
    )


def open_state_file() -> StateFile:
    """Return the file of the reading state, for all archives.

    Raises:
        SettingsError: The settings file can't be read, or is not TOML.
    """
    return _open_state(None, settings_of(read_settings(settings_file())).settings)


def _open_state(root: Path | None, settings: Settings) -> StateFile:
    return open_state(state_folder(), root, settings.state_logs, index_folder().parent)


class FoundArchive(NamedTuple):
    """An archive that was found, and the settings in it."""

    archive: Archive
    in_force: SettingsInForce
    """Without what was chosen on the screen."""
    notice: str
    """Sentences to show, or nothing."""
    name: str = ""
    """Its name in the settings file, if it has one."""
    names: tuple[str, ...] = ()
    """Of all archives in the settings file."""
    mistakes: str = ""
    """What is wrong in the settings file, or nothing."""


def find_archive(path: Path | None) -> FoundArchive:
    """Find the archive and the user's settings in it.

    Args:
        path: The archive's folder, or its name in the settings file; None looks where
            `choose_archive` says.

    Raises:
        ArchiveError: The folder is missing or is none.
        SettingsError: The settings file can't be read, or is not TOML.
    """
    file = read_settings(settings_file())
    for_all = settings_of(file)
    chosen, notice = (
        (path, "") if path else choose_archive(for_all.settings, os.environ, Path.cwd())
    )
    table = file.archive_at(chosen)
    in_force = settings_of(file, table)
    if path:
        in_force = in_force.overridden({"archive": str(path)}, {"archive": _NAMED})
    elif os.environ.get(ARCHIVE_VARIABLE):
        in_force = in_force.overridden({"archive": str(chosen)}, {"archive": _IN_ENVIRONMENT})
    archive, remark = _archive_in(table.path if table else chosen, in_force.settings)
    mistakes = _mistakes_in(file)
    notices = in_one_line([notice, mistakes, remark])
    name = table.name if table else ""
    return FoundArchive(archive, in_force, notices, name, tuple(file.archives), mistakes)


class ReadAgain(NamedTuple):
    """What the settings file says while a session is open."""

    in_file: Settings
    """Without what was chosen on the screen."""
    in_force: SettingsInForce
    mistakes: str
    """What is wrong in it, or nothing."""


def read_settings_again(session: Session) -> ReadAgain:
    """Read the settings file again for an open session.

    Raises:
        SettingsError: The settings file can't be read, or is not TOML.
    """
    file = read_settings(settings_file())
    in_file = settings_of(file, file.archives.get(session.archive_name))
    in_force = in_file.chosen(session.state.choices())
    return ReadAgain(in_file.settings, in_force, _mistakes_in(file))


def _mistakes_in(file: SettingsFile) -> str:
    return in_one_line(clean_line(str(mistake)) for mistake in file.mistakes)


def _find_given(path: Path | None, settings: Settings) -> FoundArchive:
    """Find the archive under settings that no file says."""
    chosen, notice = (path, "") if path else choose_archive(settings, os.environ, Path.cwd())
    archive, remark = _archive_in(chosen, settings)
    notices = in_one_line([notice, remark])
    return FoundArchive(archive, SettingsInForce(settings), notices)


def _archive_in(path: Path, settings: Settings) -> tuple[Archive, str]:
    """Return the archive in a folder, and a sentence about its settings, or nothing."""
    root = _checked_folder(path)
    folder = SiteFolder(_site_folder(root), root=root, takes_collections=settings.collections)
    zone, remark = _today_zone(settings)
    return Archive(root, folder, zone), remark


def index_folders(settings: Settings) -> IndexFolders:
    """Return where the settings want indexes to lie."""
    shared = Path(settings.shared_index).expanduser() if settings.shared_index else None
    return IndexFolders(index_folder(), shared)


def choose_archive(
    settings: Settings, environment: Mapping[str, str], here: Path
) -> tuple[Path, str]:
    """Choose the default archive, and a message about the choice.

    In this order: the environment's `READER_ARCHIVE`, the settings file, the current folder if it
    holds posts, the bundled samples.
    """
    named = environment.get(ARCHIVE_VARIABLE) or settings.archive
    if named:
        return Path(named), ""
    if holds_posts(here):
        return here, ""
    notice = _("These are the bundled samples. Open your own with: reader PATH")
    return bundled("sample_posts"), notice


def _today_zone(settings: Settings) -> tuple[tzinfo | None, str]:
    """Return the zone of ``today`` in queries, and a sentence if the settings name an unknown one.

    Returns:
        None for the site's zone.
    """
    if settings.today_zone == "site":
        return None, ""
    from reader.posts.source.time_zones import (  # noqa: PLC0415 - 20 ms, and few settings name one
        LOCAL_ZONE,
        zone_named,
    )

    if settings.today_zone == "machine":
        return LOCAL_ZONE, ""
    zone = zone_named(settings.today_zone)
    if zone is not None:
        return zone, ""
    sentence = _("{file}: today_zone: no time zone is called {name}")
    return None, sentence.format(file=settings_file(), name=clean_line(settings.today_zone))


def _checked_folder(path: Path) -> Path:
    try:
        root = path.expanduser().resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise ArchiveError(str(path), system_reason(error)) from error
    if not root.is_dir():
        raise ArchiveError(str(path), _("not a folder"))
    return root


def _site_folder(root: Path) -> Path:
    """Return the folder whose `_config.yml` holds: the archive's own, else one above its posts.

    ``_posts`` may lie in a folder of collections, or in Hexo's ``source``.
    """
    places = [root]
    if root.name in {"_posts", "_drafts", "old_post"} and not is_confined():
        places += [root.parent, root.parent.parent]
    found = (place for place in places if any(is_regular(place, name) for name in CONFIG_NAMES))
    return next(found, places[min(1, len(places) - 1)])


def _choose_ambiguous_width(settings: Settings) -> None:
    choice = settings.ambiguous_width
    is_by_locale = choice is AmbiguousWidth.BY_LOCALE
    if is_wide_by_locale(os.environ) if is_by_locale else choice is AmbiguousWidth.WIDE:
        measure_ambiguous_as_wide()
