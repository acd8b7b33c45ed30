from pathlib import Path

from reader.posts.post import PostId
from reader.state.archives import is_same, known_archives, sample_of
from reader.state.records import Mark
from reader.state.state_file import StateFile

POSTS = [PostId(f"2022-04-28-{number}") for number in range(300)]
OTHERS = [PostId(f"2021-01-01-{number}") for number in range(300)]


def test_a_clone_that_has_grown_is_the_same_archive() -> None:
    assert is_same(sample_of(POSTS[:150]), sample_of(POSTS))
    assert not is_same(sample_of(POSTS), sample_of(OTHERS))
    assert not is_same(sample_of(POSTS[:2]), sample_of(POSTS[:2]))


def test_a_moved_archive_keeps_its_marks_and_those_made_since(tmp_path: Path) -> None:
    before = StateFile(tmp_path / "data", Path("/before"))
    before.recognise(POSTS)
    before.state.set_mark(Mark.READ, [POSTS[0]], is_set=True)
    before.save()
    after = StateFile(tmp_path / "data", Path("/after"))
    after.state.set_mark(Mark.STARRED, [POSTS[1]], is_set=True)
    after.save()
    assert after.recognise(POSTS)
    after.state.take_in(after.fetch())
    assert after.state.has(POSTS[0], Mark.READ)
    assert after.state.has(POSTS[1], Mark.STARRED)
    assert len(known_archives(after.store)) == 1


def test_a_session_goes_on_in_the_archive_that_its_own_was_joined_with(tmp_path: Path) -> None:
    first = StateFile(tmp_path / "data", Path("/before"))
    first.recognise(POSTS)
    second, third = (StateFile(tmp_path / "data", Path("/after")) for _ in range(2))
    second.recognise(POSTS)
    third.state.set_mark(Mark.READ, [POSTS[0]], is_set=True)
    third.save()
    first.state.take_in(first.fetch())
    assert first.state.has(POSTS[0], Mark.READ)


def test_another_archive_has_marks_of_its_own(tmp_path: Path) -> None:
    first = StateFile(tmp_path / "data", Path("/one"))
    first.recognise(POSTS)
    second = StateFile(tmp_path / "data", Path("/two"))
    assert not second.recognise(OTHERS)
    assert len(known_archives(second.store)) == 2
