"""Reading the files of posts that the index knows."""

from pathlib import Path

from reader.archive.query.post_text import NO_TEXT, PostText
from reader.errors import PostUnreadableError
from reader.messages.problems import describe_problem
from reader.posts.post import PostId, PostWithBody, Problem
from reader.posts.reading import read_stamped_body, read_whole
from reader.posts.source.site import Site


class PostFiles:
    """The post files of one archive."""

    def __init__(self, root: Path, site: Site) -> None:
        self._root = root
        self._site = site

    def read_text(self, path: str) -> PostText:
        """Return the body of a file for a condition to ask; one that can't be read has no text."""
        found = read_stamped_body(self._root, path, self._site)
        if isinstance(found, Problem):
            return NO_TEXT
        return PostText(found.body, found.is_html, found.liquid)

    def read_whole(self, path: str, post_id: PostId) -> PostWithBody:
        """Return a post and its body.

        Raises:
            PostUnreadableError: Its file can't be read any more.
        """
        whole = read_whole(self._root, path, self._site, post_id)
        if isinstance(whole, Problem):
            raise PostUnreadableError(whole.path, describe_problem(whole).reason)
        return whole
