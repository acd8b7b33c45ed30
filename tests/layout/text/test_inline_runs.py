import pytest

from reader.document.nodes import (
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    LineBreak,
    Link,
    Styled,
    Text,
)
from reader.layout.line import Role, Run
from reader.layout.text.inline_runs import Numbering, plain_text, set_inlines


def texts(*inlines, unlisted=frozenset()):
    segments = set_inlines(inlines, numbering=Numbering(unlisted))
    return ["".join(run.text for run in segment) for segment in segments]


def test_roles_of_nested_inlines_combine():
    inlines = (Link((Styled(Emphasis.STRONG, (Text("重点"),)),), 2),)

    assert set_inlines(inlines, Role.HEADING) == [
        [
            Run("重点", Role.HEADING | Role.LINK | Role.STRONG, 2),
            Run("[2]", Role.HEADING | Role.LINK_NUMBER, 2),
        ]
    ]


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (Emphasis.EMPHASIS, Role.EMPHASIS),
        (Emphasis.STRONG, Role.STRONG),
        (Emphasis.DELETED, Role.DELETED),
        (Emphasis.INSERTED, Role.INSERTED),
        (Emphasis.MARKED, Role.MARKED),
        (Emphasis.KEYBOARD, Role.KEYBOARD),
    ],
)
def test_every_emphasis_has_its_role(kind, role):
    assert set_inlines((Styled(kind, (Text("x"),)),)) == [[Run("x", role)]]


def test_a_line_break_starts_a_segment():
    assert texts(Text("一"), LineBreak(), Text(" 二")) == ["一", "二"]


def test_a_link_within_the_post_shows_no_number():
    assert texts(Link((Text("目录"),), 3), unlisted=frozenset({3})) == ["目录"]


def test_a_link_to_nowhere_is_plain_text():
    assert set_inlines((Link((Text("词"),), 0),)) == [[Run("词")]]


def test_a_link_without_words_still_shows_its_number():
    assert texts(Link((), 1)) == ["[1]"]


def test_an_image_stands_on_a_line_of_its_own():
    assert texts(Text("前 "), Image("图", 1), Text(" 后")) == ["前", "┤▣ 图├[1]", "后"]


def test_a_closing_mark_stays_beside_the_image_before_it():
    assert texts(Image("图", 0), Text("；又见："), Image("另", 0), Text("。")) == [
        "┤▣ 图├；",
        "又见：",
        "┤▣ 另├。",
    ]


def test_an_image_without_words_is_called_an_image():
    assert texts(Image("", 0)) == ["┤▣ image├"]


def test_an_image_that_is_its_own_link_shows_the_number_once():
    assert texts(Link((Image("图", 1),), 1)) == ["┤▣ 图├[1]"]
    assert texts(Link((Image("图", 1),), 2)) == ["┤▣ 图├[1][2]"]


def test_scripts_are_set_in_unicode_where_it_has_all_characters():
    assert texts(Text("H"), Styled(Emphasis.SUBSCRIPT, (Text("2"),)), Text("O")) == ["H₂O"]
    assert texts(Text("x"), Styled(Emphasis.SUPERSCRIPT, (Text("n+1"),))) == ["xⁿ⁺¹"]


def test_scripts_are_set_in_brackets_where_unicode_lacks_a_character():
    assert texts(Text("x"), Styled(Emphasis.SUPERSCRIPT, (Text("注1"),))) == ["x^(注1)"]
    assert texts(Text("x"), Styled(Emphasis.SUBSCRIPT, (Text("最大"),))) == ["x_(最大)"]


def test_a_footnote_mark_is_set_in_brackets():
    assert set_inlines((Text("文"), FootnoteReference("a"))) == [
        [Run("文"), Run("[^a]", Role.FOOTNOTE)]
    ]


def test_the_spaces_of_a_code_span_count():
    assert texts(Code("  a  b\t")) == ["  a  b "]


def test_plain_text_has_words_only():
    inlines = (Text("云 "), Link((Code("出海"),), 1), FootnoteReference("1"), LineBreak())

    assert plain_text(inlines) == "云 出海"
