import json
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


def grown(count: int) -> list[PostId]:
    return [PostId(f"2022-04-28-{number}") for number in range(count)]


def test_an_archive_that_has_grown_very_much_is_known_again_after_it_was_moved(
    tmp_path: Path,
) -> None:
    before = StateFile(tmp_path / "data", tmp_path / "before")
    before.recognise(grown(1000))
    before.state.set_mark(Mark.READ, [POSTS[0]], is_set=True)
    before.save()
    after = StateFile(tmp_path / "data", tmp_path / "after")
    assert after.recognise(grown(20_000))
    after.state.take_in(after.fetch())
    assert after.state.has(POSTS[0], Mark.READ)


def test_an_archive_that_holds_another_one_which_is_still_there_is_offered(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    one = StateFile(tmp_path / "data", tmp_path / "one")
    one.recognise(grown(1000))
    other = StateFile(tmp_path / "data", tmp_path / "other")
    assert not other.recognise(grown(20_000))
    assert f"reader archives --join {tmp_path / 'one'} {tmp_path / 'other'}" in other.notice
    assert len(known_archives(other.store)) == 2
    again = StateFile(tmp_path / "data", tmp_path / "other")
    assert not again.needs_sample(20_000)
    assert again.notice == ""


def test_an_archive_of_other_posts_is_not_offered(tmp_path: Path) -> None:
    StateFile(tmp_path / "data", tmp_path / "one").recognise(POSTS)
    other = StateFile(tmp_path / "data", tmp_path / "other")
    assert not other.recognise(OTHERS)
    assert other.notice == ""


def test_the_sample_is_taken_again_as_the_archive_grows(tmp_path: Path) -> None:
    session = StateFile(tmp_path / "data", Path("/archive"))
    assert session.needs_sample(1000)
    session.recognise(grown(1000))
    again = StateFile(tmp_path / "data", Path("/archive"))
    assert not again.needs_sample(1400)
    assert again.needs_sample(1600)
    again.recognise(grown(5000))
    assert not StateFile(tmp_path / "data", Path("/archive")).needs_sample(6000)
    ((sample,),) = again.store.execute("SELECT sample FROM archives")
    assert json.loads(str(sample)) == sample_of(grown(5000))
