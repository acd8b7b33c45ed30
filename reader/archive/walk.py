"""Which files of a folder are posts.

In a Jekyll site (a folder with `_config.yml`, `_posts` or `_drafts`) posts lie below `_posts` and
`_drafts`, and in every folder of which at least one file is named as a post
(``2022-04-28-name.md``): archives that have outgrown `_posts` keep the rest in such a folder.
Pages, layouts and the generated site are none. In any other folder every file with a post's
extension is a post.

Source: Jekyll lib/jekyll/reader.rb and entry_filter.rb for what a site leaves out.
"""

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import ArchiveError
from reader.posts.file_name import is_dated_name, is_post_name
from reader.posts.post import Problem
from reader.terminal_text import clean_line

_POST_FOLDERS = frozenset({"_posts", "_drafts"})
_SITE_MARKS = _POST_FOLDERS | {"_config.yml", "_config.yaml"}
_PAPERS = frozenset(
    {"README", "CHANGELOG", "CHANGES", "CONTRIBUTING", "LICENSE", "SECURITY", "INDEX"}
)
_NEVER = frozenset({"_site", "node_modules", "vendor"})


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What the file system says of a post's file; a changed stamp means a changed file."""

    path: str
    """Below the archive's root, with `/`."""
    size: int
    """Bytes."""
    mtime_ns: int


@dataclass(slots=True)
class Walk:
    """What was found below an archive's root, in no particular order."""

    files: list[FileStamp] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def walk(root: Path) -> Walk:
    """List the posts below `root`; links to folders are followed, each folder visited once.

    What can't be a post although it is named as one (a folder, a dangling link, a pipe) becomes
    a problem.

    Raises:
        ArchiveError: `root` itself can't be listed.
    """
    try:
        names = os.listdir(root)  # noqa: PTH208 - names only, a Path object each costs 3 us
    except OSError as error:
        raise ArchiveError(str(root), _reason(error)) from error
    is_site = not _SITE_MARKS.isdisjoint(names)
    found = Walk()
    seen: set[tuple[int, int]] = set()
    folders = [("", False)]
    while folders:
        folder, is_inside_posts = folders.pop()
        folders.extend(_list_folder(root, folder, is_inside_posts or not is_site, seen, found))
    return found


def holds_posts(folder: Path) -> bool:
    """Say whether a folder that nobody named is meant to be read as an archive.

    A site with posts is, and a folder with posts right in it; the papers of a program
    (``README.md``) do not make one, or every checkout would be.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 - as above
        if not _SITE_MARKS.isdisjoint(names):
            return bool(walk(folder).files)
    except (OSError, ArchiveError):
        return False
    posts = (name for name in names if is_post_name(name) and (folder / name).is_file())
    return any(name.partition(".")[0].upper() not in _PAPERS for name in posts)


def _list_folder(
    root: Path, folder: str, takes_all: bool, seen: set[tuple[int, int]], found: Walk
) -> list[tuple[str, bool]]:
    """Add one folder's posts to `found` and return the folders below it."""
    try:
        entries = list(_entries_once(root / folder, seen))
    except OSError as error:
        found.problems.append(_not_a_post(folder, _reason(error)))
        return []
    below, candidates = [], []
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if _is_folder(entry):
            if entry.name not in _NEVER and not entry.name.startswith("."):
                below.append((path, takes_all or entry.name in _POST_FOLDERS))
            if is_post_name(entry.name):
                found.problems.append(_not_a_post(path, "a folder with the name of a post"))
        elif is_post_name(entry.name):
            candidates.append((path, entry))
    if takes_all or any(is_dated_name(entry.name) for _, entry in candidates):
        for path, entry in candidates:
            _add_file(path, entry, found)
    return below


def _entries_once(folder: Path, seen: set[tuple[int, int]]) -> Iterator[os.DirEntry[str]]:
    stat = folder.stat()
    identity = (stat.st_dev, stat.st_ino)
    if identity not in seen:
        seen.add(identity)
        with os.scandir(folder) as entries:
            yield from entries


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _add_file(path: str, entry: os.DirEntry[str], found: Walk) -> None:
    try:
        if entry.is_file():
            stat = entry.stat()
            found.files.append(FileStamp(path, stat.st_size, stat.st_mtime_ns))
            return
        leads_nowhere = entry.is_symlink() and not os.path.exists(entry.path)  # noqa: PTH110 - as above
        reason = "a link that leads nowhere" if leads_nowhere else "not a regular file"
    except OSError as error:
        reason = _reason(error)
    found.problems.append(_not_a_post(path, reason))


def _not_a_post(path: str, reason: str) -> Problem:
    return Problem(clean_line(path) or ".", None, reason, "left out")


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "a link that leads back to itself"
    return (error.strerror or str(error)).lower()
