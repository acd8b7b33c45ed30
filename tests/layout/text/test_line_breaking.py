import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.layout.line import Line, Role, Run
from reader.layout.text.break_rules import WORD, may_break
from reader.layout.text.cells import cell_width
from reader.layout.text.line_breaking import break_lines

SPACES = re.compile(r"[\s\u3000]+")
CLOSING = tuple("，。、；：？！）》」』】”’…—％℃!),.:;?]}%")
OPENING = tuple("（《「『【“‘￥$([{")


def broken(text, width_cells):
    return [line.text for line in break_lines([Run(text)], width_cells)]


@pytest.mark.parametrize(
    ("text", "width_cells", "lines"),
    [
        ("", 10, [""]),
        ("出海寻找市场", 6, ["出海寻", "找市场"]),
        ("出海寻找，市场", 8, ["出海寻", "找，市场"]),
        ("他说“云出海”了", 6, ["他说", "“云出", "海”了"]),
        ("很好——我想", 7, ["很好——", "我想"]),
        ("真的吗……我想", 7, ["真的", "吗……我", "想"]),
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ("增长IoT技术", 6, ["增长", "IoT技", "术"]),
        ("净利润-3.5%下降", 10, ["净利润", "-3.5%下降"]),
        ("营收1,234.56万元", 12, ["营收", "1,234.56万元"]),
        ("共计￥300元整", 8, ["共计", "￥300元", "整"]),
        ("温度37℃高", 6, ["温度", "37℃高"]),
        ("增长（约3%）左右", 7, ["增长", "（约", "3%）左", "右"]),
        ("亚当·斯密说", 4, ["亚", "当·", "斯密", "说"]),
        ('他说"你好"吗', 6, ["他", '说"你', '好"吗']),
        ('say "hello there" now', 9, ["say", '"hello', 'there"', "now"]),
        ("don’t stop", 5, ["don’t", "stop"]),
        ("it is , so", 6, ["it", "is ,", "so"]),
        ("wait — no", 6, ["wait —", "no"]),
        ("learn C# now", 9, ["learn C#", "now"]),
        ("a  b", 10, ["a  b"]),
        ("中文　中文", 5, ["中文", "中文"]),
        ("　　段落开头", 8, ["　　段落", "开头"]),
        ("10\u00a0km away", 6, ["10\u00a0km", "away"]),
        ("안녕하세요", 4, ["안녕", "하세", "요"]),
        ("zero\u200bwidth", 6, ["zero\u200b", "width"]),
    ],
)
def test_lines_end_where_a_typesetter_would_end_them(text, width_cells, lines):
    assert broken(text, width_cells) == lines


@pytest.mark.parametrize(
    ("text", "width_cells", "lines"),
    [
        ("incomprehensible", 6, ["incomp", "rehens", "ible"]),
        ("见http://a.example/b/c", 30, ["见http://a.example/b/c"]),
        ("见 http://a.example/b", 20, ["见", "http://a.example/b"]),
        (
            "http://a.example/news/share?code=NW2022",
            20,
            ["http://a.example/", "news/share?", "code=NW2022"],
        ),
        ("👨\u200d👩\u200d👧👨\u200d👩\u200d👧", 3, ["👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"]),
        ("🇨🇳🇨🇳", 3, ["🇨🇳", "🇨🇳"]),
        ("aaaa。", 4, ["aaa", "a。"]),
    ],
)
def test_a_word_longer_than_the_line_is_divided_where_it_hurts_least(text, width_cells, lines):
    assert broken(text, width_cells) == lines


def test_a_break_may_fall_between_two_runs():
    lines = break_lines([Run("重点", Role.STRONG), Run("之后")], 4)

    assert lines == [Line((Run("重点", Role.STRONG),), joint=""), Line((Run("之后"),))]


def test_two_runs_without_a_space_between_them_are_one_word():
    lines = break_lines([Run("the un"), Run("happy", Role.EMPHASIS), Run("!")], 8)

    assert [line.text for line in lines] == ["the", "unhappy!"]
    assert lines[1].runs == (Run("un"), Run("happy", Role.EMPHASIS), Run("!"))


