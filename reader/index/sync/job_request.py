"""What a sync is asked to do, as a value that can be sent to another process."""

from dataclasses import dataclass
from typing import TypeAlias

from reader.archive.repository import RefreshScope


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """Read every text that is missing; what has changed is not looked for."""


@dataclass(frozen=True, slots=True)
class CheckIndex:
    """Compare the index with the files, and mend what differs."""

    max_seconds: float | None = None
    """After which it leaves off, and the next check goes on there; None for no limit."""


Job: TypeAlias = RefreshScope | ReadTexts | CheckIndex
"""Look for changes and read headers, or read texts, or check the whole."""


def job_as_json(job: Job) -> dict[str, object]:
    """Return a job as what `json` can write."""
    if isinstance(job, ReadTexts):
        return {"texts": True}
    if isinstance(job, CheckIndex):
        return {"check": True, "max_seconds": job.max_seconds}
    return {"paths": None if job.paths is None else sorted(job.paths), "is_quick": job.is_quick}


def job_of_json(orders: dict[str, object]) -> Job:
    """Return the job that `job_as_json` wrote."""
    if orders.get("texts"):
        return ReadTexts()
    if orders.get("check"):
        seconds = orders["max_seconds"]
        return CheckIndex(seconds if isinstance(seconds, float | int) else None)
    paths = orders["paths"]
    return RefreshScope(
        frozenset(map(str, paths)) if isinstance(paths, list) else None,
        is_quick=bool(orders["is_quick"]),
    )
