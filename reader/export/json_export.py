"""Exports posts as JSON lines: the fields of `reader show --json`, and the note."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from reader.document.plain_text import visible_text
from reader.export.exported_post import ExportedPost
from reader.export.post_fields import link_fields, post_fields
from reader.terminal_text import clean_json


def write(file: BinaryIO, posts: Iterable[ExportedPost], _: datetime) -> None:
    """Write one object per line; see `ExportFormat.write`."""
    file.writelines(_line(exported).encode("utf-8", "replace") for exported in posts)


def _line(exported: ExportedPost) -> str:
    fields: dict[str, object] = dict(post_fields(exported.post))
    fields["text"] = visible_text(exported.document)
    fields["links"] = link_fields(exported.document.links)
    fields["note"] = exported.note
    return clean_json(json.dumps(fields, ensure_ascii=False)) + "\n"
