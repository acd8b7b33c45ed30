"""Watching the files of an archive for changes, as the operating system reports them.

Folders are watched one by one, not as a tree: making out the tree would look at every file, and
the folders are known. What is told is only where to look; what has changed is found out there.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from reader.archive.repository import RefreshScope
from reader.file_systems import MOUNTS, is_remote
from reader.posts.source.file_name import CONFIG_NAMES, is_post_name

_STEP_MS = 250
"""How often the collected changes are asked for; each time wakes the processor."""
_DEBOUNCE_MS = 1000
"""Maximum time for which ongoing changes are collected."""
_QUIET_MS = 5000
"""After so long without a change everything is looked at once, for what came before the watch."""
_MAX_PATHS = 5000
"""Changed paths in one report; above that, looking everywhere is quicker."""


class WatchImpossibleError(Exception):
    """The system reports no changes here; the message says why."""


class StopEvent(Protocol):
    """Something that is set once, such as `threading.Event`."""

    def is_set(self) -> bool:
        """Say whether it is set."""


def watch(
    root: Path,
    list_folders: Callable[[], Sequence[str]],
    stop: StopEvent,
    mounts: Path = MOUNTS,
) -> Iterator[RefreshScope]:
    """Yield where to look for changes, soon after they were made.

    Args:
        root: The archive.
        list_folders: Returns the paths of its folders, below the root; asked now
            and then.
        stop: Ends the watching at its next step once it is set.
        mounts: Tells which file systems are other machines'.

    Raises:
        WatchImpossibleError: The folder lies on another machine, or the limit of the system is
            reached.
    """
    import watchfiles  # noqa: PLC0415 - 0.1 s that a first screen does not need

    if is_remote(root, mounts):
        raise WatchImpossibleError("the archive lies on another machine")
    folders = set(list_folders()) or {""}
    has_looked = False
    while not stop.is_set():
        places = [root / folder for folder in folders if (root / folder).is_dir()]
        if not places:
            raise WatchImpossibleError("the archive is not there")
        try:
            changes = watchfiles.watch(
                *places,
                watch_filter=None,
                debounce=_DEBOUNCE_MS,
                step=_STEP_MS,
                rust_timeout=_QUIET_MS,
                yield_on_timeout=True,
                stop_event=stop,
                raise_interrupt=False,
                recursive=False,
                ignore_permission_denied=True,
            )
            for changed in changes:
                if not changed and not has_looked:
                    has_looked = True
                    yield RefreshScope(is_quick=True)
                scope, new = _look(root, (path for _, path in changed), folders)
                if scope is not None:
                    yield scope
                if not changed:
                    new = set(list_folders()) - folders
                if new:
                    folders |= new
                    has_looked = False
                    break
        except (OSError, RuntimeError) as error:
            raise WatchImpossibleError(str(error)) from error


def _look(
    root: Path, places: Iterable[str], folders: Collection[str]
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


def _scope_of(path: str, place: str, folders: Collection[str]) -> RefreshScope | None:
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
