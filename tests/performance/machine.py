"""Describes the machine and the versions that the figures depend on."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path


def machine_facts() -> dict[str, object]:
    """Return names and values in the order of printing."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": _field("/proc/cpuinfo", "model name"),
        "memory": _field("/proc/meminfo", "MemTotal"),
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "Textual": version("textual"),
        "SQLite": sqlite3.sqlite_version,
        "load at the start": f"{os.getloadavg()[0]:.2f}",
    }


def _field(file: str, name: str) -> str:
    """Return the first value of a name in a file of /proc, or "unknown"."""
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    values = (line.partition(":")[2].strip() for line in lines if line.startswith(name))
    return next(values, "unknown")
