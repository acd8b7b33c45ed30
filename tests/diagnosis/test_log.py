from pathlib import Path

import pytest

from reader.diagnosis.log import note, recent_lines
from reader.errors import ArchiveError
from reader.paths import log_file
from reader.session import find_archive


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def raised() -> ArchiveError:
    with pytest.raises(ArchiveError) as caught:
        find_archive(Path("/missing/私密 folder"))
    return caught.value


def test_a_line_tells_kind_place_and_cause_of_an_error_and_no_path() -> None:
    note(raised())
    (line,) = recent_lines(9)
    assert "ArchiveError reader/session.py:" in line
    assert "< FileNotFoundError reader/session.py:" in line
    assert "missing" not in line
    assert "私密" not in line


def test_the_latest_line_is_the_last() -> None:
    note(raised())
    note(ValueError("secret"))
    assert [line.split(" ")[1] for line in recent_lines(9)] == ["ArchiveError", "ValueError"]
    assert [line.split(" ")[1] for line in recent_lines(1)] == ["ValueError"]


def test_the_log_never_grows_beyond_64_kb() -> None:
    for _ in range(1500):
        note(ValueError())
    files = list(log_file().parent.glob("errors.log*"))
    assert len(files) == 2
    assert sum(file.stat().st_size for file in files) <= 64 * 1024


def test_a_log_that_can_not_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    note(ValueError())
    assert recent_lines(9) == []
