"""Pipes the post into a command, and shows what it prints."""

import re
from typing import NamedTuple

from textual.app import App

from reader.errors import ProgramError, ReaderError
from reader.export.formats import FORMATS, ExportFormat
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.session import Session
from reader.state.input_history import past_inputs, remember_input
from reader.state.records import PIPE
from reader.ui.features.dialog_loading import dialogs_of
from reader.ui.features.panes import Panes
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.features.sharing.command_messages import (
    describe_ending,
    describe_output,
    describe_status,
    say_of,
    shown_text,
)
from reader.ui.loaders.sharing.command_loader import CommandLoader
from reader.ui.loaders.sharing.command_run import CommandOutput, text_file
from reader.ui.loaders.state_loader import StateLoader
from reader.ui.prompt_mode import Offer, PromptMode
from reader.ui.terminal.programs import NOT_FOUND, run_in_terminal
from reader.ui.widgets.main_widgets import MainWidgets

_FORMS = {
    "txt:": gettext_noop("text"),
    "md:": gettext_noop("Markdown"),
    "html:": gettext_noop("HTML"),
    "json:": gettext_noop("JSON"),
}
"""Prefixes that choose what a command is given; the first is the default."""
_PIPE = re.compile(
    rf"\s*(?P<form>{'|'.join(_FORMS)})?\s*(?P<terminal>!)?(?P<command>.*)", re.DOTALL
)


class Pipe(NamedTuple):
    """What was asked for in the prompt."""

    form: ExportFormat
    needs_terminal: bool
    """Whether the command is interactive and gets the terminal."""
    command: str


def read_pipe(text: str) -> Pipe:
    """Read ``[txt:|md:|html:|json:][!]COMMAND``."""
    found = _PIPE.fullmatch(text)
    form, terminal, command = found.groups() if found else (None, None, "")
    name = (form or next(iter(_FORMS))).removesuffix(":")
    return Pipe(FORMATS[name], terminal is not None, command.strip())


class Piping:
    """Prompts for a command, and runs it beside the screen or in the terminal."""

    def __init__(
        self,
        session: Session,
        app: App[int],
        widgets: MainWidgets,
        commands: CommandLoader,
        states: StateLoader,
        current: CurrentPost,
        panes: Panes,
    ) -> None:
        self._state = session.state
        self._app = app
        self._prompt = widgets.prompt
        self._bottom_line = widgets.bottom_line
        self._commands = commands
        self._states = states
        self._current = current
        self._panes = panes
        self._mode = PromptMode("|", accept=self._accept, change=self._offer, cancel=panes.stay)

    def begin(self) -> None:
        """Prompt for a command."""
        if self._current.post is None:
            self._bottom_line.say(_("no post to pipe"))
            return
        self._prompt.ask(self._mode, earlier=past_inputs(self._state, PIPE))
        self._offer("")

    def _offer(self, text: str) -> None:
        """Offer the prefixes; Tab goes through them."""
        form = next((it for it in _FORMS if text.startswith(it)), "")
        self._prompt.offer(
            [Offer(0, len(form), it, _(name)) for it, name in _FORMS.items() if it != form]
        )

    def _accept(self, text: str) -> None:
        self._panes.stay()
        post, pipe = self._current.post, read_pipe(text)
        if post is None or not pipe.command:
            return
        remember_input(self._state, PIPE, text.strip())
        self._states.save()
        run = self._run_in_terminal if pipe.needs_terminal else self._run
        self._commands.write(post, pipe.form, lambda data: run(pipe, data), self._failed)

    def _run(self, pipe: Pipe, data: bytes) -> None:
        """Run a command beside the screen; what it printed is shown once it ends."""
        screen = dialogs_of(self._app).show_output(pipe.command, self._commands.stop)

        def ended(output: CommandOutput) -> None:
            text = shown_text(output)
            if text and output.status != NOT_FOUND:
                screen.fill(text, describe_output(output))
                return
            screen.end()
            self._say_ended(pipe.command, describe_ending(output), output.status)

        def failed(error: ReaderError) -> None:
            screen.end()
            self._failed(error)

        self._commands.run(pipe.command, data, ended, failed)

    def _run_in_terminal(self, pipe: Pipe, data: bytes) -> None:
        """Give a command the terminal until it ends."""
        try:
            with text_file(data) as source:
                status = run_in_terminal(self._app, pipe.command, source)
        except (ProgramError, OSError) as error:
            self._bottom_line.say_error(str(error))
            return
        if status:
            self._say_ended(pipe.command, describe_status(status), status)

    def _say_ended(self, command: str, sentence: str, status: int) -> None:
        """Say how a command has ended that has shown nothing."""
        if status == NOT_FOUND:
            sentence = _("command not found")
        self._bottom_line.say(say_of(command, sentence), is_error=bool(status))

    def _failed(self, error: ReaderError) -> None:
        self._bottom_line.say_error(str(error))
