"""Hosts that share a folder without locks: what each did is in its log, and with all others."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.config import StateLogs
from reader.posts.post import PostId
from reader.state.archives import known_archives
from reader.state.file.location import FILE_NAME
from reader.state.opening import open_state
from reader.state.records import FIELDS, SET, Mark
from reader.state.state_file import StateFile

A, B = PostId("a"), PostId("b")
ROOT = Path("/archive")
MANY = [PostId(f"2022-04-28-{number:05}") for number in range(3000)]
Open = Callable[..., StateFile]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What all hosts share."""
    return tmp_path / "shared"


@pytest.fixture
def on_host(tmp_path: Path, folder: Path) -> Open:
    """Return what opens the state on a host, which has a disk of its own."""

    def opened(host: str, root: Path = ROOT) -> StateFile:
        return open_state(folder, root, StateLogs.ALWAYS, tmp_path / host, host)

    return opened


def meet(*sessions: StateFile) -> None:
    """Let each session look at what the others did."""
    for session in sessions:
        session.state.take_in(session.fetch())


def test_what_one_host_does_the_others_see(on_host: Open) -> None:
    one, two = on_host("one"), on_host("two")
    one.state.set_mark(Mark.STARRED, [A], is_set=True)
    one.save()
    two.state.set_value("note", [B], "why?\nask")
    two.save()
    meet(one, two)
    for session in (one, two, on_host("one"), on_host("three")):
        assert session.state.has(A, Mark.STARRED)
        assert session.state.note_of(B) == "why?\nask"
    assert not one.fetch()


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_every_field_goes_from_host_to_host(on_host: Open, field: str) -> None:
    one = on_host("one")
    one.state.set_value(field, [A], SET)
    one.save()
    two = on_host("two")
    assert two.state.value(A, field) == SET
    assert "damaged" not in two.notice


def test_sessions_of_one_host_see_each_other(on_host: Open) -> None:
    first, second = on_host("one"), on_host("one")
    first.state.set_mark(Mark.STARRED, [A], is_set=True)
    first.save()
    meet(second)
    assert second.state.has(A, Mark.STARRED)


def test_a_host_writes_to_its_own_log_alone(on_host: Open, folder: Path) -> None:
    for host in ("one", "two"):
        session = on_host(host)
        session.state.set_mark(Mark.READ, [PostId(host)], is_set=True)
        session.save()
    for host in ("one", "two"):
        _, line = (folder / "logs" / f"{host}.jsonl").read_text().splitlines()
        assert json.loads(line)["post"] == host
    assert [path.name for path in folder.iterdir()] == ["logs"]


def test_the_later_mark_holds_on_all_hosts(on_host: Open) -> None:
    one, two = on_host("one"), on_host("two")
    one.state.set_mark(Mark.STARRED, [A], is_set=True)
    two.state.set_mark(Mark.STARRED, [A], is_set=True)
    two.state.undo()
    two.save()
    one.save()
    meet(one, two)
    assert not one.state.has(A, Mark.STARRED)
    assert not two.state.has(A, Mark.STARRED)


def test_very_many_posts_at_once_are_marked_on_all_hosts(on_host: Open) -> None:
    one, two = on_host("one"), on_host("two")
    one.state.set_mark(Mark.READ, one.state.differing("read", MANY, "1"), is_set=True)
    one.save()
    meet(two)
    assert two.state.marked(Mark.READ) == {*MANY}


def test_a_copy_that_is_lost_is_made_again(on_host: Open, tmp_path: Path) -> None:
    one = on_host("one")
    one.state.set_mark(Mark.READ, [A], is_set=True)
    assert one.finish() == ""
    for path in (tmp_path / "one").rglob("state.sqlite*"):
        path.unlink()
    assert on_host("one").state.has(A, Mark.READ)


def test_an_archive_in_other_folders_on_other_hosts_is_one(on_host: Open) -> None:
    one, two = on_host("one"), on_host("two", Path("/elsewhere"))
    one.state.set_mark(Mark.READ, [A], is_set=True)
    one.save()
    one.recognise(MANY)
    two.recognise(MANY)
    meet(two, two)
    assert two.state.has(A, Mark.READ)
    meet(one)
    assert len(known_archives(one.store)) == 1
    two.state.set_mark(Mark.STARRED, [B], is_set=True)
    two.save()
    meet(one)
    assert one.state.has(B, Mark.STARRED)


