"""Every exception that the reader raises on purpose.

    ReaderError                 a sentence for the user; carries what it is about
    ├── ArchiveError            the archive as a whole can't be read
    ├── PostUnreadableError     one post's file can't be read (any more)
    ├── PostNotFoundError       no post has an id, a path or a name
    ├── QueryError              a query that can't be understood, and where
    ├── PatternError            words to find in a text that are no regular expression
    ├── PictureError            an image that can't be fetched, read or drawn
    ├── OutputError             a file that can't be written where the user wants it
    ├── ProgramError            another program that can't be run
    ├── SettingsError           the settings file says something impossible
    ├── FormatError             a format of a post's line that can't be understood
    ├── LanguageError           a language that the reader does not speak
    ├── IndexUnusableError      no index can be written here; the archive itself is fine
    ├── IndexLostError          an index turned out to be damaged; it is rebuilt
    ├── IndexBusyError          an index that another process is at work on can't be replaced
    ├── StateUnusableError      what the user does can't be saved
    ├── StateImportError        a file to be taken into it can't be understood
    └── TerminalError           there is no terminal that a screen could be drawn on

The core raises these and neither prints nor exits; `cli` and `ui` turn them into words.
"""

from reader.messages.language import gettext as _


class ReaderError(Exception):
    """Base of all errors; `str()` is one sentence that the user can act on."""


class ArchiveError(ReaderError):
    """The archive as a whole can't be read: missing, not a folder, no permission."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class PostUnreadableError(ReaderError):
    """A post that was listed can't be read: gone, no permission, no regular file any more."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class PostNotFoundError(ReaderError):
    """No post has the id, path or file name that was asked for."""

    def __init__(self, wanted: str) -> None:
        super().__init__(_("no post is called {name!r}").format(name=wanted))
        self.wanted = wanted


class QueryError(ReaderError):
    """A query that can't be understood.

    Attributes:
        position: Offset in characters into the query, from 0, where understanding ended.
        reason: What is wrong there, as in ``expected a closing )``.
        names_view: Whether the reason says which saved view is wrong.
    """

    def __init__(self, query: str, position: int, reason: str, *, names_view: bool = False) -> None:
        sentence = _("query {query!r}, character {character}: {reason}")
        super().__init__(sentence.format(query=query, character=position + 1, reason=reason))
        self.query = query
        self.position = position
        self.reason = reason
        self.names_view = names_view


class PatternError(ReaderError):
    """The words to find in a text are no valid regular expression.

    Attributes:
        position: Offset in characters into the expression where it goes wrong; 0 for all of it.
    """

    def __init__(self, reason: str, position: int = 0) -> None:
        super().__init__(reason)
        self.position = position


class PictureError(ReaderError):
    """An image can't be shown: out of reach, too large, broken, or no library to read it."""


class OutputError(ReaderError):
    """A file can't be written where the user wants it: of another kind, in use, no room."""


class ProgramError(ReaderError):
    """Another program can't be run: not found, not named, or no terminal to give to it."""


class SettingsError(ReaderError):
    """The settings file says something impossible; the sentence names file and key."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class FormatError(ReaderError):
    """A format of a post's line that can't be understood."""


class LanguageError(ReaderError):
    """A language that the reader does not speak."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("the reader does not speak {name!r}; languages: en, zh_CN, zh_TW").format(name=name)
        )


class IndexUnusableError(ReaderError):
    """No index can be kept: the disk is full, or the folder can't be written to."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            _("no index can be kept in {folder}: {reason}").format(folder=path, reason=reason)
        )
        self.path = path
        self.reason = reason


class IndexLostError(ReaderError):
    """The index was damaged while it was read; nothing but time is lost."""

    def __init__(self) -> None:
        super().__init__(_("the index was damaged; it is being rebuilt from the files"))


class IndexBusyError(ReaderError):
    """Another process is at work on an index that was to be replaced."""

    def __init__(self) -> None:
        super().__init__(_("another reader is at work on the index; try again when that has ended"))


class TerminalError(ReaderError):
    """There is no terminal that a screen could be drawn on."""


class StateUnusableError(ReaderError):
    """The reading state can't be read or written: no room, no right, a newer version."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            _("what you mark can't be saved in {path}: {reason}").format(path=path, reason=reason)
        )
        self.path = path
        self.reason = reason


class StateImportError(ReaderError):
    """A file that was to be taken into the reading state can't be understood."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(
            _("line {number} can't be imported: {reason}").format(number=line, reason=reason)
        )
        self.line = line
        self.reason = reason
