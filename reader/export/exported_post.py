"""What is exported of one post."""

from dataclasses import dataclass

from reader.document.nodes import Document
from reader.posts.post import Post


@dataclass(frozen=True, slots=True)
class ExportedPost:
    """A post that was read whole."""

    post: Post
    body: str
    """As it stands in the file, after the front matter; empty unless the format `Needs.BODY`."""
    document: Document
    """What the body means; empty unless the format `Needs.DOCUMENT`."""
    note: str = ""
    """What the user wrote about it, or nothing."""
