"""A recovery that is interrupted anywhere loses nothing, and what it left is taken up."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.reading_states import MANY, damaged_in, make_state, opened, values_of

from reader.posts.post import PostId
from reader.state.records import Mark

STOPS = 40
ENDS_AT_A_CALL = """
import os, sys
from pathlib import Path
from reader.state.state_file import StateFile

folder, stops = Path(sys.argv[1]), int(sys.argv[2])
for stop in range(stops):
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    calls = 0
    def counted(call):
        def run(*arguments, **options):
            global calls
            calls += 1
            if calls > stop:
                os._exit(9)
            return call(*arguments, **options)
        return run
    for name in ("link", "rename", "replace", "unlink", "chmod", "open", "close"):
        setattr(os, name, counted(getattr(os, name)))
    StateFile(folder / str(stop), Path("/archive"))
    os._exit(0)
"""


def test_a_recovery_that_is_killed_at_any_step_loses_nothing(tmp_path: Path) -> None:
    path = make_state(tmp_path / "data")
    data = bytearray(path.read_bytes())
    data[8192 : 8192 + 50] = os.urandom(50)
    path.write_bytes(data)
    shutil.copytree(path.parent, tmp_path / "whole")
    expected = values_of(opened(tmp_path / "whole").state)
    for stop in range(STOPS):
        shutil.copytree(path.parent, tmp_path / "stopped" / f"{stop}")
    arguments = [sys.executable, "-c", ENDS_AT_A_CALL, str(tmp_path / "stopped"), str(STOPS)]
    subprocess.run(arguments, check=True)
    outcomes = set()
    for stop in range(STOPS):
        session = opened(tmp_path / "stopped" / f"{stop}")
        outcomes.add(bool(session.notice))
        assert values_of(session.state) == expected, stop
        assert damaged_in(tmp_path / "stopped" / f"{stop}"), stop
        session.close()
    assert outcomes == {True, False}  # interrupted, and whole


@pytest.mark.parametrize("is_begun_again", [True, False])
def test_what_an_older_version_left_unrecovered_is_taken_up_and_said(
    tmp_path: Path, is_begun_again: bool
) -> None:
    path = make_state(tmp_path)
    for left in tmp_path.iterdir():
        if left != path:
            left.unlink()
    path.rename(f"{path}.damaged-20260101-120000")
    if is_begun_again:
        (waiting,) = tmp_path.glob("*.damaged*")
        shutil.move(waiting, tmp_path.parent / "aside")
        session = opened(tmp_path)
        session.state.set_mark(Mark.READ, [PostId("since")], is_set=True)
        assert session.finish() == ""
        shutil.move(tmp_path.parent / "aside", waiting)
    session = opened(tmp_path)
    assert session.state.marked(Mark.STARRED) == {*MANY}
    assert session.state.has(PostId("since"), Mark.READ) is is_begun_again
    assert ("damaged reading state of before" if is_begun_again else "was gone") in session.notice
    session.close()
    assert opened(tmp_path).notice == ""


def test_of_a_file_cut_to_a_part_every_row_on_a_page_that_is_left_is_kept(tmp_path: Path) -> None:
    path = make_state(tmp_path)
    data = path.read_bytes()
    for number, (share, least) in enumerate([(0.5, 150), (0.75, 600)]):
        folder = tmp_path / f"{number}"
        shutil.copytree(tmp_path, folder, ignore=lambda *_: ["0", "1"])
        part = data[: int(len(data) * share)]
        (folder / path.name).write_bytes(part)
        session = opened(folder)
        kept = session.state.marked(Mark.STARRED)
        assert len(kept) > least
        assert "are lost" in session.notice
        session.close()


@pytest.mark.parametrize("place", [0, 20, 28, 52, 60, 68])
def test_a_damaged_header_costs_nothing(tmp_path: Path, place: int) -> None:
    path = make_state(tmp_path)
    before = values_of(opened(tmp_path).state)
    data = bytearray(path.read_bytes())
    data[place : place + 4] = b"\x81\x82\x83\x84"
    path.write_bytes(data)
    session = opened(tmp_path)
    assert values_of(session.state) == before
