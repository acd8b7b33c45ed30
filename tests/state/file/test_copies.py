"""Daily copies: one a day, seven kept, all of them sound."""

import sqlite3
from contextlib import closing
from pathlib import Path

from support.reading_states import MANY, copies_in, damaged_in, make_state, opened, write_back_log

from reader.posts.post import PostId
from reader.state.file import copies
from reader.state.records import Mark


def test_the_first_session_of_a_day_makes_a_copy_and_no_other(tmp_path: Path) -> None:
    path = make_state(tmp_path)
    assert copies_in(tmp_path) == []
    opened(tmp_path).close()
    (copy,) = copies_in(tmp_path)
    stamp = copy.stat().st_mtime_ns
    assert copy.stat().st_mode & 0o777 == 0o600
    opened(tmp_path).close()
    assert copies_in(tmp_path) == [copy]
    assert copy.stat().st_mtime_ns == stamp
    assert not list(tmp_path.glob(f"{path.name}.copying*"))


def test_seven_copies_are_kept_the_latest_ones(tmp_path: Path) -> None:
    path = make_state(tmp_path)
    days = [f"2022-04-{day:02}" for day in range(1, 11)]
    for day in days:
        path.with_name(f"{path.name}.copy-{day}").touch()
    opened(tmp_path).close()
    kept = [copy.name[-10:] for copy in copies_in(tmp_path)]
    assert kept[:-1] == days[-6:]
    assert len(kept) == 7


def test_copies_together_are_bounded_in_size(tmp_path: Path, monkeypatch) -> None:
    path = make_state(tmp_path)
    monkeypatch.setattr(copies, "_MAX_BYTES", 5000)
    path.with_name(f"{path.name}.copy-2022-04-01").write_bytes(bytes(4000))
    opened(tmp_path).close()
    (copy,) = copies_in(tmp_path)
    assert copy.name > f"{path.name}.copy-2022-04-01"


def test_what_a_damaged_file_lost_comes_back_from_the_copy(tmp_path: Path) -> None:
    path = make_state(tmp_path)
    opened(tmp_path).close()
    data = path.read_bytes()
    path.write_bytes(data.replace(b"2022-04-28-00100", b"2022-04-28-0010\x80"))
    session = opened(tmp_path)
    assert session.state.marked(Mark.STARRED) == {*MANY}
    assert "1 came back from copies" in session.notice
    assert "are lost" not in session.notice
    assert damaged_in(tmp_path)


def test_a_damaged_copy_gives_what_it_has(tmp_path: Path) -> None:
    path = make_state(tmp_path)
    opened(tmp_path).close()
    (copy,) = copies_in(tmp_path)
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    path.write_bytes(b"")
    session = opened(tmp_path)
    assert "came back from copies" in session.notice
    assert 100 < len(session.state.marked(Mark.STARRED)) < len(MANY)


def test_a_copy_has_an_archive_that_was_joined_since_under_its_new_number(tmp_path: Path) -> None:
    path = make_state(tmp_path)
    other = opened(tmp_path, Path("/other"))
    other.state.set_mark(Mark.READ, [PostId("b")], is_set=True)
    assert other.finish() == ""
    for early in copies_in(tmp_path):
        early.unlink()
    opened(tmp_path).close()
    assert copies_in(tmp_path)
    joining = opened(tmp_path)
    joining.join(Path("/archive"), Path("/other"))
    joining.close()
    write_back_log(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE records SET value = 'damaged' WHERE post = ?", (b"b",))
    session = opened(tmp_path)
    assert "came back from copies" in session.notice
    assert session.state.has(PostId("b"), Mark.READ)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM archives").fetchone() == (1,)
