"""Exports posts as plain text: one line per paragraph, for other programs to count, say or break.

The words are those that a reader of the post sees, without Markdown or HTML.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO

from reader.document.plain_text import visible_text
from reader.export.exported_post import ExportedPost
from reader.terminal_text import clean_text


def write(file: BinaryIO, posts: Iterable[ExportedPost], _made_at: datetime) -> None:
    """Write posts one after another, two empty lines between them; see `ExportFormat.write`."""
    for number, exported in enumerate(posts):
        separator = "\n\n" if number else ""
        file.write(f"{separator}{_text_of(exported)}".encode("utf-8", "replace"))


def _text_of(exported: ExportedPost) -> str:
    """Return title, metadata, note and text, parted by empty lines; ends in a line feed."""
    parts = [f"{exported.post.title}\n{_about(exported)}".strip(), exported.note]
    parts.append(visible_text(exported.document).strip("\n"))
    return clean_text("\n\n".join(filter(None, parts))) + "\n"


def _about(exported: ExportedPost) -> str:
    return " · ".join(_names(exported))


def _names(exported: ExportedPost) -> Iterator[str]:
    post = exported.post
    if post.date is not None:
        yield post.date.isoformat(" ", "minutes")
    yield from post.categories
    yield from post.tags
