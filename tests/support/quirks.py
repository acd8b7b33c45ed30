"""One post for every quirk that real archives contain, and what a user sees of it."""

from dataclasses import dataclass
from pathlib import Path

CONFIG = "url: https://site.example\ntimezone: Asia/Shanghai\n"


@dataclass(frozen=True, slots=True)
class Quirk:
    """One odd file that is a post all the same."""

    path: str
    content: str | bytes
    title: str
    date: str | None = None
    """Start of the ISO date, or None where the test leaves it open."""
    shown: tuple[str, ...] = ()
    """Texts that a wide page of the post holds."""
    hidden: tuple[str, ...] = ()
    """Texts that no page of the post holds."""
    has_problem: bool = False


def post(header: str, body: str = "正文。\n") -> str:
    return f"---\n{header}\n---\n{body}"


def titled(title: str, body: str) -> str:
    return post(f"title: {title}", body)


_TITLES = (
    Quirk(
        "_posts/2024-01-01-quotes.md",
        post('title: "他说"好"了"'),
        '他说"好"了',
        has_problem=True,
    ),
    Quirk("_posts/2024-01-02-backslash.md", post(r'title: "a \q b"'), r"a \q b", has_problem=True),
    Quirk(
        "_posts/2024-01-03-colon.md",
        post("title: 快讯: 涨了"),
        "快讯: 涨了",
        has_problem=True,
    ),
    Quirk("_posts/2024-01-04-empty-title.md", post('title: ""', "# 首标题\n\n文\n"), "首标题"),
    Quirk("_posts/2024-01-05-no-title.md", post("tags: x", "## 第一个\n\n文\n"), "第一个"),
    Quirk("_posts/2024-01-06-name-only.md", post("tags: x", "只有文字。\n"), "Name Only"),
)
_DATES = (
    Quirk(
        "_posts/2024-01-07-offset.md",
        post("title: 只有时区\ndate:  +0800"),
        "只有时区",
        "2024-01-07T",
        has_problem=True,
    ),
    Quirk(
        "_posts/2024-01-08-no-offset.md",
        post("title: 无时区\ndate: 2024-01-08 10:00:00"),
        "无时区",
        "2024-01-08T10:00:00+08:00",
    ),
    Quirk("_posts/2024-01-09-in-name.md", post("title: 名中日期"), "名中日期", "2024-01-09T"),
    Quirk("_posts/-202205262391921712.md", post("title: 名无日期"), "名无日期"),
    Quirk("_posts/2024-8-1-name.md", post("title: 无零"), "无零", "2024-08-01T"),
    Quirk(
        "_posts/2024-01-10-differs.md",
        post("title: 两日\ndate: 2023-12-31 08:00:00 +0800"),
        "两日",
        "2023-12-31T08:00:00+08:00",
    ),
    Quirk(
        "_posts/2024-01-11-rfc.md",
        post("title: 邮件日期\ndate: Thu, 11 Jan 2024 08:30:00 +0000"),
        "邮件日期",
        "2024-01-11T16:30:00+08:00",
    ),
    Quirk(
        "_posts/2024-01-12-impossible.md",
        post("title: 没有这天\ndate: 2024-02-30"),
        "没有这天",
        has_problem=True,
    ),
)
_HEADERS = (
    Quirk("_posts/2024-01-13-toml.md", '+++\ntitle = "汤姆"\n+++\n文\n', "汤姆"),
    Quirk("_posts/2024-01-14-json.md", '{"title": "杰森"}\n文\n', "杰森"),
    Quirk("_posts/2024-01-15-dots.md", "---\ntitle: 点止\n...\n文\n", "点止"),
    Quirk("_posts/2024-01-16-none.md", "# 无头\n\n文\n", "无头"),
    Quirk("_posts/2024-01-17-bom.md", "\ufeff" + post("title: 有标记"), "有标记"),
    Quirk(
        "_posts/2024-01-18-crlf.md",
        post("title: 回车").replace("\n", "\r\n").encode(),
        "回车",
    ),
    Quirk("_posts/2024-01-19-utf16.md", post("title: 双字节").encode("utf-16"), "双字节"),
    Quirk("_posts/2024-01-20-gb.md", post("title: 国标").encode("gb18030"), "国标"),
    Quirk(
        "_posts/2024-01-21-unclosed.md",
        "---\ntitle: 未关\n文\n",
        "未关",
        has_problem=True,
    ),
    Quirk("_posts/2024-01-22-rule.md", "---\n\n开头一线。\n\n---\n\n后文。\n", "Rule"),
)
_NAMES = (
    Quirk("_posts/2024-01-23-words.md", post("title: 词\ncategories: a b\ntags: c d"), "词"),
    Quirk("_posts/2024-01-24-list.md", post("title: 列\ncategory: [a, [b]]\ntag: 2024"), "列"),
    Quirk("_posts/2024-01-25-null.md", post("title: 空\ncategories:\ntags: ~"), "空"),
    Quirk("_posts/2024-01-26-commas.md", post("title: 逗\ntags: a, b，c"), "逗"),
    Quirk("深/层/_posts/2024-01-27-folders.md", post("title: 夹"), "夹"),
    Quirk("_posts/2024-01-28-hidden.md", post("title: 未发\npublished: false"), "未发"),
    Quirk("_drafts/draft.md", post("title: 稿"), "稿"),
)
_BODIES = (
    Quirk(
        "_posts/2024-01-29-mixed.md",
        titled(
            "混排",
            "<p>" + "长段落。" * 2000 + "</p><p>末段</p>\n\n<http://a.example/x>\n\n"
            "[首页](//b.example/p)｜[要闻](../emnews/) <>\n",
        ),
        "混排",
        shown=("末段", "http://a.example/x", "https://b.example/p", "/emnews/", "<>"),
    ),
    Quirk(
        "_posts/2024-01-30-scraped.md",
        titled(
            "抓取",
            '<p style="display:none">看不见</p><!-- 注释 --><center>居中</center><p>中<span id=a>'
            '</span>国<a href="http://a.example">平</a>安</p><p>　</p><p data-code="1">码'
            '<table><tr><td>左<td>右</table><font color=red>红</font><p style="a">未关'
            '<img src="https://i.example/a.png" alt="图片">',
        ),
        "抓取",
        shown=("居中", "中国平", "安", "左", "右", "红", "未关", "图片"),
        hidden=("看不见", "注释"),
    ),
    Quirk(
        "_posts/2024-01-31-liquid.md",
        titled(
            "液体",
            "{% highlight ruby %}\nputs 1\n{% endhighlight %}\n{% raw %}{{ 原样 }}{% endraw %}\n\n"
            "[前]({% post_url 2024-01-01-quotes %}) {{ site.url }}/x\n\n段\n{: .class}\n\n"
            "注[^1]。\n\n<!--more-->\n\n[^1]: 脚注文。\n",
        ),
        "液体",
        shown=("puts 1", "{{ 原样 }}", "https://site.example/x", "脚注文。"),
        hidden=("{: .class}", "<!--more-->", "endraw"),
    ),
)
_COPIES = tuple(
    Quirk(
        f"_posts/2024-02-01-{number}.md",
        post(f"title: 同一条\ncategories: {category}"),
        "同一条",
        "2024-02-01T",
    )
    for number, category in enumerate(("财经", "股市", "新闻"))
)
QUIRKS = _TITLES + _DATES + _HEADERS + _NAMES + _BODIES + _COPIES


def write_quirks(root: Path) -> None:
    """Make an archive that holds each quirk in a file of its own."""
    (root / "_config.yml").write_text(CONFIG, encoding="utf-8")
    for quirk in QUIRKS:
        file = root / quirk.path
        file.parent.mkdir(parents=True, exist_ok=True)
        content = quirk.content
        file.write_bytes(content.encode() if isinstance(content, str) else content)
