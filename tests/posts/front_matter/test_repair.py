"""A header that is not valid, read as a user would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.posts.front_matter.repair import KEYS, read_lines


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('"他说"好"了"', '他说"好"了'),
        (
            '"赤壤稀土"三连板"后提示风险："公司没有新矿""',
            '赤壤稀土"三连板"后提示风险："公司没有新矿"',
        ),
        (r'"一律迁往 D:\data\customer"', r"一律迁往 D:\data\customer"),
        ("周三基金晨报: 三只新基金", "周三基金晨报: 三只新基金"),
        ("'Lantern Yards' new dock floats'", "Lantern Yards' new dock floats"),
        ('"贵州茅台"股价大涨', '"贵州茅台"股价大涨'),
        ('"没有收尾', "没有收尾"),
        (r'"他说\"好\"了"', '他说"好"了'),
        ('"名字" # 说明', "名字"),
        ("{{ page.title }}", "{{ page.title }}"),
        ("  两边有空格  ", "两边有空格"),
    ],
)
def test_a_title_is_read_as_a_user_would(written: str, title: str) -> None:
    assert read_lines(f"layout: post\ntitle: {written}\ndate: x") == {"title": title, "date": "x"}


@pytest.mark.parametrize("written", ["", '""', "''", "~", "null", '"'])
def test_an_empty_value_is_left_out(written: str) -> None:
    assert read_lines(f"title: {written}\nslug: a") == {"slug": "a"}


@pytest.mark.parametrize("line", ["Title: a", "title：a", "title = a", '"title": a', " title: a"])
def test_a_key_may_be_spelled_loosely(line: str) -> None:
    assert read_lines(line) == {"title": "a"}


def test_other_keys_are_left_out() -> None:
    assert read_lines("layout: post\neditor: b\nimg2: c\ntitle: a") == {"title": "a"}


def test_the_chinese_key_of_authors_is_known() -> None:
    assert read_lines("作者：张三\ntitle: a") == {"作者": "张三", "title": "a"}


def test_a_list_on_one_line_is_a_list() -> None:
    written = "tags: [a, 'b, c', \"d\", e，f, ]"
    assert read_lines(written) == {"tags": ["a", "b, c", "d", "e", "f"]}


def test_a_list_below_a_key_is_a_list() -> None:
    assert read_lines("tags:\n- a\n  - 'b c'\ntitle: d") == {"tags": ["a", "b c"], "title": "d"}


def test_a_value_may_go_on_below() -> None:
    text = "title: 上半句\n  下半句\n\n# 说明\nslug: >-\n  a\n  b\n"
    assert read_lines(text) == {"title": "上半句 下半句", "slug": "a b"}


def test_lines_below_an_unknown_key_belong_to_it() -> None:
    assert read_lines("title: a\nimage2:\n    - b\n  c\n") == {"title": "a"}


@settings(deadline=None, max_examples=300)
@given(st.text())
def test_any_text_can_be_read(header: str) -> None:
    assert read_lines(header).keys() <= KEYS


@settings(deadline=None)
@given(st.text(st.sampled_from("title:dae \n\t\"'[]-,>|#~\\"), max_size=80))
def test_any_text_of_marks_can_be_read(header: str) -> None:
    values = read_lines(header)
    assert all(values.values())
