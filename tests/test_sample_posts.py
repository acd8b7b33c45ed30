"""What the bundled samples show, held against their raw bytes.

`QUIRKS` is the manifest: what a real archive contains, the sample that shows it, and a pattern
that its bytes match. Patterns are written for UTF-8; a row with an encoding is decoded first.
"""

import re
from datetime import date, timedelta

import pytest
import yaml

from reader.paths import bundled

SAMPLES = bundled("sample_posts")

NOT_ESCAPED = "_posts/2026-11-20-202611204360510398.md"
MEDIUM_1 = "_posts/2026-11-20-202611204360487300.md"
MEDIUM_2 = "_posts/2026-11-20-202611204360459202.md"
MEDIUM_3 = "_posts/2026-11-20-202611204360436104.md"
MONTHLY = "_posts/2026-11-20-202611204360413006.md"
SAFETY = "_posts/2026-11-20-202611204360389908.md"
ENGLISH = "_posts/2026-11-19-202611194359502555.md"
MARKDOWN = "_posts/2026-11-19-202611194359479457.md"
SCRAPED = "_posts/2026-11-19-202611194359456359.md"
HTML = "_posts/2026-11-19-202611194359433261.html"
ONLY_OFFSET = "_posts/2026-11-18-202611184358499712.md"
SCRIPTS = "_posts/2026-11-18-202611184358476614.md"
LIQUID = "_posts/2026-11-18-202611184358453516.md"
COLON = "_posts/2026-11-18-202611184358430418.md"
IN_FOLDERS = "markets/asia/_posts/2026-11-17-lantern-yards.md"
TIN = "markets/asia/_posts/2026-11-12-tin-warehouse.md"
DRAFT = "_drafts/nianzhong-dushu-wenjuan.md"
LONG = "old_post/2026-11-16-202611164356489026.md"
BACKSLASH = "old_post/2026-10-30-202610304339406184.md"
EMPTY_TITLE = "old_post/2026-09-14-202609144293177976.md"
NO_TITLE = "old_post/2026-08-05-202608054252979745.md"
UTF_16_LITTLE = "old_post/2026-06-18-202606184204746340.md"
CHINESE_BYTES = "old_post/2026-03-09-202603094103247745.md"
BYTE_ORDER_MARK = "old_post/2025-12-22-202512224025871544.md"
TWO_BYTE_ENDS = "old_post/2025-10-10-202510103952512064.md"
TOML = "old_post/2025-08-19-202508193900252287.md"
JSON = "old_post/2025-06-03-202506033822876435.md"
DOTS = "old_post/2025-03-03-202503033730423427.md"
NO_HEADER = "old_post/2025-01-20-202501203688216242.md"
NO_OFFSET = "old_post/2024-11-06-202411063612846076.md"
NESTED = "old_post/2024-10-08-202410083583704118.md"
NO_DATE = "old_post/-202205262391921712.md"
NO_ZEROS = "old_post/2024-8-1-qiuliang-shougou.md"
TWO_DATES = "old_post/2024-06-12-202406123465119762.md"
NO_SUCH_DAY = "old_post/2024-02-29-202402293360607289.md"
NUMBER = "old_post/2023-12-01-202312013270167397.md"
MIXED_COMMAS = "old_post/2023-09-27-202309273204848231.md"
WITHDRAWN = "old_post/2023-05-18-202305183072196992.md"
LEFTOVERS = "old_post/2023-02-14-202302142978737384.md"
PICTURES = "old_post/2022-07-07-202207072755643823.md"
UTF_16_BIG = "old_post/2022-04-06-202204062663192896.md"
APOSTROPHE = "old_post/2022-01-25-202201252591843753.md"
QUOTES_TWICE = "old_post/2021-09-09-202109092453162537.md"
FIRST = "old_post/2021-03-15-chuangkan.markdown"

