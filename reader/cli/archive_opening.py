"""Opening the archive of a command, and reading as much of it as the command needs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from reader.archive.query.matching import reads_text
from reader.archive.query.model import Query
from reader.archive.repository import RefreshScope, Stage
from reader.cli.options import chosen_archive
from reader.cli.output import say
from reader.cli.progress_line import ProgressLine
from reader.errors import IndexLostError, StateUnusableError

if TYPE_CHECKING:
    from reader.session import Session

QUICK_BEYOND_POSTS = 20_000
"""Above that, not every file is looked at before a command answers: at a million that takes
five seconds, while the folders tell within a moment of every file that came or went."""

T = TypeVar("T")


def open_archive() -> Session:
    """Open the archive that was named for the command, else before it, else the usual one.

    Raises:
        ArchiveError: The folder is missing or is none.
        SettingsError: The settings file says something impossible.
    """
    from reader.session import open_session  # noqa: PLC0415 - 0.2 s that --help does not need

    choice = chosen_archive()
    session = open_session(choice.path, uses_index=choice.uses_index)
    session.state_file.close()  # what is kept is loaded; saving opens it again
    if session.notice:
        say(session.notice)
        session.state_file.notice = ""
    return session


def read_headers(session: Session) -> None:
    """Bring all headers up to date, with a count on a terminal where that takes long.

    Raises:
        ArchiveError: The folder can't be listed.
        IndexLostError: The index is damaged; the next call rebuilds it.
    """
    repository = session.repository
    is_quick = repository.is_complete and repository.counts().total > QUICK_BEYOND_POSTS
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
    """Read only so much that every post is known by its file's name.

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
    """Return what reads as much as the answer to a query takes: texts, where it asks for words."""
    return read_texts if reads_text(query.condition) else read_headers


def read_texts(session: Session) -> None:
    """Bring headers up to date and read the texts that are missing, unless those are very many.

    Raises:
        ArchiveError: The folder can't be listed.
        IndexLostError: The index is damaged; the next call rebuilds it.
    """
    read_headers(session)
    missing = session.repository.texts_missing
    if missing > QUICK_BEYOND_POSTS:
        say(f"{missing:,} posts are found by title alone; reader index reads their texts")
    elif missing:
        with ProgressLine() as line:
            session.repository.read_texts(line.report)


def answer(
    session: Session, ask: Callable[[], T], read: Callable[[Session], None] = read_headers
) -> T:
    """Read every header, or what `read` does, and return what `ask` makes of it.

    Where the index turns out to be damaged it is rebuilt and asked again, so `ask` must not
    have written anything yet.

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
