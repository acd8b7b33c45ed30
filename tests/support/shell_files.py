"""The module of the build that makes completion scripts and man pages, which is in no package."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

_SOURCE = Path(__file__).parents[2] / ".build" / "shell_files.py"


def load_shell_files() -> ModuleType:
    """Import it from its file."""
    if "shell_files" not in sys.modules:
        found = importlib.util.spec_from_file_location("shell_files", _SOURCE)
        assert found is not None
        assert found.loader is not None
        module = importlib.util.module_from_spec(found)
        sys.modules["shell_files"] = module
        found.loader.exec_module(module)
    return sys.modules["shell_files"]
