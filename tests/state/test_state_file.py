import os
from pathlib import Path

import pytest

from reader.posts.post import PostId
from reader.state.records import Mark
from reader.state.state_file import StateFile

A, B = PostId("a"), PostId("b")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def opened(folder: Path, root: str = "/archive") -> StateFile:
    return StateFile(folder, Path(root))


def test_what_was_saved_is_there_again(folder: Path) -> None:
    first = opened(folder)
    first.state.set_mark(Mark.READ, [A], is_set=True)
    first.save()
    again = opened(folder)
    assert again.notice == ""
    assert again.state.has(A, Mark.READ)
    assert not again.state.has(B, Mark.READ)


def test_many_posts_at_once_are_there_again(folder: Path) -> None:
    posts = [PostId(f"2022-04-28-{n}") for n in range(3000)]
    first = opened(folder)
    first.state.set_mark(Mark.READ, first.state.differing("read", posts, "1"), is_set=True)
    first.state.set_mark(Mark.READ, [posts[5]], is_set=False)
    first.save()
    again = opened(folder).state
    assert again.marked(Mark.READ) == {*posts} - {posts[5]}


def test_a_large_change_that_was_taken_back_stays_taken_back(folder: Path) -> None:
    posts = [PostId(f"2022-04-28-{n}") for n in range(3000)]
    first = opened(folder)
    first.state.set_mark(Mark.READ, first.state.differing("read", posts, "1"), is_set=True)
    first.save()
    first.state.undo()
    first.save()
    assert not opened(folder).state.marked(Mark.READ)


def test_archives_do_not_share_marks(folder: Path) -> None:
    first = opened(folder)
    first.state.set_mark(Mark.READ, [A], is_set=True)
    first.save()
    assert not opened(folder, "/other").state.has(A, Mark.READ)


def test_a_choice_on_the_screen_holds_in_every_archive(folder: Path) -> None:
    first = opened(folder)
    first.state.keep_choice("theme", "nord")
    first.save()
    assert opened(folder, "/other").state.choices() == {"theme": "nord"}
    assert StateFile(folder, None).state.choice("theme") == "nord"


def test_the_latest_choice_of_all_archives_holds(folder: Path) -> None:
    for root, theme in (("/a", "nord"), ("/b", "dracula"), ("/c", "")):
        state_file = opened(folder, root)
        state_file.state.keep_choice("theme", theme)
        state_file.save()
        assert opened(folder, "/a").state.choice("theme") == theme


def test_a_choice_forgotten_outside_of_any_archive_is_forgotten_in_all(folder: Path) -> None:
    first = opened(folder)
    first.state.keep_choice("theme", "nord")
    first.save()
    without = StateFile(folder, None)
    without.state.keep_choice("theme", "")
    without.save()
    assert not opened(folder).state.choices()


def test_only_this_user_may_read_it(folder: Path) -> None:
    first = opened(folder)
    first.state.set_mark(Mark.READ, [A], is_set=True)
    first.save()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


def test_another_session_sees_what_one_did(folder: Path) -> None:
    first, second = opened(folder), opened(folder)
    first.state.set_mark(Mark.STARRED, [A], is_set=True)
    first.save()
    second.state.take_in(second.fetch())
    assert second.state.has(A, Mark.STARRED)
    assert not second.fetch()


def test_of_two_sessions_the_later_mark_wins(folder: Path) -> None:
    first, second = opened(folder), opened(folder)
    first.state.set_mark(Mark.STARRED, [A], is_set=True)
    second.state.set_mark(Mark.STARRED, [A], is_set=True)
    second.state.undo()
    second.save()
    first.save()
    for session in (first, second):
        session.state.take_in(session.fetch())
        assert not session.state.has(A, Mark.STARRED)


def test_a_name_that_is_no_text_is_kept(folder: Path) -> None:
    odd = PostId(os.fsdecode(b"\xff\xfe"))
    first = opened(folder)
    first.state.set_mark(Mark.READ, [odd], is_set=True)
    first.save()
    assert opened(folder).state.has(odd, Mark.READ)
