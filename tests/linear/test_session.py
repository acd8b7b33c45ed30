"""One session with the sample posts, written out: what a user types and hears.

``PYTHONPATH=tests python tests/linear/test_session.py`` writes it again.
"""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from support.linear_session import MARK, hear

from reader.config import MarkRead, Settings
from reader.session import open_session

SAMPLES = Path(__file__).parents[2] / "sample_posts"
SESSION = Path(__file__).parent / "session.txt"
AT_END = Settings(mark_read=MarkRead.AT_END)
"""So that no mark depends on how long the machine takes."""
NOON_NS = 1_795_000_000_000_000_000


def written_out(typed: Sequence[str], folder: Path) -> str:
    """Return a session with the samples, each line typed after its prompt."""
    archive = folder / "samples"
    shutil.copytree(SAMPLES, archive)
    for draft in archive.glob("_drafts/*"):
        os.utime(draft, ns=(NOON_NS, NOON_NS))
    session = open_session(archive, AT_END, uses_index=False)
    return hear(session, typed, shows_typed=True)


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
