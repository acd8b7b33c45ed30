"""Headers that are read without YAML mean what YAML makes of them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.posts.front_matter.plain_header import read_plain, split_plain
from reader.posts.front_matter.plain_values import MAX_CHARACTERS, NULLS, HeaderError, Value
from reader.posts.front_matter.yaml_loader import parse_yaml

ARCHIVE = (
    "layout: post\n"
    'title: "2022中国企业“云出海”图鉴：中小企意愿强烈 安全合规仍是首要挑战"\n'
    "date: 2022-04-28 13:01:28 +0800\n"
    "categories: meirijingjixinwen\n"
    "tags: 每日经济新闻新闻"
)
"""The header of the real archive."""


def by_yaml(header: str) -> object:
    try:
        return parse_yaml(header)
    except HeaderError as error:
        return error


def test_the_header_of_the_archive_needs_no_yaml() -> None:
    assert read_plain(ARCHIVE) == {
        "layout": "post",
        "title": "2022中国企业“云出海”图鉴：中小企意愿强烈 安全合规仍是首要挑战",
        "date": "2022-04-28 13:01:28 +0800",
        "categories": "meirijingjixinwen",
        "tags": "每日经济新闻新闻",
    }


@pytest.mark.parametrize("line", ["author: Li Wei", "作者: 张三、李四", "authors: [张三, 李四]"])
def test_a_header_with_authors_needs_no_yaml(line: str) -> None:
    values = read_plain(f"{ARCHIVE}\n{line}")
    assert values is not None
    assert values == by_yaml(f"{ARCHIVE}\n{line}")


@pytest.mark.parametrize(
    "line",
    [
        "tags:",
        "tags:  ",
        "tags: ~",
        "tags: null",
        "tags: ''",
        "tags: 'null'",
        'tags: ""',
        'title: " a  b "',
        "title: 'it\"s # a: b \\ [x]'",
        "title: a:b",
        "title: a#b, [c] {d} \"e\" 'f' &g *h !i | > % @ `",
        "title: 央行　降准\u00a0\u200b\ue000",
        "title:   spaces before and after  ",
        "excerpt_separator: <!--more-->",
        "a-b: c",
        "标题: 甲",
        "permalink: /a/:title/",
        "permalink: https://a.example/?x=1&y=2#z",
        "tags: [a, b]",
        'tags: [ "a, b" , c d-e/f.g , null, 2024 , "", 新闻 ]',
    ],
)
def test_the_usual_values_need_no_yaml(line: str) -> None:
    header = f"{ARCHIVE}\n{line}\n"
    assert read_plain(header) == by_yaml(header)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "# comment",
        "title: a # comment",
        'title: "a" # comment',
        "title: # comment",
        "title: a: b",
        "title: a:",
        "title: a\tb",
        "title:\ta",
        "title : a",
        "title:a",
        "title",
        "- a",
        "  b: c",
        "title: [a",
        "title: [a: b]",
        "title: [a, [b]]",
        "title: [a,]",
        "title: |",
        "title: *a",
        "title: &a b",
        "title: !!str a",
        "title: {a: b}",
        "title: 'it''s'",
        r'title: "a\nb"',
        'title: "他说"好"了"',
        'title: "a',
        "title: '",
        "title: @a",
        "title: a\x85b",
        "title: a\u2028b",
        "title: a\ufeffb",
        "title: a\x1bb",
        "...",
        "--- a",
        "? a",
        "<<: a",
        f"{'a' * 2000}: b",
    ],
)
def test_whatever_might_mean_more_is_left_to_yaml(line: str) -> None:
    assert read_plain(f"{ARCHIVE}\n{line}\n") is None


def test_a_header_that_is_too_long_or_holds_too_many_values_is_left_to_yaml() -> None:
    assert read_plain("a: " + "b" * MAX_CHARACTERS) is None
    assert read_plain("a:\n" * MAX_CHARACTERS) is None


@pytest.mark.parametrize(
    "inner", ["a " * 8000, "a" * 16_000, "a," * 8000, '"a' * 5000, " " * 16000]
)
def test_a_list_that_nothing_closes_is_given_up_soon(inner: str) -> None:
    started = time.process_time()
    assert read_plain(f"tags: [{inner}") is None
    assert read_plain(f"tags: [{inner};]") is None
    assert time.process_time() - started < 2


SIGNS = st.sampled_from(
    "ab01 :#-?,[]{}&*!|>'\"%@`=~\\/.<^$()_;\t\r\x0b\x0c\x7f\x85\xa0\xad·中　\u200b\u2028\u2029"
    "\ufeff\ufffd\ufffe\ue000\U0001f600"
)
KEYS = st.sampled_from(
    ("title", "Date", "a-b", "-a", "--", "_", "null", "y", "标题", "ﬁ", "a" * 190)
)
ODD_KEYS = st.sampled_from(
    ("", "---", "...", "<<", "~", "a b", "a:", "1a", "'a'", "?", "-", "- a", " a", "&a", "*a", "!a")
)
BLANKS = st.sampled_from(
    (": ", " #", "  ", ", ", "&a ", "- ", "| ", "> ", "\t", "2022-04-28 13:01")
)
WORDS = st.sampled_from(
    ("null", "~", "true", "=", "---", "...", "<<", "%a", "@a", "中文", "*a", "a")
)
MARKS = st.sampled_from(("#", ":", "''", '"', "'", "\\n", "\\", "[", "]", "{}", "{", "`", "!"))
PARTS = BLANKS | WORDS | MARKS
TEXT = st.text(SIGNS, max_size=5) | st.lists(PARTS, max_size=4).map("".join)
SCALARS = st.one_of(
    TEXT,
    TEXT.map(lambda text: f'"{text}"'),
    TEXT.map(lambda text: f"'{text}'"),
    st.sampled_from(["", *NULLS, "a b", "中文", "a:b", "a#b"]),
)
VALUES = SCALARS | st.lists(SCALARS, max_size=3).map(lambda items: f"[{', '.join(items)}]")
LINES = st.tuples(
    KEYS | KEYS | ODD_KEYS,
    st.sampled_from([": ", ": ", ": ", ":  ", ":", " : ", ":\t", ""]),
    VALUES,
    st.sampled_from(["", "", "", " ", "\t", " # c"]),
).map("".join)


@settings(deadline=None, max_examples=1000)
@given(
    LINES,
    st.sampled_from(["", "\n", "\nx: y", "\nx: y\n", "\n\n", "\n b", "\n- b", "\n# c", "\n..."]),
)
def test_one_line_means_what_yaml_makes_of_it(line: str, rest: str) -> None:
    values = read_plain(line + rest)
    assert values is None or values == by_yaml(line + rest)


@settings(deadline=None, max_examples=300)
@given(st.lists(LINES, max_size=5).map("\n".join) | st.text(SIGNS | st.just("\n"), max_size=60))
def test_any_header_means_what_yaml_makes_of_it(header: str) -> None:
    values = read_plain(header)
    if values is not None:
        expected = by_yaml(header)
        assert values == expected
        assert isinstance(expected, dict)
        assert list(values) == list(expected)


@pytest.mark.parametrize("form", ["a: x{}y", "b{}: c", "c: {}", "d: '{}'", "e: [{}]"])
def test_each_character_means_what_yaml_makes_of_it(form: str) -> None:
    codes = (
        *range(0x3100),
        *range(0xD7F0, 0xD800),
        *range(0xE000, 0xE010),
        *range(0xF8F0, 0x10010),
    )
    plain: dict[str, Value] = {}
    lines = []
    for code in codes:
        line = f"k{code}-{form.format(chr(code))}"  # a key for each, so that one parse tells
        values = read_plain(line)
        if values is not None:
            lines.append(line)
            plain |= values
    assert len(plain) > 1000
    assert parse_yaml("\n".join(lines)) == plain


def test_a_header_stands_between_lines_of_three_hyphens_and_the_body_below() -> None:
    assert split_plain(b"---\na: b\nc: d\n---\n---\n", is_part=False) == ("a: b\nc: d", "---\n")
    assert split_plain(b"---\n---\na\n---\n", is_part=False) == ("", "a\n---\n")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a: b\n---\n",
        b"---\na: b",
        b"---\na: b\n---",
        b"--- \na: b\n---\n",
        b"---\r\na: b\r\n---\r\n",
        b"\xef\xbb\xbf---\na: b\n---\n",
        b"---\na: b\n---\n\0",
        b"---\na: b\n---\n\xff",
        "---\na: 中\n---\n".encode("gb18030"),
        "---\na: b\n---\n".encode("utf-16-le"),
    ],
)
def test_any_other_file_is_not_plain(data: bytes) -> None:
    assert split_plain(data, is_part=False) is None


def test_line_ends_of_other_kinds_below_a_header_do_not_matter() -> None:
    assert split_plain(b"---\na: b\n---\nc\r\nd", is_part=False) == ("a: b", "c\r\nd")


def test_a_part_may_end_inside_a_character() -> None:
    data = "---\na: b\n---\n中".encode()[:-1]
    assert split_plain(data, is_part=True) == ("a: b", "")
    assert split_plain(data, is_part=False) is None
