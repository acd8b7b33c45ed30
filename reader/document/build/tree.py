"""The tree under construction: frames of open blocks, leaves of the open paragraph, open marks."""

from collections.abc import Callable
from itertools import count

from reader.document.addresses import LinkTable
from reader.document.build.frames import CodeFrame, Frame
from reader.document.build.inline_leaves import (
    Content,
    InlineMark,
    Leaf,
    MarkKind,
    build_paragraphs,
)
from reader.document.markup.white_space import COLLAPSIBLE
from reader.document.nodes import MAX_DEPTH, Block, Emphasis, FootnoteReference, LineBreak, Text
from reader.terminal_text import clean_text

_LEVELS_OF_A_TABLE = 3


class Tree:
    """Takes text, marks and blocks in document order.

    Marks stay open across blocks, so that text in a block inside a link is still that link's.
    """

    def __init__(self, links: LinkTable) -> None:
        """Number addresses in `links`."""
        self.language = ""
        """Programming language named by an element around, for the code within."""
        self._links = links
        self._frames = [Frame()]
        self._marks: tuple[InlineMark, ...] = ()
        self._leaves: list[Leaf] = []
        self._serials = count()

    @property
    def frame(self) -> Frame:
        """The innermost open frame."""
        return self._frames[-1]

    @property
    def can_nest(self) -> bool:
        """False where one more structure would be deeper than `MAX_DEPTH`."""
        return len(self._frames) + _LEVELS_OF_A_TABLE < MAX_DEPTH

    def finish(self) -> tuple[Block, ...]:
        """Return all blocks; every frame that was pushed has been popped before."""
        self.end_paragraph()
        return tuple(self.frame.blocks)

    def add_text(self, text: str) -> None:
        """Take text as decoded from HTML."""
        cleaned = clean_text(text)
        if isinstance(self.frame, CodeFrame):
            self.frame.add_text(cleaned)
        elif self._leaves or cleaned.strip(COLLAPSIBLE):
            self._leaves.append(Leaf(Text(cleaned), self._marks))

    def add_content(self, content: Content) -> None:
        """Take what is no text, which no code span can hold; a footnote's mark is raised anyway."""
        passed: set[Emphasis | MarkKind] = {MarkKind.CODE}
        if isinstance(content, FootnoteReference):
            passed.add(Emphasis.SUPERSCRIPT)
        marks = tuple(mark for mark in self._marks if mark.kind not in passed)
        self._leaves.append(Leaf(content, marks))

    def break_line(self) -> None:
        """Take a forced line end."""
        if isinstance(self.frame, CodeFrame):
            self.frame.add_text("\n")
        else:
            self.add_content(LineBreak())

    def end_paragraph(self) -> None:
        """Hand the text collected so far to the open frame."""
        if isinstance(self.frame, CodeFrame):
            self.frame.end_line()
        elif self._leaves:
            for inlines in build_paragraphs(self._leaves, self._links):
                self.frame.add_inlines(inlines)
            self._leaves = []

    def push(self, frame: Frame) -> None:
        """Open a block."""
        self.end_paragraph()
        self._frames.append(frame)

    def pop(self) -> None:
        """Close the innermost block."""
        self.end_paragraph()
        self._frames.pop().hand_over(self.frame)

    def open_mark(self, kind: Emphasis | MarkKind, address: str = "") -> Callable[[], None]:
        """InlineMark the text from here on; returns what ends the mark.

        A mark of a kind that is open already replaces a link and changes nothing else.
        """
        before = self._marks
        kept = before
        if kind is MarkKind.LINK:
            kept = tuple(mark for mark in before if mark.kind is not kind)
        if all(mark.kind is not kind for mark in kept):
            opened = InlineMark(kind, next(self._serials), address)
            # Code stays innermost: a code span holds no inlines.
            code = tuple(mark for mark in kept if mark.kind is MarkKind.CODE)
            others = tuple(mark for mark in kept if mark.kind is not MarkKind.CODE)
            self._marks = (*others, opened, *code)

        def close() -> None:
            self._marks = before

        return close
