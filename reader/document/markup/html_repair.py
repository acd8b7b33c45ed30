"""HTML whose tags lack their ends, rewritten so that the parser reads it as a browser would.

Owns what a raw-text tag without an end tag means: it is named in prose and shown as written. Also
closes what libxml2 leaves open: a ``div`` in a quote, an item or a cell, a medium, parts of ruby.
Only bodies in which the walk met such an element come here.

Source: HTML Living Standard 13.2.5 and 13.2.6 (raw text, scopes, implied end tags, ``</br>``);
CommonMark 0.31, 4.6, for where a tag of Markdown begins a block.
"""

import re
from collections import Counter

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"'=]|=\s*+(?:"[^"]*"|'[^']*')|["'=])*+)>""")
_TAG_NAME = re.compile("</?[a-zA-Z]")
_RAW_TEXT = frozenset(
    ["iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"]
)
_HIDING = frozenset(
    ["annotation", "annotation-xml", "datalist", "defs", "desc", "metadata", "template"]
)
_SHOWN_AS = {"iframe": "object", "noembed": "span", "noframes": "div", "plaintext": "xmp"}
"""Elements of which the content is no raw text here, and what they are read as instead."""
_MEDIA = frozenset(["audio", "object", "video"])
_BEGINS_BLOCK = frozenset(["script", "style", "textarea"])
"""At the start of a line of Markdown these reach to their end tag, over blank lines."""
_RUBY_PARTS = frozenset(["rb", "rp", "rt", "rtc"])
_CONTAINERS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "li", "main"),
        *("nav", "ol", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul"),
    }
)
_WALLS = frozenset(["table", "td", "th"])
"""What no end tag of another element reaches through."""
_LISTS = frozenset(["ol", "ul"])
_IN_TABLE = frozenset(["table", "tbody", "td", "tfoot", "th", "thead", "tr"])
_OF_MARKDOWN = frozenset(["blockquote", "dd", "dl", "li", "ol", "ul"])
"""Containers whose end Markdown decides, whatever HTML in them is open."""
_ENDED_BY_NEXT = {
    "li": ({"li"}, _LISTS),
    **dict.fromkeys(("dd", "dt"), ({"dd", "dt"}, {"dl"})),
    **dict.fromkeys(("td", "th"), ({"td", "th"}, {"table", "tr"})),
    "tr": ({"tr"}, {"table"}),
}
"""What the start of an element ends, and within what."""
_SOURCES = re.compile(r"(?:\s*+<(?:source|track|param)\b[^<>]*+>(?:</(?:source|track|param)>)?+)*+")
_BLOCK_END = re.compile(r"</(?:p|li|t[dh]|h[1-6]|d[dt])>\n")
_ADDRESS = re.compile(r"""\b(?:data-)?src\s*=\s*["']?\s*[^\s"'>]""", re.IGNORECASE)
_LONGEST_INDENT = 100
_DEEPEST_LOOK = 50
"""Containers in which the start of an item looks for the item before it."""

NEEDS_REPAIR = _RAW_TEXT | _HIDING | _MEDIA | _RUBY_PARTS
"""Elements that need `repair` wherever they occur."""

_OTHER_CONTAINER = re.compile(
    rf"<(?:{'|'.join(sorted(_CONTAINERS - {'div'}))})[\s>]", re.IGNORECASE
)
_CONTAINER_OF_MARKDOWN = re.compile(r"<(?:blockquote|dd|li)[\s>]", re.IGNORECASE)


def holds_other_containers(html: str) -> bool:
    """Return True if a ``div`` in `html` may lie in something that ends before it."""
    return _OTHER_CONTAINER.search(html) is not None


def holds_containers_of_markdown(html: str) -> bool:
    """Return True if a ``table`` in `html` may lie in a quote or an item that ends before it."""
    return _CONTAINER_OF_MARKDOWN.search(html) is not None


def repair(html: str, *, from_markdown: bool) -> str:
    """Return `html` with the tags that are missing, and tags that are only named as text.

    Linear in the length of `html`, the depth of its containers aside.

    Args:
        html: Without NUL.
        from_markdown: True where a Markdown parser wrote the blocks, so that a tag and its end
            tag in different paragraphs don't belong together.
    """
    return _Repair(html, from_markdown).run()


class _Repair:
    def __init__(self, html: str, from_markdown: bool) -> None:
        self._html = html
        self._from_markdown = from_markdown
        self._edits: list[tuple[int, int, str]] = []
        """Start, end and what takes the place of the text between."""
        self._place = 0
        """How far the text is read."""
        self._open: list[str] = []
        """Containers, outermost first."""
        self._open_count: Counter[str] = Counter()
        """How many of them have a name."""
        self._ruby_part = ""
        """The part of a ruby that is open."""
        self._is_in_ruby = False
        self._ends_comments = True
        """False where no end of a comment follows any more."""
        self._block_end: re.Match[str] | None = None
        """The first end of a block at or after some place."""
        self._end_tags: dict[str, re.Match[str] | None] = {}
        """The first end tag of a name at or after some place; None where none follows."""
        self._taken_ends: set[int] = set()
        """Places of end tags that have been rewritten."""

    def run(self) -> str:
        html = self._html
        while (start := html.find("<", self._place)) >= 0:
            tag = _TAG.match(html, start)
            if tag:
                self._place = tag.end()
                self._take(tag, tag[2].lower())
            elif html.startswith("<!--", start):
                self._take_comment(start)
            elif _TAG_NAME.match(html, start):
                break  # a tag that never ends, which takes in all that follows
            else:
                self._place = start + 1
        return self._edited()

    def _edited(self) -> str:
        parts = []
        done = 0
        for start, end, replacement in sorted(self._edits, key=lambda edit: edit[0]):
            parts += [self._html[done:start], replacement]
            done = end
        return "".join([*parts, self._html[done:]])

    def _take(self, tag: re.Match[str], name: str) -> None:
        if name in _RAW_TEXT or name in _HIDING:
            if not tag[1]:
                self._take_raw_text(tag, name)
            elif name in _RAW_TEXT:
                self._take_lone_end(tag.start())
        elif name in _MEDIA and not tag[1]:
            self._take_medium(tag, name)
        elif name in _RUBY_PARTS or name == "ruby":
            self._take_ruby(tag, name)
        elif name in _CONTAINERS:
            self._end_ruby_part(tag.start())
            self._is_in_ruby = False
            if tag[1]:
                self._end_container(tag, name)
            else:
                self._start_container(tag, name)
        elif name == "p":
            self._end_ruby_part(tag.start())
            self._is_in_ruby = False
        elif name == "br" and tag[1]:
            self._edits.append((tag.start(), tag.end(), "<br>"))

    def _show(self, start: int) -> None:
        """Make text of a tag."""
        self._edits.append((start, start + 1, "&lt;"))

    def _take_comment(self, start: int) -> None:
        end = self._html.find("-->", start + 2) if self._ends_comments else -1
        if end < 0:
            self._ends_comments = False
            self._show(start)
        self._place = end + 3 if end >= 0 else start + 4

    def _take_raw_text(self, tag: re.Match[str], name: str) -> None:
        end = self._end_of(tag, name)
        if end:
            self._take_whole(tag, name, end)
        elif name == "iframe" and _ADDRESS.search(tag[3]):
            self._edits.append((*tag.span(), f"<object{tag[3].rstrip('/')}></object>"))
        elif tag[3].endswith("/"):
            self._edits.append((*tag.span(), ""))
        else:
            self._show(tag.start())
            self._place = tag.start() + 1

    def _take_whole(self, tag: re.Match[str], name: str, end: re.Match[str]) -> None:
        """Take an element of raw text that has its end."""
        if name in _SHOWN_AS:
            self._taken_ends.add(end.start())
            self._edits.append((tag.start(), tag.end(2), f"<{_SHOWN_AS[name]}"))
            self._edits.append((end.start(), end.end(), f"</{_SHOWN_AS[name]}"))
            if name == "iframe" and _ADDRESS.search(tag[3]):
                self._edits.append((tag.end(), end.start(), ""))
                self._place = end.end()
            elif name == "plaintext":
                self._place = end.end()
        elif name in _RAW_TEXT:
            self._place = end.end()

    def _take_lone_end(self, start: int) -> None:
        """Make text of an end tag in Markdown that has no start."""
        if self._from_markdown and start not in self._taken_ends:
            self._show(start)

    def _take_medium(self, tag: re.Match[str], name: str) -> None:
        """End a medium without end tag after its sources."""
        end = None if tag[3].endswith("/") else self._end_of(tag, name)
        if end and name != "object":
            again = re.compile(rf"<{name}\b", re.IGNORECASE)
            end = None if again.search(self._html, tag.end(), end.start()) else end
        sources = _SOURCES.match(self._html, tag.end())
        if not end and sources:
            self._edits.append((sources.end(), sources.end(), f"</{name}>"))

    def _end_of(self, tag: re.Match[str], name: str) -> re.Match[str] | None:
        """Return the end tag that belongs to a start, up to its name; None if it has none."""
        end = self._end_tags.get(name)
        if name not in self._end_tags or (end and end.start() < tag.end()):
            pattern = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
            end = self._end_tags[name] = pattern.search(self._html, tag.end())
        if not end or not self._from_markdown:
            return end
        if self._begins_line(tag.start()) and (
            name in _BEGINS_BLOCK or self._begins_line(end.start())
        ):
            return end
        if not self._block_end or self._block_end.start() < tag.end():
            self._block_end = _BLOCK_END.search(self._html, tag.end())
        return None if self._block_end and self._block_end.start() < end.start() else end

    def _begins_line(self, place: int) -> bool:
        before = self._html[max(0, place - _LONGEST_INDENT) : place]
        return not before.rpartition("\n")[2].strip()

    def _take_ruby(self, tag: re.Match[str], name: str) -> None:
        if name == "ruby":
            self._end_ruby_part(tag.start())
            self._is_in_ruby = not tag[1]
            return
        if tag[1]:
            self._ruby_part = "" if name == self._ruby_part else self._ruby_part
            return
        if name == "rp" and not self._is_in_ruby:
            self._take_raw_text(tag, name)
            return
        self._end_ruby_part(tag.start())
        self._ruby_part = name

    def _end_ruby_part(self, place: int) -> None:
        if self._ruby_part:
            self._edits.append((place, place, f"</{self._ruby_part}>"))
            self._ruby_part = ""

    def _start_container(self, tag: re.Match[str], name: str) -> None:
        if name in _ENDED_BY_NEXT:
            ended, around = _ENDED_BY_NEXT[name]
            top = len(self._open) - 1
            for depth in range(top, max(top - _DEEPEST_LOOK, -1), -1):
                if self._open[depth] in ended:
                    self._close_from(depth, tag.start())
                    break
                if self._open[depth] in around or self._open[depth] not in {"div", "p", name}:
                    break
        self._open.append(name)
        self._open_count[name] += 1

    def _end_container(self, tag: re.Match[str], name: str) -> None:
        if not self._open_count[name]:
            return
        through_walls = name in _IN_TABLE or (self._from_markdown and name in _OF_MARKDOWN)
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth] == name:
                self._close_from(depth + 1, tag.start())
                self._open_count[self._open.pop()] -= 1
                return
            if self._open[depth] in _WALLS and not through_walls:
                return
            if self._open[depth] == "table" and name in _IN_TABLE:
                return
            if name == "li" and self._open[depth] in _LISTS and not self._from_markdown:
                return

    def _close_from(self, depth: int, place: int) -> None:
        """Put the end tags of the containers from `depth` on at `place`."""
        missing = "".join(f"</{name}>" for name in reversed(self._open[depth:]))
        if missing:
            self._edits.append((place, place, missing))
            self._open_count.subtract(self._open[depth:])
            del self._open[depth:]
