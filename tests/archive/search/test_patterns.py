import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.archive.search.patterns import check_pattern, compile_pattern
from reader.errors import PatternError


def test_letter_case_does_not_matter() -> None:
    assert compile_pattern("g.LD")("Gold")


def test_an_expression_that_takes_too_long_is_given_up_and_finds_nothing_more() -> None:
    is_found = compile_pattern(r"(?:(\w|\w\w)+)+-\1$|^ok$")
    assert is_found("ok")
    assert not is_found("ab" * 40 + "!")
    assert not is_found("ok")


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        "[",
        "a" * 201,
        "(?P<a>x)(?P=b)",
        "*a",
        "((a{999}){999}){999}",
        f"a{{{9**99}}}",
        "\\",
    ],
)
def test_what_is_no_expression_is_told(pattern: str) -> None:
    with pytest.raises(PatternError):
        check_pattern(pattern)


@settings(deadline=None)
@given(st.text("ab(|)[]*+?{}\\1^$.:<>=!#iL,0-9降", max_size=30))
def test_any_text_is_an_expression_or_told_to_be_none(pattern: str) -> None:
    try:
        check_pattern(pattern)
    except PatternError:
        return
    assert compile_pattern(pattern)("ab降") in {True, False}
