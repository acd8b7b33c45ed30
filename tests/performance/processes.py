"""Memory and processor time of a program with all the processes it has started (Linux)."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Memory:
    """Of several processes, in megabytes of 1,048,576 bytes."""

    resident: float
    """Sum of their resident sets: what two share counts twice."""
    proportional: float | None
    """The same with shared pages divided; None where the kernel does not tell."""
    processes: int


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it, as far as they run."""
    found, todo = [], [pid]
    while todo:
        parent = todo.pop()
        found.append(parent)
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            todo += [int(child) for child in _read(children).split()]
    return found


def memory(pid: int) -> Memory:
    """Return what a process and its descendants take now."""
    rollups = [_read(Path(f"/proc/{process}/smaps_rollup")) for process in family(pid)]
    statuses = [_read(Path(f"/proc/{process}/status")) for process in family(pid)]
    shares = [_kilobytes(rollup, "Pss:") for rollup in rollups]
    resident = sum(_kilobytes(status, "VmRSS:") or 0 for status in statuses)
    known = [share for share in shares if share is not None]
    proportional = sum(known) / 1024 if len(known) == len(shares) else None
    return Memory(resident / 1024, proportional, len(statuses))


def processor_seconds(pid: int) -> float:
    """Return what a process and its descendants, also those that have ended, have used so far."""
    ticks = 0
    for process in family(pid):
        fields = _read(Path(f"/proc/{process}/stat")).rpartition(")")[2].split()
        own_and_ended = fields[11:15] if process == pid else fields[11:13]
        ticks += sum(map(int, own_and_ended))
    return ticks / _TICKS_PER_SECOND


def _kilobytes(text: str, name: str) -> int | None:
    values = (line.split()[1] for line in text.splitlines() if line.startswith(name))
    return next(map(int, values), None)


def _read(path: Path) -> str:
    """Return a file of /proc; empty where the process has gone."""
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
