import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_imports_keep_the_contracts_of_pyproject() -> None:
    """Run the checker as a process of its own, as `lint-imports` does: it changes `sys.path`."""
    code = "from importlinter.cli import lint_imports_command as run; run()"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, "--no-cache", "--config", "pyproject.toml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"imports break a contract:\n{done.stdout}{done.stderr}", pytrace=False)
