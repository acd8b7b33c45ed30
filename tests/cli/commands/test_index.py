import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from support.pseudo_terminal import PseudoTerminal

Reader = Callable[..., Any]
Files = Callable[[], list[Path]]
Write = Callable[..., None]
READER = [sys.executable, "-m", "reader"]
HEADERS_READ = re.compile(rb"[1-9][\d,]* of 15,000 posts read")


@pytest.fixture
def shared(tmp_path: Path, settings: Callable[[str], None]) -> Path:
    """The folder of the shared index, named in the settings."""
    folder = tmp_path / "shared"
    settings(f'shared_index = "{folder}"\n')
    return folder


@pytest.fixture
def other_account(
    tmp_path: Path, shared: Path
) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Return a function that runs the reader with its own cache and a read-only index."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        shared.chmod(0o555)
        try:
            return subprocess.run(
                [*without_right_to_write(), *READER, *map(str, arguments)],
                env=os.environ | {"XDG_CACHE_HOME": str(tmp_path / "other")},
                capture_output=True,
                check=False,
            )
        finally:
            shared.chmod(0o755)

    return run


def without_right_to_write() -> list[str]:
    """Return the prefix that removes root's write access from a command."""
    if os.geteuid() == 0 and shutil.which("setpriv"):
        return ["setpriv", "--bounding-set=-dac_override"]
    return []


def published(shared: Path) -> list[Path]:
    return list(shared.glob("*.sqlite"))


def on_terminal(*arguments: str | Path) -> str:
    """Run a command on a terminal, and return the final screen."""
    with PseudoTerminal([*READER, *arguments]) as terminal:
        assert terminal.wait_for_end() == 0
        return terminal.screen.strip()


def test_a_terminal_is_told_what_was_done(archive: Path) -> None:
    assert on_terminal("index", "--archive", archive) == ("reader: 4 posts indexed in 1 s: 4 new")
    assert on_terminal("index", "--archive", archive) == (
        "reader: 4 posts indexed in 1 s: nothing has changed"
    )


def test_a_check_says_what_it_has_mended(archive: Path, write_old: Write) -> None:
    write_old(archive / "_posts/2022-01-01-post.md", "# Post\n")
    on_terminal("index", "--archive", archive)
    checked = on_terminal("index", "--check", "--archive", archive)
    assert checked == "reader: 5 posts checked: nothing differs"
    write_old(archive / "_posts/2022-01-01-post.md", "# Pest\n")
    checked = on_terminal("index", "--check", "--archive", archive)
    assert checked == "reader: 1 of 5 posts differed from their files; mended"


def test_to_rebuild_and_to_check_are_two_things(reader: Reader, archive: Path) -> None:
    assert reader("index", "--check", "--rebuild", "--archive", archive).status == 2


def test_every_change_is_counted(archive: Path, write_old: Write) -> None:
    for number in range(5):
        write_old(archive / f"_posts/2022-01-0{number + 1}-post.md", "# Post\n")
    on_terminal("index", "--archive", archive)
    (archive / "_posts/2022-01-01-post.md").rename(archive / "old_post/2022-01-01-post.md")
    (archive / "_posts/2022-01-02-post.md").unlink()
    write_old(archive / "_posts/2022-01-03-post.md", "# Changed\n", 1)
    (archive / "_posts/2022-01-06-post.md").write_text("# New\n")
    assert on_terminal("index", "--archive", archive) == (
        "reader: 9 posts indexed in 1 s: 1 new, 1 changed, 1 moved, 1 removed"
    )


def test_where_nobody_watches_success_is_silent(
    reader: Reader, archive: Path, index_files: Files
) -> None:
    ran = reader("index", "--archive", archive)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert len(index_files()) == 1


def test_a_second_run_writes_nothing(reader: Reader, settled: Path, index_files: Files) -> None:
    reader("index", "--archive", settled)
    (index,) = index_files()
    before = index.stat()
    assert reader("index", "--archive", settled).status == 0
    assert index.stat() == before


def test_a_file_rewritten_with_its_size_and_time_is_noticed_when_the_index_is_rebuilt(
    reader: Reader, settled: Path, write_old: Write
) -> None:
    file = settled / "_posts/2022-04-27-gold.md"
    write_old(file, f"{file.read_text()}\n旧文\n")
    reader("index", "--archive", settled)
    before = file.stat()
    write_old(file, file.read_text().replace("Gold", "Lead").replace("旧文", "新文"))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    reader("index", "--archive", settled)
    assert "Gold rises" in reader("list", "--archive", settled).out
    assert reader("index", "--rebuild", "--archive", settled).status == 0
    assert "Lead rises" in reader("list", "--archive", settled).out
    assert "Lead rises" in reader("search", "新文", "--archive", settled).out
    assert not reader("search", "旧文", "--archive", settled).out


def test_an_index_that_another_is_at_work_on_is_not_thrown_away(
    reader: Reader, archive: Path, index_files: Files
) -> None:
    reader("index", "--archive", archive)
    (index,) = index_files()
    with FileLock(f"{index}.lock"):
        ran = reader("index", "--rebuild", "--archive", archive)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == (
        "reader: another reader is at work on the index; try again when that has ended\n"
    )
    assert len(reader("list", "--archive", archive).out.splitlines()) == 4


