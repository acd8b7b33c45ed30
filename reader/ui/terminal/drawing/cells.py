"""The cells of a screen, and the reading of Textual's output into them.

A cell holds a grapheme and its style; the second cell of a wide grapheme holds "".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from zlib import crc32

from reader.layout.text.cells import graphemes
from reader.ui.terminal.drawing.pen import PLAIN, of_blank, styled
from reader.ui.terminal.output_encoding import in_ascii

_TOKEN = re.compile(
    r"\x1b\[(?P<line>\d*)(?:;(?P<column>\d*))?H"
    r"|\x1b\[(?P<codes>[\d;:]*)m"
    r"|\x1b\]8;(?P<link>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|(?P<control>\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x1b\x07]*(?:\x07|\x1b\\)?|\x1b)"
    r"|(?P<ends>[\r\n]+)"
    r"|(?P<text>[^\x1b\r\n]+)"
)


@dataclass(slots=True)
class Row:
    """The cells of a line as far as they were written; what follows is blank."""

    graphemes: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)

    def extend(self, columns: int) -> None:
        """Make the row at least `columns` long."""
        missing = columns - len(self.graphemes)
        if missing > 0:
            self.graphemes += [" "] * missing
            self.styles += [PLAIN] * missing

    def put(self, column: int, text: Sequence[str], styles: list[str]) -> tuple[int, int]:
        """Write cells; half of a wide grapheme that is left becomes a blank.

        Returns:
            The first column that has changed, and the end.
        """
        first, end = column, column + len(text)
        last = end
        self.extend(end)
        if column and self.graphemes[column] == "":
            first -= 1
            self.graphemes[first] = " "
        if end < len(self.graphemes) and self.graphemes[end] == "":
            self.graphemes[end] = " "
            last += 1
        self.graphemes[column:end] = text
        self.styles[column:end] = styles
        return first, last


class Canvas:
    """What the screen should show, and which cells were written since they were sent."""

    def __init__(self, *, uses_ascii: bool = False) -> None:
        self.uses_ascii = uses_ascii
        """Whether frames and marks are drawn in ASCII."""
        self.rows: dict[int, Row] = {}
        self.written: dict[int, tuple[int, int]] = {}
        """First column and end of what was written, by line; the latest lines are last."""
        self.cursor = (0, 0)
        """Line and column where the cursor should stand."""

    def draw(self, data: str) -> str:
        """Take in Textual's output of a frame; return the control sequences in it."""
        codes, link, style = "", "", PLAIN
        line, column = self.cursor
        controls: list[str] = []
        for token in _TOKEN.finditer(data):
            kind = token.lastgroup
            if kind == "text":
                text = in_ascii(token["text"]) if self.uses_ascii else token["text"]
                column = self._write(line, column, text, style)
            elif kind == "codes":
                codes = token["codes"]
                style = styled(codes, link)
            elif kind == "link":
                link = _linked(token["link"])
                style = styled(codes, link)
            elif kind == "control":
                controls.append(token[0])
            elif kind == "ends":
                line, column = line + token[0].count("\n"), 0
            else:
                line, column = int(token["line"] or 1) - 1, int(token["column"] or 1) - 1
        self.cursor = line, column
        return "".join(controls)

    def _write(self, line: int, column: int, text: str, style: str) -> int:
        """Write text; return the column after it."""
        row = self.rows.setdefault(line, Row())
        cells = _cells(text)
        blank = of_blank(style)
        if blank == style or " " not in text:
            styles = [style] * len(cells)
        else:
            styles = [blank if grapheme == " " else style for grapheme in cells]
        if cells:
            first, end = row.put(column, cells, styles)
            before_first, before_end = self.written.pop(line, (first, end))
            self.written[line] = min(first, before_first), max(end, before_end)
        return column + len(cells)


def _linked(parameters: str) -> str:
    """Return parameters of OSC 8 with an id that is one for all cells of an address.

    Rich draws a new id for each style, so that a link would be sent again with each frame.
    """
    address = parameters.partition(";")[2]
    return f"id={crc32(address.encode()):x};{address}" if address else ""


def _cells(text: str) -> Sequence[str]:
    """Return a grapheme or "" for each column of a text."""
    return text if text.isascii() else _wide_cells(text)


@lru_cache(256)
def _wide_cells(text: str) -> tuple[str, ...]:
    """Return the same of text beyond ASCII; rows of a list are written twice or more often."""
    cells: list[str] = []
    for grapheme, width in graphemes(text):
        if width:
            cells += [grapheme, ""] if width > 1 else [grapheme]
        elif cells:
            cells[-1 if cells[-1] else -2] += grapheme
    return tuple(cells)
