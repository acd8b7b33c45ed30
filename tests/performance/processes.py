"""Memory and processor time of a program with all the processes it has started (Linux)."""

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_FIRST_TIME, _OWN, _ENDED_CHILDREN, _BEGAN = 11, 13, 15, 19
"""Places in /proc/PID/stat, counted from the state on: times end before the second and third."""
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Process:
    """A process, told from a later one with the same number by when it began."""

    pid: int
    began: str


@dataclass(frozen=True, slots=True)
class Memory:
    """Of several processes, in megabytes of 1,048,576 bytes."""

    resident: float
    """Sum of their resident sets: what two share counts twice."""
    proportional: float | None
    """The same with shared pages divided; None where the kernel does not tell."""
    processes: int


def family(pid: int) -> list[Process]:
    """Return a process and all that descend from it, as far as they run."""
    found, todo = [], [pid]
    while todo:
        parent = todo.pop()
        stat = _stat(parent)
        found.append(Process(parent, stat[_BEGAN] if stat else ""))
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            todo += [int(child) for child in _read(children).split()]
    return found


def end_processes(processes: Iterable[Process], seconds: float) -> None:
    """Wait until processes have ended, and kill those that have not in time."""
    end = time.monotonic() + seconds
    for process in processes:
        while _runs(process) and time.monotonic() < end:
            time.sleep(0.01)
        if _runs(process):
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)


def memory(pid: int) -> Memory:
    """Return what a process and its descendants take now."""
    pids = [process.pid for process in family(pid)]
    shares = [_kilobytes(_read(Path(f"/proc/{one}/smaps_rollup")), "Pss:") for one in pids]
    resident = sum(_kilobytes(_read(Path(f"/proc/{one}/status")), "VmRSS:") or 0 for one in pids)
    known = [share for share in shares if share is not None]
    proportional = sum(known) / 1024 if len(known) == len(shares) else None
    return Memory(resident / 1024, proportional, len(pids))


def processor_seconds(pid: int) -> float:
    """Return what a process and its descendants, also those that have ended, have used so far."""
    ticks = 0
    for process in family(pid):
        last = _ENDED_CHILDREN if process.pid == pid else _OWN
        ticks += sum(map(int, _stat(process.pid)[_FIRST_TIME:last]))
    return ticks / _TICKS_PER_SECOND


def _runs(process: Process) -> bool:
    stat = _stat(process.pid)
    return bool(stat) and stat[0] != "Z" and stat[_BEGAN] == process.began


def _stat(pid: int) -> list[str]:
    """Return what /proc tells of a process from its state on; nothing where it has gone."""
    return _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()


def _kilobytes(text: str, name: str) -> int | None:
    values = (line.split()[1] for line in text.splitlines() if line.startswith(name))
    return next(map(int, values), None)


def _read(path: Path) -> str:
    """Return a file of /proc; empty where the process has gone."""
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
