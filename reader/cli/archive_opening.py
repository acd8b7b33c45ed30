"""Opens the archive of a command, and reads as much of it as the command needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from reader.archive.query.matching import reads_text
from reader.archive.query.model import Query
from reader.archive.query.parser import parse_query
from reader.archive.repository import RefreshScope, Stage
from reader.cli.options import chosen_archive
from reader.cli.output import say
from reader.cli.progress_line import ProgressLine
from reader.errors import IndexLostError, QueryError, StateUnusableError
from reader.messages.language import gettext as _
from reader.state.saved_queries import saved_queries

if TYPE_CHECKING:
    from reader.session import Session

MAX_CHECKED_POSTS = 20_000
"""Above this number, commands check folders only, which shows added and removed files at once.
Checking each of a million files takes five seconds."""

T = TypeVar("T")


def open_archive() -> Session:
    """Open the archive named after the command, before it, or the default one.

    Raises:
        ArchiveError: The folder is missing or not a folder.
        SettingsError: The settings file is invalid.
    """
    from reader.session import open_session  # noqa: PLC0415 - 0.2 s that --help does not need

    choice = chosen_archive()
    session = open_session(choice.path, uses_index=choice.uses_index)
    session.state_file.close()  # the state is loaded; saving opens the file again
    if session.notice:
        say(session.notice)
        session.state_file.notice = ""
    return session


def open_for_query(words: Sequence[str]) -> tuple[Session, Query]:
    """Open the archive, and read a query, which may name the views saved for that archive.

    What can be told without the views is checked first, since opening takes longer.

    Raises:
        QueryError: The query can't be understood.
        ArchiveError: As by `open_archive`.
        SettingsError: As by `open_archive`.
    """
    text = " ".join(words)
    try:
        parse_query(text)
    except QueryError as error:
        if not error.names_view:
            raise
    session = open_archive()
    return session, parse_query(text, saved_queries(session.state))


def read_headers(session: Session, quick_beyond_posts: int = MAX_CHECKED_POSTS) -> None:
    """Bring all headers up to date, with a count on a terminal where that takes long.

    Args:
        session: Whose archive.
        quick_beyond_posts: In an archive of more posts, files edited in place are not looked for.

    Raises:
        ArchiveError: The folder can't be listed.
        IndexLostError: The index is damaged; the next call rebuilds it.
    """
    repository = session.repository
    is_quick = repository.is_complete and repository.counts().total > quick_beyond_posts
    _refresh(session, RefreshScope(is_quick=is_quick))
    _recognise(session)


def _recognise(session: Session) -> None:
    """Find out whether the archive was known in another folder, where that is yet unknown."""
    state_file, repository = session.state_file, session.repository
    if not state_file.needs_sample(repository.counts().total):
        return
    with suppress(StateUnusableError):  # saving says so, where there is something to save
        if state_file.recognise(repository.ids()):
            session.state.take_in(state_file.fetch())
    if state_file.notice:
        say(state_file.notice)
        state_file.notice = ""
    state_file.close()


def read_names(session: Session) -> None:
    """List the posts by file name, without reading headers.

    Raises:
        ArchiveError: The folder can't be listed.
        IndexLostError: The index is damaged; the next call rebuilds it.
    """
    if session.is_indexed:
        _refresh(session, RefreshScope(is_quick=session.repository.is_complete))
        return
    stages: set[Stage] = set()
    session.repository.refresh(
        lambda progress: stages.add(progress.stage), lambda: Stage.LISTED in stages
    )


def reading_for(query: Query) -> Callable[[Session], None]:
    """Return the function that reads what a query needs: texts too if it searches them."""
    return read_texts if reads_text(query.condition) else read_headers


def read_texts(session: Session) -> None:
    """Refresh headers and read missing texts, unless too many are missing.

    Raises:
        ArchiveError: The folder can't be listed.
        IndexLostError: The index is damaged; the next call rebuilds it.
    """
    read_headers(session)
    missing = session.repository.texts_missing
    if missing > MAX_CHECKED_POSTS:
        text = _("{count:,} posts can be found by title only; reader index reads their texts")
        say(text.format(count=missing))
    elif missing:
        with ProgressLine() as line:
            session.repository.read_texts(line.report)


def answer(
    session: Session, ask: Callable[[], T], read: Callable[[Session], None] = read_headers
) -> T:
    """Call `read`, by default reading every header, and return the answer of `ask`.

    If the index turns out to be damaged, it is rebuilt and both are called again, so `ask` must
    not write any output.

    Raises:
        ArchiveError: The folder can't be listed.
    """
    try:
        read(session)
        return ask()
    except IndexLostError:
        read(session)
        return ask()


def _refresh(session: Session, scope: RefreshScope) -> None:
    with ProgressLine() as line:
        session.repository.refresh(line.report, scope=scope)
