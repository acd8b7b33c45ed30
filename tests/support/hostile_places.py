"""Hostile text in every place that text comes from, as data: payloads times places.

`HOSTILE` is the one payload that stands everywhere. A field, element or name is added as a line
of a table here, and every test of a surface then meets it.
"""

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from support.hostile_bodies import ATTACKS, MARKUP, as_entities, as_percent

MORE_ATTACKS = (
    "\x1b_OWNED\x1b\\",
    "\x1b^OWNED\x1b\\",
    "\x1bXOWNED\x1b\\",
    "\x1bkOWNED\x1b\\",
    "\x1bPtmux;\x1b\x1b]52;c;T1dORUQ=\x07\x1b\\",
    "\x1b]1337;File=inline=1:T1dORUQ=\x07",
    "\x1b]777;notify;OWNED;x\x07",
    "\x1b]11;?\x07",
    "\x1b[6n",
    "\x1b[>c",
    "\x1b[21t",
    "\x1b[?1000h",
    "\x1b[4i",
    "\x1b(0",
    "\x1b#8",
    "\x1bM",
    "\x1b=",
    "\x05",
    "\x90OWNED\x9c",
    "\x9fOWNED\x9c",
    "\x84\x8d\x8f\x9a",
    "\u200e\u202a\u202b\u202c\u202d\u2067\u2068\u2069",
    "\u206a\u206f\ufff9\ufffb\U000e0041\U000e007f",
    "\ufdd0",
)
"""Strings, queries, private modes, printing, character sets, invisible tags, and the like."""
HOSTILE = "甲" + "乙".join((*ATTACKS, *MORE_ATTACKS)) + MARKUP
"""Every attack in one text; where it is shown, 甲 is."""
NAMED = "甲\x1b]0;OWNED\x07\x1b[7777m\x9b7777m\u202e\x7f\n\r\x05[@click=app.quit]x[&red]"
"""What fits into the name of a file or folder, of at most 255 bytes with what is around it."""
SCRIPTS = (
    "javascript:OWNED()",
    "JaVaScRiPt:OWNED()",
    " \x01javascript:OWNED()",
    "java\tscript:OWNED()",
    "java\nscript:OWNED()",
    "javascript\t:OWNED()",
    "&#106;avascript&colon;OWNED()",
    "&#x6A;avascript:OWNED()",
    "vbscript:OWNED()",
    "data:text/html,<script>OWNED()</script>",
    "data:text/html;base64,PHNjcmlwdD5PV05FRDwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=OWNED()>",
    "feed:javascript:OWNED()",
    "view-source:javascript:OWNED()",
    "jar:javascript:OWNED()!/",
    "blob:https://e.example/OWNED",
    "file:///etc/passwd",
    'https://e.example/" onmouseover="OWNED()',
    "//e.example/' onerror='OWNED()",
)
"""Addresses that run something, in the disguises that browsers see through."""
ELEMENTS = (
    "<script>OWNED()</script>",
    "<ScRiPt src=//e.example/x></sCrIpT>",
    "<scr<script>ipt>OWNED()</scr</script>ipt>",
    "<img src=x onerror=OWNED()>",
    "<svg onload=OWNED()><script>OWNED()</script><a xlink:href='javascript:OWNED()'>x</a></svg>",
    "<math href='javascript:OWNED()'><mtext><style><img src=x onerror=OWNED()></style></math>",
    "<iframe src='javascript:OWNED()' srcdoc='<script>OWNED()</script>'></iframe>",
    "<object data='javascript:OWNED()'></object><embed src='javascript:OWNED()'>",
    "<base href='https://e.example/'><meta http-equiv=refresh content='0;url=javascript:OWNED()'>",
    "<link rel=stylesheet href='javascript:OWNED()'><style>@import 'https://e.example/';</style>",
    "<form action='javascript:OWNED()'><button formaction='javascript:OWNED()'>x</button></form>",
    "<input autofocus onfocus=OWNED()><isindex type=image src=x onerror=OWNED()>",
    "<div style='background:url(javascript:OWNED())' onclick=OWNED()>甲</div>",
    "<table background='javascript:OWNED()'><td style='x:expression(OWNED())'>甲</table>",
    "<details open ontoggle=OWNED()><summary onclick=OWNED()>甲</summary>甲</details>",
    "<video src=x onerror=OWNED()><source onerror=OWNED()></video><audio src=x onerror=OWNED()>",
    "<a href=x id='\"><script>OWNED()</script>' name=x onclick=OWNED()>甲</a>",
    "<!--><script>OWNED()</script>--><![CDATA[<script>OWNED()</script>]]><?xml-stylesheet href=x?>",
    "<noscript><p title='</noscript><script>OWNED()</script>'></noscript>",
    "<template><script>OWNED()</script></template><xmp><script>OWNED()</script></xmp>",
    "<ol type='1\" onclick=\"OWNED()' start='1\" onclick=\"OWNED()'><li value='x\"'>甲",
    "<td align='left\" onclick=\"OWNED()' colspan='2\" onclick=\"OWNED()'>甲</td>",
    "```html\n</code></pre><script>OWNED()</script>\n```",
    "`</code><script>OWNED()</script>`",
    "&lt;script&gt;OWNED()&lt;/script&gt;",
    "</article></body></html><script>OWNED()</script>",
    "{{ '<script>OWNED()</script>' }} {% include x.html onload='OWNED()' %}",
    "$$</math><script>OWNED()</script>$$ \\(<img src=x onerror=OWNED()>\\)",
)
"""HTML that runs something, or leads a page elsewhere."""

