"""One run of the reader: settings, archive and reading state.

Screen and commands use the core through a `Session`, so that both read a post the same way.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.catalogue.walk import FileStamp, holds_posts, stamp_of
from reader.archive.repository import Repository
from reader.config import AmbiguousWidth, Settings, WideBlocks, load_settings
from reader.errors import (
    ArchiveError,
    PictureError,
    PostNotFoundError,
    PostUnreadableError,
    SettingsError,
)
from reader.index.fallback import FallbackRepository
from reader.index.indexed_repository import IndexedRepository
from reader.index.opening import (
    Archive,
    IndexFolders,
    open_in_memory,
    open_repository,
)
from reader.layout.text.ambiguous_width import is_wide_by_locale, measure_ambiguous_as_wide
from reader.layout.typesetting import Typesetting
from reader.messages.problems import describe_problem
from reader.paths import bundled, index_folder, settings_file, state_folder
from reader.posts.post import Post, PostId, Problem
from reader.posts.source.site_folder import SiteFolder
from reader.state.opening import open_state
from reader.state.reading_state import ReadingState
from reader.state.state_file import StateFile
from reader.terminal_text import clean_line

if TYPE_CHECKING:
    from reader.document.nodes import Document
    from reader.index.building import IndexBuilder
    from reader.posts.source.site import Site

_MAX_IMAGE_BYTES = 40 * 1024 * 1024
ARCHIVE_VARIABLE = "READER_ARCHIVE"


@dataclass(frozen=True, slots=True)
class OpenedPost:
    """A post with its parsed body."""

    post: Post
    document: Document


@dataclass(frozen=True, slots=True)
class Session:
    """The settings, archive and reading state of one run."""

    settings: Settings
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
        )

    @property
    def state(self) -> ReadingState:
        """The reading state of this archive."""
        return self.state_file.state

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
        # 0.1 s, deferred until the list is shown.
        from reader.document.parsing import parse_in_parts  # noqa: PLC0415
        from reader.posts.address import post_address  # noqa: PLC0415

        whole = self.repository.read(post_id)
        post, site = whole.post, self.site_folder.site
        for document in parse_in_parts(
            whole.body,
            starts,
            is_html=whole.is_html,
            base_address=post_address(post, site),
            variables=_liquid_variables(post, site),
        ):
            yield OpenedPost(post, document)

    def read_source(self, post: Post) -> str:
        """Return a post's whole file as text, with line feeds only; not cleaned.

        Raises:
            PostUnreadableError: The file can't be read any more.
        """
        from reader.posts.reading import MAX_BYTES  # noqa: PLC0415
        from reader.posts.source.encodings import decode  # noqa: PLC0415 - as above
        from reader.posts.source.file_bytes import read_bytes  # noqa: PLC0415

        file = read_bytes(self.root, post.path, MAX_BYTES)
        if isinstance(file, Problem):
            raise PostUnreadableError(file.path, describe_problem(file).reason)
        return decode(file.data, is_part=file.is_part).text

    def read_image(self, address: str, post: Post) -> bytes | None:
        """Return the file of an image in the archive or its site's folder.

        Args:
            address: Address of the image, as in a document's links.
            post: The post with the image.

        Raises:
            PictureError: The file exists but can't be read.
        """
        from reader.posts.image_files import image_paths  # noqa: PLC0415 - as above

        for folder in dict.fromkeys((self.root, self.site_folder.path.resolve())):
            own_path = (self.root / post.path).relative_to(folder).as_posix()
            for path in image_paths(address, own_path, self.site_folder.site):
                if _is_file_within(folder, path):
                    return _read_image(folder, path)
        return None

    def stamp_of(self, post: Post) -> FileStamp | None:
        """Return the stamp of a post's file; None if the file can't be found."""
        try:
            return stamp_of(self.root, post.path)
        except (OSError, ValueError):
            return None

    def find_linked(self, address: str) -> Post | None:
        """Return the post of this archive that a link leads to; may take long.

        Args:
            address: Address of the link, as in a document's links.

        Raises:
            IndexLostError: The index was damaged.
        """
        from reader.posts.own_addresses import (  # noqa: PLC0415 - as above
            is_at,
            path_on,
            stems_at,
            words_at_end,
        )

        site = self.site_folder.site
        for stem in stems_at(address, site):
            try:
                return self.repository.find(stem)
            except PostNotFoundError:
                continue
        path = path_on(address, site)
        words = words_at_end(path) if path else ()
        posts = self.repository.named(words) if words else iter(())
        return next((post for post in posts if is_at(post, path or "", site)), None)


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
        settings: None reads the user's settings file.
        uses_index: False keeps everything in memory, whatever the settings say.
        is_on_screen: Whether keys must be answered while the archive is read.

    Raises:
        ArchiveError: The folder is missing or not a folder.
        SettingsError: The settings file is invalid.
    """
    settings = settings or load_settings(settings_file())
    _choose_ambiguous_width(settings)
    archive, notice = _find_archive(path, settings)
    state_file = _open_state(archive.root, settings)
    state = state_file.state
    if settings.use_index and uses_index:
        repository, remark = open_repository(
            archive, state, _index_folders(settings), is_in_child=is_on_screen
        )
    else:
        repository, remark = open_in_memory(archive, state), ""
    notices = " ".join(filter(None, [notice, remark, state_file.notice]))
    return Session(
        settings,
        archive.root,
        archive.site_folder,
        repository,
        state_file,
        notices,
        is_indexed=isinstance(repository, IndexedRepository | FallbackRepository),
    )


