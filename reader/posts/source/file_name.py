"""What a post file's name and folder tell about the post.

Source: Jekyll lib/jekyll/document.rb, DATE_FILENAME_MATCHER and `categories_from_path`;
lib/jekyll/utils.rb, `titleize_slug`.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from functools import lru_cache

from reader.posts.entities import plain_line
from reader.posts.post import FIRST_YEAR, LAST_YEAR, Post, PostId
from reader.terminal_text import clean_line

POST_EXTENSIONS = frozenset({"md", "markdown", "mkd", "mkdn", "mkdown", "html", "htm"})
"""Extensions that a post may have, in lower case, without the dot."""
CONFIG_NAMES = ("_config.yml", "_config.yaml")
"""Files that hold a site's settings; the first that exists holds."""
HTML_EXTENSIONS = frozenset({"html", "htm"})
POST_FOLDERS = frozenset({"_posts", "_drafts"})

_DATED = re.compile(r"(?a:(\d{4}|\d{2})-(\d{1,2})-(\d{1,2}))-(.*)", re.DOTALL)
_ALSO_DATED = re.compile(
    r"(?a:(\d{4})-(\d{1,2})-(\d{1,2}))(?:[_ ](.*)|(?=\.[A-Za-z]+\Z)|\Z)", re.DOTALL
)
"""A diary's ``2022-04-28.md`` and Zola's ``2022-04-28_name.md``, which no post of Jekyll is."""
_INDEX = re.compile(r"_?index(?:\.[a-z]{2,3}(?:-[a-z]+)?)?", re.IGNORECASE)
_WORDS_OF_SLUG = re.compile(r"[-_\s]+")


@dataclass(frozen=True, slots=True)
class PostPlaces:
    """What a site's settings say of the files that are its posts."""

    extensions: frozenset[str] = POST_EXTENSIONS
    """Extensions of posts, in lower case, without the dot."""
    collections: frozenset[str] = frozenset()
    """Folders of collections that are read like `_posts`: ``_wiki``."""
    outer: tuple[str, ...] = ()
    """Folders that stand before a post's path and are no categories, the longest first."""


USUAL_PLACES = PostPlaces()
"""Of a site that says nothing of them."""


def is_post_name(name: str, extensions: frozenset[str] = POST_EXTENSIONS) -> bool:
    """Say whether a file of this name may be a post."""
    stem, _, extension = name.rpartition(".")
    return bool(stem) and extension.lower() in extensions and not name.startswith(".")


def is_dated_name(name: str) -> bool:
    """Say whether a file is named as Jekyll wants a post to be: ``2022-04-28-name.md``."""
    return _DATED.match(name) is not None


def is_html_name(name: str) -> bool:
    """Say whether a file's text is HTML alone, without Markdown."""
    return name.rpartition(".")[2].lower() in HTML_EXTENSIONS


def stem_of(path: str) -> str:
    """Return the last part of a path without its extension."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


@lru_cache(maxsize=8)
def ends_in(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches the stems that end in words, before, between and after marks."""
    return re.compile(rf"(?:.*-)?[\W_]*{words_apart(words)}[\W_]*\Z", re.IGNORECASE | re.DOTALL)


def words_apart(words: tuple[str, ...]) -> str:
    """Return a pattern of words in their order, with anything between them."""
    return ".*".join(map(re.escape, words))


def own_name(path: str) -> str:
    """Return what a post is called: its file's name without extension.

    Or its folder's name where the file is but the folder's index: ``slug/index.md``.
    """
    stem = stem_of(path)
    if _INDEX.fullmatch(stem):
        folder = path.rpartition("/")[0].rpartition("/")[2]
        if folder and folder not in POST_FOLDERS:
            return folder
    return stem


def date_of_name(name: str) -> date | None:
    """Return the date that a name begins with, or None.

    Two digits are a year from 1969 to 2068, as Ruby's ``Time.parse`` has it.
    """
    match = _DATED.match(name) or _ALSO_DATED.match(name)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups()[:3])
    if len(match[1]) == 2:
        year += 1900 if year >= 69 else 2000
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def slug_of(path: str) -> str:
    """Return the name without date and extension; the date alone where nothing else is there."""
    name = own_name(path)
    match = _DATED.match(name) or _ALSO_DATED.match(name)
    return (match[4] if match else name) or name


def title_of(path: str) -> str:
    """Return the title that Jekyll makes of a name: its words with capitals.

    A name that is but a number stays whole with its date, since that says more.
    """
    slug = slug_of(path)
    words = [word for word in _WORDS_OF_SLUG.split(slug) if word]
    if not words or all(word.isdigit() for word in words):
        words = [own_name(path)]
    else:
        words = [word[:1].upper() + word[1:] for word in words]
    return plain_line(" ".join(words)) or clean_line(path) or "?"


def categories_of(path: str, outer: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the folders above `_posts` or `_drafts`, outermost first.

    Args:
        path: The post's, below the archive's root.
        outer: As `PostPlaces.outer`. Hexo's folder `source` is never a category.
    """
    return _categories_of_folder(path.rpartition("/")[0], outer)


@lru_cache(maxsize=1024)
def _categories_of_folder(folder: str, outer: tuple[str, ...]) -> tuple[str, ...]:
    for above in (*outer, "source"):
        if folder.startswith(f"{above}/"):
            folder = folder.removeprefix(f"{above}/")
            break
    names = folder.split("/")
    for place, name in enumerate(names):
        if name in POST_FOLDERS:
            return tuple(filter(None, map(clean_line, names[:place])))
    return ()


def is_draft_path(path: str) -> bool:
    """Say whether a file lies below a folder of drafts."""
    return "_drafts/" in path and "_drafts" in path.split("/")[:-1]


def moment_of_name(path: str, zone: tzinfo) -> datetime | None:
    """Return midnight in a zone of the date in a name, or None where it has no date."""
    day = date_of_name(own_name(path))
    return None if day is None else datetime.combine(day, time(), zone)


def post_from_name(path: str, zone: tzinfo, post_id: PostId, outer: tuple[str, ...] = ()) -> Post:
    """Return what is known of a post before its file is opened.

    Args:
        path: The file, below the archive's root.
        zone: The zone of the site, in which a date in a name is meant.
        post_id: The post's identity.
        outer: As `PostPlaces.outer`.
    """
    return Post(
        id=post_id,
        path=path,
        title=title_of(path),
        date=moment_of_name(path, zone),
        categories=categories_of(path, outer),
        slug=clean_line(slug_of(path)),
        is_draft=is_draft_path(path),
        is_header_read=False,
    )