_PLACES_IN_BODY: Mapping[str, str] = {
    "heading": "# {0}\n\n{0}\n===\n\n<h2 id='{1}'>{0}</h2>",
    "paragraph": "{0}",
    "styled": "**{0}** _{0}_ ~~{0}~~ ==甲{0}== <kbd>{0}</kbd> H~{0}~ ^{0}^",
    "link": "[{0}](https://l.example/{0} '{0}') <https://l.example/{0}> [[{0}]]",
    "link_html": "<a href='{1}'>链接</a> <a href='https://{1}/'>主机</a> <a href='#{1}'>处</a>",
    "link_local": "[甲](#{0}) [甲](/{0}) [甲](../{0}.html) {{% post_url {0} %}}",
    "reference": "[甲][{0}]\n\n[{0}]: https://l.example/{0} '{0}'",
    "image": "![{0}](https://i.example/{0}) ![{0}](/{0}.png '{0}') <img alt='{1}' src='{1}'>",
    "media": "<video src='{1}' title='{1}'></video><audio src='{1}' aria-label='{1}'></audio>",
    "figure": "<figure><img src='/x.png' alt='{1}'><figcaption>{0}</figcaption></figure>",
    "code": "```{0}\n{0}\n```\n\n`{0}`\n\n    {0}",
    "code_html": "<pre><code class='language-{1}'>{0}</code></pre>",
    "highlight": "{{% highlight {0} %}}\n{0}\n{{% endhighlight %}}",
    "table": "| {0} | b |\n| - | - |\n| {0} | c |",
    "table_html": "<table summary='{1}'><caption>{0}</caption><tr><th>{0}<td>{0}</table>",
    "footnote": "注[^{0}] 注[^1]\n\n[^{0}]: {0}\n\n[^1]: {0}",
    "math": "$$\n{0}\n$$\n\n$`{0}`$ \\({0}\\) <math><mtext>{0}</mtext></math>",
    "details": "<details><summary>{0}</summary>{0}</details>",
    "callout": "> [!{0}] {0}\n> {0}\n\n> [!NOTE] {0}\n> {0}\n\n!!! {0} '{0}'\n    {0}",
    "abbreviation": "*[甲]: {0}\n*[{0}]: {0}\n\n甲 <abbr title='{1}'>{0}</abbr>",
    "definitions": "{0}\n: {0}\n\n<dl><dt>{0}<dd>{0}</dl>",
    "list": "- [ ] {0}\n- {0}\n\n1. {0}",
    "quote": "> {0}",
    "ruby": "<ruby>{0}<rt>{0}</rt></ruby>",
    "liquid": "{{{{ page.title }}}} {{% include {0} %}} {{: .{0} title='{1}'}}",
    "comment": "<!-- {0} -->{0}",
}
"""Elements of a body; {0} is the text, {1} the text where quotes would end it."""