def open_state_file() -> StateFile:
    """Return the file of the reading state, for all archives.

    Raises:
        SettingsError: The settings file is invalid.
    """
    return _open_state(None, load_settings(settings_file()))


def _open_state(root: Path | None, settings: Settings) -> StateFile:
    return open_state(state_folder(), root, settings.state_logs, index_folder().parent)


def open_index_builder(
    path: Path | None = None, settings: Settings | None = None
) -> tuple[IndexBuilder, str]:
    """Find the archive, and return the builder of its index and a message, which may be empty.

    Args:
        path: The archive's folder; None uses the default of `choose_archive`.
        settings: None reads the user's settings file.

    Raises:
        ArchiveError: The folder is missing or not a folder.
        SettingsError: The settings file is invalid, or disables the index.
    """
    settings = settings or load_settings(settings_file())
    from reader.index.building import IndexBuilder  # noqa: PLC0415 - 60 ms that no screen needs

    if not settings.use_index:
        raise SettingsError(str(settings_file()), "use_index is false, so no index is kept")
    archive, notice = _find_archive(path, settings)
    return IndexBuilder(archive, _index_folders(settings)), notice


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
    notice = "These are the bundled samples. Open your own with: reader PATH"
    return bundled("sample_posts"), notice


def _is_file_within(folder: Path, path: str) -> bool:
    """Say whether a path is a file inside the folder, with symbolic links resolved."""
    try:
        real = (folder / path).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return False
    return real.is_relative_to(folder) and real.is_file()


def _read_image(folder: Path, path: str) -> bytes:
    from reader.posts.source.file_bytes import read_bytes  # noqa: PLC0415 - as above

    file = read_bytes(folder, path, _MAX_IMAGE_BYTES)
    if isinstance(file, Problem):
        raise PictureError(f"{file.path}: {describe_problem(file).reason}")
    if file.is_part:
        raise PictureError(f"{clean_line(path)}: larger than {_MAX_IMAGE_BYTES // 1024**2} MB")
    return file.data


def _find_archive(path: Path | None, settings: Settings) -> tuple[Archive, str]:
    chosen, notice = (path, "") if path else choose_archive(settings, os.environ, Path.cwd())
    root = _checked_folder(chosen)
    return Archive(root, SiteFolder(_site_folder(root))), notice


def _index_folders(settings: Settings) -> IndexFolders:
    shared = Path(settings.shared_index).expanduser() if settings.shared_index else None
    return IndexFolders(index_folder(), shared)


def _checked_folder(path: Path) -> Path:
    try:
        root = path.expanduser().resolve(strict=True)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArchiveError(str(path), reason.lower()) from error
    if not root.is_dir():
        raise ArchiveError(str(path), "not a folder")
    return root


def _site_folder(root: Path) -> Path:
    """Return the folder whose `_config.yml` applies: the archive's or its parent's."""
    has_own = any((root / name).is_file() for name in ("_config.yml", "_config.yaml"))
    return root.parent if not has_own and root.name in {"_posts", "old_post"} else root


def _choose_ambiguous_width(settings: Settings) -> None:
    choice = settings.ambiguous_width
    is_by_locale = choice is AmbiguousWidth.BY_LOCALE
    if is_wide_by_locale(os.environ) if is_by_locale else choice is AmbiguousWidth.WIDE:
        measure_ambiguous_as_wide()


def _liquid_variables(post: Post, site: Site) -> dict[str, str]:
    variables = {f"site.{name}": value for name, value in site.variables}
    variables["page.title"] = post.title
    variables["page.slug"] = post.slug
    variables["page.date"] = post.date.isoformat(" ") if post.date else ""
    variables["page.categories"] = ", ".join(post.categories)
    variables["page.tags"] = ", ".join(post.tags)
    return variables