def test_a_link_number_stays_with_the_link():
    lines = break_lines([Run("返回首页", Role.LINK, 1), Run("[1]", Role.LINK_NUMBER, 1)], 8)

    assert [line.text for line in lines] == ["返回首", "页[1]"]


def test_a_drawn_mark_stays_with_what_it_marks():
    lines = break_lines([Run("图 "), Run("▣ ", Role.MARKER), Run("words")], 8)

    assert [line.text for line in lines] == ["图", "▣ words"]


def test_neighbours_of_one_role_and_link_become_one_run():
    assert break_lines([Run("a"), Run("b"), Run("c", Role.LINK, 1)], 9) == [
        Line((Run("ab"), Run("c", Role.LINK, 1)))
    ]


def test_a_mark_in_the_next_run_stays_with_its_letter():
    lines = break_lines([Run("e"), Run("\u0301x", Role.STRONG)], 9)

    assert lines == [Line((Run("e\u0301"), Run("x", Role.STRONG)))]


def test_a_width_below_one_wide_character_is_refused():
    with pytest.raises(ValueError, match="at least 2"):
        break_lines([Run("a")], 1)


letters = st.sampled_from("中文字，。“”（）——……ab1.5%-/ 　\u0301\u200d\ufe0f🇨☺é")
texts = st.text(letters, max_size=60) | st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=60
)
runs = st.lists(
    st.builds(
        Run,
        texts,
        st.sampled_from([Role.TEXT, Role.STRONG, Role.LINK, Role.LINK_NUMBER, Role.MARKER]),
        st.integers(0, 1),
    ),
    max_size=5,
)


@given(runs, st.integers(2, 40))
@settings(deadline=None, max_examples=300)
def test_no_line_is_wider_than_the_width(some_runs, width_cells):
    for line in break_lines(some_runs, width_cells):
        assert cell_width(line.text) <= width_cells
        assert sum(cell_width(run.text) for run in line.runs) <= width_cells


@given(runs, st.integers(2, 40))
@settings(deadline=None, max_examples=300)
def test_nothing_but_spaces_is_lost(some_runs, width_cells):
    text = "".join(run.text for run in some_runs)
    lines = "".join(line.text for line in break_lines(some_runs, width_cells))

    assert SPACES.sub("", lines) == SPACES.sub("", text)


@given(runs, st.integers(2, 40))
@settings(deadline=None, max_examples=200)
def test_every_character_but_a_joined_mark_keeps_its_role(some_runs, width_cells):
    plain = re.compile("[a-z0-9中文字]")
    before = [(c, r.role, r.link) for r in some_runs for c in r.text if plain.match(c)]
    after = [
        (c, r.role, r.link)
        for line in break_lines(some_runs, width_cells)
        for r in line.runs
        for c in r.text
        if plain.match(c)
    ]
    if "\u200d" not in "".join(run.text for run in some_runs):
        assert after == before


words = st.sampled_from(
    ["中", "市场", "企业的", "云", "3.5%", "IoT", "，", "。", "“云”", "（注）", "——", "……", " "]
)


@given(st.lists(words, max_size=40), st.integers(24, 60))
@settings(deadline=None, max_examples=300)
def test_no_line_starts_with_closing_or_ends_with_opening_punctuation(pieces, width_cells):
    text = re.sub("[，。—…]{3,}|[，。—…]+(?=[，。—…])", "，", "".join(pieces))
    lines = broken(text, width_cells)

    assert not [line for line in lines[1:] if line.startswith(CLOSING)]
    assert not [line for line in lines[:-1] if line.endswith(OPENING)]


def test_no_line_ends_inside_what_counts_as_a_word():
    letters = [chr(c) for c in range(0x21, 0x1100) if WORD.fullmatch(chr(c))]
    assert "é" in letters
    assert "中" not in letters
    assert not [c for c in letters if may_break(f"a{c}a", 1) or may_break(f"a{c}a", 2)]