_FIELDS = (
    "title",
    "date",
    "categories",
    "tags",
    "author",
    "permalink",
    "redirect_from",
    "slug",
    "layout",
    "excerpt_separator",
    "description",
    "image",
    "source",
    "published",
    "draft",
    "lang",
    "ref",
)


def every_element(text: str) -> str:
    """Return a body with a text in every element."""
    quoted = text.replace("'", "").replace('"', "")
    return "\n\n".join(place.format(text, quoted) for place in _PLACES_IN_BODY.values()) + "\n"


def _quoted(text: str) -> str:
    """Return a text in double quotes, as both YAML and TOML read it; a header has a limit."""
    return '"' + "".join(map(_quoted_character, text)) + '"'


def _quoted_character(character: str) -> str:
    if character.isprintable() and character not in '"\\':
        return character
    return f"\\U{ord(character):08X}"


_VALUE = _quoted(HOSTILE)


def _with_fields(names: Sequence[str]) -> str:
    fields = "".join(f"{name}: {_VALUE}\n" for name in names)
    return f"---\n{fields}---\n甲\n"


def _with_lists() -> str:
    names = ("categories", "tags", "authors", "redirect_from")
    return "---\n" + "".join(f"{name}: [{_VALUE}, 甲]\n" for name in names) + "---\n甲\n"


def _linked(address: str) -> str:
    quoted = address.replace("'", "&#39;")
    return (
        f"<a href='{quoted}'>甲</a> <img alt=甲 src='{quoted}'> <a href={address}>甲</a>\n\n"
        f"![甲]({address}) [甲](<{address}>) <{address}>\n\n[甲][1]\n\n[1]: {address}\n"
    )


POSTS: Mapping[str, str] = {
    "0-scripts": "---\ntitle: '<script>OWNED()</script> 甲'\n---\n" + "\n\n".join(ELEMENTS),
    "1-elements": f"---\ntitle: {_VALUE}\ntags: [{_VALUE}]\n---\n" + every_element(HOSTILE),
    "2-entities": f"---\ntitle: '{as_entities(HOSTILE)}'\n---\n"
    + every_element(as_entities(HOSTILE)),
    "3-percent": f"---\ntitle: 甲{as_percent(HOSTILE)}\n---\n" + every_element(as_percent(HOSTILE)),
    **{f"4-{start}": _with_fields(_FIELDS[start : start + 5]) for start in (0, 5, 10)},
    "4-lists": _with_lists(),
    "5-toml": f"+++\ntitle = {_VALUE}\ntags = [{_VALUE}]\n[extra]\n{_VALUE} = 1\n+++\n甲\n",
    "6-json": json.dumps({"title": HOSTILE, "tags": [HOSTILE], "slug": HOSTILE}) + "\n\n甲\n",
    "7-damaged": f"---\ntitle: 甲 {HOSTILE}: [\n{HOSTILE}\n---\n甲\n",
    f"8-{NAMED}".replace("/", "-"): "甲\n",
}
"""Posts by the name of their file."""


RUNNING: Mapping[str, str] = {
    **{f"element-{number}": f"甲\n\n{text}\n\n甲\n" for number, text in enumerate(ELEMENTS)},
    **{f"address-{number}": _linked(text) for number, text in enumerate(SCRIPTS)},
    "title": "---\ntitle: <script>OWNED()</script>\ntags: ['<img onerror=OWNED()>']\n---\n甲\n",
    "break-out": "---\ntitle: ']]></title></head><script>OWNED()</script>'\n---\n]]>甲\n",
}
"""Posts that would run something in a browser, each alone, because one may swallow the rest."""


