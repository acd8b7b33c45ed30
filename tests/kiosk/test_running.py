"""The program as a kiosk, in a terminal, with a hostile environment and a hostile archive."""

import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.pseudo_terminal import PseudoTerminal

NAME = pwd.getpwuid(os.getuid()).pw_name


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Return a folder with an archive, a secret beside it, and a file of options."""
    for name in ("archive/_posts", "state", "runtime", "outside", "home/.config"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "outside/2024-01-09-secret.md").write_text("---\ntitle: Secret\n---\nsecret\n")
    posts = tmp_path / "archive/_posts"
    (posts / "2024-01-01-own.md").write_text("---\ntitle: Own post\n---\n[a](https://a.example/)\n")
    (posts / "2024-01-09-link.md").symlink_to(tmp_path / "outside/2024-01-09-secret.md")
    (posts / "folder").symlink_to(tmp_path / "outside")
    write_options(tmp_path)
    return tmp_path


def write_options(folder: Path, more: str = "") -> None:
    text = "".join(f'{name} = "{folder / name}"\n' for name in ("archive", "state", "runtime"))
    (folder / "kiosk.toml").write_text(text + more)
    (folder / "kiosk.toml").chmod(0o644)


def command(folder: Path, *more: str) -> list[str]:
    config = str(folder / "kiosk.toml")
    return [sys.executable, "-m", "reader", "--kiosk", "--kiosk-config", config, *more]


def hostile(folder: Path) -> dict[str, str]:
    (folder / "home/sitecustomize.py").write_text("open('/tmp/never', 'w')")
    return {
        "HOME": str(folder / "home"),
        "READER_ARCHIVE": str(folder / "outside"),
        "PYTHONINSPECT": "1",
        "TEXTUAL_DRIVER": "evil:Driver",
        "BROWSER": "touch %s",
        "XDG_CONFIG_HOME": str(folder / "home/.config"),
        "TEXTUAL_LOG": str(folder / "log"),
    }


def files_of(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def test_a_stranger_reads_the_archive_and_nothing_outside(folders: Path) -> None:
    before = files_of(folders)
    with PseudoTerminal(command(folders), environment=hostile(folders)) as terminal:
        terminal.wait_for("Own post")
        assert "ecret" not in terminal.screen
        terminal.send("\rs")
        terminal.wait_for("[1] https")
        terminal.send("1")
        terminal.wait_for("sent https://a.example/")
        terminal.send("\x1a")  # ctrl+z, which would suspend a user's own reader
        terminal.send("Q")
        assert terminal.wait_for_end() == 0
        assert not terminal.modes_left_on
        assert ">>>" not in terminal.output
    new = files_of(folders) - before - {"home/sitecustomize.py"}
    assert {Path(file).parts[:2] for file in new} == {("state", NAME)}


def test_marks_are_found_again_at_the_next_log_in(folders: Path) -> None:
    for screen in ("Own post", "★"):
        with PseudoTerminal(command(folders)) as terminal:
            terminal.wait_for(screen)
            if screen == "Own post":
                terminal.send("s")
                terminal.wait_for("★")
            terminal.send("Q")
            assert terminal.wait_for_end() == 0


def test_without_a_state_folder_nothing_is_written(folders: Path) -> None:
    (folders / "kiosk.toml").write_text(f'archive = "{folders / "archive"}"\n')
    before = files_of(folders)
    with PseudoTerminal(command(folders)) as terminal:
        terminal.wait_for("Own post")
        terminal.send("sQ")
        assert terminal.wait_for_end() == 0
    assert files_of(folders) == before


def test_a_published_index_is_read_and_never_written(folders: Path) -> None:
    index = folders / "index"
    home = folders / "home/.config/terminal-news-reader"
    home.mkdir()
    (home / "settings.toml").write_text(
        f'archive = "{folders / "archive"}"\nshared_index = "{index}"\n'
    )
    administrator = {**os.environ, "HOME": str(folders / "home"), "XDG_CONFIG_HOME": ""}
    build = [sys.executable, "-m", "reader", "index"]
    for more in ([], ["--confined"]):  # the first has what links lead to
        subprocess.run([*build, *more], env=administrator, check=True, capture_output=True)
    before = {file.name: file.read_bytes() for file in index.iterdir()}
    options = folders / "kiosk.toml"
    options.write_text(options.read_text() + f'index = "{index}"\n')
    with PseudoTerminal(command(folders)) as terminal:
        terminal.wait_for("Own post")
        assert "ecret" not in terminal.screen
        terminal.send("Q")
        assert terminal.wait_for_end() == 0
    assert {file.name: file.read_bytes() for file in index.iterdir()} == before


@pytest.mark.parametrize("memory_mb", [40, 100])
def test_too_little_memory_ends_in_a_sentence(folders: Path, memory_mb: int) -> None:
    write_options(folders, f"[limits]\nmemory_mb = {memory_mb}\n")
    with PseudoTerminal(command(folders)) as terminal:
        assert terminal.wait_for_end() != 0
        assert "Traceback" not in terminal.output
        assert "reader: " in terminal.output


def test_a_second_session_is_refused_in_a_sentence(folders: Path) -> None:
    write_options(folders, "[limits]\nsessions = 1\n")
    with PseudoTerminal(command(folders)) as terminal:
        terminal.wait_for("Own post")
        with PseudoTerminal(command(folders)) as second:
            assert second.wait_for_end() == 2
            assert "1 session is open, and no more are allowed" in second.output
        terminal.send("Q")
        assert terminal.wait_for_end() == 0


def said(arguments: list[str]) -> Iterator[str]:
    done = subprocess.run(
        arguments, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 2
    assert not done.stdout
    yield from done.stderr.splitlines()


def test_without_a_terminal_it_says_so_in_one_sentence(folders: Path) -> None:
    (sentence,) = said(command(folders))
    assert "connect with ssh -t" in sentence


def test_any_other_word_on_the_command_line_is_refused(folders: Path) -> None:
    for arguments in ([*command(folders), "list"], [*command(folders)[:3], "/etc", "--kiosk"]):
        (sentence,) = said(arguments)
        assert "takes no other option" in sentence


def test_options_that_others_may_write_are_refused_in_a_sentence(folders: Path) -> None:
    (folders / "kiosk.toml").chmod(0o666)
    (sentence,) = said(command(folders))
    assert "others may write" in sentence


def test_line_by_line_it_reads_marks_and_offers_no_way_out(folders: Path) -> None:
    typed = "?\nstar 1\n1\n?\nbrowse 1\nexport /tmp/never.md\nopen 1\nq\n"
    done = subprocess.run(
        command(folders, "--linear"),
        input=typed,
        env={**os.environ, **hostile(folders)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[1] == "1. Own post, 2024-01-01 00:00, unread"
    assert "1 post starred" in lines
    assert "no command or number browse 1; ? lists the commands" in lines
    assert "no command or number export /tmp/never.md; ? lists the commands" in lines
    assert not [line for line in lines if line.startswith(("export", "browse"))]
    assert "https://a.example/" in lines
    assert "Secret" not in done.stdout
