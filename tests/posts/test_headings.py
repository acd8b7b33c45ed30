"""The heading that titles a post without a title."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.posts.headings import SEARCHED_CHARACTERS, first_heading


@pytest.mark.parametrize(
    "body",
    [
        "# 读者来信",
        "### 读者来信 ##\n正文",
        "开头一段\n\n# 读者来信\n\n## 第二节",
        "读者来信\n====\n",
        "读者来信\n---\n",
        "<h2 id='a'>读者<b>来信</b></h2>",
        "<p>甲</p><H1>\n读者来信\n</H1>",
        "# [读者来信](http://a.example/)",
        "# **读者**`来信` {#a}",
        "# 读者&#26469;信",
        "```\n# 代码\n```\n# 读者来信",
        "<!--\n# 隐藏\n-->\n# 读者来信",
        "#\n# 读者来信",
    ],
)
def test_a_heading_is_found(body: str) -> None:
    assert first_heading(body) == "读者来信"


@pytest.mark.parametrize(
    "body",
    ["", "正文", "#标签", "####### 七", "    # 代码", "```\n# 代码", "<h1></h1>", "# &nbsp;"],
)
def test_no_heading_is_found(body: str) -> None:
    assert first_heading(body).strip() == ""


def test_number_signs_that_belong_to_a_word_stay() -> None:
    assert first_heading("# 学 C#") == "学 C#"


def test_a_heading_is_safe_for_a_terminal() -> None:
    assert first_heading("# a&rlm;[31m\x1b(0b\x07") == "a�[31m␛(0b␇"


def test_a_heading_far_below_is_no_title() -> None:
    assert first_heading("x\n" * SEARCHED_CHARACTERS + "# a") == ""


@pytest.mark.parametrize(
    "body",
    [
        "<h1>" * 5000,
        "<h1 " * 5000,
        "# a" + " " * 20000 + "b",
        "# " + "# " * 9000,
        "[" * 20000,
        "# " + "![" * 9000,
        "```\n" * 5000,
        "<!--" * 5000,
        "a\n" + "-" * 20000 + "x",
        "# " + "{." * 9000,
    ],
)
def test_hostile_bodies_cost_little(body: str) -> None:
    started = time.process_time()
    first_heading(body)
    assert time.process_time() - started < 2


@settings(deadline=None)
@given(st.text(st.sampled_from("#<>h1/=-`[]()!\n a\\*{}.:&;\x1b"), max_size=200))
def test_any_body_gives_one_line(body: str) -> None:
    assert "\n" not in first_heading(body)


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("- item\n---\n\n# Next", "Next"),
        ("> quote\n---\n\n# Next", "Next"),
        ("# [快讯] 央行降准", "[快讯] 央行降准"),
        ("# [快讯](http://x.example) [a][b]", "快讯 a"),
        ("# 　\n", ""),
    ],
)
def test_what_only_looks_like_a_heading_or_a_link_is_none(body: str, heading: str) -> None:
    assert first_heading(body) == heading
