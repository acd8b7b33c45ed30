"""Reads from a post's file the passage that shows why it was found."""

from collections.abc import Sequence

from reader.archive.query.fields.words import Words
from reader.archive.query.post_text import PostText
from reader.archive.repository import Repository
from reader.archive.snippets import Snippet, make_snippet
from reader.errors import PostNotFoundError, PostUnreadableError
from reader.posts.post import Post


def passage_of(repository: Repository, post: Post, words: Sequence[Words]) -> Snippet:
    """Read a post and return its passage; an empty one if the file is gone."""
    try:
        whole = repository.read(post.id)
    except (PostNotFoundError, PostUnreadableError):
        return Snippet("", ())
    return make_snippet(PostText(whole.body, whole.is_html, whole.liquid).text, words)
