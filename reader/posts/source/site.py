"""The settings in an archive's `_config.yml` that its posts depend on.

Source: Jekyll lib/jekyll/configuration.rb, DEFAULTS.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path

from reader.files.archive_files import has_name, is_folder
from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.front_matter.plain_values import HeaderError, Value
from reader.posts.front_matter.repair import read_lines
from reader.posts.front_matter.values import load_yaml
from reader.posts.post import Problem
from reader.posts.source.encodings import decode
from reader.posts.source.file_bytes import FileBytes, read_bytes
from reader.posts.source.file_name import CONFIG_NAMES, POST_EXTENSIONS, USUAL_PLACES, PostPlaces
from reader.posts.source.site_defaults import DefaultScope, default_values, scopes_in
from reader.posts.source.time_zones import LOCAL_ZONE, zone_named
from reader.terminal_text import clean_line, clean_text

_MAX_BYTES = 256 * 1024
_KEYS = frozenset({"timezone", "url", "baseurl", "title", "permalink", "excerpt_separator"})


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of a Jekyll site that its posts depend on."""

    timezone: tzinfo = LOCAL_ZONE
    """Zone of dates without an offset."""
    url: str = ""
    """Scheme and host of the published site, without a slash at the end; may be empty."""
    base_path: str = ""
    """Jekyll's `baseurl`: path below the host, with a slash before and none after."""
    title: str = ""
    """Cleaned, on one line; may be empty."""
    permalink: str = "date"
    """A name of a style or a template, as `permalink` has it."""
    excerpt_separator: str = "\n\n"
    """Ends a post's excerpt unless the post names its own."""
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    """All that the file says by key, for ``{{ site.name }}``; not cleaned."""
    folder: str = ""
    """The site's folder; empty where it is not known, so that nothing is read from it."""
    prefix: str = ""
    """Path of the archive below the site's folder; empty where they are the same."""
    source: str = ""
    """Jekyll's `source`: path of the posts' site below its folder; empty for itself."""
    places: PostPlaces = USUAL_PLACES
    """Which files are posts."""
    defaults: tuple[DefaultScope, ...] = ()
    """Header values by path and type."""
    collection_permalinks: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Templates of the addresses of other collections than the posts, by name."""

    def path_below_source(self, path: str) -> str:
        """Return a post's path below the site's source, without the folder of collections."""
        whole = f"{self.prefix}/{path}" if self.prefix else path
        for above in self.places.outer:
            if whole.startswith(f"{above}/"):
                return whole.removeprefix(f"{above}/")
        return whole

    def collection_of(self, path: str) -> str:
        """Return the collection of a post by its path: ``posts`` for all that are in no other."""
        for name in self.places.collections:
            if f"{name}/" in path and name in path.split("/")[:-1]:
                return name.removeprefix("_")
        return "posts"

    def defaults_for(self, path: str) -> dict[str, Value]:
        """Return the header values that the site gives to a post, by key in lower case."""
        if not self.defaults:
            return {}
        return default_values(self.defaults, self.path_below_source(path), self.collection_of(path))


def read_site(
    folder: Path, root: Path | None = None, *, takes_collections: bool = False
) -> tuple[Site, tuple[Problem, ...]]:
    """Read the site's settings; what is missing or wrong has Jekyll's default.

    Args:
        folder: Where the settings lie.
        root: The archive, in that folder; None for the folder itself.
        takes_collections: Whether the site's other collections are part of the archive.

    Returns:
        The site, and what could not be understood of its file.
    """
    prefix = root.relative_to(folder).as_posix() if root and root.is_relative_to(folder) else "."
    bare = Site(folder=str(folder), prefix="" if prefix == "." else prefix)
    for name in CONFIG_NAMES:
        if not has_name(folder, name):
            continue
        file = read_bytes(folder, name, _MAX_BYTES)
        if isinstance(file, Problem):
            return bare, (replace(file, handling=Handling.DEFAULT_SETTINGS),)
        return _site_from(file, name, bare, takes_collections=takes_collections)
    return bare, ()


def _site_from(
    file: FileBytes, name: str, bare: Site, *, takes_collections: bool
) -> tuple[Site, tuple[Problem, ...]]:
    text = decode(file.data, is_part=file.is_part).text
    problems: list[Problem] = []
    try:
        values = load_yaml(text, max_characters=_MAX_BYTES)
    except HeaderError as error:
        values = read_lines(text, _KEYS)
        handling = Handling.READ_LINE_BY_LINE if values else Handling.DEFAULT_SETTINGS
        fields = (*error.fields, ("keys", ", ".join(values)))
        problems.append(Problem(name, error.line, error.kind, handling, fields))
    texts = {key: value for key, value in values.items() if isinstance(value, str)}
    zone, zone_problems = _zone(texts.get("timezone", ""), name)
    source, collections_dir = _folder(texts.get("source")), _folder(texts.get("collections_dir"))
    source = source or _folder(texts.get("source_dir"))
    collections = _collections(values.get("collections"))
    own = collections.pop("posts", "")
    outer = [f"{source}/{collections_dir}" * bool(source and collections_dir), source]
    outer = sorted({*outer, collections_dir} - {""}, key=len, reverse=True)
    others = frozenset(f"_{name}" for name in collections)
    site = replace(
        bare,
        timezone=zone,
        url=_url(texts),
        base_path=_base_path(texts),
        title=clean_line(texts.get("title", "")),
        permalink=own or clean_line(texts.get("permalink", "")) or "date",
        excerpt_separator=clean_text(texts.get("excerpt_separator", "")) or "\n\n",
        values=values,
        source=source,
        places=PostPlaces(
            extensions=POST_EXTENSIONS | _extensions(texts.get("markdown_ext", "")),
            collections=others if takes_collections else frozenset(),
            outer=tuple(outer),
        ),
        defaults=scopes_in(values.get("defaults"), collections_dir),
        collection_permalinks=collections,
    )
    left_out = () if takes_collections else _left_out(others, outer, bare)
    return site, (*problems, *zone_problems, *left_out)


def _left_out(collections: frozenset[str], outer: Sequence[str], bare: Site) -> Iterator[Problem]:
    """Yield a note on each collection that has a folder in the archive and is not read."""
    for name in sorted(collections):
        for above in ("", *outer):
            path = f"{above}/{name}" if above else name
            is_below = not bare.prefix or path.startswith(f"{bare.prefix}/")
            if is_below and is_folder(bare.folder, path):
                kind, fields = ProblemKind.COLLECTION_NOT_READ, (("name", name[1:]),)
                yield Problem(clean_line(path), None, kind, Handling.LEFT_OUT, fields)


def _folder(text: str | None) -> str:
    """Return the path of a folder within the site's, without slashes around it."""
    path = posixpath.normpath(text.strip()).strip("/") if text and text.strip() else ""
    return "" if path == "." or path.startswith("..") else path


