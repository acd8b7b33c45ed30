"""Liquid in a body is carried out as far as a reader without the site's generator can.

Owns what is seen of it: values, the branch that holds, loops over what is known, includes; where a
condition can't be known, everything inside. A tag that is not known leaves its words in brackets;
no text of the post goes with it. All is bounded, whatever a template does.

Source: Liquid's and Jekyll's template documentation; Hexo's tag plugins; Hugo's shortcodes.
"""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from reader.document.markup.liquid import marks
from reader.document.markup.liquid.expressions import condition, evaluate, split
from reader.document.markup.liquid.scope import Scope
from reader.document.markup.liquid.tokens import Kind, Token, tokens_of
from reader.document.markup.liquid.tree import Block, Branch, Node, tree_of
from reader.document.markup.liquid.values import (
    UNKNOWN,
    Unknown,
    Value,
    is_equal,
    items_of,
    text_of,
)
from reader.liquid_inputs import LiquidInputs, has_liquid

MAX_INCLUDES_DEEP = 5
"""Includes within includes."""
MAX_TURNS = 500
"""Of one loop."""

_BEFORE_ADDRESS = re.compile(r"""(?:[(<=]\s*|=\s*["']|\]:[ \t]*)\Z""")
_ASSIGNMENT = re.compile(r"\s*([\w\-]+)\s*=\s*(.*)\Z", re.DOTALL)
_LOOP = re.compile(r"\s*([\w\-]+)\s+in\s+(\([^)]*\)|\S+)(.*)\Z", re.DOTALL)
_OPTION = re.compile(r"(limit|offset|cols)\s*:\s*([\w.\-]+)")
_PARAMETER = re.compile(r"""([\w\-]+)\s*=\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\w.\-\[\]]+)""")
_CALL = re.compile(r"[\w:.\-]+\s*\(")
_CLOSED_BRANCHES = frozenset({"else", "elsif", "elseif", "when"})


def carry_out_liquid(text: str, inputs: LiquidInputs, *, is_html: bool = False) -> str:
    """Return `text` with its Liquid carried out.

    Args:
        text: A body as written.
        inputs: The values and files of the post and its site.
        is_html: Code between tags becomes HTML instead of a fenced block.
    """
    if not inputs.is_carried_out or not has_liquid(text):
        return text
    excerpt = inputs.page.get("excerpt")
    if isinstance(excerpt, str) and has_liquid(excerpt) and "excerpt" in text:
        without = replace(inputs, page={**inputs.page, "excerpt": None})
        carried_out = _Pass(without, is_html=is_html).run(excerpt)
        inputs = replace(inputs, page={**inputs.page, "excerpt": carried_out})
    return _Pass(inputs, is_html=is_html).run(text)


