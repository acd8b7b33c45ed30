"""The marks that commands set, so that ``reader undo`` can take them back in a later process.

A change is kept as the moment that all its records and sweeps carry, so it costs the same for one
post as for a million, and undoing it leaves alone what was changed since, by any session.
"""

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

from reader.posts.post import PostId
from reader.state.reading_state import ReadingState
from reader.state.records import COMMANDS, SET, WHOLE_ARCHIVE, Mark, Record
from reader.state.state_transfer import NOT_UNDERSTOOD

MAX_CHANGES = 20
"""Changes that can be undone, one after the other."""
_MAX_COMMAND_CHARACTERS = 200


class CommandChange(NamedTuple):
    """A mark that one command set or removed."""

    command: str
    """The command as typed, at most 200 characters."""
    mark: Mark
    is_set: bool
    at_us: int
    """When, in microseconds since 1970."""
    posts: int
    """In how many posts."""


class UndoneCommand(NamedTuple):
    """What became of a change that was to be undone."""

    change: CommandChange
    restored: int
    """Number of posts that are again as they were before."""
    changed_since: int
    """Number of posts that were changed later, and left as they are."""


def mark_by_command(
    state: ReadingState, command: str, mark: Mark, posts: Collection[PostId], *, is_set: bool
) -> None:
    """Set or remove a mark, and remember how `undo_command` takes that back.

    Args:
        state: The state; saving it saves both.
        command: The command as typed.
        mark: Which mark.
        posts: The posts in which it differs, as from `differing`.
        is_set: Whether it is set.
    """
    if not posts:
        return
    state.set_value(mark.value, posts, SET if is_set else "")
    at_us = state.unsaved[-1].at_us
    change = CommandChange(command[:_MAX_COMMAND_CHARACTERS], mark, is_set, at_us, len(posts))
    _keep(state, [*command_changes(state), change])


def undo_command(state: ReadingState) -> UndoneCommand | None:
    """Undo the latest change of a command that was not undone yet; None if there is none."""
    changes = command_changes(state)
    if not changes:
        return None
    *earlier, change = changes
    before = "" if change.is_set else SET
    posts = state.differing(change.mark.value, _unchanged_posts(state, change), before)
    if posts:
        state.set_value(change.mark.value, posts, before)
    _keep(state, earlier)
    return UndoneCommand(change, len(posts), change.posts - len(posts))


def command_changes(state: ReadingState) -> list[CommandChange]:
    """Return the changes that can be undone, the latest last."""
    try:
        return [
            CommandChange(str(command), Mark(mark), bool(is_set), int(at_us), int(posts))
            for command, mark, is_set, at_us, posts in json.loads(
                state.value(WHOLE_ARCHIVE, COMMANDS)
            )
        ]
    except NOT_UNDERSTOOD:
        return []


def _keep(state: ReadingState, changes: Sequence[CommandChange]) -> None:
    rows = [[c.command, c.mark.value, c.is_set, c.at_us, c.posts] for c in changes[-MAX_CHANGES:]]
    state.keep(COMMANDS, WHOLE_ARCHIVE, json.dumps(rows) if rows else "")


def _unchanged_posts(state: ReadingState, change: CommandChange) -> list[PostId]:
    """Return the posts that a command changed and nothing has changed since."""
    changed: set[PostId] = set()
    later: set[PostId] = set()
    for piece in state.pieces():
        if piece.field == change.mark.value and piece.at_us >= change.at_us:
            posts = (piece.post,) if isinstance(piece, Record) else piece.posts
            (changed if piece.at_us == change.at_us else later).update(posts)
    return [post for post in changed if post not in later]
