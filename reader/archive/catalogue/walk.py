"""Which files of a folder are posts.

In a Jekyll site (a folder with `_config.yml`, `_posts` or `_drafts`) posts lie below `_posts` and
`_drafts`, and in every folder of which at least one file is named as a post
(``2022-04-28-name.md``): archives that have outgrown `_posts` keep the rest in such a folder.
Pages, layouts and the generated site are none. In any other folder every file with a post's
extension is a post. The folders of themes and templates hold none.

Source: Jekyll lib/jekyll/reader.rb and entry_filter.rb for what a site leaves out.
"""

import os
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import ArchiveError
from reader.files.archive_files import (
    folder_opened,
    is_confined,
    is_regular,
    list_names,
    status_in,
    status_of,
)
from reader.messages.problem_kinds import ProblemKind
from reader.messages.problems import describe_problem
from reader.posts.post import Problem
from reader.posts.source.file_bytes import left_out, unreadable
from reader.posts.source.file_name import (
    POST_FOLDERS,
    USUAL_PLACES,
    PostPlaces,
    is_dated_name,
    is_post_name,
)

_SITE_MARKS = POST_FOLDERS | {"_config.yml", "_config.yaml"}
_PAPERS = frozenset(
    {"README", "CHANGELOG", "CHANGES", "CONTRIBUTING", "LICENSE", "SECURITY", "INDEX"}
)
_NEVER = frozenset({"_site", "node_modules", "vendor"})
_TEMPLATES = frozenset({"archetypes", "layouts"})
"""Folders right below the root in which a generator has templates and never posts."""
_OF_GENERATORS = frozenset({"themes", "scaffolds", "public"})
"""The same in the folder of a site, where they also hold other people's posts, and copies."""
_OF_HUGO = frozenset({"resources", "static", "assets", "templates", "data", "i18n"})
_CONFIGS = frozenset(
    f"{name}.{extension}"
    for name in ("hugo", "config", "_config")
    for extension in ("toml", "yaml", "yml", "json")
)


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What the file system says of a post's file; a changed stamp means a changed file."""

    path: str
    """Below the archive's root, with `/`."""
    size: int
    """In bytes."""
    mtime_ns: int
    """When the file was last changed, in nanoseconds since 1970."""


@dataclass(slots=True)
class Folder:
    """One folder of an archive, as it was listed."""

    path: str
    """Below the archive's root, with `/`; empty for the root itself."""
    mtime_ns: int = 0
    """When a name was last added or removed; read before the names."""
    is_listed: bool = False
    """False if the folder can't be listed, or need not be; one that was visited by
    another path holds nothing by this one."""
    names: list[str] = field(default_factory=list)
    """Files that are posts, in no particular order."""
    takes_all: bool = False
    """Whether every file with a post's extension is a post, whatever its name."""
    below: list[str] = field(default_factory=list)
    """Paths of the folders in it in which posts may lie."""
    problems: list[Problem] = field(default_factory=list)

    def path_of(self, name: str) -> str:
        """Return the path of one of its files, below the archive's root."""
        return f"{self.path}/{name}" if self.path else name


@dataclass(slots=True)
class Walk:
    """What was found below an archive's root, in no particular order."""

    files: list[FileStamp] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)


Known = Callable[[str, int], Sequence[str] | None]
"""Returns the folders in a folder of this path and mtime, or None if it must be listed."""


def _know_nothing(_path: str, _mtime_ns: int) -> None:
    return None


def walk(root: Path, places: PostPlaces = USUAL_PLACES) -> Walk:
    """Find the posts below `root` and look at each one's file.

    What can't be a post although it is named as one (a folder, a dangling link, a pipe) becomes
    a problem.

    Raises:
        ArchiveError: `root` itself can't be listed.
    """
    found = Walk()
    for folder in walk_folders(root, places=places):
        found.folders.append(folder.path)
        found.problems += folder.problems
        for name in folder.names:
            path = folder.path_of(name)
            try:
                found.files.append(stamp_of(root, path))
            except OSError as error:
                found.problems.append(unreadable(path, error))
    return found


def stamp_of(root: Path, path: str) -> FileStamp:
    """Look at a post's file.

    Raises:
        OSError: It can't be found, or not be looked at.
        ValueError: No file can have this name.
    """
    status = status_of(root, path)
    return FileStamp(path, status.st_size, status.st_mtime_ns)


