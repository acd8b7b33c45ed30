from hypothesis import example, given
from hypothesis import strategies as st

from reader.archive.search.long_texts import tokens_of_long
from reader.archive.search.tokens import tokenize

_USUAL = "降准，。（“—·aZ0129.%?=_,-' \n"
_UNUSUAL = (
    "乾é²①ﬁª×が゙ｶﾞ̸́𠀀한ไ　\xa0…\t\0\x7f\x85 \ue000\ud800’–１２₂㎡\u1112\u1161\u11ab\ufe0f\u20e3\xad"
)


@given(st.text(st.sampled_from(_USUAL + _UNUSUAL)) | st.text())
@example("cafés 乾2²a")
@example("≠")
@example("\ue000降\ue000")
@example("a\0b?c d")
def test_every_text_has_the_tokens_that_its_characters_have(text: str) -> None:
    assert tokens_of_long(text).decode() == tokenize(text)


def test_every_character_between_others_is_the_same_token_as_alone() -> None:
    characters = map(chr, (*range(0xD800), *range(0xE000, 0x10000), 0x1F600, 0x20000, 0x2FA1D))
    for neighbours in ("降{}准", "a{}b", "é{}2"):
        text = " ".join(neighbours.format(character) for character in characters)
        assert tokens_of_long(text).decode() == tokenize(text)
