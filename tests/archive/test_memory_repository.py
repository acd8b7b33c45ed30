import os
from datetime import UTC
from pathlib import Path

import pytest

from reader.archive.memory_repository import FIRST_HEADERS, MemoryRepository
from reader.archive.query.model import EVERYTHING
from reader.archive.query.parser import parse_query
from reader.archive.repository import Changes, Progress, RefreshScope, Stage
from reader.errors import ArchiveError, PostNotFoundError, PostUnreadableError
from reader.posts.post import PostId
from reader.posts.source.site import Site
from reader.state.reading_state import ReadingState
from reader.state.records import Mark


def write(root: Path, path: str, title: str = "title", date: str = "2022-04-28 13:01:28") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: {title}\ndate: {date} +0000\n---\nbody of {title}\n")
    return file


@pytest.fixture
def state() -> ReadingState:
    return ReadingState()


@pytest.fixture
def repository(tmp_path: Path, state: ReadingState) -> MemoryRepository:
    return MemoryRepository(tmp_path, Site(timezone=UTC), state)


def titles(repository: MemoryRepository, query: str = "") -> list[str]:
    selection = repository.select(parse_query(query))
    return [post.title for post in selection.rows(0, len(selection))]


def test_posts_come_newest_first_and_those_without_date_last(
    tmp_path: Path, repository: MemoryRepository
) -> None:
    write(tmp_path, "a.md", "old", "2021-01-01 00:00:00")
    write(tmp_path, "b.md", "new", "2022-01-01 00:00:00")
    (tmp_path / "c.md").write_text("# undated\n")
    repository.refresh()
    assert titles(repository) == ["new", "old", "undated"]


def test_moments_are_compared_across_offsets(tmp_path: Path, repository: MemoryRepository) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: earlier\ndate: 2022-01-01 08:30:00 +0800\n---\n")
    (tmp_path / "b.md").write_text("---\ntitle: later\ndate: 2022-01-01 01:00:00 +0000\n---\n")
    repository.refresh()
    assert titles(repository) == ["later", "earlier"]


def test_a_query_narrows_the_selection(tmp_path: Path, repository: MemoryRepository) -> None:
    write(tmp_path, "a.md", "黄金大涨")
    write(tmp_path, "b.md", "白银")
    repository.refresh()
    assert titles(repository, "黄金") == ["黄金大涨"]


def test_a_selection_is_a_snapshot(tmp_path: Path, repository: MemoryRepository) -> None:
    write(tmp_path, "a.md", "first")
    repository.refresh()
    selection = repository.select(EVERYTHING)
    write(tmp_path, "b.md", "second", "2023-01-01 00:00:00")
    (tmp_path / "a.md").unlink()
    repository.refresh()
    assert [post.title for post in selection.rows(0, 9)] == ["first"]
    assert selection.index_of(PostId("a")) == 0
    assert selection.index_of(PostId("b")) is None


def test_a_refresh_reports_checking_listing_reading_and_the_end(
    tmp_path: Path, repository: MemoryRepository
) -> None:
    for number in range(FIRST_HEADERS + 5):
        write(tmp_path, f"2022-01-01-{number:04}.md", f"t{number}")
    seen: list[tuple[Progress, int]] = []
    repository.refresh(lambda progress: seen.append((progress, len(titles(repository)))))
    stages = [progress.stage for progress, _ in seen]
    assert stages[:2] == [Stage.CHECKING, Stage.LISTED]
    assert stages[-1] is Stage.DONE
    assert [count for _, count in seen] == [0] + [FIRST_HEADERS + 5] * (len(seen) - 1)


def test_the_newest_names_are_read_before_the_list_is_shown(
    tmp_path: Path, repository: MemoryRepository
) -> None:
    for number in range(FIRST_HEADERS + 50):
        write(tmp_path, f"2022-01-01-{number:04}.md", f"title {number}")
    read: list[bool] = []

    def look(progress: Progress) -> None:
        if progress.stage is Stage.LISTED:
            rows = repository.select(EVERYTHING).rows(0, FIRST_HEADERS + 50)
            read.extend(post.is_header_read for post in sorted(rows, key=lambda post: post.id))

    repository.refresh(look)
    assert read == [False] * 50 + [True] * FIRST_HEADERS


def test_a_cancelled_refresh_ends_and_the_next_goes_on(
    tmp_path: Path, repository: MemoryRepository
) -> None:
    write(tmp_path, "a.md", "title")
    repository.refresh(is_cancelled=lambda: True)
    assert titles(repository) != ["title"]
    assert not repository.is_complete
    repository.refresh()
    assert titles(repository) == ["title"]
    assert repository.is_complete


