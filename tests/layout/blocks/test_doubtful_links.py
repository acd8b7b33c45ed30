from reader.document.parsing import parse_body
from reader.layout.layout import lay_out


def shown(body: str) -> str:
    return "\n".join(line.text for line in lay_out(parse_body(body), 100).lines)


def test_a_link_whose_text_names_another_host_says_its_own() -> None:
    text = shown("See [https://bank.example](https://evil.example/a).")
    assert "https://bank.example[1! → evil.example]" in text
    assert "[1] https://evil.example/a (! the text names another host)" in text


def test_a_link_with_lookalike_letters_is_marked_and_listed() -> None:
    text = shown("See <https://b\u0430nk.example/>.")
    assert "[1! → xn--bnk-6cd.example]" in text
    assert "(! the letters look like those of another host)" in text


def test_an_honest_link_is_not_marked() -> None:
    assert "!" not in shown(
        "See [bank.example](https://www.bank.example/) and [it](http://b.example/)."
    )
