"""Liquid that a body carries is carried out or taken away.

Owns what a reader sees of them: values that are known, literal text, code; never a bare tag.
Nothing inside code spans, code blocks and ``<pre>`` is touched, because posts about Jekyll show
tags there, although Jekyll itself would run them. Time is linear in the length of the text,
however many tags are left open.

Source: Liquid's and Jekyll's template documentation.
"""

import html
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from reader.document.addresses import POST_SCHEME

_MARK = re.compile(
    r"""
      ^(?P<fence>[ ]{0,3}(?:```+|~~~+))
    | (?P<ticks>`+)
    | <(?P<element>pre|code|script|style)\b
    | (?P<tag>\{%)
    | (?P<output>\{\{)
    """,
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_QUOTED = re.compile(r"""(?P<quote>["'])(?P<text>.*?)(?P=quote)""", re.DOTALL)
_BEFORE_ADDRESS = re.compile(r"""(?:[(<=]\s*|=\s*["']|\]:[ \t]*)\Z""")
_TICKS = re.compile(r"`+")
_LONGEST_SPAN = 10_000
"""Characters; bounds the search for a blank line, so that many backticks stay linear."""


def carry_out_liquid(text: str, variables: Mapping[str, str], *, is_html: bool = False) -> str:
    """Return `text` without Liquid.

    Args:
        text: A body as written.
        variables: Values by their dotted names (``site.url``); others come out empty.
        is_html: Highlighted code becomes HTML instead of a fenced block.
    """
    if "{%" not in text and "{{" not in text:
        return text
    return _Pass(text, variables, is_html).run()


class _Pass:
    """One pass over a text, left to right."""

    def __init__(self, text: str, variables: Mapping[str, str], is_html: bool) -> None:
        self._text = text
        self._variables = dict(variables)
        self._is_html = is_html
        self._written: list[str] = []
        self._outputs = 0
        self._absent: set[str] = set()
        self._ticks_ahead: dict[str, list[int]] | None = None

    def run(self) -> str:
        """Return the text with every mark replaced."""
        position = 0
        while match := _MARK.search(self._text, position):
            if match.start() > position:
                self._written.append(self._text[position : match.start()])
                self._outputs = 0
            position = self._take(match)
        self._written.append(self._text[position:])
        return "".join(self._written)

    def _take(self, match: re.Match[str]) -> int:
        """Write what `match` becomes and return where to go on."""
        match match.lastgroup:
            case "fence" | "ticks" | "element":
                return self._keep_until(match, self._end_of_code(match))
            case "tag":
                return self._within(match, "%}", self._run_tag)
            case "output":
                return self._within(match, "}}", self._write_output)
        return match.end()

    def _keep_until(self, match: re.Match[str], end: int | None) -> int:
        """Keep code as written; what never ends is no code."""
        end = match.end() if end is None else end
        self._written.append(self._text[match.start() : end])
        return end

    def _within(self, match: re.Match[str], closing: str, act: Callable[[str, int], int]) -> int:
        end = self._after(closing, match.end())
        if end is None:
            self._written.append(match[0])
            return match.end()
        return act(self._text[match.end() : end - len(closing)], end)

    def _after(self, mark: str, position: int) -> int | None:
        """Return the place after the next `mark`; remembers what does not come any more."""
        if mark in self._absent:
            return None
        found = self._text.find(mark, position)
        if found < 0:
            self._absent.add(mark)
            return None
        return found + len(mark)

    def _end_of_code(self, match: re.Match[str]) -> int | None:
        match match.lastgroup:
            case "fence":
                return self._end_of_fence(match)
            case "ticks":
                return self._end_of_span(match)
            case _:
                return self._after(f"</{match['element']}", match.end())

    def _end_of_fence(self, match: re.Match[str]) -> int:
        """Return the end of the fenced code; one that is never closed holds all that follows."""
        fence = match["fence"].strip()
        closing = re.compile(rf"\n[ ]{{0,3}}{fence}{fence[0]}*[ \t]*(?=\n|\Z)")
        end = closing.search(self._text, match.end())
        return end.end() if end else len(self._text)

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

    def _run_tag(self, content: str, end: int) -> int:
        name, _, rest = content.removeprefix("-").removesuffix("-").strip().partition(" ")
        match name:
            case "raw":
                literal, end = self._body_of(name, end)
                self._written.append(literal)
            case "highlight":
                code, end = self._body_of(name, end)
                self._written.append(self._code(code, rest))
            case "comment":
                _, end = self._body_of(name, end)
            case "post_url" | "link":
                self._write_link(name, rest.strip(" \"'"))
            case "include" | "include_relative" | "include_cached":
                self._write_include(rest)
            case "assign":
                self._assign(rest)
            case "capture":
                self._variables[rest.strip(" \"'")], end = self._body_of(name, end)
        return end

    def _write_link(self, name: str, target: str) -> None:
        """Write where a tag leads: as an address where one stands, else as a link of its own.

        A page that is no post stands at the place of its file.
        """
        is_post = name == "post_url" or "_posts/" in target or "_drafts/" in target
        words = target.strip("/").rpartition("/")[2] if is_post else target
        if is_post and name == "link":
            words = words.rpartition(".")[0] or words
        address = (POST_SCHEME if is_post else "") + quote(words, "/-._~")
        # What stands right before it is the site's own address, which the tag would repeat.
        del self._written[len(self._written) - self._outputs :]
        before = next((part for part in reversed(self._written) if part), "")
        if _BEFORE_ADDRESS.search(before[-200:]):
            self._written.append(address)
        else:
            self._written.append(f'<a href="{html.escape(address)}">{html.escape(words)}</a>')

    def _write_include(self, rest: str) -> None:
        """Write the name of what a site would put here; its text is not in the post."""
        name = rest.split(maxsplit=1)[0] if rest.strip() else ""
        if name:
            self._written.append(html.escape(f" [{name}] ").replace("_", "&#95;"))

    def _assign(self, rest: str) -> None:
        name, is_set, value = rest.partition("=")
        quoted = _QUOTED.match(value.strip())
        if is_set and quoted:
            self._variables[name.strip()] = quoted["text"]

    def _body_of(self, name: str, position: int) -> tuple[str, int]:
        """Return the text up to the end tag, and the place after it; all if it is never closed."""
        if f"end{name}" not in self._absent:
            closing = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}")
            end = closing.search(self._text, position)
            if end:
                return self._text[position : end.start()], end.end()
            self._absent.add(f"end{name}")
        return "", position

    def _code(self, code: str, options: str) -> str:
        language = options.split(maxsplit=1)[0] if options else ""
        if self._is_html:
            return (
                f'<pre><code class="language-{html.escape(language)}">'
                f"{html.escape(code)}</code></pre>"
            )
        longest = max(map(len, _TICKS.findall(code)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}{language}\n{code.strip(chr(10))}\n{fence}\n\n"

    def _write_output(self, content: str, end: int) -> int:
        expression = content.removeprefix("-").removesuffix("-").strip()
        quoted = _QUOTED.match(expression)
        if quoted:
            self._written.append(quoted["text"])
        else:
            name = expression.partition("|")[0].strip()
            self._written.append(self._variables.get(name, ""))
        self._outputs += 1
        return end
