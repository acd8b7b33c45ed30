"""Blocks under construction: one frame for each open element that has a node of its own.

A frame takes finished blocks and paragraphs, and at its end hands what it became to the frame
around it. What stands where HTML does not allow it (text in a table, a list in a list) is taken
where a browser would show it.
"""

from reader.document.nodes import (
    Block,
    BlockQuote,
    CodeBlock,
    Footnote,
    FootnoteList,
    Heading,
    Inline,
    Paragraph,
)


class Frame:
    """Base: collects blocks and hands them on unchanged."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def add(self, block: Block) -> None:
        """Take a finished block."""
        self.blocks.append(block)

    def add_inlines(self, inlines: tuple[Inline, ...]) -> None:
        """Take a paragraph's inlines, which are never empty."""
        self.add(Paragraph(inlines))

    def hand_over(self, parent: "Frame") -> None:
        """Give `parent` what this frame became; called once, at its end."""
        for block in self.blocks:
            parent.add(block)


class QuoteFrame(Frame):
    """``blockquote``."""

    def hand_over(self, parent: Frame) -> None:
        """Become a quote, unless empty."""
        if self.blocks:
            parent.add(BlockQuote(tuple(self.blocks)))


class HeadingFrame(Frame):
    """``h1`` to ``h6``."""

    def __init__(self, level: int, identifier: str) -> None:
        super().__init__()
        self.identifier = identifier
        self._level = level

    def add_inlines(self, inlines: tuple[Inline, ...]) -> None:
        """Make each run of text a heading of its own."""
        self.add(Heading(self._level, inlines, self.identifier))


class CodeFrame(Frame):
    """``pre``: its text, with white space as written."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self._parts: list[str] = []

    def add_text(self, text: str) -> None:
        """Take literal text."""
        self._parts.append(text)

    def end_line(self) -> None:
        """Start a new line, unless one has just begun."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self._parts.append("\n")

    def hand_over(self, parent: Frame) -> None:
        """Become a code block; HTML ignores one line feed at the start."""
        text = "".join(self._parts).removeprefix("\n").rstrip("\n")
        if text.strip():
            parent.add(CodeBlock(text, self.language))


class FootnoteListFrame(Frame):
    """The section of footnotes at the end of a body."""

    def __init__(self) -> None:
        super().__init__()
        self.footnotes: list[Footnote] = []

    def hand_over(self, parent: Frame) -> None:
        """Become a list of footnotes, after whatever else stood in the section."""
        super().hand_over(parent)
        if self.footnotes:
            parent.add(FootnoteList(tuple(self.footnotes)))


class FootnoteFrame(Frame):
    """One footnote."""

    def hand_over(self, parent: Frame) -> None:
        """Become a footnote, labelled by its place in the list, as its references are."""
        if isinstance(parent, FootnoteListFrame):
            label = str(len(parent.footnotes) + 1)
            parent.footnotes.append(Footnote(label, tuple(self.blocks)))
        else:
            super().hand_over(parent)
