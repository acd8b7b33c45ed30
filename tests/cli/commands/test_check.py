import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

Reader = Callable[..., Any]


def test_a_problem_is_told_with_file_line_reason_and_reading(reader: Reader, archive: Path) -> None:
    ran = reader("check", "--archive", archive)
    assert (ran.status, ran.err) == (0, "")
    (line,) = ran.out.splitlines()
    assert line.startswith("old_post/2021-03-01-said.md:2: ")
    assert line.endswith(")")


def test_json_has_the_four_fields(reader: Reader, archive: Path) -> None:
    (problem,) = reader("check", "--archive", archive, "--json").objects
    assert (problem["path"], problem["line"]) == ("old_post/2021-03-01-said.md", 2)
    assert problem["reason"]
    assert problem["understood"]


def test_files_that_can_not_be_posts_are_named(reader: Reader, archive: Path) -> None:
    (archive / "_posts/2022-01-01-folder.md").mkdir()
    (archive / "_posts/2022-01-01-dangling.md").symlink_to("nowhere.md")
    (archive / "_posts/2022-01-01-loop.md").symlink_to("2022-01-01-loop.md")
    os.mkfifo(archive / "_posts/2022-01-01-pipe.md")
    out = reader("check", "--archive", archive).out
    for name in ("folder", "dangling", "loop", "pipe"):
        assert f"_posts/2022-01-01-{name}.md: " in out


def test_an_archive_without_problems_is_status_1(reader: Reader, archive: Path) -> None:
    (archive / "old_post/2021-03-01-said.md").unlink()
    ran = reader("check", "--archive", archive)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "reader: no problems in 3 posts\n"
