"""Exports posts as a table for spreadsheets, one row per post; texts are left out.

Source: RFC 4180, with the line ends of Unix.
"""

import csv
from collections.abc import Iterable
from datetime import datetime
from io import TextIOWrapper
from typing import BinaryIO

from reader.export.exported_post import ExportedPost
from reader.terminal_text import clean_line

_COLUMNS = ("id", "date", "title", "categories", "tags", "path")
_BETWEEN_NAMES = ", "


def write(file: BinaryIO, posts: Iterable[ExportedPost], _: datetime) -> None:
    """Write a header row and one row per post; see `ExportFormat.write`."""
    text = TextIOWrapper(file, "utf-8", "replace", newline="")
    try:
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(_COLUMNS)
        rows.writerows(map(_row, posts))
    finally:
        text.detach()


def _row(exported: ExportedPost) -> tuple[str, ...]:
    post = exported.post
    return (
        clean_line(post.id),
        post.date.isoformat() if post.date else "",
        post.title,
        _BETWEEN_NAMES.join(post.categories),
        _BETWEEN_NAMES.join(post.tags),
        clean_line(post.path),
    )
