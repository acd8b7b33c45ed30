"""What becomes of a file that is damaged, newer, or can't be written."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import StateUnusableError
from reader.posts.post import PostId
from reader.state.file.location import FILE_NAME
from reader.state.records import Mark
from reader.state.state_file import StateFile
from reader.state.state_transfer import read_lines

A, B = PostId("a"), PostId("b")
ROOT = Path("/archive")
MANY = [PostId(f"2022-04-28-{number:05}") for number in range(4000)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def marked(folder: Path, count: int = 1) -> Path:
    """Make a file with marks in it, all of them in the file itself; return its path."""
    file = StateFile(folder, ROOT)
    for post in MANY[:count]:
        file.state.set_mark(Mark.STARRED, [post], is_set=True)
    file.save()
    file.close()
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file.path


@pytest.mark.parametrize("size", [1, 100, 5000])
def test_garbage_is_set_aside_and_said(folder: Path, size: int) -> None:
    path = marked(folder)
    path.write_bytes(os.urandom(size))
    file = StateFile(folder, ROOT)
    assert "was damaged" in file.notice
    assert len(list(folder.glob(f"{FILE_NAME}.damaged-*"))) == 1
    file.state.set_mark(Mark.READ, [A], is_set=True)
    file.save()
    assert StateFile(folder, ROOT).state.has(A, Mark.READ)


def test_of_a_truncated_file_the_rows_that_are_there_are_kept(folder: Path) -> None:
    path = marked(folder, 4000)
    os.truncate(path, path.stat().st_size // 2)
    file = StateFile(folder, ROOT)
    assert "rows were kept" in file.notice
    kept = file.state.marked(Mark.STARRED)
    assert len(kept) > 500
    assert kept < {*MANY}


def test_a_page_of_noise_costs_only_what_was_on_it(folder: Path) -> None:
    path = marked(folder, 4000)
    size = path.stat().st_size
    with path.open("r+b") as opened:
        opened.seek(size // 2 // 4096 * 4096)
        opened.write(os.urandom(4096))
    file = StateFile(folder, ROOT)
    assert len(file.state.marked(Mark.STARRED)) > 2000
    assert "the damaged file is now" in file.notice


def test_a_file_that_is_damaged_while_it_is_open_loses_nothing_that_is_known(folder: Path) -> None:
    file = StateFile(folder, ROOT)
    file.state.set_mark(Mark.STARRED, [A], is_set=True)
    file.save()
    for name in folder.glob(f"{FILE_NAME}*"):
        name.unlink()
    file.path.write_bytes(os.urandom(9000))
    file.state.set_mark(Mark.STARRED, [B], is_set=True)
    file.save()
    assert StateFile(folder, ROOT).state.marked(Mark.STARRED) == {A, B}


def test_a_file_that_was_taken_away_is_made_again(folder: Path) -> None:
    file = StateFile(folder, ROOT)
    file.state.set_mark(Mark.STARRED, [A], is_set=True)
    file.save()
    for name in folder.iterdir():
        name.unlink()
    file.state.set_mark(Mark.STARRED, [B], is_set=True)
    file.save()
    assert StateFile(folder, ROOT).state.marked(Mark.STARRED) == {A, B}


def test_a_newer_file_is_only_read(folder: Path) -> None:
    path = marked(folder)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    file = StateFile(folder, ROOT)
    assert "newer version" in file.notice
    assert file.state.has(MANY[0], Mark.STARRED)
    file.state.set_mark(Mark.READ, [A], is_set=True)
    with pytest.raises(StateUnusableError, match="newer version"):
        file.save()
    assert path.read_bytes() == before


def test_what_cant_be_saved_is_kept_and_saved_later(folder: Path) -> None:
    folder.parent.joinpath("data").write_text("a file where the folder should be")
    file = StateFile(folder, ROOT)
    assert "can't be saved in" in file.notice
    file.state.set_mark(Mark.READ, [A], is_set=True)
    with pytest.raises(StateUnusableError):
        file.save()
    assert file.state.has(A, Mark.READ)
    folder.unlink()
    file.save()
    assert StateFile(folder, ROOT).state.has(A, Mark.READ)


def test_what_cant_be_saved_at_the_end_is_left_in_a_file_for_import(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder.write_text("a file where the folder should be")
    file = StateFile(folder, ROOT)
    file.state.set_mark(Mark.READ, [A], is_set=True)
    said = file.finish()
    (left,) = tmp_path.glob("reader-unsaved-*.jsonl")
    assert str(left) in said
    assert [record.post for record in read_lines(left.read_bytes())] == [A]


def test_a_full_disk_is_said_and_nothing_is_lost(folder: Path) -> None:
    """The limit on the size of files stands for the disk that is full."""
    marked(folder)
    program = f"""
