import sys

from support.pseudo_terminal import PseudoTerminal


def test_an_exported_pythoninspect_leaves_no_prompt_behind() -> None:
    """As a login shell the reader must not end in a Python prompt."""
    command = [sys.executable, "-m", "reader", "--version"]
    with PseudoTerminal(command, environment={"PYTHONINSPECT": "1"}) as terminal:
        assert terminal.wait_for_end() == 0
        assert ">>>" not in terminal.screen
        assert terminal.screen.startswith("reader ")
