import pytest

from reader.messages.language import (
    Language,
    choose_language,
    gettext,
    language_of_locale,
    named_language,
    ngettext,
)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("en", Language.ENGLISH),
        ("en_GB.UTF-8", Language.ENGLISH),
        ("zh", Language.SIMPLIFIED_CHINESE),
        ("zh_CN.UTF-8", Language.SIMPLIFIED_CHINESE),
        ("zh-Hans-SG", Language.SIMPLIFIED_CHINESE),
        ("zh_TW@radical", Language.TRADITIONAL_CHINESE),
        ("zh-Hant", Language.TRADITIONAL_CHINESE),
        ("zh_HK.big5", Language.TRADITIONAL_CHINESE),
    ],
)
def test_a_language_is_known_by_every_name_of_a_locale(name: str, language: Language) -> None:
    assert named_language(name) is language


@pytest.mark.parametrize("name", ["", "de_DE.UTF-8", "C", "POSIX", "klingon"])
def test_other_names_are_no_language_of_the_reader(name: str) -> None:
    assert named_language(name) is None


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, Language.ENGLISH),
        ({"LANG": "zh_CN.UTF-8"}, Language.SIMPLIFIED_CHINESE),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, Language.TRADITIONAL_CHINESE),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, Language.ENGLISH),
        ({"LC_ALL": "", "LANG": "zh_CN"}, Language.SIMPLIFIED_CHINESE),
        ({"LANG": "de_DE.UTF-8"}, Language.ENGLISH),
    ],
)
def test_the_first_variable_that_is_not_empty_decides(
    environment: dict[str, str], language: Language
) -> None:
    assert language_of_locale(environment) is language


def test_english_is_what_the_code_says() -> None:
    assert gettext("no such sentence") == "no such sentence"
    assert ngettext("{n} post", "{n} posts", 1) == "{n} post"
    assert ngettext("{n} post", "{n} posts", 2) == "{n} posts"


def test_a_sentence_is_told_in_the_chosen_language() -> None:
    choose_language(Language.SIMPLIFIED_CHINESE)
    assert gettext("Language of this run: en, zh_CN or zh_TW.").startswith("本次运行")
    choose_language(Language.TRADITIONAL_CHINESE)
    assert gettext("Language of this run: en, zh_CN or zh_TW.").startswith("本次執行")
