"""The reader line by line in this process: typed lines in, what it says out."""

import contextlib
import io
import sys
from collections.abc import Sequence

from reader.linear.running import run_linear
from reader.session import Session

MARK = "> "
"""What stands before a typed line where it is shown."""


class Typed(io.StringIO):
    """Standard input that may show in the output what is taken from it."""

    shows = False

    def readline(self, size: int = -1, /) -> str:
        line = super().readline(size)
        if line and self.shows:
            sys.stdout.write(f"{MARK}{line}")
        return line


def hear(session: Session, typed: Sequence[str], *, shows_typed: bool = False) -> str:
    """Run a session on typed lines; return all that it says."""
    out, before = io.StringIO(), sys.stdin
    source = Typed("".join(f"{line}\n" for line in typed))
    source.shows = shows_typed
    sys.stdin = source
    try:
        with contextlib.redirect_stdout(out):
            run_linear(session)
    finally:
        sys.stdin = before
    return out.getvalue()
