"""Full-width keys stand for the Latin keys that type them."""

import pytest
from textual.keys import _character_to_key

from reader.ui.keys.full_width import latin_keys
from reader.ui.keys.names import is_key


@pytest.mark.parametrize(
    ("typed", "latin"),
    [
        *zip("／？：；，！＃＝＋－＿（）［］｛｝＜＞～｜", "/?:;,!#=+-_()[]{}<>~|", strict=True),
        *zip("。《》【】「」“”‘’", ".<>[]{}\"\"''", strict=True),
        *zip("ａＱ１\u3000", "aQ1 ", strict=True),
    ],
)
def test_a_full_width_key_stands_for_its_latin_key(typed: str, latin: str) -> None:
    names = [typed if typed.isalnum() else _character_to_key(typed) for typed in (typed, latin)]
    (found,) = latin_keys(names[0])
    assert is_key(found)
    assert found in {latin, names[1], "minus", "plus", "underscore", "slash"}


def test_the_enumeration_comma_is_the_backslash_or_else_the_slash() -> None:
    assert latin_keys("ideographic_comma") == ("backslash", "slash")


@pytest.mark.parametrize("key", ["j", "slash", "enter", "ctrl+c", "中", "é", "f1"])
def test_other_keys_stand_for_themselves(key: str) -> None:
    assert latin_keys(key) == ()