@pytest.mark.parametrize("scope", [RefreshScope(is_quick=True), RefreshScope(frozenset({"a.md"}))])
def test_a_narrow_scope_still_finds_every_change(
    tmp_path: Path, repository: MemoryRepository, scope: RefreshScope
) -> None:
    write(tmp_path, "a.md", "a")
    write(tmp_path, "b.md", "b")
    assert repository.refresh(scope=scope) == Changes(added=2)
    write(tmp_path, "b.md", "longer")
    assert repository.refresh(scope=scope) == Changes(changed=1)


def test_a_refresh_tells_what_has_changed(tmp_path: Path, repository: MemoryRepository) -> None:
    write(tmp_path, "_posts/stays.md")
    moves = write(tmp_path, "_posts/moves.md")
    goes = write(tmp_path, "_posts/goes.md")
    write(tmp_path, "_posts/changes.md", "before")
    assert repository.refresh() == Changes(added=4)
    assert not repository.refresh()
    (tmp_path / "_posts" / "deep").mkdir()
    moves.rename(tmp_path / "_posts" / "deep" / "moves.md")
    goes.unlink()
    write(tmp_path, "_posts/changes.md", "after that")
    write(tmp_path, "_posts/new.md")
    assert repository.refresh() == Changes(added=1, changed=1, moved=1, removed=1)
    assert "after that" in titles(repository)


def test_a_moved_post_keeps_its_id_and_is_read_at_its_new_place(
    tmp_path: Path, repository: MemoryRepository
) -> None:
    file = write(tmp_path, "_posts/2022-01-01-a.md", "moving")
    repository.refresh()
    post_id = repository.select(EVERYTHING).ids(0, 1)[0]
    (tmp_path / "old_post").mkdir()
    file.rename(tmp_path / "old_post" / file.name)
    repository.refresh()
    assert list(repository.select(EVERYTHING).ids(0, 9)) == [post_id]
    assert repository.read(post_id).post.path == "old_post/2022-01-01-a.md"


def test_counts_follow_the_marks(
    tmp_path: Path, repository: MemoryRepository, state: ReadingState
) -> None:
    write(tmp_path, "a.md")
    write(tmp_path, "b.md")
    repository.refresh()
    state.set_mark(Mark.READ, [PostId("a"), PostId("gone")], is_set=True)
    state.set_mark(Mark.STARRED, [PostId("a")], is_set=True)
    counts = repository.counts()
    assert (counts.total, counts.unread, counts.starred, counts.problems) == (2, 1, 1, 0)


def test_a_post_without_a_valid_header_is_listed_with_its_problem(
    tmp_path: Path, repository: MemoryRepository
) -> None:
    (tmp_path / "a.md").write_text('---\ntitle: "他说"好"了"\n---\n')
    os.mkfifo(tmp_path / "pipe.md")
    repository.refresh()
    assert titles(repository, "is:problem") == ['他说"好"了']
    assert [problem.path for problem in repository.problems()] == ["a.md", "pipe.md"]
    assert repository.counts().problems == 2


@pytest.mark.parametrize("wanted", ["2022-01-01-a", "_posts/2022-01-01-a.md", "2022-01-01-a.md"])
def test_a_post_is_found_by_id_path_and_file_name(
    tmp_path: Path, repository: MemoryRepository, wanted: str
) -> None:
    write(tmp_path, "_posts/2022-01-01-a.md", "found")
    repository.refresh()
    assert repository.find(wanted).title == "found"


def test_what_is_not_there_is_not_found(tmp_path: Path, repository: MemoryRepository) -> None:
    write(tmp_path, "a.md")
    repository.refresh()
    with pytest.raises(PostNotFoundError):
        repository.find("md")
    with pytest.raises(PostNotFoundError):
        repository.read(PostId("b"))


def test_a_file_that_vanished_can_not_be_read(tmp_path: Path, repository: MemoryRepository) -> None:
    write(tmp_path, "a.md")
    repository.refresh()
    (tmp_path / "a.md").unlink()
    with pytest.raises(PostUnreadableError, match="no such file"):
        repository.read(PostId("a"))


def test_an_archive_that_vanished_is_an_error_and_keeps_what_was_known(
    tmp_path: Path, repository: MemoryRepository
) -> None:
    write(tmp_path, "a.md", "kept")
    repository.refresh()
    (tmp_path / "a.md").unlink()
    tmp_path.rmdir()
    with pytest.raises(ArchiveError):
        repository.refresh()
    assert titles(repository) == ["kept"]
