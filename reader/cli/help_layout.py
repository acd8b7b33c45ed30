"""Sets the help in Chinese: click counts characters and breaks lines at spaces only.

Broken as a post's text is: at most as wide as the terminal, with no full stop at a line's start.
"""

from collections.abc import Iterable

import click

from reader.layout.text.cells import cell_width

_MIN_TEXT_CELLS = 10


class ChineseHelpFormatter(click.HelpFormatter):
    """Writes paragraphs and lists of options by their width in cells."""

    def write_text(self, text: str) -> None:
        """Write paragraphs, which blank lines separate."""
        width = max(self.width - self.current_indent, _MIN_TEXT_CELLS)
        indent = " " * self.current_indent
        paragraphs = [_broken(paragraph, width) for paragraph in text.split("\n\n")]
        written = ["\n".join(indent + line for line in lines) for lines in paragraphs]
        self.write("\n\n".join(written) + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write terms with their explanations beside them, or below a long term."""
        rows = list(rows)
        widest = max((cell_width(term) for term, _text in rows), default=0)
        first = min(widest, col_max) + col_spacing
        margin = self.current_indent + first
        width = max(self.width - margin - 2, _MIN_TEXT_CELLS)
        for term, text in rows:
            beside = " " * (first - cell_width(term))
            start = f"{' ' * self.current_indent}{term}"
            if cell_width(term) > first - col_spacing:
                self.write(f"{start}\n")
                start, beside = " " * margin, ""
            lines = f"\n{' ' * margin}".join(_broken(text, width))
            self.write(f"{start}{beside}{lines}".rstrip() + "\n")


def _broken(paragraph: str, width: int) -> list[str]:
    from reader.layout.line import Run  # noqa: PLC0415 - with the next, 25 ms only help needs
    from reader.layout.text.line_breaking import break_lines  # noqa: PLC0415

    words = " ".join(paragraph.split())
    return [line.text.rstrip() for line in break_lines([Run(words)], width)] if words else [""]
