"""What a regular expression requires is in everything that it matches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.archive.search.pattern_literals import required_literals
from reader.archive.search.patterns import check_pattern, compile_pattern

REQUIRED = {
    "黄.银行": (("黄",), ("银行",)),
    "黄金银行": (("黄金银行",),),
    "(?:黄金|白银)价": (("黄金", "白银"), ("价",)),
    "黄(金)银": (("黄金银",),),
    "黄+金": (("黄",), ("金",)),
    "(黄金){2,}": (("黄金",),),
    "黄?金": (("金",),),
    "(黄|x)金": (("金",),),
    "(?=黄)金": (("金",),),
    "(?<!黄)金": (("金",),),
    "[黄]金": (("黄金",),),
    "[黄白]金": (("金",),),
    "(?i:黄)bank金": (("黄",), ("金",)),
    "(?x) 黄 金 # 银": (("黄金",),),
    "黄|": (),
    "黄*": (),
    "bank": (),
    "(?:黄金){e<=1}": (),
    "(黄)?(?(1)金|银)": (),
    "黄{0,3}": (),
    r"黄\d+亿": (("黄",), ("亿",)),
}


@pytest.mark.parametrize(("pattern", "required"), REQUIRED.items())
def test_an_expression_requires_the_han_of_every_match(
    pattern: str, required: tuple[tuple[str, ...], ...]
) -> None:
    check_pattern(pattern)
    assert required_literals(pattern) == required


ATOMS = st.sampled_from(["黄", "金", "银", "a", "7", ".", "[黄金]", "[^银]", r"\w", r"\b", "^"])
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        st.tuples(inner, st.sampled_from("*+?")).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        inner.map(lambda it: f"({it})"),
        inner.map(lambda it: f"(?={it})"),
        inner.map(lambda it: f"(?!{it})"),
    ),
    max_leaves=8,
)


@given(PATTERNS, st.text(alphabet="黄金银a7 ", max_size=8))
def test_no_text_that_matches_is_without_what_is_required(pattern: str, text: str) -> None:
    if compile_pattern(pattern)(text):
        assert all(any(it in text for it in some) for some in required_literals(pattern))
