"""Exports posts as post files that read back as the same posts.

Values are written as JSON, a subset of YAML, so that every title is read back unchanged.

Source: YAML 1.2, chapter 1.2, of its relation to JSON.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from reader.export.exported_post import ExportedPost
from reader.posts.source.file_name import is_draft_path, slug_of
from reader.terminal_text import clean_line


def write(file: BinaryIO, posts: Iterable[ExportedPost], _: datetime) -> None:
    """Write post files one after another; see `ExportFormat.write`."""
    for exported in posts:
        text = post_file(exported)
        file.write((text if text.endswith("\n") else f"{text}\n").encode("utf-8", "replace"))


def post_file(exported: ExportedPost) -> str:
    """Return the text of a file equivalent to the post's own, with the note."""
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in _fields(exported)
    ]
    return "\n".join(["---", *lines, "---", exported.body])


def _fields(exported: ExportedPost) -> list[tuple[str, object]]:
    post = exported.post
    fields: list[tuple[str, object]] = [("title", _escaped(post.title))]
    if post.date is not None:
        # Quoted, because YAML's own timestamps lose the offset.
        fields.append(("date", post.date.isoformat(" ")))
    fields.append(("categories", [_escaped(name) for name in post.categories]))
    fields.append(("tags", [_escaped(name) for name in post.tags]))
    if post.authors:
        fields.append(("authors", [_escaped(name) for name in post.authors]))
    if post.slug != clean_line(slug_of(post.path)):
        fields.append(("slug", post.slug))
    if post.permalink is not None:
        fields.append(("permalink", post.permalink))
    if not post.is_published:
        fields.append(("published", False))
    if post.is_draft and not is_draft_path(post.path):
        fields.append(("draft", True))
    if post.excerpt_separator is not None:
        fields.append(("excerpt_separator", post.excerpt_separator))
    if exported.note:
        fields.append(("note", exported.note))
    return fields


def _escaped(text: str) -> str:
    """Return the text with ampersands escaped, because readers decode entities."""
    return text.replace("&", "&amp;")
