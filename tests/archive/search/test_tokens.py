import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.archive.search.tokens import compile_words, is_prefix, tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("央行降准", "央 行 降 准"),
        ("Apple发布iPhone", "apple 发 布 iphone"),
        ("ＡＢＣ１２３", "abc123"),
        ("臺灣後 乾", "台 湾 后 干"),
        ("Café naïve Straße ﬁn", "cafe naive strasse fin"),
        ("cafe\u0301", "cafe"),
        ("ｶﾞｽ ガス データ", "ガ ス ガ ス デ ー タ"),
        ("한국", "한 국"),
        ("\u1112\u1161\u11ab국 ㅋㅋ", "한 국 ᄏ ᄏ"),
        (
            "Łódź Đorđe Øre Ħal ŧ Æsir œuvre Þór ð ƒ ı",
            "lodz dorde ore hal t aesir oeuvre thor d f i",
        ),
        ("①2024年 ②600519 ❶❿ ⑴5 ½", "1 2024 年 2 600519 1 10 （ 1 ） 5 1 ／ 2"),
        ("600519² ²2024 CO₂ m² 1️⃣2024 ❤️ok", "600519 2 2 2024 co2 m2 1 2024 ❤ ok"),
        ("100㎡ 5㎏ Tesla™ №5", "100 m2 5 kg tesla tm no 5"),
        ("co\xadoper\u200bation 葛\U000e0100城", "cooperation 葛 城"),
        ("Привет", "привет"),
        ("\u3000 \t\u200b", ""),
        ("", ""),
    ],
)
def test_a_text_becomes_folded_tokens(text: str, tokens: str) -> None:
    assert tokenize(text) == tokens


@pytest.mark.parametrize("code", ["600519.SH", "HFO-1234yf", "98.5%", "-1,234.56", "C++", "A股"])
def test_a_code_is_found_as_it_is_written_and_not_otherwise(code: str) -> None:
    is_in = compile_words(code)
    assert is_in(tokenize(f"其中{code}上涨"))
    assert is_in(tokenize(f"({code.lower()})"))
    assert not is_in(tokenize(code[:-1]))
    assert not is_in(tokenize(" x ".join(code)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("don’t", "don't"), ("don\u02bct", "DON'T"), ("don＇t", "don’t")),
        *((f"state{hyphen}owned", "state-owned") for hyphen in "‐\u2011‒–−﹣－"),
        *(("1,299.00", "1299.00"), ("１，２９９．００", "1299.00"), ("1，299", "1299")),
        *(("-1,234,567.8%", "-1234567.8%"), ("１２,３４５", "12345")),
    ],
)
def test_two_ways_to_write_the_same_are_found_by_each_other(one: str, other: str) -> None:
    assert tokenize(f"前{one}后") == tokenize(f"前{other}后")


@pytest.mark.parametrize(
    "text",
    ["2021,100", "100,20", "1,2345", "0.123,456", "0,123", "1, 299", "2021,100,200", "1,299,12"],
)
def test_a_comma_that_groups_no_thousands_is_a_mark(text: str) -> None:
    assert "，" in tokenize(text).split(" ")


def test_a_comma_of_the_sentence_ends_a_number() -> None:
    assert tokenize("涨至1,299，300家") == "涨 至 1299 ， 300 家"
    assert tokenize("涨至1,299，2022年") == "涨 至 1299 ， 2022 年"


def test_every_part_of_a_chinese_word_is_found() -> None:
    tokenized = tokenize("中国人民银行")
    assert compile_words("国人")(tokenized)
    assert compile_words("行")(tokenized)
    assert not compile_words("人国")(tokenized)


def test_a_latin_word_is_found_by_its_beginning_alone() -> None:
    tokenized = tokenize("特斯拉Tesla公布")
    assert compile_words("tes")(tokenized)
    assert compile_words("TESLA")(tokenized)
    assert not compile_words("esla")(tokenized)
    assert not compile_words("tes", is_whole=True)(tokenized)


def test_one_letter_is_a_word_of_its_own() -> None:
    assert compile_words("A")(tokenize("A股"))
    assert not compile_words("A")(tokenize("Apple"))


def test_no_phrase_reaches_from_one_block_into_the_next() -> None:
    assert not compile_words("结束开始")(tokenize("结束\n开始"))
    assert compile_words("结束开始")(tokenize("结束 开始"))


def test_what_has_no_tokens_is_in_every_text() -> None:
    assert compile_words("  ")("")


def test_the_last_token_may_go_on_where_it_is_a_run() -> None:
    assert is_prefix(tokenize("降准hf"))
    assert is_prefix(tokenize("降准2022"))
    assert is_prefix(tokenize("60a"))
    assert not is_prefix(tokenize("降准202"))
    assert not is_prefix(tokenize("降准"))
    assert not is_prefix(tokenize("98.5%"))


@given(st.text(), st.text())
def test_every_text_is_found_in_itself_amid_other_text(text: str, other: str) -> None:
    assert compile_words(text, is_whole=True)(tokenize(f"{other} {text} {other}"))


@given(st.text())
def test_tokens_are_separated_by_single_spaces_and_hold_no_other(text: str) -> None:
    tokenized = tokenize(text)
    assert tokenized == tokenized.strip(" ")
    assert "  " not in tokenized
    tokens = tokenized.split(" ")
    assert not any(unicodedata.category(character) in {"Cc", "Zs"} for character in "".join(tokens))


@given(st.text(alphabet="降准银行ABc12.，,-'% ", min_size=1))
def test_case_and_width_make_no_difference(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert tokenize(wide.upper()) == tokenize(text.lower())


def test_a_comma_that_carries_a_mark_is_a_comma() -> None:
    assert tokenize("e,\u3099") == "e ， \u3099"