def _extensions(text: str) -> frozenset[str]:
    words = (word.strip().lower().removeprefix(".") for word in text.split(","))
    return frozenset(word for word in words if word.isalnum())


def _collections(value: Value) -> dict[str, str]:
    """Return the templates of the collections' addresses by name; empty for one without."""
    if isinstance(value, list):
        return {name: "" for name in value if isinstance(name, str) and _is_name(name)}
    found = {}
    for name, settings in value.items() if isinstance(value, dict) else ():
        if _is_name(name):
            template = settings.get("permalink") if isinstance(settings, dict) else None
            found[name] = clean_line(template) if isinstance(template, str) else ""
    return found


def _is_name(name: str) -> bool:
    return bool(name) and "/" not in name and not name.startswith(".")


def _url(texts: Mapping[str, str]) -> str:
    url = clean_line(texts.get("url", "")).rstrip("/")
    return f"https://{url.lstrip('/')}" if url and "://" not in url else url


def _base_path(texts: Mapping[str, str]) -> str:
    path = clean_line(texts.get("baseurl", "")).strip("/")
    return f"/{path}" if path else ""


def _zone(name: str, path: str) -> tuple[tzinfo, tuple[Problem, ...]]:
    if not name:
        return LOCAL_ZONE, ()
    zone = zone_named(name)
    if zone is not None:
        return zone, ()
    fields = (("zone", clean_line(name)),)
    kind, handling = ProblemKind.TIME_ZONE_UNKNOWN, Handling.LOCAL_TIME_ZONE
    return LOCAL_ZONE, (Problem(path, None, kind, handling, fields),)
