"""Converts inlines to runs of text with a role.

Owns the look of an inline: a link is its text followed by its number in brackets, an image is a
line of its own, ``┤▣ words · 640×480├[3]``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias, assert_never

from reader.document.nodes import (
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    LineBreak,
    Link,
    Styled,
    Text,
)
from reader.layout.line import Role, Run
from reader.layout.text.scripts import lower_text, raise_text
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop

IMAGE_MARK = "┤▣ "
IMAGE_END = "├"
DOUBT_MARK = "! → "
"""Stands before the true host of a link that might be taken for another."""
NAMELESS_IMAGE = gettext_noop("image")

_ROLES = {
    Emphasis.EMPHASIS: Role.EMPHASIS,
    Emphasis.STRONG: Role.STRONG,
    Emphasis.DELETED: Role.DELETED,
    Emphasis.INSERTED: Role.INSERTED,
    Emphasis.MARKED: Role.MARKED,
    Emphasis.KEYBOARD: Role.KEYBOARD,
}
_CLOSING = re.compile("[，。、；：？！）》」』】〕”’,.;:?!)…]+")
_ONE_LINE = str.maketrans("\n\t", "  ")

Segment: TypeAlias = list[Run]
"""Runs between two forced line breaks."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbering of a text's links."""

    unlisted: frozenset[int] = frozenset()
    """Links that are not listed, and so show no number."""
    footnotes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Link number of each footnote by label; the link back has the next number."""
    hosts: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    """Where links lead that might be taken for others, by number."""


PLAIN_NUMBERING = Numbering()
"""All links are listed, and there are no footnotes to jump to."""


def set_inlines(
    inlines: Sequence[Inline],
    role: Role = Role.TEXT,
    numbering: Numbering = PLAIN_NUMBERING,
) -> list[Segment]:
    """Return the runs of `inlines`, one segment for each line between forced breaks.

    Args:
        inlines: Contents of a paragraph or heading.
        role: Role of the surrounding text, added to each run.
        numbering: Numbers of the special links.

    Returns:
        At least one segment; it may be empty.
    """
    if len(inlines) == 1 and isinstance(inlines[0], Text):
        return [[Run(inlines[0].text.translate(_ONE_LINE), role)]]
    setter = _Setter(numbering)
    setter.set_all(inlines, role, 0)
    return setter.segments


def plain_text(inlines: Sequence[Inline]) -> str:
    """Return the plain text of `inlines` on one line, without link numbers and marks."""
    words = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                words.append(text)
            case Styled(_, children) | Link(children, _):
                words.append(plain_text(children))
            case LineBreak():
                words.append(" ")
            case Image(alt, _):
                words.append(alt)
            case FootnoteReference():
                pass
            case _:
                assert_never(inline)
    return " ".join("".join(words).split())


class _Setter:
    """Collects the segments of one run of text."""

    def __init__(self, numbering: Numbering) -> None:
        self.segments: list[Segment] = [[]]
        self._numbering = numbering
        self._is_after_image = False

    def set_all(self, inlines: Sequence[Inline], role: Role, link: int) -> None:
        for inline in inlines:
            self._set(inline, role, link)

    def _set(self, inline: Inline, role: Role, link: int) -> None:
        match inline:
            case Text(text):
                self._add(text, role, link)
            case Code(text):
                self._add(text, role | Role.CODE, link)
            case LineBreak():
                self._break()
            case Styled(kind, children):
                self._set_styled(kind, children, role, link)
            case Link(children, number):
                self._set_link(children, number, role)
            case Image():
                self._set_image(inline, role, link)
            case FootnoteReference(label):
                note = self._numbering.footnotes.get(label, link)
                self._add(f"[^{label}]", role | Role.FOOTNOTE, note)
            case _:
                assert_never(inline)

    def _add(self, text: str, role: Role, link: int) -> None:
        if not role & Role.CODE and (self._is_after_image or not self.segments[-1]):
            text = text.lstrip(" ")
        if self._is_after_image:
            marks = _CLOSING.match(text)
            if marks is not None and not role & Role.CODE:
                # They never start a line, not even below an image.
                self.segments[-1].append(Run(marks[0], role, link))
                text = text[marks.end() :].lstrip(" ")
        if not text:
            return
        if self._is_after_image:
            self._break()
        self.segments[-1].append(Run(text.translate(_ONE_LINE), role, link))

    def _break(self) -> None:
        self._is_after_image = False
        self.segments.append([])

    def _set_styled(
        self, kind: Emphasis, children: Sequence[Inline], role: Role, link: int
    ) -> None:
        if kind is Emphasis.SUPERSCRIPT:
            self._set_script(children, role, link, "^", raise_text)
        elif kind is Emphasis.SUBSCRIPT:
            self._set_script(children, role, link, "_", lower_text)
        else:
            self.set_all(children, role | _ROLES[kind], link)

    def _set_script(
        self,
        children: Sequence[Inline],
        role: Role,
        link: int,
        mark: str,
        convert: Callable[[str], str | None],
    ) -> None:
        inner = _Setter(self._numbering)
        inner.set_all(children, role, link)
        runs = [run for segment in inner.segments for run in segment]
        texts = [run.text if run.role & Role.FOOTNOTE else convert(run.text) for run in runs]
        converted = [text for text in texts if text is not None]
        if len(converted) == len(runs):
            runs = [replace(run, text=text) for run, text in zip(runs, converted, strict=True)]
        else:
            runs = [Run(f"{mark}(", role, link), *runs, Run(")", role, link)]
        for run in runs:
            self._add(run.text, run.role, run.link)

    def _set_link(self, children: Sequence[Inline], number: int, role: Role) -> None:
        self.set_all(children, role | Role.LINK if number else role, number)
        self._add_number(number, role)

    def _set_image(self, image: Image, role: Role, link: int) -> None:
        segment = self.segments[-1]
        if any(run.text.strip(" ") for run in segment):
            if not segment[-1].role & Role.CODE:
                segment[-1] = replace(segment[-1], text=segment[-1].text.rstrip(" "))
            self._break()
        self.segments[-1].clear()
        self._is_after_image = False
        leads_to = link or image.number
        frame = role | Role.IMAGE | Role.MARKER
        size = f" · {image.size}" if image.size else ""
        self._add(IMAGE_MARK, frame, leads_to)
        self._add(image.alt or _(NAMELESS_IMAGE), role | Role.IMAGE, leads_to)
        self._add(size + IMAGE_END, frame, leads_to)
        self._add_number(image.number, role)
        self._is_after_image = True

    def _add_number(self, number: int, role: Role) -> None:
        """Add a link's number, only once if an image and its link have the same target."""
        if not number or number in self._numbering.unlisted:
            return
        segment = self.segments[-1]
        if segment and segment[-1].link == number and segment[-1].role & Role.LINK_NUMBER:
            return
        host = self._numbering.hosts.get(number)
        shown = f"[{number}]" if host is None else f"[{number}{DOUBT_MARK}{host}]"
        segment.append(Run(shown, role | Role.LINK_NUMBER, number))
