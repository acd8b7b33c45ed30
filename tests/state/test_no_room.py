"""A full disk, a home that is only read: nothing that was done is lost, and the user is told."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.posts.post import PostId
from reader.state.records import Mark
from reader.state.state_file import StateFile
from reader.state.state_transfer import read_lines

ROOT = Path("/archive")
FILLS_A_DISK = """
import subprocess, sys
from pathlib import Path
from reader.errors import StateUnusableError
from reader.posts.post import PostId
from reader.state.records import Mark
from reader.state.state_file import StateFile

folder = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", folder], check=True)
ballast = folder / "ballast"
ballast.write_bytes(bytes(300_000))
file = StateFile(folder / "data", Path("/archive"))
saved, said = 0, ""
for number in range(100_000):
    file.state.set_value("note", [PostId(f"2022-04-28-{number:06}")], "note " * 20)
    try:
        file.save()
    except StateUnusableError as error:
        said = str(error)
        break
    saved = number
again = StateFile(folder / "data", Path("/archive"))
posts = [PostId(f"2022-04-28-{number:06}") for number in range(saved + 2)]
assert all(again.state.note_of(post) for post in posts[:-1]), "what was acknowledged is lost"
again.close()
assert file.state.note_of(posts[-1]), "what could not be saved is lost"
ballast.unlink()
file.save()
file.close()
last = StateFile(folder / "data", Path("/archive"))
assert last.notice == "", last.notice
assert all(last.state.note_of(post) for post in posts), "what was saved later is lost"
print(saved, said)
"""
MARKS_ONE_POST = """
import sys
from pathlib import Path
from reader.posts.post import PostId
from reader.state.records import Mark
from reader.state.state_file import StateFile

file = StateFile(Path(sys.argv[1]), Path("/archive"))
print(file.notice)
print(file.state.has(PostId("a"), Mark.STARRED))
file.state.set_mark(Mark.READ, [PostId("a")], is_set=True)
print(file.finish())
"""


def said_by(prefix: Sequence[str], program: str, folder: Path) -> str:
    """Run a program on a folder and return what it says."""
    ran = subprocess.run(
        [*prefix, sys.executable, "-c", program, folder],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_a_disk_that_fills_up_is_said_and_costs_nothing(
    tmp_path: Path, own_mounts: list[str]
) -> None:
    saved, said = said_by(own_mounts, FILLS_A_DISK, tmp_path).split(" ", 1)
    assert int(saved) > 5
    assert "can't be saved in" in said
    assert said.count("\n") == 1


def test_a_home_that_is_only_read_shows_what_was_kept_and_leaves_the_rest_for_import(
    tmp_path: Path, needing_permission: list[str]
) -> None:
    folder = tmp_path / "data"
    before = StateFile(folder, ROOT)
    before.state.set_mark(Mark.STARRED, [PostId("a")], is_set=True)
    assert before.finish() == ""
    files = {path: path.read_bytes() for path in folder.iterdir()}
    for path in [*files, folder]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        notice, is_starred, said = said_by(needing_permission, MARKS_ONE_POST, folder).splitlines()
    finally:
        folder.chmod(0o700)
    assert "can't be saved in" in notice
    assert is_starred == "True"
    left = Path(said.rpartition(" ")[2])
    try:
        (record,) = read_lines(left.read_bytes())
    finally:
        left.unlink()
    assert (record.post, record.field, record.value) == ("a", "read", "1")
    assert {path: path.read_bytes() for path in files} == files


STARTS_ON_A_FULL_DISK = """
import os, shutil, subprocess, sys
from pathlib import Path
from reader.posts.post import PostId
from reader.state.records import Mark
from reader.state.state_file import StateFile

folder = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=True)
file = StateFile(folder / "data", Path("/archive"))
for number in range(50):
    file.state.set_mark(Mark.READ, [PostId(str(number))], is_set=True)
    file.save()
aside = folder / "aside"
shutil.copytree(folder / "data", aside)
file.close()
shutil.rmtree(folder / "data")
aside.rename(folder / "data")
for name in ("state.sqlite-shm", "state.sqlite.seal"):
    (folder / "data" / name).unlink()
ballast = os.open(folder / "ballast", os.O_CREAT | os.O_WRONLY)
try:
    while os.write(ballast, bytes(4096)):
        pass
except OSError:
    pass
again = StateFile(folder / "data", Path("/archive"))
print(len(again.state.marked(Mark.READ)), again.is_loaded, again.notice)
"""


def test_a_start_on_a_full_disk_shows_what_was_kept_also_what_is_only_in_the_log(
    tmp_path: Path, own_mounts: list[str]
) -> None:
    count, is_loaded, notice = said_by(own_mounts, STARTS_ON_A_FULL_DISK, tmp_path).split(" ", 2)
    assert (count, is_loaded) == ("50", "True")
    assert "can't be saved in" in notice
