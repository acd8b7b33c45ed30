"""Bytes become text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.posts.source.encodings import decode

TEXT = "---\ntitle: 中国企业“云出海”图鉴\n---\n正文第一段，说的是远洋渡轮。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_a_post_reads_the_same_in_each_encoding(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert decoded.text == TEXT
    assert not decoded.is_guessed


def test_a_byte_order_mark_in_utf_16_of_either_order_is_taken_off() -> None:
    assert decode(b"\xff\xfe" + TEXT.encode("utf-16-le")).text == TEXT
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT


def test_utf_16_without_a_mark_is_told_by_its_start_though_the_text_is_chinese() -> None:
    text = TEXT + "远洋渡轮" * 5000
    assert decode(text.encode("utf-16-le")).text == text


def test_utf_16_that_ends_in_half_a_character_loses_only_that() -> None:
    decoded = decode(TEXT.encode("utf-16-le") + b"\x2d")
    assert decoded.text == TEXT + "\ufffd"
    assert decoded.is_guessed


@pytest.mark.parametrize("cut", [1, 2])
@pytest.mark.parametrize("more", ["渡", "渡轮", "渡轮二"])
def test_utf_8_that_was_cut_inside_a_character_stays_utf_8(cut: int, more: str) -> None:
    text = TEXT + more
    decoded = decode(text.encode()[:-cut])
    assert decoded.text == text[:-1] + "\ufffd"
    assert decoded.is_guessed


def test_utf_8_that_was_cut_is_not_taken_for_gb18030_by_chance() -> None:
    data = "正文第一段渡轮渡轮渡轮".encode()[:-1]
    assert data.decode("gb18030")
    assert decode(data).text == "正文第一段渡轮渡轮渡\ufffd"


def test_gb18030_with_one_wrong_byte_stays_gb18030() -> None:
    decoded = decode(TEXT.encode("gb18030") + b"\xff\n")
    assert decoded.text.startswith(TEXT)
    assert decoded.is_guessed


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_every_line_end_becomes_a_line_feed(ends: str) -> None:
    assert decode(f"a{ends}b{ends}{ends}c".encode()).text == "a\nb\n\nc"


def test_a_part_leaves_out_the_character_that_was_cut() -> None:
    data = TEXT.encode()
    for end in range(len(data)):
        decoded = decode(data[:end], is_part=True)
        assert TEXT.startswith(decoded.text)
        assert not decoded.is_guessed


@settings(deadline=None)
@given(st.binary(max_size=600), st.booleans())
def test_any_bytes_become_text(data: bytes, is_part: bool) -> None:
    decoded = decode(data, is_part=is_part)
    assert "\r" not in decoded.text


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff\0")))
def test_any_text_in_utf_8_is_read_back(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("encoding", "declaration", "words"),
    [
        ("big5", '<meta charset="big5">', "臺北股市收盤上漲"),
        ("shift_jis", "<meta charset=Shift_JIS>", "東京の株価は続伸"),
        (
            "euc-kr",
            '<meta http-equiv="Content-Type" content="text/html; charset=EUC-KR">',
            "코스피 상승",
        ),
        ("gbk", '<meta charset="gb2312">', "上证指数收涨"),
    ],
)
def test_a_saved_page_is_read_as_it_declares(encoding: str, declaration: str, words: str) -> None:
    page = f"---\ntitle: page\n---\n<html><head>{declaration}</head><p>{words}</p>"
    decoded = decode(page.encode(encoding))
    assert words in decoded.text
    assert not decoded.is_guessed


@pytest.mark.parametrize("declared", ["utf-8", "unicode_escape", "nonsense", "idna", "hex"])
def test_a_declaration_that_is_not_true_is_not_believed(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>上证指数收涨</p>'
    assert decode(page.encode("gb18030")).text == page


CHINESE = "---\ntitle: 快讯：上证指数收涨\n---\n国家统计局今天公布最新数据，总值同比增长。\n"
TAIWANESE = "---\ntitle: 快訊：台北股市收盤上漲\n---\n行政院主計總處今天公布統計，較去年增加。\n"
JAPANESE = "---\ntitle: 東京株式市場は続伸\n---\n日本銀行は金融緩和を維持することを決めた。\n"
KOREAN = "---\ntitle: 코스피 상승 마감\n---\n한국은행은 기준금리를 연 1.5%로 인상했다.\n"
UNDECLARED = [
    (CHINESE, "gb2312"),
    (CHINESE, "gb18030"),
    (TAIWANESE, "big5"),
    (JAPANESE, "shift_jis"),
    (JAPANESE, "euc_jp"),
    (KOREAN, "euc-kr"),
]


@pytest.mark.parametrize(("text", "encoding"), UNDECLARED)
@pytest.mark.parametrize("times", [1, 3, 100])
def test_an_encoding_that_nothing_declares_is_told_by_its_common_characters(
    text: str, encoding: str, times: int
) -> None:
    decoded = decode((text * times).encode(encoding))
    assert decoded.text == text * times
    assert not decoded.is_guessed
    assert not decoded.doubtful_encoding


@pytest.mark.parametrize(("text", "encoding"), UNDECLARED)
def test_a_text_whose_encoding_could_be_another_is_read_or_named(text: str, encoding: str) -> None:
    title = text.split("\n")[1] + "\n"
    decoded = decode(title.encode(encoding))
    assert decoded.text == title or decoded.doubtful_encoding


def test_traditional_characters_in_gbk_stay_gbk() -> None:
    assert decode(TAIWANESE.encode("gbk")).text == TAIWANESE


def test_few_characters_that_may_be_korean_are_named_as_doubtful() -> None:
    decoded = decode("title: 国标".encode("gb18030"))
    assert (decoded.text, decoded.doubtful_encoding) == ("title: 国标", "GB18030")