def walk_folders(
    root: Path, known: Known = _know_nothing, places: PostPlaces = USUAL_PLACES
) -> Iterator[Folder]:
    """List the folders of an archive; links are followed, and each folder is visited once.

    Args:
        root: The archive.
        known: Spares the listing of folders in which nothing was added or taken away.
        places: What the site says of its posts.

    Yields:
        The root first, then each folder some time after the one above it.

    Raises:
        ArchiveError: `root` itself can't be listed.
    """
    try:
        names = list_names(root)
    except OSError as error:
        reason = describe_problem(unreadable("", error)).reason
        raise ArchiveError(str(root), reason) from error
    is_site = not _SITE_MARKS.isdisjoint(names)
    seen: set[tuple[int, int]] = set()
    post_folders = POST_FOLDERS | places.collections
    folders = [("", not is_site)]
    while folders:
        path, takes_all = folders.pop()
        folder = _visit(root, path, takes_all, seen, known, places)
        yield folder
        # In one order whatever they are known from: of two names of a folder the first is taken.
        folders.extend(
            (below, takes_all or below.rpartition("/")[2] in post_folders)
            for below in sorted(folder.below, reverse=True)
        )


def holds_posts(folder: Path) -> bool:
    """Say whether a folder that was not asked for is to be read as an archive.

    A site with posts is, and a folder with posts right in it; the papers of a program
    (``README.md``) do not make one, or every checkout would be.
    """
    try:
        names = list_names(folder)
        if not _SITE_MARKS.isdisjoint(names):
            return bool(walk(folder).files)
    except (OSError, ArchiveError):
        return False
    posts = (name for name in names if is_post_name(name) and is_regular(folder, name))
    return any(name.partition(".")[0].upper() not in _PAPERS for name in posts)


def _visit(
    root: Path,
    path: str,
    takes_all: bool,
    seen: set[tuple[int, int]],
    known: Known,
    places: PostPlaces,
) -> Folder:
    folder = Folder(path)
    try:
        with folder_opened(root, path) as descriptor:
            status = os.fstat(descriptor)
            identity = (status.st_dev, status.st_ino)
            if identity in seen:
                folder.is_listed = True
                return folder
            seen.add(identity)
            folder.mtime_ns = status.st_mtime_ns
            below = known(path, status.st_mtime_ns)
            if below is None:
                _list(descriptor, folder, takes_all=takes_all, places=places)
            else:
                folder.below += below
    except OSError as error:
        folder.problems.append(unreadable(path, error))
    return folder


def _list(descriptor: int, folder: Folder, *, takes_all: bool, places: PostPlaces) -> None:
    """Fill in what is in a folder, which is open."""
    with os.scandir(descriptor) as found:
        entries = list(found)
    candidates = []
    for entry in entries:
        name = entry.name
        if is_post_name(name, places.extensions):
            candidates.append(entry)
        elif _is_folder(entry) and name not in _NEVER and not name.startswith("."):
            folder.below.append(folder.path_of(name))
    if not folder.path:
        none = _without_posts({entry.name for entry in entries})
        folder.below = [path for path in folder.below if path not in none]
    folder.takes_all = takes_all or any(is_dated_name(entry.name) for entry in candidates)
    for entry in candidates:
        _sort_in(entry, folder, descriptor)
    folder.is_listed = True


def _without_posts(names: Set[str]) -> Set[str]:
    """Return the folders that hold no posts, told from the names in the archive's root."""
    is_site = not _CONFIGS.isdisjoint(names) or not POST_FOLDERS.isdisjoint(names)
    if not is_site and {"content", "source", *_TEMPLATES}.isdisjoint(names):
        return _TEMPLATES
    is_hugo = "content" in names
    return _TEMPLATES | _OF_GENERATORS | (_OF_HUGO if is_hugo and is_site else frozenset())


def _sort_in(entry: os.DirEntry[str], folder: Folder, descriptor: int) -> None:
    """Add an entry with a post's name to the posts, folders or problems."""
    path = folder.path_of(entry.name)
    if _is_folder(entry):
        folder.below.append(path)
        folder.problems.append(left_out(path, ProblemKind.FOLDER_NAMED_AS_POST))
    elif folder.takes_all:
        problem = _why_no_file(path, entry, descriptor)
        if problem:
            folder.problems.append(problem)
        else:
            folder.names.append(entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=not is_confined())
    except OSError:
        return False


def _why_no_file(path: str, entry: os.DirEntry[str], descriptor: int) -> Problem | None:
    """Return what keeps an entry of an open folder from being a regular file, or None."""
    try:
        if entry.is_file(follow_symlinks=not is_confined()):
            return None
        if entry.is_symlink():
            return left_out(path, _kind_of_link(descriptor, entry.name))
    except OSError as error:
        return unreadable(path, error)
    return left_out(path, ProblemKind.NOT_A_REGULAR_FILE)


def _kind_of_link(descriptor: int, name: str) -> ProblemKind:
    """Return why a link is no post."""
    if is_confined():
        return ProblemKind.LINK_NOT_FOLLOWED
    try:
        status_in(descriptor, name)
    except FileNotFoundError:
        return ProblemKind.DEAD_LINK
    return ProblemKind.NOT_A_REGULAR_FILE