def test_an_interrupted_run_is_resumed(tmp_path: Path) -> None:
    """Ctrl-S holds the run up at what it writes next, once headers are kept; Ctrl-C ends it."""
    for number in range(15_000):
        (tmp_path / f"2022-01-01-{number}.md").write_text("---\ntitle: Post\n---\n")
    with PseudoTerminal([*READER, "index", "--archive", tmp_path]) as terminal:
        terminal.wait_until(lambda: HEADERS_READ.search(terminal.raw))
        terminal.send("\x13")
        terminal.send("\x03")
        assert terminal.wait_for_end() == 130
        assert "Traceback" not in terminal.output
        assert "posts" not in terminal.screen
    said = on_terminal("index", "--archive", tmp_path)
    assert said.startswith("reader: 15,000 posts indexed in ")
    assert "15,000 new" not in said


def test_an_archive_without_posts_is_status_1(reader: Reader, tmp_path: Path) -> None:
    ran = reader("index", "--archive", tmp_path)
    assert (ran.status, ran.out, ran.err) == (1, "", "reader: the archive has no posts\n")


def test_an_index_that_can_not_be_kept_is_one_sentence(
    reader: Reader, archive: Path, unwritable_cache: Path
) -> None:
    for rebuild in ([], ["--rebuild"]):
        ran = reader("index", *rebuild, "--archive", archive)
        assert (ran.status, ran.out) == (3, "")
        assert ran.err == (
            f"reader: no index can be kept in {unwritable_cache}/terminal-news-reader/indexes:"
            " not a directory\n"
        )


def test_to_build_an_index_without_one_is_wrong_usage(
    reader: Reader, archive: Path, settings: Callable[[str], None], index_files: Files
) -> None:
    ran = reader("--no-index", "index", "--archive", archive)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == ("reader: no index can be built with --no-index; see reader index --help\n")
    settings("use_index = false\n")
    ran = reader("index", "--archive", archive)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith("settings.toml: use_index is false, so no index is kept\n")
    assert index_files() == []


def test_other_accounts_read_the_shared_index_and_write_none(
    reader: Reader, archive: Path, shared: Path, other_account: Reader
) -> None:
    reader("index", "--archive", archive)
    (index,) = published(shared)
    assert index.stat().st_mode & 0o777 == 0o644
    ran = other_account("list", "--archive", archive)
    assert (ran.returncode, ran.stderr, len(ran.stdout.splitlines())) == (0, b"", 4)
    assert (
        "Gold rises"
        in other_account("show", "--archive", archive, "2022-04-27-gold").stdout.decode()
    )
    assert not (shared.parent / "other").exists()


def test_the_shared_index_changes_only_when_it_is_built(
    reader: Reader, archive: Path, other_account: Reader
) -> None:
    reader("index", "--archive", archive)
    (archive / "_posts/2022-05-01-new.md").write_text("# New\n")
    assert b"New" not in other_account("list", "--archive", archive).stdout
    reader("index", "--archive", archive)
    assert b"New" in other_account("list", "--archive", archive).stdout


def test_a_shared_index_that_is_up_to_date_is_left_alone(
    reader: Reader, settled: Path, shared: Path
) -> None:
    reader("index", "--archive", settled)
    (index,) = published(shared)
    before = index.stat().st_ino
    reader("index", "--archive", settled)
    assert index.stat().st_ino == before
    reader("index", "--rebuild", "--archive", settled)
    assert index.stat().st_ino != before


def test_a_damaged_shared_index_is_published_again(
    reader: Reader, archive: Path, shared: Path, other_account: Reader
) -> None:
    reader("index", "--archive", archive)
    (index,) = published(shared)
    index.write_bytes(b"noise")
    assert reader("index", "--archive", archive).status == 0
    assert len(other_account("list", "--archive", archive).stdout.splitlines()) == 4


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.6, 0.95])
def test_in_place_of_a_shared_index_that_is_cut_off_each_account_has_its_own(
    reader: Reader, archive: Path, shared: Path, other_account: Reader, kept: float
) -> None:
    reader("index", "--archive", archive)
    (index,) = published(shared)
    index.write_bytes(index.read_bytes()[: int(index.stat().st_size * kept)])
    ran = other_account("list", "--archive", archive)
    assert (ran.returncode, ran.stderr, len(ran.stdout.splitlines())) == (0, b"", 4)


def test_a_shared_index_that_can_not_be_written_is_one_sentence(
    reader: Reader, archive: Path, shared: Path
) -> None:
    shared.touch()
    ran = reader("index", "--archive", archive)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == f"reader: no index can be kept in {shared}: file exists\n"


def test_a_check_that_may_take_long_says_at_once_what_it_does(archive: Path) -> None:
    on_terminal("index", "--archive", archive)
    with PseudoTerminal([*READER, "index", "--archive", archive]) as terminal:
        assert terminal.wait_for_end() == 0
        assert "\rlooking for changes in 4 posts\r" in terminal.output
