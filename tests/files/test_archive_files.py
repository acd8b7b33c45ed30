"""Files of an archive, opened by an ordinary reader and by one that is confined to the archive."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.archive.catalogue.walk import walk
from reader.files import archive_files, openat2
from reader.files.archive_files import (
    confine,
    has_name,
    is_file_within,
    is_folder,
    open_file,
    open_within,
    status_of,
    walk_beneath,
)
from reader.index.scan.stamps import _Folders
from reader.messages.problem_kinds import ProblemKind
from reader.posts.source.file_bytes import FileBytes, read_bytes, read_bytes_within
from reader.posts.source.site import read_site
from reader.posts.source.site_files import read_data, read_text

SECRET = "---\ntitle: secret\n---\nsecret"
WAYS = [
    pytest.param(walk_beneath, id="descriptors"),
    pytest.param(
        openat2.open_beneath,
        id="openat2",
        marks=pytest.mark.skipif(not openat2.is_known(), reason="the kernel has no openat2"),
    ),
]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive of one post, and of links of every kind that lead out of it."""
    outside, root = tmp_path / "outside", tmp_path / "archive"
    for folder in (outside / "below", root / "_posts", root / "_includes", root / "_data"):
        folder.mkdir(parents=True)
    for name in ("2024-01-02-secret.md", "secret.yml", "below/2024-01-03-secret.md", "_config.yml"):
        (outside / name).write_text(SECRET)
    (root / "_posts/2024-01-01-own.md").write_text("---\ntitle: own\n---\nown")
    (root / "_posts/2024-01-02-absolute.md").symlink_to(outside / "2024-01-02-secret.md")
    (root / "_posts/2024-01-02-relative.md").symlink_to("../../outside/2024-01-02-secret.md")
    (root / "_posts/2024-01-02-magic.md").symlink_to("/proc/self/root/etc/passwd")
    (root / "_posts/2024-01-02-within.md").symlink_to("2024-01-01-own.md")
    (root / "_posts/folder").symlink_to(outside)
    (root / "old_post").symlink_to("../outside/below")
    (root / "_config.yml").symlink_to("../outside/_config.yml")
    (root / "_includes/secret.md").symlink_to(outside / "2024-01-02-secret.md")
    (root / "_data/secret.yml").symlink_to(outside / "secret.yml")
    (root / "_data/folder").symlink_to(outside)
    return root


