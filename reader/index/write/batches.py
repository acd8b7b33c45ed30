"""Joins results into batches, each worth a transaction."""

import math
import time
from collections.abc import Iterator
from typing import TypeVar

_T = TypeVar("_T")


def batches(
    chunks: Iterator[list[_T]], seconds: float, enough: float = math.inf
) -> Iterator[list[_T]]:
    """Join chunks until `seconds` have passed or there are `enough`; yields no empty list."""
    joined: list[_T] = []
    begun = time.monotonic()
    for chunk in chunks:
        joined += chunk
        if len(joined) >= enough or (joined and time.monotonic() - begun > seconds):
            yield joined
            joined, begun = [], time.monotonic()
    if joined:
        yield joined
