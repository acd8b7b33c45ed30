"""Posts whose text is meant to do harm: to the terminal, the parsers, or users who follow links."""

from collections.abc import Mapping
from pathlib import Path

ATTACKS = (
    "\x1b]0;OWNED\x07",
    "\x1b]52;c;T1dORUQ=\x1b\\",
    "\x1b]8;;javascript:OWNED\x1b\\",
    "\x1b[7777m",
    "\x1b[2J\x1b[333;777H",
    "\x1bPOWNED\x1b\\",
    "\x1bc",
    "\x9b7777m",
    "\x9d0;OWNED\x9c",
    "\u202e\u2066\u200f\u061c",
    "\x7f\x08\x0e\x0c",
    "\u2028\u2029\x85",
    "\ufffe\U0010ffff",
)
"""What a terminal would act on, or what turns text around."""
EVERY_ATTACK = "甲" + "乙".join(ATTACKS) + "丙"
MARKUP = "[bold][@click=app.quit]x[/] AAA [/red] [link=file:///x]y[/link] [[ $x %s {0} \\["
"""What Rich and Textual would read as markup, or crash on."""


def as_yaml(text: str) -> str:
    """Return a double-quoted scalar that says `text` in escapes."""
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'


def as_entities(text: str) -> str:
    return "".join(f"&#x{ord(character):x};" for character in text)


def as_percent(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


def _header(title: str, category: str = "a", tag: str = "b") -> str:
    return f"---\ntitle: {title}\ncategories: [{category}]\ntags: [{tag}]\n---\n"


def _every_place(text: str) -> str:
    """Put a text wherever the body of a post can hold one."""
    in_attribute = text.replace('"', "")
    return (
        f"# {text}\n\n{text}\n\n![{text}](https://i.example/{text})\n\n"
        f"[{text}](https://l.example/{text} '{text}')\n\n<https://l.example/{text}>\n\n"
        f'<a href="{in_attribute}">链接</a> <a href="https://{in_attribute}/">主机</a>'
        f'<img alt="{in_attribute}" src="{in_attribute}">\n\n'
        f"```{text}\n{text}\n```\n\n`{text}`\n\n| {text} | b |\n| - | - |\n| {text} | c |\n\n"
        f"注[^1]\n\n[^1]: {text}\n\n<pre><code class='language-{in_attribute}'>{text}</code></pre>"
        f"\n\n<h2 id='{in_attribute}'>{text}</h2>\n\n{{% highlight {text} %}}\n{text}\n"
        "{% endhighlight %}\n\n{{ page.title }}\n"
    )


LINKS = (
    "[脚本](javascript:alert(1)) [本地](file:///etc/passwd) [数据](data:text/html,x) "
    "[空格](java\nscript:x) <a href='jAvAsCrIpT&#58;x'>一</a> <a href='&#1;javascript:x'>二</a> "
    "<a href='java&#9;script:x'>三</a> <a href='vbscript:x'>四</a> <a href='ssh://-oProxy'>五</a>"
    " <a href='//'>六</a> <a href='http://[::1'>七</a> <a href='https:\\\\evil.example'>八</a>\n"
)
HOSTILE_POSTS: Mapping[str, str] = {
    "raw": _header(EVERY_ATTACK.replace("\x85", ""), "c", "t") + _every_place(EVERY_ATTACK),
    "yaml": _header(as_yaml(EVERY_ATTACK), as_yaml(EVERY_ATTACK), as_yaml(EVERY_ATTACK)),
    "entities": _header("实体") + _every_place(as_entities(EVERY_ATTACK)),
    "percent": _header("百分号") + _every_place(as_percent(EVERY_ATTACK)),
    "markup": _header(*["'" + MARKUP + "'"] * 3) + _every_place(MARKUP),
    "links": _header("链接") + LINKS,
}
"""Bodies by the name of their file: small ones, each with the attacks in another disguise."""

HEAVY_BODIES: Mapping[str, str] = {
    "divs": "<div>" * 100_000 + "底",
    "anchors": "<a" * 50_000,
    "comments": "<!--" * 50_000,
    "digits": "&#" + "1" * 100_000 + ";",
    "table-html": "<table>" + "<tr><td>a<td>b" * 100_000 + "</table>",
    "table-markdown": "| a | b |\n| - | - |\n" + "| 一 | 二 |\n" * 100_000,
    "word": "x" * 1_000_000,
    "word-chinese": "字" * 1_000_000,
    "combining": "e" + "\u0301" * 1_000_000,
    "emoji": "👩‍👩‍👧‍👦" * 100_000,
    "quotes": ">" * 100_000 + "x",
    "list": "- " * 100_000 + "x",
    "brackets": "[" * 1_000_000,
    "stars": "*a" * 500_000,
    "backticks": "".join("`" * (number % 500) + "a" for number in range(4_000)),
    "links": "[a](http://b.example) " * 100_000,
    "differing-links": "".join(f"[a](http://b.example/{n}) " for n in range(50_000)),
    "long-link": "[a](http://b.example/" + "x" * 1_000_000 + ")",
    "footnotes": "".join(f"[^{n}] " for n in range(20_000))
    + "".join(f"\n\n[^{n}]: {n}" for n in range(20_000)),
    "references": "".join(f"[{n}]: /{n}\n" for n in range(20_000)) + "[1] " * 20_000,
    "nested-tables": "<table><tr><td>" * 3_000 + "底",
    "wide-table": "<table><tr>" + "<td>格" * 20_000,
    "colspan": "<table><tr><td colspan=1000000 rowspan=1000000>a<tr><td>b</table>" * 100,
    "lists-html": "<ul><li>" * 20_000 + "底",
    "definition": "<dl><dt>a<dd>" * 20_000 + "底",
    "entities": "&amp;" * 1_000_000,
    "liquid": "{{ page.title }}" * 100_000,
    "liquid-open": "{% raw %}" * 100_000,
    "code": "```\n" + "x" * 1_000_000 + "\n" + "y\n" * 200_000 + "```\n",
    "tabs": "```\n" + "\t" * 1_000_000 + "\n```\n",
    "spaces": "a" + " " * 1_000_000 + "b",
    "blank-lines": "a\n\n" * 300_000,
    "headings": "# a\n" * 100_000,
    "breaks": "a<br>" * 100_000,
    "ideographic": "　" * 1_000_000,
    "zero-width": "\u200b" * 1_000_000,
    "attributes": "<p " + "a=1 " * 200_000 + ">x",
    "long-attribute": '<p title="' + "x" * 2_000_000 + '">x',
    "one-line": "x" * 20 * 1024**2,
    "many-lines": "一行一行。\n" * (20 * 1024**2 // 16),
    "one-line-html": "<p>" + "中文，内容。" * (20 * 1024**2 // 18) + "</p>",
}
"""Bodies by name that are costly to parse or to lay out; none should take long."""


def write_posts(root: Path, bodies: Mapping[str, str]) -> None:
    """Write posts, the first the newest."""
    folder = root / "_posts"
    folder.mkdir(exist_ok=True)
    for number, (name, text) in enumerate(bodies.items()):
        day = f"{2023 - number // 28}-05-{28 - number % 28:02}"
        (folder / f"{day}-{name}.md").write_bytes(text.encode())
