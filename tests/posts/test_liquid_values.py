"""What Liquid in a post can ask for."""

from pathlib import Path

import pytest
from support.archive_files import write_text
from support.search_texts import extract_text

from reader.document.parsing import parse_body
from reader.document.plain_text import visible_text
from reader.liquid_inputs import NO_INPUTS
from reader.posts.post import PostId, PostWithBody
from reader.posts.reading import StampedBody, read_stamped_body, read_whole
from reader.posts.source.site import read_site

PATH = "_posts/2022-04-28-gold.md"
HEADER = """title: 黄金
date: 2022-04-28 13:01 +0000
tags: [甲, 乙]
source: 某报
more: {deep: [深]}"""


def shown(root: Path, body: str, header: str = HEADER, archive: str = "") -> str:
    """Return what the pane shows of a post, which is what search knows of it."""
    write_text(root, PATH, f"---\n{header}\n---\n{body}\n")
    path = PATH.removeprefix(f"{archive}/") if archive else PATH
    site, _ = read_site(root, root / archive)
    whole = read_whole(root / archive, path, site, PostId("x"))
    part = read_stamped_body(root / archive, path, site)
    assert isinstance(whole, PostWithBody)
    assert isinstance(part, StampedBody)
    text = visible_text(parse_body(whole.body, liquid=whole.liquid))
    assert text.split() == extract_text(part.body, is_html=False, liquid=part.liquid).split()
    return text


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    write_text(
        root,
        "_config.yml",
        "timezone: UTC\nurl: https://a.example\nbaseurl: /b\nowner: {name: 王}\npermalink: pretty\n"
        "defaults:\n  - values: {desk: 深圳}\n",
    )
    write_text(root, "_data/people.yml", "- {name: 赵}\n- {name: 钱}\n")
    write_text(root, "_data/more/rates.csv", "code,rate\nusd,7.1\n")
    write_text(root, "_data/one.json", '{"a": ["b"]}')
    write_text(root, "_includes/note.html", "<p>注：{{ include.text }}</p>")
    write_text(root, "_posts/part.txt", "一段")
    return root


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{{ page.title }} {{ page.source }} {{ page.desk }}", "黄金 某报 深圳"),
        ("{{ page.more.deep[0] }} {{ page.tags | join: '/' }}", "深 甲/乙"),
        ("{{ page.url }} {{ page.id }}", "/2022/04/28/gold/ /2022/04/28/gold"),
        ("{{ page.date | date: '%Y/%m/%d %H:%M' }}", "2022/04/28 13:01"),
        ("{{ page.path }} {{ page.collection }}", "_posts/2022-04-28-gold.md posts"),
        ("首段\n\n再说：{{ page.excerpt }}", "首段\n再说：首段"),
        ("首 {{ page.source }}\n\n再：{{ page.excerpt }}", "首 某报\n再：首 某报"),
        ("{{ site.owner.name }} {{ site.baseurl }}", "王 /b"),
        ("{% for p in site.data.people %}{{ p.name }}{% endfor %}", "赵钱"),
        ("{{ site.data.more.rates[0].rate }}{{ site.data.one.a[0] }}", "7.1b"),
        ("{% include note.html text='好' %}", "注：好"),
        ("{% include_relative part.txt %}", "一段"),
    ],
)
def test_a_post_s_own_values_and_its_site_s_are_filled_in(site: Path, body: str, text: str) -> None:
    assert shown(site, body) == text


def test_a_post_of_a_folder_below_its_site_has_the_site_s_values_too(site: Path) -> None:
    body = "{% include note.html text=page.desk %}{% include_relative part.txt %}"
    assert shown(site, body, archive="_posts") == "注：深圳\n一段"


def test_a_post_that_says_so_keeps_its_liquid(site: Path) -> None:
    body = "{{ page.title }} {% if x %}"
    assert shown(site, body, f"{HEADER}\nrender_with_liquid: false") == body


def test_a_body_without_liquid_has_no_inputs(site: Path) -> None:
    write_text(site, PATH, f"---\n{HEADER}\n---\n{{ a }}\n")
    whole = read_whole(site, PATH, read_site(site)[0], PostId("x"))
    assert isinstance(whole, PostWithBody)
    assert whole.liquid is NO_INPUTS


@pytest.mark.parametrize(
    "name",
    ["../secret.html", "link.html", "/etc/hostname", "a/../../secret.html", "big.html", "folder"],
)
def test_nothing_outside_the_site_and_nothing_large_is_included(site: Path, name: str) -> None:
    write_text(site.parent, "secret.html", "秘密")
    write_text(site, "secret.html", "秘密")
    write_text(site, "_includes/big.html", "大" * 100_000)
    write_text(site, "_includes/folder/a.html", "夹")
    (site / "_includes/link.html").symlink_to(site.parent / "secret.html")
    assert shown(site, f"{{% include {name} %}}字") == f"[{name}] 字"
