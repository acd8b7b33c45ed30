"""A body is cut into text, code, tags and outputs, in the order in which they stand.

Code spans, code blocks and ``<pre>`` are code: posts about Jekyll show tags there, although Jekyll
would run them; only ``{% raw %}`` is carried out in them. Time is linear in the length of the text,
however many marks are left open.

Source: Liquid's tokenizer; Hugo's shortcodes; Hexo's tag plugins; Zola's shortcodes.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

_MARK = re.compile(
    r"""
      ^(?P<fence>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:`{3,}(?=[^`\n]*$)|~{3,}))
    | (?P<ticks>`+)
    | <(?P<element>pre|code|script|style)\b
    | (?P<tag>\{%)
    | (?P<shortcode>\{\{[<%])
    | (?P<output>\{\{)
    """,
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_CLOSING = {"tag": "%}", "output": "}}"}
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_RAW_START = re.compile(r"\{%-?\s*raw\s*-?%\}")
_TICKS = re.compile(r"`+")
_LONGEST_SPAN = 10_000
"""Characters; bounds the search for a blank line, so that many backticks stay linear."""
_VERBATIM_TAGS = frozenset({"raw", "comment", "highlight", "codeblock", "code"})
"""Tags in whose content no other is carried out."""
_CODE_SHORTCODES = frozenset({"highlight", "code", "codeblock"})


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    """Text that Markdown reads."""
    CODE = "code"
    """Code as written, with its marks."""
    OUTPUT = "output"
    TAG = "tag"
    SHORTCODE = "shortcode"
    """Hugo's, opening; `rest` is what follows its name."""
    CODE_BLOCK = "code-block"
    """Code between tags; `text` is the code, `name` the tag's."""


class Token(NamedTuple):
    """A piece of a body."""

    kind: Kind
    text: str
    """What is written between the marks, for tags and outputs without white space around it."""
    name: str = ""
    """A tag's name, in lower case."""
    rest: str = ""
    """What follows the name."""


def tokens_of(text: str) -> list[Token]:
    """Cut a body into tokens; together they hold all of its text."""
    return list(_Cutter(text).tokens())


class _Cutter:
    """One pass over a text, left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()
        self._ticks_ahead: dict[str, list[int]] | None = None
        self._strips_next = False

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens, white space taken away where a mark has a dash."""
        position = 0
        while match := _MARK.search(self._text, position):
            start, (token, end) = match.start(), self._take(match)
            has_dash = token is not None and token.kind in {Kind.TAG, Kind.OUTPUT, Kind.CODE_BLOCK}
            strips_before = has_dash and self._text.startswith("-", start + 2)
            yield from self._text_token(position, start, strips_end=strips_before)
            if token is not None:
                yield token
            position = end
            is_mark = match.lastgroup in _CLOSING
            self._strips_next = is_mark and self._text.startswith("-", end - 3)
        yield from self._text_token(position, len(self._text), strips_end=False)

    def _text_token(self, start: int, end: int, *, strips_end: bool) -> Iterator[Token]:
        text = self._text[start:end]
        text = text.lstrip() if self._strips_next else text
        text = text.rstrip() if strips_end else text
        if text:
            yield Token(Kind.TEXT, text)

    def _take(self, match: re.Match[str]) -> tuple[Token | None, int]:
        """Return the token that begins at a mark, and the place after it."""
        match match.lastgroup:
            case "tag":
                return self._tag(match)
            case "output":
                end = self._after("}}", match.end())
                if end is None:
                    return Token(Kind.TEXT, match[0]), match.end()
                content = self._text[match.end() : end - 2]
                return Token(Kind.OUTPUT, _inside(content)), end
            case "shortcode":
                return self._shortcode(match)
            case _:
                return self._code(match)

    def _code(self, match: re.Match[str]) -> tuple[Token, int]:
        """Keep code as written, but for ``raw``; what never ends is no code."""
        end = self._end_of_code(match)
        if end is None:
            return Token(Kind.TEXT, match[0]), match.end()
        return Token(Kind.CODE, carry_out_raw(self._text[match.start() : end])), end

    def _tag(self, match: re.Match[str]) -> tuple[Token | None, int]:
        end = self._after("%}", match.end())
        if end is None:
            return Token(Kind.TEXT, match[0]), match.end()
        content = _inside(self._text[match.end() : end - 2])
        if not content:
            return Token(Kind.TEXT, self._text[match.start() : end]), end
        name, rest = _name_and_rest(content)
        if name not in _VERBATIM_TAGS:
            return Token(Kind.TAG, content, name, rest), end
        inside, end = self._body_of(name, end)
        if name == "raw":
            return Token(Kind.TEXT, inside or ""), end
        if inside is not None and name != "comment":
            return Token(Kind.CODE_BLOCK, carry_out_raw(inside), name, rest), end
        is_without_end = name in {"code", "codeblock"}
        return (Token(Kind.TAG, content, name, rest) if is_without_end else None), end

    def _shortcode(self, match: re.Match[str]) -> tuple[Token | None, int]:
        closing = ">}}" if match[0] == "{{<" else "%}}"
        end = self._after(closing, match.end())
        if end is None:
            return Token(Kind.TEXT, match[0]), match.end()
        content = self._text[match.end() : end - 3].strip()
        if content.startswith("/*") and content.endswith("*/"):  # Hugo's way to show one
            return Token(Kind.CODE, f"{match[0]}{content[2:-2]}{closing}".replace("<", "&lt;")), end
        name, rest = _name_and_rest(content.removesuffix("/").rstrip())
        if name in _CODE_SHORTCODES:
            closed = re.compile(rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}")
            found = self._search(closed, end)
            if found:
                code = self._text[end : found.start()]
                return Token(Kind.CODE_BLOCK, code, name, rest), found.end()
        return Token(Kind.SHORTCODE, content, name, rest), end

    def _after(self, mark: str, position: int) -> int | None:
        """Return the place after the next `mark`; remembers what does not come any more."""
        if mark in self._absent:
            return None
        found = self._text.find(mark, position)
        if found < 0:
            self._absent.add(mark)
            return None
        return found + len(mark)

    def _search(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        if pattern.pattern in self._absent:
            return None
        found = pattern.search(self._text, position)
        if not found:
            self._absent.add(pattern.pattern)
        return found

    def _body_of(self, name: str, position: int) -> tuple[str | None, int]:
        """Return the text up to the end tag, and the place after it; None if it never comes.

        An end tag between ``raw`` and ``endraw`` is text.
        """
        closing = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}")
        end = self._search(closing, position)
        start = position
        while end and name != "raw" and (raw := _RAW_START.search(self._text, start, end.start())):
            literal = _RAW.match(self._text, raw.start())
            if literal is None:
                break
            start = literal.end()
            if start > end.start():
                end = self._search(closing, start)
        return (self._text[position : end.start()], end.end()) if end else (None, position)

    def _end_of_code(self, match: re.Match[str]) -> int | None:
        match match.lastgroup:
            case "fence":
                return self._end_of_fence(match)
            case "ticks":
                return self._end_of_span(match)
            case _:
                return self._after(f"</{match['element']}", match.end())

    def _end_of_fence(self, match: re.Match[str]) -> int | None:
        """Return the end of fenced code; one that is never closed holds all that follows."""
        fence = match["fence"].strip(" \t>-*+0123456789.)")
        end = self._search(re.compile(rf"\n[ \t>]*{fence}{fence[0]}*[ \t]*(?=\n|\Z)"), match.end())
        if end:
            return end.end()
        prefix = match["fence"].removesuffix(fence)
        return len(self._text) if len(prefix) <= 3 and not prefix.strip(" ") else None

    def _end_of_span(self, match: re.Match[str]) -> int | None:
        """Return the end of a code span: the next run of as many backticks in this paragraph."""
        if self._ticks_ahead is None:
            self._ticks_ahead = {}
            for run in reversed(list(_TICKS.finditer(self._text, match.start()))):
                self._ticks_ahead.setdefault(run[0], []).append(run.end())
        ends = self._ticks_ahead.get(match[0], [])
        while ends and ends[-1] <= match.end():
            ends.pop()
        if not ends or ends[-1] - match.end() > _LONGEST_SPAN:
            return None
        is_in_paragraph = self._text.find("\n\n", match.end(), ends[-1]) < 0
        return ends[-1] if is_in_paragraph else None


def carry_out_raw(code: str) -> str:
    """Take the tags ``raw`` and ``endraw`` away that stand around something."""
    return _RAW.sub(r"\1", code) if "endraw" in code else code


def _inside(content: str) -> str:
    return content.removeprefix("-").removesuffix("-").strip()


def _name_and_rest(content: str) -> tuple[str, str]:
    name, *rest = content.split(maxsplit=1)
    return name.lower(), rest[0] if rest else ""
