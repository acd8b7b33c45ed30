from reader.posts.post import PostId
from reader.state.reading_state import ReadingState
from reader.state.records import Mark

A, B = PostId("a"), PostId("b")


def test_a_mark_is_set_and_taken_away() -> None:
    state = ReadingState()
    state.set_mark(Mark.STARRED, [A], is_set=True)
    assert state.has(A, Mark.STARRED)
    assert not state.has(A, Mark.READ)
    state.set_mark(Mark.STARRED, [A], is_set=False)
    assert not state.has(A, Mark.STARRED)


def test_a_change_holds_only_what_it_changed() -> None:
    state = ReadingState()
    state.set_mark(Mark.READ, [A], is_set=True)
    assert list(state.set_mark(Mark.READ, [A, B], is_set=True).posts) == [B]


def test_undo_takes_back_one_change_at_a_time() -> None:
    state = ReadingState()
    state.set_mark(Mark.READ, [A], is_set=True)
    state.set_mark(Mark.READ, [A, B], is_set=True)
    state.undo()
    assert state.marked(Mark.READ) == {A}
    state.undo()
    assert state.marked(Mark.READ) == frozenset()


def test_there_is_nothing_to_undo_before_a_change_or_after_one_without_effect() -> None:
    state = ReadingState()
    state.set_mark(Mark.READ, [A], is_set=False)
    assert state.undo() is None
