"""A post that a query is tested on, and what the test knows besides."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, TypeAlias

from reader.archive.query.post_text import PostText
from reader.archive.search.title_words import title_tokens
from reader.posts.post import Post
from reader.state.reading_state import ReadingState


class Candidate:
    """A post that may be an answer; its file is read when a condition asks for the text."""

    __slots__ = ("_read", "_text", "_title", "post")

    def __init__(self, post: Post, read: Callable[[Post], PostText]) -> None:
        self.post = post
        self._read = read
        self._text: PostText | None = None
        self._title: str | None = None

    @property
    def text(self) -> PostText:
        """What the body says."""
        if self._text is None:
            self._text = self._read(self.post)
        return self._text

    @property
    def title_tokens(self) -> str:
        """The title as `search.title_words.title_tokens` makes it."""
        if self._title is None:
            self._title = title_tokens(self.post.title)
        return self._title


Predicate: TypeAlias = Callable[[Candidate], bool]


class MatchContext(NamedTuple):
    """What conditions need besides the post."""

    state: ReadingState
    """The user's marks, read each time a post is tested."""
    now: datetime
    """In the zone that the user wants; spans such as ``7d`` are counted from it."""
