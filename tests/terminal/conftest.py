"""Programs in a pseudo-terminal, ended after their test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from support.pseudo_terminal import PseudoTerminal
from support.text_pane import _text_from_the_start  # noqa: F401 - a fixture


@pytest.fixture
def run_in_terminal() -> Iterator[Callable[..., PseudoTerminal]]:
    """Return a function that starts a command in a `PseudoTerminal`."""
    with ExitStack() as started:
        yield lambda *args, **options: started.enter_context(PseudoTerminal(*args, **options))
