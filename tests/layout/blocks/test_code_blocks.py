import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.nodes import CodeBlock
from reader.layout.blocks.block_context import BlockContext
from reader.layout.blocks.code_blocks import lay_out_code
from reader.layout.line import Role
from reader.layout.text.cells import cell_width
from reader.layout.text.code_roles import MAX_CODE_CHARACTERS, find_code_roles
from reader.layout.typesetting import Typesetting

SCROLLED = Typesetting(scrolls_wide_blocks=True)


def role_of(text, language, words):
    lines = lay_out_code(CodeBlock(text, language), BlockContext(80))
    return next(run.role for line in lines for run in line.runs if run.text.strip() == words)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("def", Role.CODE_KEYWORD),
        ("shout", Role.CODE_NAME),
        ('"喊"', Role.CODE_STRING),
        ("12", Role.CODE_NUMBER),
        ("# 注", Role.CODE_COMMENT),
    ],
)
def test_a_program_has_the_roles_of_its_language(words, role):
    text = 'def shout(times):  # 注\n    return "喊" * 12\n'

    assert role_of(text, "python", words) == Role.CODE | role


def test_code_of_an_unknown_language_is_plain():
    assert role_of("def", "klingon", "def") == Role.CODE


def test_a_very_long_program_is_plain():
    assert find_code_roles("1 + " * MAX_CODE_CHARACTERS, "python") == ()


def test_a_blank_line_and_the_indent_stay():
    lines = lay_out_code(CodeBlock("a:\n\n\tb = 1\n", "yaml"), BlockContext(40))

    assert [line.text for line in lines] == ["  a:", "", "      b = 1", ""]


def test_long_lines_can_be_moved_sideways():
    lines = lay_out_code(
        CodeBlock("x = 1\n" + "y" * 30, "python"), BlockContext(20, typesetting=SCROLLED)
    )

    assert [line.text for line in lines] == ["  x = 1", "  " + "y" * 17 + "›"]
    assert lines[1].overflow.fixed_cells == 2
    assert lines[1].whole_text == "  " + "y" * 30


def test_long_lines_are_divided_where_nothing_can_be_moved():
    lines = lay_out_code(CodeBlock('s = "' + "y" * 30, "python"), BlockContext(20))

    assert [line.text for line in lines] == ['  s = "' + "y" * 13, "  " + "y" * 17]


def test_no_program_is_read_before_code_is_shown():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; import reader.layout.page; sys.exit('pygments.lexers' in sys.modules)",
        ],
        check=False,
    )

    assert done.returncode == 0


code = st.text(st.sampled_from("ab1 \t\"'#/*(){}<>=\n\\é中\u0301:-%"), max_size=80)
languages = st.sampled_from(
    ["python", "c", "html", "yaml", "sh", "json", "ruby", "console", "diff", "sql", "liquid", "x"]
)


@given(code, languages, st.integers(2, 40), st.booleans())
@settings(deadline=None)
def test_no_character_of_code_is_lost_and_no_line_too_wide(text, language, width, is_scrolled):
    context = BlockContext(width, typesetting=Typesetting(scrolls_wide_blocks=is_scrolled))

    lines = lay_out_code(CodeBlock(text, language), context)

    shown = "".join(line.whole_text for line in lines)
    assert "".join(shown.split()) == "".join(text.split())
    assert all(cell_width(line.text) <= width for line in lines)
    assert all(sum(cell_width(run.text) for run in line.runs) <= width for line in lines)