TITLES = (
    ("quotes inside quotes", NOT_ESCAPED, r'^title: "沧澜.+："产能.+""$'),
    ("quotes inside quotes, twice", QUOTES_TWICE, r'^title: "[^"\n]+"[^"\n]+"[^"\n]+"[^"\n]+""$'),
    ("an apostrophe inside single quotes", APOSTROPHE, r"^title: '[^'\n]+'[^'\n]+'$"),
    ("a backslash in double quotes", BACKSLASH, r'^title: ".*D:\\data\\customer"$'),
    ("a colon and no quotes", COLON, r"^title: [^\"'\n]+: .+$"),
    ("an empty title over a heading", EMPTY_TITLE, r'^title: ""$(?s:.*?)^---\n# 收盘'),
    ("no title, first heading underlined", NO_TITLE, r"\A---\n(?!(?s:.)*?^title:)"),
    ("escapes and markup", SAFETY, r'^title: "\\e\[31m.*\[red\]x\[/red\].*\[@click=app\.quit\]'),
)
DATES = (
    ("only an offset, date in the name", ONLY_OFFSET, r"^date:  \+0800$"),
    ("only an offset, no date in the name", NO_DATE, r"^date:  \+0800$"),
    ("no offset", NO_OFFSET, r"^date: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$"),
    ("date only in the name", NESTED, r"\A---\n(?!(?s:.)*?^date:)"),
    ("month and day without zeros", NO_ZEROS, r"\A---\n(?!(?s:.)*?^date:)"),
    ("name and header differ", TWO_DATES, r"^date: 2024-06-14 08:00:00 \+08:00$"),
    ("a day that no month has", NO_SUCH_DAY, r"^date: 2024-02-30 "),
    ("RFC 2822", ENGLISH, r"^date: Thu, 19 Nov 2026 21:05:00 \+0800$"),
    ("universal time", DOTS, r"^date: 2025-03-03T01:02:03Z$"),
    ("another offset than the site's", TIN, r"^date: .* \+0900$"),
)
HEADERS = (
    ("TOML", TOML, r"\A\+\+\+\n(?s:.*?)^\+\+\+$"),
    ("JSON", JSON, r"\A\{\n(?s:.*?)^\}$"),
    ("closed by dots", DOTS, r"\A---\n(?s:.*?)^\.\.\.$"),
    ("none", NO_HEADER, r"\A# "),
    ("not published", WITHDRAWN, r"^published: false$"),
    ("a slug of its own", FIRST, r"^slug: why-an-archive$"),
    ("a permalink of its own", LIQUID, r"^permalink: /"),
    ("an excerpt separator of its own", LIQUID, r"^excerpt_separator: <!--more-->$"),
)
CATEGORIES_AND_TAGS = (
    ("categories: one word", NOT_ESCAPED, r"^categories: gushixinwen$"),
    ("categories: a string of words", NO_OFFSET, r"^categories: gongsixinwen gushixinwen$"),
    ("categories: a list", MONTHLY, r"^categories: \[hongguanjingji\]$"),
    ("categories: a list of lines", MARKDOWN, r"^categories:\n  - bianjibu$"),
    ("categories: nested", NESTED, r"^categories:\n  - .*\n  - \[临渚市, \[地铁, 房租\]\]$"),
    ("categories: a number", NUMBER, r"^categories: 2023$"),
    ("categories: null", MIXED_COMMAS, r"^categories: null$"),
    ("category", ENGLISH, r"^category: world-markets$"),
    ("categories from folders", IN_FOLDERS, r"^categories: \[shipbuilding\]$"),
    ("tag", TWO_DATES, r"^tag: 消费$"),
    ("tags: a string of words", TIN, r"^tags: tin warehouses audits$"),
    ("tags: both commas", MIXED_COMMAS, r"^tags: 债券,利率，资金面, 隔夜$"),
    ("tags: nested, with null", NESTED, r"^tags: \[\[.*\], .*, ~\]$"),
    ("tags: a number among them", JSON, r'"tags": \[.*, 2025\]'),
    ("tags: nothing", NUMBER, r"^tags:$"),
    ("tags: a list of lines, not indented", TWO_BYTE_ENDS, r"^tags:\r\n- "),
)
SCRAPED_BODIES = (
    (
        "starts with <p>, goes on in Markdown",
        LONG,
        r"^---\n<p>.{2000,}</p>\n\n<http://[^>\n]+>\n\n\[",
    ),
    (
        "closing links to other places",
        LONG,
        r"\n\n\[返回.+\]\(//[^)]+\)｜\[返回首页\]\(//[^)]+/\)\Z",
    ),
    ("a heading that is a paragraph", LONG, r"<p> [^<]+ </p>"),
    ("an empty autolink", LEFTOVERS, r"^<>$"),
    ("display: none", LEFTOVERS, r'<p style="display:none">'),
    ("a comment around paragraphs", LEFTOVERS, r"<!-- (?s:.)*?<p>(?s:.)*?-->"),
    ("center", LEFTOVERS, r"<center>"),
    ("an empty span with an id", LEFTOVERS, r'<span id="[^"]+"></span>'),
    ("a link in the middle of a word", LEFTOVERS, r"下调<a [^>]+>人民</a>币存款"),
    ("an ideographic space", LEFTOVERS, r"<p>　</p>"),
    ("data-code", LEFTOVERS, r'data-code="'),
    ("a table for layout", SCRAPED, r'<table width="100%" border="0" cellspacing="0"><tr><td'),
    ("unclosed tags", SCRAPED, r"<tr><td>常温奶<td [^>]*>[\d.]+<td"),
    ("font", SCRAPED, r"<font color=red>"),
    ("inline styles", SCRAPED, r'<p style="text-indent:2em'),
    ("only remote images", PICTURES, r'<img src="//img[^"]+" alt="'),
    ("an image in the text itself", PICTURES, r'<img src="data:image/gif;base64,'),
)
LIQUID_AND_KRAMDOWN = (
    ("highlight", LIQUID, r"\{% highlight python linenos %\}(?s:.*)\{% endhighlight %\}"),
    ("raw", LIQUID, r"\{% raw %\}(?s:.*)\{\{ order\.id \}\}(?s:.*)\{% endraw %\}"),
    ("post_url", LIQUID, r"\{% post_url 2025-08-19-202508193900252287 %\}"),
    ("site.url", LIQUID, r"\{\{ site\.url \}\}"),
    ("a filter", LIQUID, r"\| relative_url \}\}"),
    ("comment and include", LIQUID, r"\{% comment %\}(?s:.*)\{% include "),
    ("attributes of a block", LIQUID, r"^\{: \.lead #intro\}$"),
    ("attributes of a link", LIQUID, r'\)\{:target="_blank"'),
    ("a table of contents", LIQUID, r"^\{:toc\}$"),
    ("footnotes", ENGLISH, r"^\[\^vote\]: .*\n\n    The board"),
    ("more", MONTHLY, r"^<!--more-->$"),
)
MARKDOWN_ELEMENTS = (
    *((f"heading {n}", MARKDOWN, rf"^{'#' * n} ") for n in (1, 3, 4, 5, 6)),
    ("underlined heading", MARKDOWN, r"^-{10,}$"),
    ("three quotes deep", MARKDOWN, r"^> > > "),
    ("list in a quote", MARKDOWN, r"^> - "),
    ("three lists deep", MARKDOWN, r"^    \* "),
    ("list from seven", MARKDOWN, r"^7\. "),
    ("task list", MARKDOWN, r"^- \[x\] .*\n- \[ \] "),
    ("definition list", MARKDOWN, r"^换手率\n周转率\n: .*\n: "),
    ("fenced code", MARKDOWN, r"^```python$"),
    ("fenced code without a language", MARKDOWN, r"^~~~\n(?s:.*?)\n\t"),
    ("indented code", MARKDOWN, r"\n\n    缩进四格"),
    ("aligned table", MARKDOWN, r"^\|:-+\|:-+:\|-+:\|$"),
    ("numbers to the right", MONTHLY, r"^\|:-+\|-+:\|-+:\|:-+:\|$"),
    ("a table wider than screens", MONTHLY, r"^(\|[^|\n]*){12}\|$"),
    ("hard breaks", MARKDOWN, r"  \n.*\\\n"),
    ("deleted", MARKDOWN, r"~~写错"),
    ("link by reference", MARKDOWN, r"^\[calendar\]: "),
    ("mail address", MARKDOWN, r"<desk@shili\.example>"),
    ("place in the same post", MARKDOWN, r"\]\(#"),
    ("relative link", MARKDOWN, r"\]\(\.\./index\.html\)"),
    ("protocol-relative link", MARKDOWN, r"\]\(//finews"),
    ("image in a link", MARKDOWN, r"\[!\[.*\]\(.*\)\]\("),
    ("formula", MARKDOWN, r"\$\$\\sum_"),
    ("rule", MARKDOWN, r"^\* \* \*$"),
)
HTML_ELEMENTS = (
    *((f"h{n}", HTML, rf"<h{n}>.+</h{n}>") for n in range(1, 7)),
    *(
        (tag, HTML, rf"<{tag}[ >](?s:.*)</{tag}>")
        for tag in (
            *("del", "ins", "mark", "kbd", "sup", "sub", "ruby", "q", "abbr", "blockquote"),
            *("pre", "figure", "figcaption", "details", "summary", "video", "audio", "iframe"),
            *("dl", "template", "noscript", "table", "button", "select"),
        )
    ),
    ("br, hr and wbr", HTML, r"<br>(?s:.*)<wbr>(?s:.*)<hr>"),
    ("lists in capitals, from E", HTML, r'<ol start="5" type="A">'),
    ("lists in Roman numbers", HTML, r'<ol type="i">(?s:.*)<ol type="I" start="4">'),
    ("backward list", HTML, r"<ol reversed>"),
    ("an item's own number", HTML, r'<li value="9">'),
    ("image with its size", HTML, r'<img [^>]* width="960" height="540">'),
    ("table for layout", HTML, r'<table border="0" width="100%"><tr><td><h6>'),
    ("formula in MathML", HTML, r"<mfrac>"),
    ("table of many columns", MARKDOWN, r"\| 总部所在地 \| 备注 \|"),
    ("formula on lines of its own", MARKDOWN, r"\n\$\$\nNPV"),
    ("column and row spans", HTML, r' rowspan="2">(?s:.*)<td colspan="2">'),
    ("spans in a table's head", SCRAPED, r'<th rowspan="2">.*<th colspan="2">'),
    ("table caption", SCRAPED, r"<caption>"),
    ("image without words", HTML, r'<img src="[^"]+">'),
    ("image with only a title", HTML, r'<img src="[^"]+" title="'),
    ("code with a language", HTML, r'<code class="language-sql">'),
    ("mail with a subject", HTML, r'href="mailto:[^"]+\?subject='),
    ("script as a link", HTML, r'href="javascript:'),
    ("hidden", HTML, r"<p hidden>"),
)
SCRIPT_ELEMENTS = (
    ("a family of one cell pair", SCRIPTS, "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    ("flags", SCRIPTS, "\U0001f1e8\U0001f1f3\U0001f1ef\U0001f1f5"),
    ("skin tones", SCRIPTS, "\U0001f44d\U0001f3fd"),
    ("variation selectors", SCRIPTS, "\u2764\ufe0f.*\u260e\ufe0e"),
    ("keycaps", SCRIPTS, "1\ufe0f\u20e3"),
    ("combining marks", SCRIPTS, "e\u0301 u\u0308 n\u0303 a\u030c"),
    ("beyond the basic plane", SCRIPTS, "\U00020bb7"),
    ("full-width Latin", SCRIPTS, "ＡＢＣ"),
    ("half-width kana", SCRIPTS, "ｱｲｳ"),
    ("Japanese", SCRIPTS, r"^架空の証券会社"),
    ("Korean", SCRIPTS, r"^가상의"),
    ("right to left", SCRIPTS, "עברית"),
)
SAFETY_ELEMENTS = (
    ("says what it is", SAFETY, r"安全演示.*不是新闻"),
    ("decimal entity", SAFETY, r"&#27;\[31m"),
    ("hexadecimal entity", SAFETY, r"&#x1b;\[2J"),
    ("entity in HTML", SAFETY, r"<p>.*&#27;\[31m"),
    ("window title", SAFETY, r"&#27;\]0;.*&#7;"),
    ("clipboard", SAFETY, r"&#27;\]52;c;"),
    ("turned text", SAFETY, r"&#8238;"),
    ("markup", SAFETY, r"\[red\]x\[/red\].*\[@click=app\.quit\]"),
    ("refused links", SAFETY, r"\(javascript:(?s:.*)\(data:(?s:.*)\(file:"),
    ("escape in an address", SAFETY, r'href="https://[^"]*%1b[^"]*&#27;'),
    ("script and style elements", SAFETY, r"<script>(?s:.*)<style>"),
    ("tags as an escape", SAFETY, r'^tags: \[.*"\\e\]0;'),
)
QUIRKS = (
    *TITLES,
    *DATES,
    *HEADERS,
    *CATEGORIES_AND_TAGS,
    *SCRAPED_BODIES,
    *LIQUID_AND_KRAMDOWN,
    *MARKDOWN_ELEMENTS,
    *HTML_ELEMENTS,
    *SCRIPT_ELEMENTS,
    *SAFETY_ELEMENTS,
)
BAD_YAML = (NOT_ESCAPED, QUOTES_TWICE, APOSTROPHE, BACKSLASH, COLON)
ENCODINGS = {UTF_16_LITTLE: "utf-16", UTF_16_BIG: "utf-16", CHINESE_BYTES: "gb18030"}


def sample_paths() -> list[str]:
    files = (file for file in SAMPLES.rglob("*") if file.is_file() and file.suffix != ".yml")
    return sorted(file.relative_to(SAMPLES).as_posix() for file in files)


def raw(path: str) -> bytes:
    return (SAMPLES / path).read_bytes()


def decoded(path: str) -> str:
    return raw(path).decode(ENCODINGS.get(path, "utf-8-sig"))


def header_value(path: str, key: str) -> str:
    found = re.search(rf"^{key}: (.+)$", decoded(path), re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("path", "pattern"), [pytest.param(path, pattern, id=what) for what, path, pattern in QUIRKS]
)
def test_a_sample_shows_the_quirk_that_the_manifest_promises(path: str, pattern: str) -> None:
    assert re.search(pattern, decoded(path), re.MULTILINE)


@pytest.mark.parametrize("path", BAD_YAML)
def test_a_title_that_a_scraper_broke_is_no_yaml(path: str) -> None:
    header = decoded(path).split("---\n")[1]
    with pytest.raises(yaml.YAMLError):
        yaml.safe_load(header)


def test_there_are_forty_seven_samples() -> None:
    assert len(sample_paths()) == 47


def test_no_two_samples_are_the_same_file() -> None:
    assert len({raw(path) for path in sample_paths()}) == len(sample_paths())


def test_one_sample_starts_with_a_byte_order_mark_in_utf_8() -> None:
    assert [path for path in sample_paths() if raw(path).startswith(b"\xef\xbb\xbf---\n")] == [
        BYTE_ORDER_MARK
    ]


def test_utf_16_comes_in_both_byte_orders() -> None:
    assert raw(UTF_16_LITTLE).startswith(b"\xff\xfe-\x00-\x00-\x00\n\x00")
    assert raw(UTF_16_BIG).startswith(b"\xfe\xff\x00-\x00-\x00-\x00\n")


def test_one_sample_is_gb18030_with_characters_of_two_and_of_four_bytes() -> None:
    with pytest.raises(UnicodeDecodeError):
        raw(CHINESE_BYTES).decode("utf-8")
    assert {len(character.encode("gb18030")) for character in "松㛃"} == {2, 4}
    assert "㛃" in decoded(CHINESE_BYTES)


def test_one_sample_ends_every_line_with_carriage_return_and_line_feed() -> None:
    with_returns = [path for path in sample_paths() if "\r" in decoded(path)]
    assert with_returns == [TWO_BYTE_ENDS]
    assert raw(TWO_BYTE_ENDS).count(b"\r\n") == raw(TWO_BYTE_ENDS).count(b"\n")


def test_the_same_story_runs_under_three_media_in_three_categories() -> None:
    copies = (MEDIUM_1, MEDIUM_2, MEDIUM_3)
    assert len({header_value(path, "title") for path in copies}) == 1
    assert len({header_value(path, "categories") for path in copies}) == 3
    assert len({header_value(path, "tags") for path in copies}) == 3


def test_the_long_sample_is_nearly_one_line_of_eight_to_ten_kilobytes() -> None:
    assert 8_000 <= len(raw(LONG)) <= 10_000
    assert max(len(line) for line in raw(LONG).split(b"\n")) > 7_000


def test_posts_holds_the_last_three_days_and_old_post_the_rest() -> None:
    def days(folder: str) -> list[date]:
        found = (re.match(rf"{folder}/(\d{{4}}-\d\d-\d\d)-", path) for path in sample_paths())
        return [date.fromisoformat(match[1]) for match in found if match]

    assert max(days("_posts")) - min(days("_posts")) < timedelta(days=3)
    assert max(days("old_post")) < min(days("_posts"))
    assert min(days("old_post")).year == 2021


def test_a_draft_and_categories_from_folders_are_there() -> None:
    assert {DRAFT, IN_FOLDERS, TIN} <= set(sample_paths())


def test_names_are_plain_enough_for_any_file_system() -> None:
    for path in sample_paths():
        assert re.fullmatch(r"([a-z_]+/)+[a-z0-9-]+\.(md|markdown|html)", path)


def test_every_address_leads_to_a_name_reserved_for_examples() -> None:
    for path in [*sample_paths(), "_config.yml"]:
        urls = re.findall(r"(?<!/)//([^/\s\"'<>()\]?#|]+)", decoded(path))
        mails = re.findall(r"[\w.]+@([\w-]+\.[\w.-]+)", decoded(path))
        for host in urls + mails:
            assert host.endswith((".example", ".invalid")), (path, host)


def test_no_sample_holds_a_raw_control_character() -> None:
    unsafe = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    assert [path for path in sample_paths() if unsafe.search(decoded(path))] == []


def test_the_site_names_its_zone_and_address_and_says_that_all_is_invented() -> None:
    config = yaml.safe_load(decoded("_config.yml"))
    assert config["timezone"] == "Asia/Shanghai"
    assert config["url"].endswith(".example")
    assert config["title"]
    assert config["permalink"]
    assert "虚构" in config["description"]
