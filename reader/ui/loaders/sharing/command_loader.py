"""Gives posts to other programs, in the background."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

from reader.errors import ReaderError
from reader.export.formats import ExportFormat
from reader.posts.post import Post
from reader.session import Session
from reader.ui.loaders.loader import Deliver, Loader
from reader.ui.loaders.sharing.command_run import CommandOutput, CommandRun


class CommandLoader:
    """One thread; of several commands only the last is answered."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._loader = Loader("commands", deliver)
        self._run: CommandRun | None = None

    def write(
        self,
        post: Post,
        form: ExportFormat,
        then: Callable[[bytes], object],
        failed: Callable[[ReaderError], object],
    ) -> None:
        """Write a post in a format, for a program.

        Args:
            post: The post.
            form: The format.
            then: Takes what was written.
            failed: Takes the reason if the post can't be read any more.
        """
        self._loader.ask("command", lambda: self._written(post, form), then, failed)

    def run(
        self,
        command: str,
        data: bytes,
        then: Callable[[CommandOutput], object],
        failed: Callable[[ReaderError], object],
    ) -> None:
        """Run a shell command on what was written.

        Args:
            command: As for ``sh -c``.
            data: Its standard input.
            then: Takes what it printed.
            failed: Takes the `ProgramError` if it can't be started.
        """
        self._run = run = CommandRun(command, data)
        self._loader.ask("command", run.run, then, failed)

    def stop(self) -> None:
        """End the running command; its answer is still delivered."""
        if self._run is not None:
            self._run.stop()

    def close(self) -> None:
        """End the running command, and the thread."""
        self.stop()
        self._loader.close()

    def _written(self, post: Post, form: ExportFormat) -> bytes:
        file = BytesIO()
        exported = self._session.read_for_export(post, form.needs)
        form.write(file, [exported], datetime.now(UTC))
        return file.getvalue()
