"""Watching the files of an archive for changes, as the operating system reports them.

Folders are watched one by one, not as a tree: making out the tree would look at every file, and
the folders are known. What is told is only where to look; what has changed is found out there.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from reader.archive.repository import RefreshScope
from reader.files.file_systems import MOUNTS, is_remote
from reader.files.folder_watch import Ending, FolderWatch, WatchUnavailableError
from reader.posts.source.file_name import CONFIG_NAMES, is_post_name

_QUIET_SECONDS = 5.0
"""After so long without a change everything is looked at once, for what came before the watch."""
_SILENT_SECONDS = 600.0
"""After so long without a change the archive is asked for folders that are new."""
_MAX_PATHS = 5000
"""Changed paths in one report; above that, looking everywhere is quicker."""


class WatchImpossibleError(Exception):
    """The system reports no changes here; the message says why."""


def watch(
    root: Path,
    list_folders: Callable[[], Sequence[str]],
    ending: Ending,
    mounts: Path = MOUNTS,
) -> Iterator[RefreshScope]:
    """Yield where to look for changes, soon after they were made.

    Args:
        root: The archive.
        list_folders: Returns the paths of its folders, below the root; asked now
            and then.
        ending: Ends the watching.
        mounts: Tells which file systems are other machines'.

    Raises:
        WatchImpossibleError: The folder lies on another machine, or the limit of the system is
            reached.
    """
    if is_remote(root, mounts):
        raise WatchImpossibleError("the archive lies on another machine")
    try:
        with FolderWatch(ending, tells_each_write=False) as watch_of_folders:
            yield from _changes(root, list_folders, ending, watch_of_folders)
    except WatchUnavailableError as error:
        raise WatchImpossibleError(str(error)) from error


def _changes(
    root: Path, list_folders: Callable[[], Sequence[str]], ending: Ending, watched: FolderWatch
) -> Iterator[RefreshScope]:
    folders = set(list_folders()) or {""}
    watched.add(root / folder for folder in folders)
    owes_look = True
    while not ending.is_set():
        if watched.is_empty:
            raise WatchImpossibleError("the archive is not there")
        changed = watched.wait(_QUIET_SECONDS if owes_look else _SILENT_SECONDS)
        scope, new = _look(root, changed, folders)
        if scope is not None:
            yield scope
        elif owes_look and not changed and not ending.is_set():
            owes_look = False
            yield RefreshScope(is_quick=True)
        if not changed:
            new = set(list_folders()) - folders
        if new:
            folders |= new
            watched.add(root / folder for folder in new)
            owes_look = True


def _look(
    root: Path, places: Iterable[Path], folders: Collection[str]
) -> tuple[RefreshScope | None, set[str]]:
    """Return where to look after these places have changed, and which folders are new."""
    scope: RefreshScope | None = None
    new: set[str] = set()
    for place in places:
        path = os.path.relpath(place, root)
        found = _scope_of(path, place, folders)
        if found is not None:
            scope = found if scope is None else scope | found
            if path not in folders and os.path.isdir(place):  # noqa: PTH112 - perhaps no text
                new.add(path)
    if scope is not None and scope.paths is not None and len(scope.paths) > _MAX_PATHS:
        return RefreshScope(), new
    return scope, new


def _scope_of(path: str, place: Path, folders: Collection[str]) -> RefreshScope | None:
    name = os.path.basename(path)  # noqa: PTH119 - a name need not be text
    if path in folders or os.path.isdir(place):  # noqa: PTH112
        return None if name.startswith(".") else RefreshScope(is_quick=True)
    if path in CONFIG_NAMES:
        return RefreshScope()
    if not is_post_name(name):
        return None
    # A name that is no text is reported with replacements; its folder tells which one it was.
    return (
        RefreshScope(is_quick=True)
        if "\N{REPLACEMENT CHARACTER}" in path
        else RefreshScope(frozenset({path}))
    )
