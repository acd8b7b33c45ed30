"""Reading single posts: a post's document, its file, its images, and what its links lead to.

Loads the parsers of bodies, which take 0.1 s and which no list of posts needs: `Session` imports
this module when the first post is opened.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from reader.archive.repository import Repository
from reader.document.nodes import Document
from reader.document.parsing import parse_in_parts
from reader.errors import PictureError, PostNotFoundError, PostUnreadableError
from reader.export.exported_post import ExportedPost
from reader.export.formats import Needs
from reader.files.archive_files import is_file_within
from reader.messages.language import gettext as _
from reader.messages.problems import describe_problem
from reader.posts.address import post_address
from reader.posts.image_files import image_paths
from reader.posts.own_addresses import (
    is_at,
    nearest,
    pages_of,
    stems_at,
    words_at_end,
    words_of,
)
from reader.posts.post import Post, PostId, Problem
from reader.posts.reading import MAX_BYTES
from reader.posts.source.encodings import decode
from reader.posts.source.file_bytes import read_bytes, read_bytes_within
from reader.posts.source.file_name import own_name
from reader.posts.source.site_folder import SiteFolder
from reader.terminal_text import clean_line

_MAX_NAMED = 2_000
"""Posts that are compared with a link, of those that its words may name."""
_MAX_IMAGE_BYTES = 40 * 1024 * 1024


class PostOpener:
    """Opens the posts of one archive; see `Session` for what each method promises."""

    def __init__(self, root: Path, site_folder: SiteFolder, repository: Repository) -> None:
        self._root = root
        self._site_folder = site_folder
        self._repository = repository

    def documents(self, post_id: PostId, starts: Sequence[int]) -> Iterator[tuple[Post, Document]]:
        """Yield a post with the document of each start of its body, and then of all of it."""
        whole = self._repository.read(post_id)
        post, site = whole.post, self._site_folder.site
        for document in parse_in_parts(
            whole.body,
            starts,
            is_html=whole.is_html,
            base_address=post_address(post, site),
            liquid=whole.liquid,
        ):
            yield post, document

    def read_for_export(self, post: Post, needs: Needs, note: str) -> ExportedPost:
        """Return a post with as much of its text as a format needs."""
        if needs is Needs.HEADER:
            return ExportedPost(post, "", Document(()), note)
        if needs is Needs.DOCUMENT:
            found, document = next(self.documents(post.id, ()))
            return ExportedPost(found, "", document, note)
        whole = self._repository.read(post.id)
        return ExportedPost(whole.post, whole.body, Document(()), note)

    def address_of(self, post: Post) -> str:
        """Return a post's absolute address, or nothing."""
        return post_address(post, self._site_folder.site)

    def read_source(self, post: Post) -> str:
        """Return a post's whole file as text."""
        file = read_bytes(self._root, post.path, MAX_BYTES)
        if isinstance(file, Problem):
            raise PostUnreadableError(file.path, describe_problem(file).reason)
        return decode(file.data, is_part=file.is_part).text

    def read_image(self, address: str, post: Post) -> bytes | None:
        """Return an image's file, or None."""
        for folder in dict.fromkeys((self._root, self._site_folder.path.resolve())):
            own_path = (self._root / post.path).relative_to(folder).as_posix()
            for path in image_paths(address, own_path, self._site_folder.site):
                if is_file_within(folder, path):
                    return _read_image(folder, path)
        return None

    def find_linked(self, address: str, origin: Post | None) -> Post | None:
        """Return the post to which a link leads, or None."""
        site = self._site_folder.site
        pages = pages_of(address, site, origin)
        for page in pages:
            posts = self._posts_named(words_at_end(page))
            for folds_case in (False, True):
                for post in posts:
                    if is_at(post, page, site, folds_case=folds_case):
                        return post
        for stem in stems_at(address, site):
            sharing = [
                post
                for post in self._posts_named(words_of(stem))
                if own_name(post.path).casefold() == stem.casefold()
            ]
            found = nearest(sharing or self._posts_called(stem), pages[-1], origin, site)
            if found is not None:
                return found
        return None

    def _posts_named(self, words: tuple[str, ...]) -> Sequence[Post]:
        """Return the posts that may be named by words, as many as can be looked at."""
        return [*islice(self._repository.named(words), _MAX_NAMED)] if words else []

    def _posts_called(self, stem: str) -> Sequence[Post]:
        """Return the post of a file's name, which need not hold a word."""
        try:
            return [self._repository.find(stem)]
        except PostNotFoundError:
            return []


def _read_image(folder: Path, path: str) -> bytes:
    file = read_bytes_within(folder, path, _MAX_IMAGE_BYTES)
    if isinstance(file, Problem):
        raise PictureError(f"{file.path}: {describe_problem(file).reason}")
    if file.is_part:
        text = _("{path}: larger than {max_mb} MB")
        raise PictureError(text.format(path=clean_line(path), max_mb=_MAX_IMAGE_BYTES // 1024**2))
    return file.data
