"""``reader complete-words KIND TYPED [ARCHIVE]``: what the completion scripts ask for.

Options, commands, keys and fixed values are in the scripts; here are the names that only the
archive, the user's marks and the settings know. Whoever has pressed Tab waits for it: it opens
what it needs read-only, imports no parser and no command, and says nothing where there is no index.

Each line is a word and, after a tab, what it is.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.config.file import SettingsFile, read_settings
from reader.config.in_force import settings_of
from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.index.store.location import index_file
from reader.index.store.name_lookup import names_from, posts_from
from reader.index.store.posting_keys import PostingKind
from reader.paths import ARCHIVE_VARIABLE, bundled, index_folder, settings_file, state_folder
from reader.state.file.location import FILE_NAME
from reader.state.file.name_lookup import fields_from
from reader.terminal_text import clean_line

_MOST = 50
"""Words that are offered at a time."""
_LABEL, _VIEW = "label:", "view:"
_PLAIN = re.compile(r"[^\W_](?:[\w&+./-]*\w)?")
"""Names that a query needs no quotes for; some others need none either."""
_JOINING = frozenset({"and", "or", "not"})

Word = tuple[str, str]
"""What is offered, and what it is."""


class _Place(NamedTuple):
    """The archive whose names are asked for."""

    root: Path
    """Its folder, links resolved."""
    index_path: Path
    is_published: bool


def run(arguments: list[str]) -> int:
    """Print the words; always succeeds, since a shell has nowhere to show a complaint."""
    kind, typed, archive = (*arguments, "", "", "")[:3]
    try:
        words = list(words_for(kind, typed.lstrip('"“「'), archive))
    except (ReaderError, OSError, ValueError):
        return 0
    lines = (f"{word}\t{clean_line(meaning)}\n" for word, meaning in words if word.isprintable())
    with suppress(OSError):  # the shell has stopped reading
        os.write(sys.stdout.fileno(), "".join(lines).encode())
    return 0


def words_for(kind: str, typed: str, archive: str) -> Iterable[Word]:
    """Return what may stand for a half-typed word.

    Args:
        kind: What is asked for: a key of the tables below; others have no words.
        typed: Beginning of the word.
        archive: Folder or name of the archive as on the command line; empty for the default.

    Raises:
        SettingsError: The settings file can't be read, or is not TOML.
        OSError: The current folder is gone.
    """
    file = read_settings(settings_file())
    if kind == "archive":
        return ((name, str(table.path)) for name, table in sorted(file.archives.items())
                if name.startswith(typed))  # fmt: skip
    place = _place_of(archive, file)
    return _WORDS[kind](place, typed) if place and kind in _WORDS else ()


def _place_of(archive: str, file: SettingsFile) -> _Place | None:
    """Return the archive that a command would open, if it has an index.

    The current folder is taken without a look at its posts: its index says that it holds some.
    """
    for_all = settings_of(file).settings
    named = archive or os.environ.get(ARCHIVE_VARIABLE) or for_all.archive
    chosen = [Path(named)] if named else [Path.cwd(), bundled("sample_posts")]
    for path in chosen:
        table = file.archive_at(path)
        root = Path(os.path.realpath((table.path if table else path).expanduser()))
        settings = settings_of(file, table).settings if table else for_all
        for index, is_published in _indexes(root, settings):
            if index.exists():
                return _Place(root, index, is_published)
    return None


def _indexes(root: Path, settings: Settings) -> Iterator[tuple[Path, bool]]:
    if settings.shared_index:
        yield index_file(Path(settings.shared_index).expanduser(), root), True
    yield index_file(index_folder(), root), False


def _names(kind: PostingKind) -> Callable[[_Place, str], Iterator[Word]]:
    def words(place: _Place, typed: str) -> Iterator[Word]:
        found = names_from(place.index_path, kind, typed, _MOST, is_published=place.is_published)
        return ((_in_query(name), f"{count:,}") for name, count in found)

    return words


def _posts(place: _Place, typed: str) -> Iterable[Word]:
    return posts_from(place.index_path, typed, _MOST, is_published=place.is_published)


def _given(family: str) -> Callable[[_Place, str], Iterator[Word]]:
    def words(place: _Place, typed: str) -> Iterator[Word]:
        state = state_folder() / FILE_NAME
        found = fields_from(state, place.root, f"{family}{typed}", _MOST)
        return (
            (_in_query(field.removeprefix(family)), f"{count:,}" if family == _LABEL else "")
            for field, count in found
        )

    return words


def _in_query(name: str) -> str:
    """Return a name as it stands after a key."""
    if _PLAIN.fullmatch(name) and name.lower() not in _JOINING:
        return name
    return '"' + re.sub(r'([\\"“”„＂])', r"\\\1", name) + '"'


_WORDS: dict[str, Callable[[_Place, str], Iterable[Word]]] = {
    "category": _names(PostingKind.CATEGORY),
    "tag": _names(PostingKind.TAG),
    "author": _names(PostingKind.AUTHOR),
    "label": _given(_LABEL),
    "view": _given(_VIEW),
    "post": _posts,
}
