"""What a sync is asked to do, as a value that can be sent to another process."""

from dataclasses import dataclass
from typing import TypeAlias

from reader.archive.repository import RefreshScope


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """Read every text that is missing; what has changed is not looked for."""


Job: TypeAlias = RefreshScope | ReadTexts
"""Look for changes and read headers, or read texts."""


def job_as_json(job: Job) -> dict[str, object]:
    """Return a job as what `json` can write."""
    if isinstance(job, ReadTexts):
        return {"texts": True}
    return {"paths": None if job.paths is None else sorted(job.paths), "is_quick": job.is_quick}


def job_of_json(orders: dict[str, object]) -> Job:
    """Return the job that `job_as_json` wrote."""
    if orders.get("texts"):
        return ReadTexts()
    paths = orders["paths"]
    return RefreshScope(
        frozenset(map(str, paths)) if isinstance(paths, list) else None,
        is_quick=bool(orders["is_quick"]),
    )