class _Pass:
    """Carries out one body, with its includes."""

    def __init__(self, inputs: LiquidInputs, *, is_html: bool) -> None:
        self._inputs = inputs
        self._is_html = is_html
        self._scope = Scope(inputs)
        self._written: list[str] = []
        self._outputs = 0
        self._includes_deep = 0
        self._is_repeat = 0
        self._jump = ""
        self._counters: dict[str, int] = {}
        self._cycles: dict[str, int] = {}
        self._tags: Mapping[str, Callable[[str], None]] = {
            "assign": self._assign,
            "echo": self._write_output,
            "increment": lambda rest: self._count(rest.strip(), 1),
            "decrement": lambda rest: self._count(rest.strip(), -1),
            "cycle": self._cycle,
            "break": lambda _: self._leave("break"),
            "continue": lambda _: self._leave("continue"),
            "include": self._include,
            "include_cached": self._include,
            "include_relative": lambda rest: self._include(rest, "./"),
            "post_url": lambda rest: self._write_link(rest.strip(" \"'"), is_path=False),
            "link": self._link,
            "post_link": self._hexo_post_link,
            "post_path": lambda rest: self._write_link(rest.strip(" \"'"), is_path=False),
            "asset_img": lambda rest: self._write(marks.hexo_image(rest)),
            "img": lambda rest: self._write(marks.hexo_image(rest)),
            "asset_path": self._asset_path,
            "asset_link": self._asset_link,
            "#": lambda _: None,
            "more": lambda _: None,
            "toc": lambda _: None,
        }
        self._blocks: Mapping[str, Callable[[Block], None]] = {
            "if": self._if,
            "unless": self._if,
            "case": self._case,
            "for": self._for,
            "tablerow": self._table_row,
            "capture": self._capture,
            "ifchanged": lambda block: self._run(block.branches[0].nodes),
        }
        self._shortcodes: Mapping[str, Callable[[str], None]] = {
            "figure": lambda rest: self._write(marks.figure(marks.named_words(rest))),
            "img": lambda rest: self._write(marks.figure(marks.named_words(rest))),
            "image": lambda rest: self._write(marks.figure(marks.named_words(rest))),
            "ref": self._reference,
            "relref": self._reference,
        }

    def run(self, text: str) -> str:
        """Return the body with everything carried out."""
        self._run(tree_of(tokens_of(text)))
        return "".join(self._written)

    def _run(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if self._jump:
                return
            if isinstance(node, Block):
                self._run_block(node)
            else:
                self._run_token(node)

    def _run_block(self, block: Block) -> None:
        if self._scope.step():
            self._blocks[block.name](block)
        else:
            self._run_all(block.branches)

    def _run_all(self, branches: Sequence[Branch]) -> None:
        for branch in branches:
            self._run(branch.nodes)

    def _run_token(self, token: Token) -> None:
        match token.kind:
            case Kind.TEXT | Kind.CODE:
                self._write(token.text)
            case Kind.OUTPUT:
                if self._scope.step():
                    self._write_output(token.text)
            case Kind.CODE_BLOCK:
                self._write(
                    marks.code_block(token.text, token.name, token.rest, is_html=self._is_html)
                )
            case Kind.TAG:
                self._run_tag(token)
            case Kind.SHORTCODE:
                self._run_shortcode(token)

    def _write(self, text: str) -> None:
        """Write text, what is repeated or comes from elsewhere only as long as there is room."""
        if not self._is_repeat or self._scope.take_room(len(text)):
            self._written.append(text)
        self._outputs = 0

    def _run_tag(self, token: Token) -> None:
        if token.name in self._tags:
            if self._scope.step():
                self._tags[token.name](token.rest)
        elif not token.name.startswith("end") and token.name not in _CLOSED_BRANCHES:
            self._write(marks.mark(token.text))

    def _run_shortcode(self, token: Token) -> None:
        if token.name in self._shortcodes:
            self._shortcodes[token.name](token.rest)
        elif not token.name.startswith("/"):
            self._write(marks.mark(f"{token.name} {token.rest}".strip()))

    def _write_output(self, expression: str) -> None:
        if _CALL.match(expression):  # a shortcode of Zola
            self._write(marks.mark(expression))
            return
        text = text_of(evaluate(expression, self._scope))
        self._written.append(text if self._scope.take_room(len(text)) else "")
        self._outputs += 1

    def _assign(self, rest: str) -> None:
        found = _ASSIGNMENT.match(rest)
        if found:
            self._scope.assign(found[1], evaluate(found[2], self._scope))

    def _capture(self, block: Block) -> None:
        before, self._written, self._outputs = self._written, [], 0
        self._run(block.branches[0].nodes)
        captured, self._written, self._outputs = "".join(self._written), before, 0
        self._scope.assign(block.branches[0].rest.strip(" \"'"), captured)

    def _count(self, name: str, step: int) -> None:
        value = self._counters.get(name, 0)
        self._counters[name] = value + step
        self._write(str(value if step > 0 else value + step))

    def _cycle(self, rest: str) -> None:
        group, colon, items = rest.partition(":")
        words = [word for word in split(items if colon else rest) if word not in {",", ":"}]
        if words:
            key = group if colon else rest
            place = self._cycles.get(key, 0)
            self._cycles[key] = place + 1
            self._write(text_of(evaluate(words[place % len(words)], self._scope)))

    def _leave(self, jump: str) -> None:
        if self._is_repeat:
            self._jump = jump

    def _if(self, block: Block) -> None:
        for place, branch in enumerate(block.branches):
            holds = branch.name == "else" or condition(branch.rest, self._scope)
            if branch.name == "unless" and holds is not None:
                holds = not holds
            if holds is None:
                self._run_all(block.branches[place:])
                return
            if holds:
                self._run(branch.nodes)
                return

    def _case(self, block: Block) -> None:
        first, *branches = block.branches
        value = evaluate(first.rest, self._scope)
        if isinstance(value, Unknown):
            self._run_all(branches)
            return
        is_found = False
        for branch in branches:
            if branch.name == "else":
                if not is_found:
                    self._run(branch.nodes)
                continue
            words = [word for word in split(branch.rest) if word not in {",", "or"}]
            if any(is_equal(value, evaluate(word, self._scope)) for word in words):
                is_found = True
                self._run(branch.nodes)

    def _for(self, block: Block) -> None:
        name, items = self._loop(block.branches[0].rest)
        if items is None:
            self._turn({name: UNKNOWN, "forloop": UNKNOWN}, block.branches[0].nodes)
            self._jump = ""
            return
        if not items:
            self._run_all(block.branches[1:])
            return
        for place, item in enumerate(items):
            if not self._scope.step() or not self._scope.take_room(0):
                break
            frame: dict[str, Value] = {name: item, "forloop": _loop_values(place, len(items))}
            self._is_repeat += 1
            self._turn(frame, block.branches[0].nodes)
            self._is_repeat -= 1
            jump, self._jump = self._jump, ""
            if jump == "break":
                break

    def _turn(self, frame: dict[str, Value], nodes: Sequence[Node]) -> None:
        self._scope.push(frame)
        self._run(nodes)
        self._scope.pop()

    def _loop(self, rest: str) -> tuple[str, list[Value] | None]:
        """Return the name and the items of a loop; None for those that are not known."""
        found = _LOOP.match(rest)
        if not found:
            return "", None
        value = evaluate(found[2], self._scope)
        if isinstance(value, Unknown):
            return found[1], None
        options = {name: evaluate(text, self._scope) for name, text in _OPTION.findall(found[3])}
        items = items_of(value)
        offset, limit = options.get("offset"), options.get("limit")
        items = items[offset:] if isinstance(offset, int) and offset >= 0 else items
        items = items[:limit] if isinstance(limit, int) and limit >= 0 else items
        items = items[::-1] if "reversed" in found[3].split() else items
        return found[1], items[:MAX_TURNS]

    def _table_row(self, block: Block) -> None:
        rest = block.branches[0].rest
        name, items = self._loop(rest)
        columns = next(
            (int(n) for key, n in _OPTION.findall(rest) if key == "cols" and n.isdigit()), 0
        )
        self._is_repeat += 1
        for place, item in enumerate([UNKNOWN] if items is None else items):
            is_first = place % columns == 0 if columns else place == 0
            self._write(("</tr>" if place and is_first else "") + "<tr>" * is_first + "<td>")
            self._turn({name: item, "tablerowloop": UNKNOWN}, block.branches[0].nodes)
            self._write("</td>")
        if items is None or items:
            self._write("</tr>")
        self._is_repeat -= 1

    def _include(self, rest: str, folder: str = "") -> None:
        """Write what a site has under a name, or the name where it has nothing."""
        name, parameters = self._include_name(rest)
        text = None
        if name and self._includes_deep < MAX_INCLUDES_DEEP and self._scope.take_room(0):
            text = self._inputs.read_include(folder + name)
        if text is None:
            self._write(marks.mark(name) if name else "")
            return
        include: dict[str, Value] = {
            key: _quoted(value) if value[0] in "\"'" else evaluate(value, self._scope)
            for key, value in _PARAMETER.findall(parameters)
        }
        self._includes_deep += 1
        self._is_repeat += 1
        self._turn({"include": include}, tree_of(tokens_of(text)))
        self._is_repeat -= 1
        self._includes_deep -= 1

    def _include_name(self, rest: str) -> tuple[str, str]:
        """Return the name of an include, in which an output may stand, and its parameters."""
        rest = rest.strip()
        if "{{" not in rest.split("=", 1)[0]:
            name, *more = rest.split(maxsplit=1) or [""]
            return name.strip("\"',"), more[0] if more else ""
        parts = re.match(r"((?:[^\s{]|\{\{.*?\}\})+)\s*(.*)", rest, re.DOTALL)
        if parts is None:
            return "", ""
        name = re.sub(
            r"\{\{(.*?)\}\}", lambda found: text_of(evaluate(found[1], self._scope)), parts[1]
        )
        return name, parts[2]

    def _link(self, rest: str) -> None:
        if marks.is_hexo_link(rest):
            self._write(marks.hexo_link(rest))
            return
        target = rest.strip(" \"'")
        if "_posts/" in target or "_drafts/" in target:
            self._write_link(target, is_path=True)
        else:
            self._write_address(quote(target, "/-._~#"), target)

    def _write_link(self, name: str, *, is_path: bool, words: str = "") -> None:
        """Write where a tag leads that names a post by its file."""
        own = name.strip("/").rpartition("/")[2]
        own = own.rpartition(".")[0] or own if is_path else own
        self._write_address(marks.post_address(name, is_path=is_path), words or own)

    def _write_address(self, address: str, words: str) -> None:
        """Write an address where one stands, else a link of its own."""
        # What stands right before it is the site's own address, which the tag would repeat.
        del self._written[len(self._written) - self._outputs :]
        before = next((part for part in reversed(self._written) if part), "")
        if _BEFORE_ADDRESS.search(before[-200:]):
            self._write(html.escape(address))
        else:
            self._write(marks.link(address, words))

    def _hexo_post_link(self, rest: str) -> None:
        name, *words = marks.words_of(rest) or [""]
        title = " ".join(word for word in words if word not in {"true", "false"})
        if name:
            self._write_link(name, is_path=name.endswith((".md", ".html")), words=title)

    def _asset_path(self, rest: str) -> None:
        name = " ".join(marks.words_of(rest))
        self._write_address(quote(name, "/-._~"), name)

    def _asset_link(self, rest: str) -> None:
        name, *words = marks.words_of(rest) or [""]
        title = " ".join(word for word in words if word not in {"true", "false"})
        self._write(marks.link(quote(name, "/-._~"), title or name))

    def _reference(self, rest: str) -> None:
        named = marks.named_words(rest)
        target = named.get("path") or named.get("0", "")
        name = target.strip("/").removesuffix("/index.md")
        self._write_link(name, is_path=name.partition("#")[0].endswith((".md", ".html")))


def _loop_values(place: int, length: int) -> dict[str, Value]:
    return {
        "index": place + 1,
        "index0": place,
        "rindex": length - place,
        "rindex0": length - place - 1,
        "first": place == 0,
        "last": place == length - 1,
        "length": length,
    }


def _quoted(value: str) -> str:
    return value[1:-1].replace(f"\\{value[0]}", value[0])