@pytest.fixture(params=WAYS)
def confined(
    archive: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Path:
    """Return the archive, to which the process is confined until the test has ended."""
    monkeypatch.setattr(archive_files, "_confinement", None)
    confine(archive, request.param)
    return archive


def test_an_ordinary_reader_follows_links_out_of_the_archive(archive: Path) -> None:
    names = {Path(file.path).name for file in walk(archive).files}
    assert {"2024-01-02-absolute.md", "2024-01-02-relative.md", "2024-01-03-secret.md"} <= names


def test_a_confined_reader_finds_only_what_lies_in_the_archive(confined: Path) -> None:
    found = walk(confined)
    assert [file.path for file in found.files] == ["_posts/2024-01-01-own.md"]
    assert {problem.kind for problem in found.problems} == {ProblemKind.LINK_NOT_FOLLOWED}


@pytest.mark.parametrize(
    "path",
    [
        "_posts/2024-01-02-absolute.md",
        "_posts/2024-01-02-relative.md",
        "_posts/2024-01-02-magic.md",
        "_posts/2024-01-02-within.md",
        "_posts/folder/2024-01-02-secret.md",
        "old_post/2024-01-03-secret.md",
        "../outside/2024-01-02-secret.md",
        "_posts/../../outside/2024-01-02-secret.md",
        "/etc/passwd",
        "_posts/folder/../2024-01-01-own.md",
    ],
)
def test_a_confined_reader_opens_nothing_by_a_way_out(confined: Path, path: str) -> None:
    found = [read(confined, path, 1000) for read in (read_bytes, read_bytes_within)]
    assert not [file for file in found if isinstance(file, FileBytes)]
    reasons = (errno.ELOOP, errno.EXDEV, errno.ENOTDIR)
    with pytest.raises(OSError, match="|".join(map(os.strerror, reasons))):
        status_of(confined, path)


def test_a_confined_reader_reads_its_own_files(confined: Path) -> None:
    found = read_bytes(confined, "_posts/2024-01-01-own.md", 1000)
    assert isinstance(found, FileBytes)
    assert found.data.endswith(b"own")
    assert is_file_within(confined / "_posts", "2024-01-01-own.md")
    assert is_folder(confined, "_posts")
    assert has_name(confined, "_config.yml")


def test_a_confined_reader_opens_no_other_folder(confined: Path) -> None:
    for folder in (confined.parent / "outside", confined.parent, f"{confined}/../outside", "/"):
        with pytest.raises(OSError, match=os.strerror(errno.EXDEV)):
            open_file(folder, "2024-01-02-secret.md")


def test_a_confined_reader_takes_no_settings_and_data_from_outside(confined: Path) -> None:
    site, problems = read_site(confined)
    assert site.title == ""
    assert [problem.kind for problem in problems] == [ProblemKind.LINK_NOT_FOLLOWED]
    assert read_text(str(confined), "_includes/secret.md") is None
    assert read_data(f"{confined}/_data") == {}


def test_a_confined_index_looks_at_no_file_outside(confined: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE folders (number INTEGER, path BLOB)")
    connection.executemany(
        "INSERT INTO folders VALUES (?, ?)", [(1, b"_posts"), (2, b"old_post"), (3, b"../outside")]
    )
    folders = _Folders(connection, confined)
    assert folders.stamp(1, b"2024-01-01-own.md") is not None
    assert folders.stamp(1, b"2024-01-02-absolute.md") in {None, _link_stamp(confined)}
    assert folders.stamp(2, b"2024-01-03-secret.md") is None
    assert folders.stamp(3, b"2024-01-02-secret.md") is None
    folders.close()


def _link_stamp(root: Path) -> tuple[int, int]:
    status = os.lstat(root / "_posts/2024-01-02-absolute.md")
    return status.st_size, status.st_mtime_ns


def test_a_pipe_named_as_a_post_does_not_block_a_confined_reader(confined: Path) -> None:
    os.mkfifo(confined / "_posts/2024-01-05-pipe.md")
    found = read_bytes(confined, "_posts/2024-01-05-pipe.md", 1000)
    assert not isinstance(found, FileBytes)
    assert found.kind is ProblemKind.NOT_A_REGULAR_FILE


def test_a_name_that_no_file_can_have_is_a_value_error(confined: Path) -> None:
    with pytest.raises(ValueError, match="null byte"):
        open_file(confined, "a\0b.md")


def test_opening_leaves_no_descriptor_behind(confined: Path) -> None:
    before = os.listdir("/proc/self/fd")
    for path in ("_posts/2024-01-01-own.md", "_posts/folder/x.md", "../x", "_posts/none/x.md"):
        read_bytes(confined, path, 1000)
        is_file_within(confined, path)
    walk(confined)
    assert len(os.listdir("/proc/self/fd")) == len(before)


def test_an_include_may_lie_behind_a_link_that_stays_in_the_site(archive: Path) -> None:
    (archive / "real.md").write_text("own")
    (archive / "_includes/inside.md").symlink_to(archive / "real.md")
    assert read_text(str(archive), "_includes/inside.md") == "own"
    assert read_text(str(archive), "_includes/secret.md") is None
    with pytest.raises(OSError, match=os.strerror(errno.EXDEV)):
        open_within(archive, "_includes/secret.md")


@pytest.mark.skipif(not openat2.is_known(), reason="the kernel has no openat2")
def test_a_confinement_holds_for_the_forks_of_a_process(archive: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path\n"
        "from reader.files import archive_files, openat2\n"
        "archive_files.confine(Path(sys.argv[1]), openat2.open_beneath)\n"
        "if os.fork() == 0:\n"
        "    try: archive_files.open_file(sys.argv[1], '../outside/secret.yml')\n"
        "    except OSError: os._exit(7)\n"
        "    os._exit(0)\n"
        "print(os.waitstatus_to_exitcode(os.wait()[1]))"
    )
    command = [sys.executable, "-c", program, str(archive)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "7\n"
