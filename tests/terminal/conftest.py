"""Programs under a pseudo-terminal, ended when their test is over."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from support.pseudo_terminal import PseudoTerminal


@pytest.fixture
def run_in_terminal() -> Iterator[Callable[..., PseudoTerminal]]:
    """Return what starts a command as `PseudoTerminal` does."""
    with ExitStack() as started:
        yield lambda *args, **options: started.enter_context(PseudoTerminal(*args, **options))