def test_archives_joined_by_hand_are_joined_on_all_hosts(on_host: Open) -> None:
    one, two = on_host("one"), on_host("two", Path("/elsewhere"))
    one.state.set_mark(Mark.READ, [A], is_set=True)
    one.save()
    meet(two)
    two.join(ROOT, Path("/elsewhere"))
    meet(one, two)
    assert two.state.has(A, Mark.READ)
    assert len(known_archives(one.store)) == 1


def test_a_line_cut_short_costs_that_line_alone(on_host: Open, folder: Path) -> None:
    one = on_host("one")
    one.state.set_mark(Mark.READ, [A], is_set=True)
    one.save()
    log = folder / "logs" / "one.jsonl"
    with log.open("ab") as opened:
        opened.write(b'{"root": "/arch')
    two = on_host("two")
    assert two.state.has(A, Mark.READ)
    one.state.set_mark(Mark.READ, [B], is_set=True)
    one.save()
    meet(two)
    assert two.state.marked(Mark.READ) == {A, B}


@pytest.mark.parametrize("noise", [b"", b"\0" * 300, b"{}\n", b"[]\n[]\n", os.urandom(5000)])
def test_a_log_that_is_noise_is_left_out(on_host: Open, folder: Path, noise: bytes) -> None:
    one = on_host("one")
    one.state.set_mark(Mark.READ, [A], is_set=True)
    one.save()
    (folder / "logs" / "bad.jsonl").write_bytes(noise)
    (folder / "logs" / "worse.jsonl").write_bytes(b'{"log": "x"}\n' + noise)
    assert on_host("two").state.marked(Mark.READ) == {A}


def test_what_was_kept_in_one_file_before_goes_into_the_log(on_host: Open, folder: Path) -> None:
    before = StateFile(folder, ROOT)
    before.state.set_mark(Mark.READ, [A], is_set=True)
    before.state.set_mark(Mark.READ, before.state.differing("read", MANY, "1"), is_set=True)
    assert before.finish() == ""
    assert on_host("one").state.marked(Mark.READ) == {A, *MANY}
    assert on_host("two").state.marked(Mark.READ) == {A, *MANY}
    assert not (folder / FILE_NAME).exists()
    assert (folder / f"{FILE_NAME}.before-logs").exists()


def test_a_log_of_changes_that_later_ones_undid_is_rewritten(on_host: Open, folder: Path) -> None:
    one = on_host("one")
    two = on_host("two")
    one.state.set_value("note", [B], "kept")
    for number in range(20):
        one.state.set_value("note", [A], f"{number}" + "长" * 20_000)
        one.save()
    log = folder / "logs" / "one.jsonl"
    size = log.stat().st_size
    meet(two)
    assert one.finish() == ""
    again = on_host("one")
    assert log.stat().st_size < size / 10
    again.state.set_mark(Mark.READ, [A], is_set=True)
    again.save()
    meet(two)
    for session in (again, two, on_host("three")):
        assert session.state.note_of(A).startswith("19长")
        assert session.state.note_of(B) == "kept"
        assert session.state.has(A, Mark.READ)


def test_only_this_user_may_read_logs_and_copy(on_host: Open, folder: Path, tmp_path: Path) -> None:
    one = on_host("one")
    one.state.set_mark(Mark.READ, [A], is_set=True)
    one.save()
    for place in (folder / "logs", tmp_path / "one"):
        files = [path for path in place.rglob("*") if path.is_file()]
        assert files
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
        assert {path.parent.stat().st_mode & 0o777 for path in files} == {0o700}


