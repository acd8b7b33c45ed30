"""Under random keys a kiosk starts nothing, connects to nothing, and stays in its folders."""

import subprocess
from pathlib import Path

import pytest
from kiosk.under_strace import STRACE, run


@pytest.fixture
def _tracing() -> None:
    if STRACE is None:
        pytest.skip("there is no strace")
    tried = subprocess.run([STRACE, "-o", "/dev/null", "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("processes may not be traced here")


@pytest.mark.usefixtures("_tracing")
def test_random_keys_start_nothing_connect_to_nothing_and_stay_inside(tmp_path: Path) -> None:
    summary = run(tmp_path / "kiosk", keys=600)
    assert summary.keys >= 600
    assert summary.calls["openat"]
    found = summary.programs, summary.connections, summary.written, summary.read, summary.secrets
    assert not any(found), str(summary)
