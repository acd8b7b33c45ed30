"""Marks of kramdown."""

import pytest

from reader.document.markup.kramdown_marks import take_kramdown_marks


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a {: .b}", "a "),
        ("{::comment}a{:/comment}b", "b"),
        ("{: .a}\nb", "\nb"),
        ("*a*{: #b}c", "*a*c"),
        ("# a {#b}", '# a <a id="b"></a>'),
        ("a {#b}", "a {#b}"),
        ("{::comment}", ""),
    ],
)
def test_a_mark_is_taken_away(written: str, shown: str) -> None:
    assert take_kramdown_marks(written) == shown


@pytest.mark.parametrize("written", ["```\na\n{: .b}\n```", "`*a*{: .b}`", "{ a } {b} 100%}"])
def test_code_stays_as_written(written: str) -> None:
    assert take_kramdown_marks(written) == written
