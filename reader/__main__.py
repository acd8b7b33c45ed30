"""Entry point of the `reader` command and of ``python -m reader``.

Picks a screen or a command, and imports nothing heavy before it must: ``reader --version`` needs
neither Textual nor a parser.
"""

from __future__ import annotations

import gc
import os
import sys

import reader

TYPE_CHECKING = False
"""As in `typing`, whose import takes as long as all else that the version needs."""
if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.cli.archive_choice import ArchiveChoice
    from reader.config.settings import Settings
    from reader.help_pages.page import HelpPage

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it: 128 + SIGINT."""

_KIOSK = ("--kiosk", "--kiosk-config")
"""Wherever one of them stands, nothing else is run, but for `serve` in front of them."""
_WORDS_FOR_A_SHELL = "complete-words"
"""What the completion scripts of shells run; answered before anything else is imported."""
_FRAMES_A_SECOND = "1000"
"""How soon Textual draws what has changed: up to two frames after it drew before, of which its own
60 a second take up to 33 ms of a key's answer. Nothing is drawn where nothing changes, and the
bytes for a key are as many as with 250 (measured)."""


def main() -> int:
    """Run the reader as the command line asks.

    Returns:
        The exit status: see `reader.cli.exit_status.ExitStatus`, and `run_screen` for a screen.
    """
    _leave_no_prompt_behind()
    try:
        return _run(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    """Open the screen at once where nothing else can be meant: click takes 25 ms of 400."""
    if arguments == ["--version"]:
        sys.stdout.write(f"reader {reader.__version__}\n")
        return 0
    if arguments[:1] == [_WORDS_FOR_A_SHELL]:
        from reader.completion.words import run  # noqa: PLC0415 - neither click nor an archive

        return run(arguments[1:])
    if _asks_for_kiosk(arguments):
        return _open_kiosk(arguments)
    from reader.cli.archive_choice import (  # noqa: PLC0415 - not for the version
        plain_choice,
        without_flag,
    )
    from reader.cli.run_language import choose_run_language  # noqa: PLC0415
    from reader.errors import ReaderError  # noqa: PLC0415

    refusal: Exception | None = None
    open_archive = _screen_opener(uses_ascii=False)
    try:
        arguments = choose_run_language(arguments)
        arguments, is_linear = without_flag(arguments, "--linear")
        arguments, uses_ascii = without_flag(arguments, "--ascii")
        open_archive = _open_lines if is_linear else _screen_opener(uses_ascii)
        choice = plain_choice(arguments)
        if choice is not None:
            return open_archive(choice)
    except (ReaderError, OSError) as error:
        refusal = error
    from reader.cli import program  # noqa: PLC0415 - click; here Ctrl-C meanwhile is caught

    if refusal is not None:
        return program.refuse(refusal)
    return program.run(arguments, open_archive, _keys_page)


def _asks_for_kiosk(arguments: list[str]) -> bool:
    is_named = any(argument.partition("=")[0] in _KIOSK for argument in arguments)
    return is_named and arguments[0] != "serve"


def _open_kiosk(arguments: list[str]) -> int:
    """Isolate the process before anything is imported that looks at the environment."""
    from reader.kiosk.isolation import isolate  # noqa: PLC0415 - no other run needs it

    isolate(arguments)
    os.environ["TEXTUAL_FPS"] = _FRAMES_A_SECOND
    from reader.kiosk.running import run  # noqa: PLC0415 - the screen and click

    return run(arguments)


def _leave_no_prompt_behind() -> None:
    """Start the program again without `PYTHONINSPECT`, where it is set.

    As a login shell the reader would end in a Python prompt. Python takes the variable over
    before any code of ours runs (measured with 3.11), so to unset it here is too late.
    """
    is_set = os.environ.pop("PYTHONINSPECT", "") != ""
    if is_set and sys.flags.inspect and sys.executable:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - itself


def _screen_opener(uses_ascii: bool) -> Callable[[ArchiveChoice], int]:
    return lambda choice: _open_screen(choice, uses_ascii)


def _open_screen(choice: ArchiveChoice, uses_ascii: bool) -> int:
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES_A_SECOND)
    gc.disable()  # a tenth of a start goes into looking for garbage; `running` enables it again
    from reader.ui.running import open_screen  # noqa: PLC0415 - 0.5 s that no command needs

    return open_screen(choice.path, uses_index=choice.uses_index, uses_ascii=uses_ascii)


def _open_lines(choice: ArchiveChoice) -> int:
    from reader.linear.running import open_linear  # noqa: PLC0415 - no screen needs it

    return open_linear(choice.path, uses_index=choice.uses_index)


def _keys_page(settings: Settings) -> HelpPage:
    from reader.ui.keys.keys_page import keys_page_of  # noqa: PLC0415 - Textual, for one command

    return keys_page_of(settings)


if __name__ == "__main__":
    sys.exit(main())
