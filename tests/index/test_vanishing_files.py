"""Archives that go away, are replaced, or lose files and folders while they are read."""

import errno
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.archive_files import (
    index_of,
    open_in_memory,
    open_indexed,
    titles,
    write_post,
    write_posts,
)
from support.recount import assert_sound

from reader.archive.query.model import EVERYTHING
from reader.archive.repository import Changes, Counts, Progress, RefreshScope, Repository, Stage
from reader.errors import ArchiveError
from reader.state.reading_state import ReadingState

COUNT = 450
"""Posts: more than are read before the first are shown."""


def assert_right(root: Path, cache: Path, repository: Repository) -> None:
    reference = open_in_memory(root, ReadingState())
    reference.refresh()
    assert titles(repository) == titles(reference)
    assert repository.counts() == reference.counts()
    assert list(repository.problems()) == list(reference.problems())
    if index_of(root, cache).exists():
        assert_sound(index_of(root, cache))


def test_files_that_vanish_between_listing_and_reading_are_problems_until_the_next_look(
    root: Path, cache: Path, repository: Repository
) -> None:
    write_posts(root, COUNT)

    def vanish(progress: Progress) -> None:
        if progress.stage is Stage.LISTED:
            for number in range(100):
                (root / f"_posts/000/2022-04-01-{number:06}.md").unlink(missing_ok=True)

    repository.refresh(vanish)
    assert repository.is_complete
    assert len(repository.select(EVERYTHING)) == COUNT - 100
    problems = repository.problems()
    assert len(problems) == repository.counts().problems == 100
    assert {problem.fields for problem in problems} == {(("errno", errno.ENOENT),)}
    repository.refresh()
    assert_right(root, cache, repository)


def test_a_folder_that_vanishes_while_it_is_read_is_gone_at_the_next_look(
    root: Path, cache: Path, repository: Repository
) -> None:
    write_posts(root, COUNT, per_folder=50)
    repository.refresh(
        lambda progress: (
            shutil.rmtree(root / "_posts/000", ignore_errors=True)
            if progress.stage is Stage.LISTED
            else None
        )
    )
    repository.refresh()
    assert len(repository.select(EVERYTHING)) == COUNT - 50
    assert_right(root, cache, repository)


def test_a_file_that_moves_while_it_is_read_is_found_at_its_new_place(
    root: Path, cache: Path, repository: Repository
) -> None:
    write_posts(root, COUNT)
    (root / "old_post").mkdir()

    def move(progress: Progress) -> None:
        for number in range(20):
            file = root / f"_posts/000/2022-04-01-{number:06}.md"
            if progress.stage is Stage.LISTED and file.exists():
                file.rename(root / "old_post" / file.name)

    repository.refresh(move)
    repository.refresh()
    assert len(repository.select(EVERYTHING)) == COUNT
    assert_right(root, cache, repository)


@pytest.mark.parametrize(
    "scope", [RefreshScope(), RefreshScope(is_quick=True), RefreshScope(frozenset({"a.md"}))]
)
def test_an_archive_that_is_gone_keeps_its_index_until_it_comes_back(
    root: Path, cache: Path, repository: Repository, scope: RefreshScope
) -> None:
    write_post(root, "_posts/a.md", "a")
    repository.refresh()
    root.rename(root.with_name("elsewhere"))
    with pytest.raises(ArchiveError):
        repository.refresh(scope=scope)
    assert titles(repository) == ["a"]
    root.with_name("elsewhere").rename(root)
    assert repository.refresh(scope=scope) == Changes()
    assert_right(root, cache, repository)


def test_an_archive_that_was_replaced_by_another_is_that_other(
    root: Path, cache: Path, repository: Repository
) -> None:
    write_posts(root, 30)
    repository.refresh()
    root.rename(root.with_name("elsewhere"))
    write_post(root, "_posts/2022-04-01-000001.md", "other")
    write_post(root, "_posts/new.md", "new")
    repository.refresh()
    assert sorted(titles(repository)) == ["new", "other"]
    assert_right(root, cache, repository)


def test_an_archive_that_was_replaced_by_an_empty_folder_is_empty(
    root: Path, cache: Path, repository: Repository
) -> None:
    write_posts(root, 30)
    repository.refresh()
    root.rename(root.with_name("elsewhere"))
    root.mkdir()
    assert repository.refresh() == Changes(removed=30)
    assert repository.counts() == Counts()
    assert_right(root, cache, repository)


def test_an_archive_that_became_a_file_can_not_be_listed(
    root: Path, repository: Repository
) -> None:
    write_post(root, "a.md", "a")
    repository.refresh()
    root.rename(root.with_name("elsewhere"))
    root.write_text("a file")
    with pytest.raises(ArchiveError):
        repository.refresh()
    assert titles(repository) == ["a"]


UNMOUNTED = """
import subprocess, sys
from pathlib import Path
from support.archive_files import open_indexed, titles, write_post
from reader.errors import ArchiveError
root, cache = map(Path, sys.argv[1:])
subprocess.run(["mount", "-t", "tmpfs", "tmpfs", root], check=True)
write_post(root, "_posts/a.md", "a")
repository = open_indexed(root, cache)
repository.refresh()
subprocess.run(["umount", root], check=True)
for opened in (repository, open_indexed(root, cache)):
    try:
        opened.refresh()
    except ArchiveError as error:
        assert "mounted" in str(error)
        print(titles(opened))
"""


def test_an_archive_whose_disk_is_not_mounted_any_more_keeps_its_index(
    root: Path, cache: Path
) -> None:
    path = ":".join(filter(None, sys.path))
    command = ["unshare", "--mount", sys.executable, "-c", UNMOUNTED, str(root), str(cache)]
    try:
        ran = subprocess.run(
            command,
            capture_output=True,
            check=False,
            text=True,
            env={"PYTHONPATH": path, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
        )
    except OSError:
        pytest.skip("there is no unshare")
    if "permitted" in ran.stderr or "permission denied" in ran.stderr or "superuser" in ran.stderr:
        pytest.skip("this user may not mount disks")
    assert ran.stdout == "['a']\n['a']\n", ran.stderr
    assert titles(open_indexed(root, cache)) == ["a"]
