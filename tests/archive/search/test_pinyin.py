import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import pinyin_tables

from reader.archive.search.pinyin import compile_pinyin
from reader.archive.search.readings import load_readings, read_out
from reader.archive.search.title_words import compile_title_words, title_tokens
from reader.archive.search.tokens import tokenize

NAME = "云出海：每日经济新闻，央行长大"
_KNOWN = [
    character for character in map(chr, load_readings().usual) if tokenize(character) == character
]
_HAN = st.text(st.sampled_from(sorted(_KNOWN)), min_size=2, max_size=6)


@pytest.mark.parametrize(
    "letters",
    [
        *("ch", "chuhai", "chuh", "yunchuhai", "ych", "h", "mrjjxw", "rjj", "meirijing"),
        *("meirijingjixinwen", "jingji", "yanghang", "zhangda", "yhzd"),
    ],
)
def test_a_name_is_found_by_syllables_and_by_initials(letters: str) -> None:
    assert compile_pinyin(letters)(NAME)


@pytest.mark.parametrize(
    "letters", ["hm", "haimei", "mrxw", "chu1", "hais", "uhai", "v", "zzz", "yinhang"]
)
def test_a_name_is_not_found_by_what_is_not_read_in_it(letters: str) -> None:
    assert not compile_pinyin(letters)(NAME)


def test_neighbours_tell_how_a_character_is_read() -> None:
    assert read_out("银行") == ["yin", "hang"]
    assert read_out("发行") == ["fa", "xing"]
    assert read_out("重新") == ["chong", "xin"]
    assert read_out("重点") == ["zhong", "dian"]


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    assert compile_pinyin("jingji")("經濟")


def test_the_tables_are_those_of_pypinyin() -> None:
    known, wanted = load_readings(), pinyin_tables.usual_readings()
    differing = [each for each in wanted if known.usual.get(ord(each), "").strip() != wanted[each]]
    assert len(differing) < len(wanted) / 200, "other versions may differ in some, but not in many"


@settings(deadline=None, max_examples=50)
@given(_HAN)
def test_every_text_is_found_by_how_it_is_read(text: str) -> None:
    syllables = read_out(text)
    assert compile_pinyin("".join(syllable[0] for syllable in syllables))(f"前，{text}，后")
    if not {"m", "n", "hm"} & set(syllables):
        assert compile_pinyin("".join(syllables)[:20])(f"前，{text}，后")


@settings(deadline=None, max_examples=50)
@given(st.text(string.ascii_lowercase, min_size=1, max_size=200), st.text(max_size=20))
def test_any_letters_can_be_looked_for_in_any_name(letters: str, name: str) -> None:
    assert compile_pinyin(letters)(name) in {True, False}


@pytest.mark.parametrize("word", ["chuhai", "chuha", "yunchuhai", "mrjjxw", "meirijing", "xinwen"])
def test_a_plain_word_also_finds_titles_that_are_read_so(word: str) -> None:
    assert compile_title_words(word)(title_tokens(NAME))


@pytest.mark.parametrize(
    "word", ["Chuhai", "chu", "ych", "ch", "chuh", "bank", "gdp", "出海", "a1"]
)
def test_a_word_that_is_hardly_meant_so_is_no_pinyin(word: str) -> None:
    name = "板块：股东配股，云出嗨，朝云"
    assert not compile_title_words(word)(title_tokens(name))


def test_a_phrase_in_quotes_is_no_pinyin() -> None:
    assert not compile_title_words("chuhai", is_whole=True)(title_tokens(NAME))


def test_no_word_of_a_title_is_met_in_how_it_is_read() -> None:
    assert not compile_title_words("chu")(title_tokens(NAME))
    assert not compile_title_words("\u02e5chu")(title_tokens(NAME))
