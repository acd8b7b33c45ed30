"""Where an export goes, and writing it there.

Owns two rules: a file appears whole or not at all, and no folder that holds something is mixed
with an export.
"""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader.errors import OutputError
from reader.export.exported_post import ExportedPost
from reader.export.formats import FORMATS, ExportFormat
from reader.messages.language import gettext as _
from reader.terminal_text import clean_line


class Target(NamedTuple):
    """Where an export goes."""

    path: Path
    is_folder: bool
    """Whether it exists as one, or is named as one by a slash at the end."""
    format_by_name: str
    """Format that the name's suffix is of; empty where it is of none."""


def target_of(path: Path, *, is_folder: bool) -> Target:
    """Return a target.

    Args:
        path: A file or folder, which need not exist.
        is_folder: Whether a slash at the end names it as a folder.
    """
    is_folder = is_folder or path.is_dir()
    suffix = path.suffix.removeprefix(".").lower()
    return Target(path, is_folder, suffix if suffix in FORMATS and not is_folder else "")


def check_target(target: Target, chosen: ExportFormat) -> None:
    """Check that the target is what the format writes, and that no folder is mixed with others.

    Raises:
        OutputError: It is not, or the folder is not empty.
    """
    name = clean_line(str(target.path))
    if target.is_folder and not chosen.fills_folder:
        text = _("{format} is written into one file, and {path} is a folder")
        raise OutputError(text.format(format=chosen.name, path=name))
    if target.is_folder and target.path.exists():
        if not target.path.is_dir() or any(target.path.iterdir()):
            raise OutputError(_("{path} exists already and is not empty").format(path=name))
    elif chosen.fills_folder and not target.is_folder and not target.path.suffix:
        text = _(
            "{path} may be a folder or a file; write {path}/ for one file per post, or"
            " {path}.{format} for one file"
        )
        raise OutputError(text.format(path=name, format=chosen.name))


def write_target(target: Target, chosen: ExportFormat, posts: Iterable[ExportedPost]) -> None:
    """Write an export, consuming `posts` one by one; an existing file is replaced at the end.

    What `posts` raises ends a file without a trace; in a folder, what was written stays.

    Raises:
        OSError: It can't be written.
    """
    if target.is_folder:
        _write_folder(target.path, chosen, posts)
    else:
        _replace_file(target.path, chosen, posts)


def _write_folder(folder: Path, chosen: ExportFormat, posts: Iterable[ExportedPost]) -> None:
    """Write one file per post, at the same relative path as in the archive."""
    folder.mkdir(parents=True, exist_ok=True)
    for exported in posts:
        path = folder / exported.post.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(chosen.post_file(exported))


def _replace_file(path: Path, chosen: ExportFormat, posts: Iterable[ExportedPost]) -> None:
    """Write a file atomically."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            chosen.write(file, posts, datetime.now(UTC))
        unfinished.replace(path)
    except OSError as error:
        if error.filename in (None, str(unfinished)):
            error.filename = str(path)  # nobody knows the hidden one
        raise
    finally:
        unfinished.unlink(missing_ok=True)
