import pytest

from reader.document.link_hosts import ascii_host, is_lookalike, leads_elsewhere


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://bank.example", "https://evil.example/"),
        ("bank.example", "https://bank.example.evil.example/"),
        ("www.bank.example/login", "http://bank.example@evil.example/"),
        ("https://bank.example", "https://bаnk.example/"),
        ("http://中国.example", "https://evil.example/"),
    ],
)
def test_a_text_that_names_another_host_misleads(text: str, address: str) -> None:
    assert leads_elsewhere(text, address)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://bank.example/a", "https://www.bank.example/b"),
        ("www.bank.example", "https://bank.example/"),
        ("bank.example", "https://news.bank.example/"),
        ("中国.example", "https://xn--fiqs8s.example/"),
        ("the bank", "https://evil.example/"),
        ("README.md", "https://evil.example/"),
        ("见公司.新华社", "https://evil.example/"),
        ("bank.example says so", "https://evil.example/"),
        ("3.14", "https://evil.example/"),
        ("mail@bank.example", "mailto:mail@bank.example"),
    ],
)
def test_a_text_that_names_no_other_host_does_not(text: str, address: str) -> None:
    assert not leads_elsewhere(text, address)


@pytest.mark.parametrize(
    ("address", "looks_like_another"),
    [
        ("https://bаnk.example/", True),  # a Cyrillic а
        ("https://xn--bnk-6cd.example/", True),
        ("https://сосо.example/", True),
        ("https://новости.example/", False),
        ("https://中国bank.example/", False),
        ("https://bücher.example/", False),
        ("https://bank.example/аbc", False),
        ("https://xn--.example/", False),
    ],
)
def test_mixed_alphabets_and_letters_that_look_latin_are_lookalikes(
    address: str, looks_like_another: bool
) -> None:
    assert is_lookalike(address) is looks_like_another


def test_a_host_is_shown_as_it_is_looked_up_by_its_end() -> None:
    assert ascii_host("https://中国.example:80/a") == "xn--fiqs8s.example"
    assert ascii_host("https://bank.example." + "a" * 60 + ".evil.example/") == (
        "…" + "a" * 26 + ".evil.example"
    )
