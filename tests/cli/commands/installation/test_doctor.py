import getpass
import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reader as package
from reader.diagnosis.facts import without_names

Run = Callable[..., Any]


def told(ran: Any) -> dict[tuple[str, str], Any]:
    return {(fact["section"], fact["name"]): fact["value"] for fact in ran.objects}


def test_versions_are_told(reader: Run, archive: Path) -> None:
    found = told(reader("doctor", "--json", "--archive", archive))
    assert found["Versions", "reader"] == package.__version__
    assert found["Versions", platform.python_implementation()] == platform.python_version()
    assert {"textual", "rich", "SQLite", "lxml", "comrak"} < {name for _, name in found}


def test_the_index_is_described(reader: Run, archive: Path) -> None:
    before = told(reader("doctor", "--json", "--archive", archive))
    reader("list", "--archive", archive)
    after = told(reader("doctor", "--json", "--archive", archive))
    assert before["Index", "health"] == "missing"
    assert after["Index", "health"] == "sound"
    assert after["Index", "posts"] == 4
    assert after["Index", "posts with problems"] > 0


def test_a_damaged_reading_state_is_told(reader: Run, archive: Path) -> None:
    reader("mark-read", "--all", "--archive", archive)
    assert told(reader("doctor", "--json", "--archive", archive))["Reading state", "health"] == (
        "sound"
    )
    folder = Path(os.environ["XDG_DATA_HOME"]) / "terminal-news-reader"
    for log in folder.glob("state.sqlite-*"):
        log.unlink()
    (folder / "state.sqlite").write_bytes(b"no database" * 900)
    assert told(reader("doctor", "--json", "--archive", archive))["Reading state", "health"] == (
        "damaged"
    )


def test_mistakes_in_the_settings_are_counted(
    reader: Run, archive: Path, settings: Callable[[str], None]
) -> None:
    settings("nonsense = 1\nmouse = 'maybe'\n")
    assert told(reader("doctor", "--json", "--archive", archive))["Settings", "mistakes"] == 2


def test_a_terminal_over_ssh_in_tmux_is_told(
    reader: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.9.8.7 1 10.6.5.4 22")
    monkeypatch.setenv("TMUX", "/tmp/tmux-1000/default,1,0")
    monkeypatch.setenv("TERM", "tmux-256color")
    monkeypatch.delenv("COLORTERM", raising=False)
    ran = reader("doctor", "--json", "--archive", archive)
    found = told(ran)
    assert found["Terminal", "ssh"] is True
    assert found["Terminal", "multiplexer"] == "tmux"
    assert found["Terminal", "colors"] == 256
    assert "10.9.8.7" not in ran.out
    assert "tmux-1000" not in ran.out


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_nothing_private_is_told(
    reader: Run,
    archive: Path,
    settings: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    form: tuple[str, ...],
) -> None:
    home = tmp_path / "homes" / "wanglihua"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LOGNAME", "wanglihua")
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "disk" / "wanglihua" / name))
    config = tmp_path / "disk" / "wanglihua" / "XDG_CONFIG_HOME" / "terminal-news-reader"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text(f"[archives.mynews]\npath = '{archive}'\n")
    reader("list", "--archive", archive)
    reader("search", "云出海 and \\(", "--archive", archive)
    reader("list", "--archive", archive.parent / "secret-archive")
    out = reader("doctor", *form, "--archive", "mynews").out
    assert "ArchiveError" in out
    private = ["wanglihua", "mynews", str(archive), "secret-archive", "云出海", "Gold", "gold"]
    assert getpass.getuser() == "wanglihua"
    assert [text for text in [*private, platform.node()] if text in out] == []


def test_the_home_is_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/wang")
    monkeypatch.setenv("LOGNAME", "wang")
    assert without_names(Path("/home/wang/.cache/x")) == "~/.cache/x"
    assert without_names(Path("/data/wang/x")) == "/data/USER/x"


def test_nothing_is_written(reader: Run, archive: Path) -> None:
    reader("doctor", "--archive", archive)
    cache = Path(os.environ["XDG_CACHE_HOME"])
    assert list(cache.iterdir()) == []


def test_the_plain_form_has_a_heading_a_section(reader: Run, archive: Path) -> None:
    lines = reader("doctor", "--archive", archive).out.splitlines()
    headings = [line for line in lines if not line.startswith(" ")]
    assert headings[:4] == ["Versions", "Terminal", "Language", "Files"]
