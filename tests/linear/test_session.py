"""One session with the sample posts, written out: what a user types and hears.

``python tests/linear/test_session.py`` writes it again.
"""

import contextlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from reader.config import MarkRead, Settings
from reader.linear.running import run_linear
from reader.session import open_session

SAMPLES = Path(__file__).parents[2] / "sample_posts"
SESSION = Path(__file__).parent / "session.txt"
MARK = "> "
"""What stands before a line that was typed."""
AT_END = Settings(mark_read=MarkRead.AT_END)
"""So that no mark depends on how long the machine takes."""
NOON_NS = 1_795_000_000_000_000_000


class Typed(io.StringIO):
    """Standard input that shows in the output what is taken from it."""

    def readline(self, size: int = -1, /) -> str:
        line = super().readline(size)
        sys.stdout.write(f"{MARK}{line}" if line else "")
        return line


def written_out(typed: Sequence[str], folder: Path) -> str:
    """Return a session with the samples, each line typed after its prompt."""
    archive = folder / "samples"
    shutil.copytree(SAMPLES, archive)
    for draft in archive.glob("_drafts/*"):
        os.utime(draft, ns=(NOON_NS, NOON_NS))
    out, before = io.StringIO(), sys.stdin
    sys.stdin = Typed("".join(f"{line}\n" for line in typed))
    try:
        with contextlib.redirect_stdout(out):
            run_linear(open_session(archive, AT_END, uses_index=False))
    finally:
        sys.stdin = before
    return out.getvalue()


def typed_in(session: str) -> list[str]:
    return [line[len(MARK) :] for line in session.splitlines() if line.startswith(MARK.rstrip())]


def test_the_session_is_as_it_is_written_out(tmp_path: Path) -> None:
    expected = SESSION.read_text(encoding="utf-8")
    assert written_out(typed_in(expected), tmp_path) == expected


def test_no_line_of_the_session_acts_on_a_terminal() -> None:
    text = SESSION.read_text(encoding="utf-8").replace("\n", "")
    assert [character for character in text if ord(character) < 0x20] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = f"{name}/data"
        os.environ["XDG_CONFIG_HOME"] = f"{name}/config"
        said = written_out(typed_in(SESSION.read_text(encoding="utf-8")), Path(name))
    SESSION.write_text(said, encoding="utf-8")