def write_archive(root: Path) -> Path:
    """Write an archive whose folder, files, folders and site have hostile names and texts."""
    for number, (name, text) in enumerate(POSTS.items()):
        file = root / "_posts" / f"2024-05-{28 - number:02}-{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
    folder = root / NAMED / "_posts"
    folder.mkdir(parents=True)
    (folder / "2024-04-01-folder.md").write_text("甲\n")
    odd = os.fsencode(root) + b"/_posts/2024-04-02-\xe7\x94\xb2\xff\x9b\xfe.md"
    Path(os.fsdecode(odd)).write_text("甲\n")
    os.mkfifo(root / "_posts" / f"2024-04-03-{NAMED}fifo.md")
    (root / "_config.yml").write_text(
        "".join(
            f"{name}: {_VALUE}\n"
            for name in ("title", "url", "baseurl", "timezone", "permalink", "excerpt_separator")
        )
        + f"collections:\n  {_VALUE}:\n    permalink: {_VALUE}\n"
    )
    return root


def write_settings(folder: Path, archive: Path) -> None:
    """Write a settings file and a theme, with a hostile text in everything that takes one."""
    folder = folder / "terminal-news-reader"
    (folder / "themes").mkdir(parents=True, exist_ok=True)
    (folder / "themes" / f"{NAMED}.toml").write_text(f"{_VALUE} = {_VALUE}\naccent = {_VALUE}\n")
    (folder / "settings.toml").write_text(
        f"{_VALUE} = 1\ntheme = {_VALUE}\nlist_format = {_quoted('{date} {title:40} ' + HOSTILE)}\n"
        f"today_zone = {_VALUE}\nlayout = {_VALUE}\nlanguage = {_VALUE}\npager = {_VALUE}\n"
        f"[keys]\n{_VALUE} = {_VALUE}\nquit = {_VALUE}\n"
        f"[macros]\n{_VALUE} = [{_VALUE}]\nX = [{_VALUE}]\n"
        f"[[highlight]]\nquery = {_VALUE}\nstyle = {_VALUE}\n"
        f"[archives.{_VALUE}]\npath = {_quoted(str(archive))}\n{_VALUE} = {_VALUE}\n"
    )


def state_lines(ids: list[str]) -> str:
    """Return what ``reader state import`` takes: hostile notes, labels, views and histories."""
    at = "2024-01-01T00:00:00+00:00"
    kept = [
        {"post": post, "field": field, "value": value}
        for post in (*ids, HOSTILE)
        for field, value in (("note", HOSTILE), (f"label:{HOSTILE}", True), ("place", HOSTILE))
    ]
    kept += [
        {"post": "", "field": f"{family}:{HOSTILE}", "value": value}
        for family, value in (("view", "is:unread"), ("search", "1"), ("pipe", "1"))
    ]
    kept += [
        {"post": "", "field": field, "value": HOSTILE}
        for field in ("view_order", "here", "choice:theme", "choice:layout", "commands")
    ]
    return "".join(json.dumps(record | {"at": at}) + "\n" for record in kept)


def write_newsboat_cache(file: Path) -> None:
    """Write a cache of newsboat's in which every text is hostile."""
    with sqlite3.connect(file) as cache:
        cache.execute(
            "CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid, title, author, url, feedurl,"
            " pubDate INTEGER, content, unread INTEGER, enclosure_url, enclosure_type, enqueued,"
            " flags, deleted INTEGER, base)"
        )
        row = (HOSTILE,) * 5 + (0, HOSTILE, 0, "", "", 0, HOSTILE, 0, "")
        cache.execute(f"INSERT INTO rss_item VALUES (NULL{', ?' * len(row)})", row)
