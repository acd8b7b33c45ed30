"""What a command marked can be taken back later, as far as nothing has changed it since."""

from pathlib import Path

import pytest

from reader.posts.post import PostId
from reader.state.command_undo import (
    MAX_CHANGES,
    command_changes,
    mark_by_command,
    undo_command,
)
from reader.state.reading_state import MANY_POSTS, ReadingState
from reader.state.records import COMMANDS, WHOLE_ARCHIVE, Mark
from reader.state.state_file import StateFile


def posts(count: int) -> list[PostId]:
    return [PostId(f"post-{number:05}") for number in range(count)]


def mark(state: ReadingState, some: list[PostId], *, is_set: bool = True) -> None:
    """Mark posts as a command does."""
    differing = state.differing("read", some, "1" if is_set else "")
    mark_by_command(state, "mark-read x", Mark.READ, differing, is_set=is_set)


@pytest.mark.parametrize("count", [1, MANY_POSTS, MANY_POSTS + 1])
@pytest.mark.parametrize("is_set", [True, False])
def test_a_later_process_restores_what_a_command_changed(
    tmp_path: Path, count: int, is_set: bool
) -> None:
    first = StateFile(tmp_path, tmp_path)
    if not is_set:
        first.state.set_mark(Mark.READ, posts(count), is_set=True)
    before = first.state.marked(Mark.READ)
    mark(first.state, posts(count), is_set=is_set)
    first.save()
    first.close()
    later = StateFile(tmp_path, tmp_path)
    undone = undo_command(later.state)
    assert undone is not None
    assert (undone.restored, undone.changed_since) == (count, 0)
    assert (undone.change.command, undone.change.is_set) == ("mark-read x", is_set)
    later.save()
    later.close()
    last = StateFile(tmp_path, tmp_path)
    assert last.state.marked(Mark.READ) == before
    assert undo_command(last.state) is None
    last.close()


@pytest.mark.parametrize("count", [4, MANY_POSTS + 4])
def test_what_was_changed_since_stays(count: int) -> None:
    state = ReadingState()
    mark(state, posts(count))
    state.set_mark(Mark.READ, posts(1), is_set=False)
    state.set_mark(Mark.READ, posts(1), is_set=True)  # again, by hand
    undone = undo_command(state)
    assert undone is not None
    assert (undone.restored, undone.changed_since) == (count - 1, 1)
    assert state.marked(Mark.READ) == {*posts(1)}


def test_what_was_read_before_the_command_stays_read() -> None:
    state = ReadingState()
    state.set_mark(Mark.READ, posts(2), is_set=True)
    mark(state, posts(5))
    undo_command(state)
    assert state.marked(Mark.READ) == {*posts(2)}


def test_commands_are_undone_one_by_one_the_latest_first() -> None:
    state = ReadingState()
    mark(state, posts(2))
    mark(state, posts(5))
    undo_command(state)
    assert state.marked(Mark.READ) == {*posts(2)}
    undo_command(state)
    assert state.marked(Mark.READ) == set()


def test_a_command_that_changed_nothing_is_not_the_last_one() -> None:
    state = ReadingState()
    mark(state, posts(2))
    mark(state, posts(2))
    undone = undo_command(state)
    assert undone is not None
    assert undone.restored == 2


def test_what_is_kept_is_bounded() -> None:
    state = ReadingState()
    for number in range(MAX_CHANGES + 5):
        mark_by_command(state, "x" * 10_000, Mark.READ, [PostId(str(number))], is_set=True)
    assert len(command_changes(state)) == MAX_CHANGES
    assert len(state.value(WHOLE_ARCHIVE, COMMANDS)) < 10_000


@pytest.mark.parametrize("value", ["{", "1", "[1]", '[["x", "no mark", true, 1, 1]]'])
def test_a_value_that_is_not_understood_is_no_change(value: str) -> None:
    state = ReadingState()
    state.keep(COMMANDS, WHOLE_ARCHIVE, value)
    assert undo_command(state) is None
