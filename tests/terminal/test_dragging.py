"""Dragging the mouse over the text copies it."""

import base64
import re
import sys
from collections.abc import Callable
from pathlib import Path

from support.pseudo_terminal import PseudoTerminal

Run = Callable[..., PseudoTerminal]


def test_a_drag_copies_wide_characters_across_wrapped_lines(
    run_in_terminal: Run, tmp_path: Path
) -> None:
    post = tmp_path / "2022-04-01-post.md"
    post.write_text(f"---\ntitle: Title\n---\n当技术手段。{'字' * 40}末尾 end\n")
    terminal = run_in_terminal([sys.executable, "-m", "reader", tmp_path], 100, 20)
    terminal.wait_for("末尾")
    column, line = terminal.place_of("技术") or (0, 0)
    to, last = terminal.place_of("末尾") or (0, 0)
    assert last > line
    for code, x, y, kind in ((0, column + 1, line, "M"), (32, to, last, "M"), (0, to, last, "m")):
        terminal.send(f"\x1b[<{code};{x + 1};{y + 1}{kind}")
    terminal.wait_for("sent the selection to the clipboard (46 characters)")
    (sent,) = re.findall(rb"\x1b\]52;c;([^\x07\x1b]*)", bytes(terminal.raw))
    assert base64.b64decode(sent).decode() == f"技术手段。{'字' * 40}末"
