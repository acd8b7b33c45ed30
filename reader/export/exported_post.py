"""The exported data of one post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.posts.post import Post

if TYPE_CHECKING:
    from reader.document.nodes import Document


@dataclass(frozen=True, slots=True)
class ExportedPost:
    """A post as read for an export."""

    post: Post
    body: str
    """The file's text after the front matter; empty unless the format `Needs.BODY`."""
    document: Document
    """The parsed body; empty unless the format `Needs.DOCUMENT`."""
    note: str = ""
    """The user's note; may be empty."""
