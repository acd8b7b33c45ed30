"""The fields of a post in JSON output."""

from typing import TypeAlias

from reader.document.links import LinkTarget
from reader.posts.post import Post

Field: TypeAlias = str | int | float | bool | list[str] | list[dict[str, str | int]] | None
"""A value that JSON can hold."""


def post_fields(post: Post) -> dict[str, Field]:
    """Return the header's fields of a post; `date` is ISO 8601 with offset, or null."""
    return {
        "id": post.id,
        "path": post.path,
        "title": post.title,
        "date": post.date.isoformat() if post.date else None,
        "has_time_of_file": post.has_time_of_file,
        "categories": list(post.categories),
        "tags": list(post.tags),
        "authors": list(post.authors),
        "is_published": post.is_published,
        "is_draft": post.is_draft,
        "problems": len(post.problems),
    }


def link_fields(links: tuple[LinkTarget, ...]) -> list[dict[str, str | int]]:
    """Return the links of a document, numbered from 1, each with its kind."""
    return [
        {"number": number, "address": link.address, "kind": link.kind.value}
        for number, link in enumerate(links, start=1)
    ]
