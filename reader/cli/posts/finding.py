"""Finds the post named by an argument: an id, path, file name, or existing file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.query.model import EVERYTHING
from reader.errors import PostNotFoundError, PostUnreadableError
from reader.messages.problems import describe_problem
from reader.posts.post import Post
from reader.terminal_text import clean_line

if TYPE_CHECKING:
    from reader.session import Session

_TRACES = re.compile("[ \u2400-\u241f\u2421\ufffd]")
"""Replacement characters of `clean_line`."""
_PAGE_POSTS = 2000


def find_post(session: Session, wanted: str) -> Post:
    """Return the post that `wanted` names.

    An existing file, relative to the current folder or absolute, takes precedence over an id or
    path of the same spelling. An id as `list` displays it, with characters replaced, works too.

    Raises:
        PostNotFoundError: There is no such post.
        PostUnreadableError: The file exists but can't be read as a post.
    """
    repository = session.repository
    for path in _paths_below(session.root, wanted):
        post = _post_at(session, path)
        if post is not None:
            return post
    try:
        return repository.find(wanted)
    except PostNotFoundError:
        post = _post_shown_as(session, wanted)
        if post is not None:
            return post
        _refuse_unreadable(session, wanted)
        raise


def _paths_below(root: Path, wanted: str) -> Iterator[str]:
    """Yield the paths of an existing file relative to the archive: as typed, and resolved."""
    if not os.path.lexists(wanted):
        return
    for path in (os.path.abspath(wanted), os.path.realpath(wanted)):  # noqa: PTH100 - links stay
        if Path(path).is_relative_to(root):
            yield Path(path).relative_to(root).as_posix()


def _post_at(session: Session, path: str) -> Post | None:
    try:
        post = session.repository.find(path)
    except PostNotFoundError:
        return None
    return post if post.path == path else None


def _post_shown_as(session: Session, wanted: str) -> Post | None:
    """Look for a post displayed as `wanted`, if that contains a replacement character.

    A name with a leading or trailing space is not found this way and must be typed exactly.
    """
    if _TRACES.search(wanted) is None:
        return None
    selection = session.repository.select(EVERYTHING)
    for start in range(0, len(selection), _PAGE_POSTS):
        for post in selection.rows(start, start + _PAGE_POSTS):
            if wanted in _spellings(post):
                return post
    return None


def _spellings(post: Post) -> tuple[str, str]:
    return clean_line(post.id), clean_line(post.path)


def _refuse_unreadable(session: Session, wanted: str) -> None:
    """Raise if the name belongs to a file that was left out of the archive."""
    name = wanted.removeprefix("./").removeprefix(f"{session.root}/")
    for problem in session.repository.problems():
        is_left_out = problem.line is None and problem.path != "."
        if is_left_out and f"/{problem.path}".endswith((f"/{name}", f"/{name}.md")):
            raise PostUnreadableError(problem.path, describe_problem(problem).reason)
