from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.shell_files import load_shell_files

from reader.paths import bundled

Run = Callable[..., Any]


@pytest.fixture(autouse=True, scope="module")
def _built() -> None:
    """What an installation has; a checkout that was never installed has not."""
    if not bundled("shell_files").is_dir():
        load_shell_files().write_shell_files(Path(__file__).parents[4] / "reader" / "shell_files")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("shell", "place"),
    [
        ("bash", ".local/share/bash-completion/completions/reader"),
        ("zsh", ".local/share/zsh/site-functions/_reader"),
        ("fish", ".config/fish/completions/reader.fish"),
    ],
)
def test_the_script_goes_where_the_shell_looks_for_it(
    reader: Run, home: Path, shell: str, place: str
) -> None:
    ran = reader("setup", "--shell", shell)
    assert ran.status == 0
    assert (home / place).read_text().count("reader") > 10
    assert str(home / place) in ran.out


def test_the_man_pages_go_to_the_users_own_folder(reader: Run, home: Path) -> None:
    reader("setup", "--shell", "fish")
    assert (home / ".local/share/man/man1/reader.1").read_text().startswith(".TH")
    assert (home / ".local/share/man/man1/reader-search.1").is_file()


def test_the_shell_of_the_user_is_the_usual_one(
    reader: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/zsh")
    assert "fpath" in reader("setup").out


def test_an_unknown_shell_has_to_be_named(
    reader: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    ran = reader("setup")
    assert ran.status == 2
    assert "--shell: bash, zsh, fish" in ran.err
    assert list(home.iterdir()) == []


def test_print_writes_nothing(reader: Run, home: Path) -> None:
    ran = reader("setup", "--shell", "bash", "--print")
    assert "complete -F _reader reader\n" in ran.out
    assert not (home / ".local").exists()


def test_an_older_script_is_replaced(reader: Run, home: Path) -> None:
    place = home / ".config/fish/completions/reader.fish"
    place.parent.mkdir(parents=True)
    place.write_text("old")
    reader("setup", "--shell", "fish")
    assert "old\n" not in place.read_text()[:4]
    assert [path.name for path in place.parent.iterdir()] == ["reader.fish"]