import resource, signal, sys
from pathlib import Path
from reader.errors import StateUnusableError
from reader.posts.post import PostId
from reader.state.records import Mark
from reader.state.state_file import StateFile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
file = StateFile(Path({str(folder)!r}), Path({str(ROOT)!r}))
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
file.state.set_mark(Mark.READ, [PostId("a")], is_set=True)
try:
    file.save()
    sys.exit("saved what could not be")
except StateUnusableError as error:
    print(error)
assert file.state.has(PostId("a"), Mark.READ)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
file.save()
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "can't be saved in" in ran.stdout
    assert StateFile(folder, ROOT).state.has(A, Mark.READ)


def test_where_a_damaged_file_can_t_be_replaced_what_is_in_it_is_shown(
    folder: Path, needing_permission: list[str]
) -> None:
    path = marked(folder, 400)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - 4096])
    before = {file: file.read_bytes() for file in folder.iterdir()}
    program = f"""
from pathlib import Path
from reader.state.records import Mark
from reader.state.state_file import StateFile
file = StateFile(Path({str(folder)!r}), Path({str(ROOT)!r}))
print(len(file.state.marked(Mark.STARRED)), file.is_loaded, file.notice)
"""
    folder.chmod(0o500)
    try:
        command = [*needing_permission, sys.executable, "-c", program]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        folder.chmod(0o700)
    assert ran.returncode == 0, ran.stderr
    count, is_loaded, notice = ran.stdout.split(" ", 2)
    assert int(count) > 200
    assert is_loaded == "True"
    assert "can't be saved in" in notice
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_commits_that_were_in_a_log_that_is_gone_are_said_to_be_lost(folder: Path) -> None:
    marked(folder, 10)
    file = StateFile(folder, ROOT)
    file.state.set_mark(Mark.READ, [A], is_set=True)
    file.save()
    copy = folder.parent / "copied"
    copy.mkdir()
    for name in (FILE_NAME, f"{FILE_NAME}.seal"):
        shutil.copy(folder / name, copy / name)
    again = StateFile(copy, ROOT)
    assert "1 are lost" in again.notice
    assert len(again.state.marked(Mark.STARRED)) == 10


def test_a_large_file_is_verified_in_the_background(folder: Path) -> None:
    file = StateFile(folder, ROOT)
    for number in range(300):
        file.state.set_value("note", [MANY[number]], "note " * 4000)
    file.state.set_mark(Mark.STARRED, MANY[:300], is_set=True)
    file.save()
    file.close()
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("UPDATE totals SET rows = rows + 1 WHERE name = 'records'")
        connection.commit()
    large = StateFile(folder, ROOT)
    assert large.notice == ""
    large.verify()
    assert "was damaged" in large.notice
    large.state.take_in(large.fetch())
    large.state.set_mark(Mark.READ, [A], is_set=True)
    large.save()
    again = StateFile(folder, ROOT)
    assert len(again.state.marked(Mark.STARRED)) == 300
    assert again.state.has(A, Mark.READ)