def test_what_cant_be_written_is_kept_and_written_later(on_host: Open, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    one = on_host("one")
    one.state.set_mark(Mark.READ, [A], is_set=True)
    with pytest.raises(Exception, match="can't be saved"):
        one.save()
    folder.unlink()
    one.save()
    assert on_host("two").state.has(A, Mark.READ)


def test_that_logs_are_kept_is_said_once_on_each_host(on_host: Open) -> None:
    one = on_host("one")
    assert "a log of this host" in one.notice
    one.state.set_mark(Mark.READ, [A], is_set=True)
    one.save()
    assert on_host("one").notice == ""


def test_a_network_file_system_means_logs(tmp_path: Path, folder: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n36 22 0:30 / {folder} rw - nfs4 host:/ rw\n"
    )
    for wanted, has_logs in ((StateLogs.NEVER, False), (StateLogs.BY_FILE_SYSTEM, True)):
        session = open_state(folder, ROOT, wanted, tmp_path / "copies", mounts=mounts)
        session.state.set_mark(Mark.READ, [A], is_set=True)
        session.save()
        assert (folder / "logs").is_dir() is has_logs
    mounts.write_text("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n")
    again = open_state(folder, ROOT, StateLogs.BY_FILE_SYSTEM, tmp_path / "copies", mounts=mounts)
    assert again.state.has(A, Mark.READ)


def test_logs_are_taken_in_when_they_are_kept_no_more_and_back(
    on_host: Open, folder: Path, tmp_path: Path
) -> None:
    for host, post in (("one", A), ("two", B)):
        session = on_host(host)
        session.state.set_mark(Mark.READ, [post], is_set=True)
        assert session.finish() == ""
    never = open_state(folder, ROOT, StateLogs.NEVER, tmp_path / "never", "one")
    assert never.state.marked(Mark.READ) == {A, B}
    assert "was taken in" in never.notice
    never.state.set_mark(Mark.STARRED, [A], is_set=True)
    assert never.finish() == ""
    quiet = open_state(folder, ROOT, StateLogs.NEVER, tmp_path / "never", "one")
    assert quiet.notice == ""
    quiet.close()
    for host in ("one", "three"):
        again = on_host(host)
        assert again.state.marked(Mark.READ) == {A, B}
        assert again.state.has(A, Mark.STARRED)
    third = open_state(folder, ROOT, StateLogs.NEVER, tmp_path / "never", "one")
    assert third.state.marked(Mark.READ) == {A, B}
    assert third.state.has(A, Mark.STARRED)


def test_a_log_cut_in_the_middle_hides_nothing_that_its_host_does_next(
    on_host: Open, folder: Path
) -> None:
    one, two = on_host("one"), on_host("two")
    for post in MANY[:20]:
        one.state.set_mark(Mark.READ, [post], is_set=True)
        one.save()
    meet(two)
    log = folder / "logs" / "one.jsonl"
    os.truncate(log, log.stat().st_size // 2)
    for post in (A, B):
        one.state.set_mark(Mark.STARRED, [post], is_set=True)
        one.save()
        meet(two)
        assert two.state.has(post, Mark.STARRED)
    assert one.finish() == ""
    again = on_host("one")  # writes what the log has lost
    again.close()
    three = on_host("three")
    assert three.state.marked(Mark.READ) == {*MANY[:20]}
    assert three.state.marked(Mark.STARRED) == {A, B}


def test_a_log_that_was_deleted_is_written_again(on_host: Open, folder: Path) -> None:
    one = on_host("one")
    one.state.set_mark(Mark.READ, [A], is_set=True)
    assert one.finish() == ""
    (folder / "logs" / "one.jsonl").unlink()
    on_host("one").close()
    assert on_host("two").state.has(A, Mark.READ)


@pytest.mark.parametrize("is_sweep", [True, False])
def test_a_flipped_bit_in_a_log_costs_that_line_alone_and_is_said(
    on_host: Open, folder: Path, is_sweep: bool
) -> None:
    one = on_host("one")
    posts = MANY if is_sweep else [A]
    one.state.set_mark(Mark.READ, one.state.differing("read", posts, "1"), is_set=True)
    one.save()
    one.state.set_mark(Mark.STARRED, [B], is_set=True)
    one.save()
    log = folder / "logs" / "one.jsonl"
    header, line, last = log.read_bytes().splitlines(keepends=True)
    for sums in (b'"sum"', b'"sun"'):  # with a checksum, and as older versions wrote it
        damaged = bytearray(line.replace(b'"sum"', sums))
        place = damaged.index(b'"posts"') + 400 if is_sweep else damaged.index(b'"post": "a') + 9
        damaged[place] = ord("B") if damaged[place] != ord("B") else ord("C")
        if not is_sweep and sums == b'"sun"':
            continue  # nothing tells that it is another post
        log.write_bytes(header + damaged + last)
        two = on_host(f"two{sums.decode()[-2]}")
        assert two.state.has(B, Mark.STARRED)
        assert not two.state.marked(Mark.READ)
        assert "1 line is damaged" in two.notice


def test_a_log_whose_first_line_is_damaged_is_read_all_the_same(
    on_host: Open, folder: Path
) -> None:
    one = on_host("one")
    one.state.set_mark(Mark.READ, [A], is_set=True)
    one.save()
    log = folder / "logs" / "one.jsonl"
    log.write_bytes(b"[" + log.read_bytes()[1:])
    two = on_host("two")
    assert two.state.has(A, Mark.READ)
    one.state.set_mark(Mark.READ, [B], is_set=True)
    one.save()
    meet(two)
    assert two.state.has(B, Mark.READ)
