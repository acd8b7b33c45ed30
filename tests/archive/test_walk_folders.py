import errno
import os
from pathlib import Path

import pytest

from reader.archive.catalogue.walk import Folder, stamp_of, walk_folders
from reader.errors import ArchiveError


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("text\n")


def by_path(root: Path) -> dict[str, Folder]:
    return {folder.path: folder for folder in walk_folders(root)}


def test_the_root_comes_first_and_each_folder_after_the_one_above_it(tmp_path: Path) -> None:
    make(tmp_path, "a/b/c/x.md", "a/y.md", "d/z.md")
    order = [folder.path for folder in walk_folders(tmp_path)]
    assert order[0] == ""
    assert sorted(order) == ["", "a", "a/b", "a/b/c", "d"]
    assert order.index("a") < order.index("a/b") < order.index("a/b/c")


def test_a_folder_tells_its_posts_the_folders_in_it_and_when_it_changed(tmp_path: Path) -> None:
    make(tmp_path, "a/x.md", "a/y.html", "a/no.txt", "a/b/z.md")
    os.utime(tmp_path / "a", ns=(5, 1_000_000_007))
    folder = by_path(tmp_path)["a"]
    assert sorted(folder.names) == ["x.md", "y.html"]
    assert folder.below == ["a/b"]
    assert folder.mtime_ns == 1_000_000_007
    assert folder.is_listed
    assert folder.path_of("x.md") == "a/x.md"


def test_a_file_at_the_root_has_its_name_as_path(tmp_path: Path) -> None:
    assert Folder("").path_of("x.md") == "x.md"
    make(tmp_path, "x.md")
    assert stamp_of(tmp_path, "x.md").path == "x.md"


def test_what_is_known_is_not_listed_but_what_lies_in_it_is_visited(tmp_path: Path) -> None:
    make(tmp_path, "a/x.md", "a/b/y.md")

    def known(path: str, _mtime_ns: int) -> list[str] | None:
        return ["a/b"] if path == "a" else None

    found = {folder.path: folder for folder in walk_folders(tmp_path, known)}
    assert not found["a"].is_listed
    assert found["a"].names == []
    assert found["a/b"].names == ["y.md"]


def test_a_walk_asks_what_is_known_with_the_time_of_change(tmp_path: Path) -> None:
    make(tmp_path, "a/x.md")
    os.utime(tmp_path / "a", ns=(1, 42))
    asked: dict[str, int] = {}

    def known(path: str, mtime_ns: int) -> None:
        asked[path] = mtime_ns

    list(walk_folders(tmp_path, known))
    assert asked == {"": tmp_path.stat().st_mtime_ns, "a": 42}


def test_a_folder_that_is_gone_since_it_was_listed_is_a_problem(tmp_path: Path) -> None:
    make(tmp_path, "x.md")
    found = {f.path: f for f in walk_folders(tmp_path, lambda path, _: ["a"] if not path else None)}
    assert not found["a"].is_listed
    assert [problem.fields for problem in found["a"].problems] == [(("errno", errno.ENOENT),)]


def test_a_post_folder_takes_all_posts_and_so_do_those_below_it(tmp_path: Path) -> None:
    make(tmp_path, "_posts/deep/x.md", "old/2022-01-01-a.md", "old/y.md", "pages/about.md")
    found = by_path(tmp_path)
    assert {path for path, folder in found.items() if folder.takes_all} == {
        "_posts",
        "_posts/deep",
        "old",
    }
    assert found["pages"].names == []


@pytest.mark.parametrize("link", ["0-link", "z-link"])
def test_a_folder_with_two_names_is_visited_by_the_first_of_them(tmp_path: Path, link: str) -> None:
    make(tmp_path, "folder/x.md")
    (tmp_path / link).symlink_to("folder")
    found = by_path(tmp_path)
    first, second = sorted(["folder", link])
    assert found[first].names == ["x.md"]
    assert found[second].names == []
    assert found[second].is_listed


def test_of_two_names_the_first_is_taken_also_where_they_were_known(tmp_path: Path) -> None:
    make(tmp_path, "folder/x.md")
    (tmp_path / "a-link").symlink_to("folder")
    for below in (["a-link", "folder"], ["folder", "a-link"]):
        found = {
            folder.path: folder.names
            for folder in walk_folders(
                tmp_path,
                lambda path, _, below=below: below if not path else None,  # type: ignore[misc]
            )
        }
        assert found == {"": [], "a-link": ["x.md"], "folder": []}


def test_a_link_to_the_folder_above_does_not_lead_round(tmp_path: Path) -> None:
    make(tmp_path, "a/x.md")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert sorted(by_path(tmp_path)) == ["", "a", "a/again"]


def test_a_folder_named_as_a_post_is_walked_and_a_problem_of_the_one_above(tmp_path: Path) -> None:
    make(tmp_path, "a/b.md/x.md")
    found = by_path(tmp_path)
    assert found["a/b.md"].names == ["x.md"]
    assert [problem.path for problem in found["a"].problems] == ["a/b.md"]


def test_an_archive_that_is_not_there_can_not_be_listed(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no such file"):
        list(walk_folders(tmp_path / "gone"))
