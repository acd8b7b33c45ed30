"""Reads one line after the other, and has the present level obey it."""

from collections.abc import Callable, Sequence
from functools import partial

from reader.errors import ReaderError
from reader.linear.archive_work import ArchiveWork
from reader.linear.choices import Choice, Choices
from reader.linear.commands import Command, allowed, find_command, help_lines
from reader.linear.console import Console, IdleError
from reader.linear.level import PAGE_SIZES, Level, Run
from reader.linear.marks import Marks
from reader.linear.posts_level import PostsLevel
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.messages.system_errors import system_reason
from reader.session import Session
from reader.terminal_text import clean_line


class LinearProgram:
    """Levels one above the other; the last one is where the user is."""

    def __init__(self, session: Session, console: Console) -> None:
        self.archive_wanted = ""
        """Name of the archive to open next, or nothing."""
        self._session = session
        self._console = console
        marks, work = Marks(session, console), ArchiveWork(session, console)
        self._levels: list[Level] = []
        self._run = Run(session, console, work, marks, self._levels.append, self._go_back)
        self._everywhere = (
            Command("undo", "", gettext_noop("undo the last change"), marks.undo),
            Command("redo", "", gettext_noop("redo the undone change"), marks.redo),
            Command(
                "page", "", gettext_noop("lines read out at a time"), self._choose_page,
                gettext_noop("NUMBER"),
            ),
            *self._archive_commands(),
            Command("help", "?", gettext_noop("list the commands"), self._help),
            Command("back", "b", gettext_noop("leave this place"), self._back),
            Command("quit", "q", gettext_noop("quit"), lambda _: self._quit()),
        )  # fmt: skip

    def _archive_commands(self) -> Sequence[Command]:
        if len(self._session.archive_names) < 2:
            return ()
        title = gettext_noop("open another archive")
        return (Command("archives", "", title, self._offer_archives),)

    def run(self) -> None:
        """Run until the user quits or the input ends; nothing is unsaved then but by an error."""
        self._console.say(_("reader, ? lists the commands"))
        if self._session.notice:
            self._console.say(self._session.notice)
            self._session.state_file.notice = ""
        self._attempt(self._run.work.refresh)
        self._levels.append(PostsLevel(self._run))
        self._attempt(self._levels[-1].arrive)
        while self._levels:
            self._step(self._levels[-1])

    def _step(self, level: Level) -> None:
        """Ask for a line and obey it."""
        try:
            line = self._console.ask(level.prompt()).strip()
        except IdleError:
            self._console.say(_("no line came for long; the reader ends"))
            self._quit()
            return
        except EOFError:
            self._go_back()
            line = None
        except KeyboardInterrupt:
            return
        if line is not None:
            self._attempt(lambda: self._obey(level, line))
        if self._levels and self._levels[-1] is not level:
            self._attempt(self._levels[-1].arrive)

    def _obey(self, level: Level, line: str) -> None:
        if not line:
            level.go_on()
            return
        commands = self._commands_of(level)
        found = find_command(line, commands)
        if found is not None:
            command, rest = found
            command.run(rest)
        elif not level.take(line):
            text = _("no command or number {line}; ? lists the commands")
            self._console.say(text.format(line=clean_line(line)))

    def _commands_of(self, level: Level) -> list[Command]:
        return allowed((*level.commands, *self._everywhere), self._session.capabilities)

    def _attempt(self, act: Callable[[], object]) -> None:
        """Do something; what can't be done is said in one sentence."""
        try:
            act()
        except (EOFError, KeyboardInterrupt):
            self._console.say(_("cancelled"))
        except BrokenPipeError:
            raise
        except ReaderError as error:
            self._console.say(clean_line(str(error)))
        except OSError as error:
            subject = "" if error.filename is None else f"{error.filename}: "
            self._console.say(clean_line(f"{subject}{system_reason(error)}"))

    def _help(self, _typed: str) -> None:
        self._console.say(_("Enter: next page"))
        for line in help_lines(self._commands_of(self._levels[-1])):
            self._console.say(line)
        self._console.say(_("Ctrl-C cancels a question, Ctrl-D leaves this place"))

    def _go_back(self) -> None:
        self._levels.pop().leave()

    def _back(self, _typed: str) -> None:
        if len(self._levels) > 1:
            self._go_back()
        else:
            self._console.say(_("this is the list of posts; q quits"))

    def _quit(self) -> None:
        while self._levels:
            self._go_back()

    def _choose_page(self, typed: str) -> None:
        number = typed or self._console.ask(_("lines at a time, 1 to 1000:")).strip()
        if number.isdecimal() and PAGE_SIZES[0] <= int(number) <= PAGE_SIZES[1]:
            self._run.choose_page_size(int(number))
            self._console.say(_("lines at a time: {count}").format(count=int(number)))
        else:
            self._console.say(_("that is no number from 1 to 1000"))

    def _offer_archives(self, _typed: str) -> None:
        names = [it for it in self._session.archive_names if it != self._session.archive_name]
        choices = [Choice(name, partial(self._switch, name)) for name in names]
        self._levels.append(Choices(self._run, _("archives"), choices))

    def _switch(self, name: str) -> None:
        self.archive_wanted = name
        self._quit()
