import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.pseudo_terminal import PseudoTerminal

HEAVY = {"textual", "bs4", "comrak", "lxml", "frontmatter", "yaml"}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "2022-01-01-a.md").write_text("---\ntitle: A\n---\ntext\n")
    return tmp_path


@pytest.fixture
def imported_by(archive: Path) -> Callable[..., set[str]]:
    """Return what runs a command line and tells the top-level packages it imported."""
    code = (
        "import sys\nfrom reader.__main__ import main\nstatus = main()\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)\n"
        "sys.exit(status)"
    )

    def run(*arguments: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=os.environ | {"READER_ARCHIVE": str(archive)},
            capture_output=True,
            text=True,
            check=True,
        )
        return set(done.stderr.split())

    return run


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_reads_no_archive_imports_nothing_heavy(
    imported_by: Callable[..., set[str]], option: str
) -> None:
    assert not imported_by(option) & (HEAVY | {"platformdirs"})


@pytest.mark.parametrize("command", [("list",), ("show", "2022-01-01-a"), ("stats",)])
def test_commands_do_not_import_textual(
    imported_by: Callable[..., set[str]], command: tuple[str, ...]
) -> None:
    assert "textual" not in imported_by(*command)


def test_an_exported_pythoninspect_leaves_no_prompt_behind() -> None:
    """As a login shell the reader must not end in a Python prompt."""
    command = [sys.executable, "-m", "reader", "--version"]
    with PseudoTerminal(command, environment={"PYTHONINSPECT": "1"}) as terminal:
        assert terminal.wait_for_end() == 0
        assert ">>>" not in terminal.screen
        assert terminal.screen.startswith("reader ")
