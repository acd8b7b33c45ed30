"""Reading single posts: a post's document, its file, its images, and what its links lead to.

Loads the parsers of bodies, which take 0.1 s and which no list of posts needs: `Session` imports
this module when the first post is opened.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.archive.repository import Repository
from reader.document.nodes import Document
from reader.document.parsing import parse_in_parts
from reader.errors import PictureError, PostNotFoundError, PostUnreadableError
from reader.messages.problems import describe_problem
from reader.posts.address import post_address
from reader.posts.image_files import image_paths
from reader.posts.own_addresses import is_at, path_on, stems_at, words_at_end
from reader.posts.post import Post, PostId, Problem
from reader.posts.reading import MAX_BYTES
from reader.posts.source.encodings import decode
from reader.posts.source.file_bytes import read_bytes
from reader.posts.source.site import Site
from reader.posts.source.site_folder import SiteFolder
from reader.terminal_text import clean_line

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
            variables=_liquid_variables(post, site),
        ):
            yield post, document

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
                if _is_file_within(folder, path):
                    return _read_image(folder, path)
        return None

    def find_linked(self, address: str) -> Post | None:
        """Return the post to which a link leads, or None."""
        site = self._site_folder.site
        for stem in stems_at(address, site):
            try:
                return self._repository.find(stem)
            except PostNotFoundError:
                continue
        path = path_on(address, site)
        words = words_at_end(path) if path else ()
        posts = self._repository.named(words) if words else iter(())
        return next((post for post in posts if is_at(post, path or "", site)), None)


def _is_file_within(folder: Path, path: str) -> bool:
    """Say whether a path leads to a file of the folder, links followed."""
    try:
        real = (folder / path).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return False
    return real.is_relative_to(folder) and real.is_file()


def _read_image(folder: Path, path: str) -> bytes:
    file = read_bytes(folder, path, _MAX_IMAGE_BYTES)
    if isinstance(file, Problem):
        raise PictureError(f"{file.path}: {describe_problem(file).reason}")
    if file.is_part:
        raise PictureError(f"{clean_line(path)}: larger than {_MAX_IMAGE_BYTES // 1024**2} MB")
    return file.data


def _liquid_variables(post: Post, site: Site) -> dict[str, str]:
    variables = {f"site.{name}": value for name, value in site.variables}
    variables["page.title"] = post.title
    variables["page.slug"] = post.slug
    variables["page.date"] = post.date.isoformat(" ") if post.date else ""
    variables["page.categories"] = ", ".join(post.categories)
    variables["page.tags"] = ", ".join(post.tags)
    return variables
