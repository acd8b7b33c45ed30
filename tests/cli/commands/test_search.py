from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Reader = Callable[..., Any]


def ids(ran: Any) -> list[str]:
    return [line.split("\t")[0] for line in ran.out.splitlines()]


@pytest.mark.parametrize("option", [[], ["--no-index"]])
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("第一段", ["2022-04-28-202204282363783631"]),
        ("rose", ["2022-04-27-gold"]),
        ("gold or 云", ["2022-04-28-202204282363783631", "2022-04-27-gold"]),
        ("text", ["2020-01-01-plain"]),
        ("has:link", ["2022-04-28-202204282363783631"]),
    ],
)
def test_words_of_the_text_find_posts(
    reader: Reader, archive: Path, option: list[str], query: str, wanted: list[str]
) -> None:
    assert ids(reader("search", "--archive", archive, *option, query)) == wanted


def test_a_passage_is_printed_in_a_fourth_field(reader: Reader, archive: Path) -> None:
    ran = reader("search", "--archive", archive, "--snippets", "说的是云")
    assert ran.out.rstrip("\n").split("\t")[3].startswith("第一段，说的是云。")
    (found,) = reader("search", "--archive", archive, "--snippets", "--json", "说的是云").objects
    assert found["snippet"].startswith("第一段，说的是云。")


def test_a_count_is_a_number_alone(reader: Reader, archive: Path) -> None:
    assert reader("search", "--archive", archive, "--count", "gold or 云").out == "2\n"
    none = reader("search", "--archive", archive, "--count", "nothingofit")
    assert (none.status, none.out) == (1, "0\n")


def test_nothing_found_is_status_1(reader: Reader, archive: Path) -> None:
    ran = reader("search", "--archive", archive, "nothingofit")
    assert (ran.status, ran.out, ran.err) == (1, "", "reader: no post matches the query\n")


def test_a_limit_and_an_order_are_kept(reader: Reader, archive: Path) -> None:
    ran = reader("search", "--archive", archive, "--sort", "oldest", "--limit", "2", "is:unread")
    assert ids(ran) == ["2020-01-01-plain", "2021-03-01-said"]


def test_navigation_at_the_end_is_no_part_of_the_text(reader: Reader, archive: Path) -> None:
    assert reader("search", "--archive", archive, "返回首页").status == 1


def test_a_wrong_query_is_wrong_usage(reader: Reader, archive: Path) -> None:
    ran = reader("search", "--archive", archive, 'gold "rises')
    assert (ran.status, ran.out) == (2, "")
    assert 'expected a closing "' in ran.err


def test_a_search_is_listed_in_columns_and_sorted_as_a_list_is(
    reader: Reader, archive: Path
) -> None:
    ran = reader(
        *("search", "--archive", archive, "category:news", "--columns", "id"),
        *("--sort", "oldest"),
    )
    assert ran.out == "2021-03-01-said\n2022-04-27-gold\n"


def test_passages_do_not_go_into_columns(reader: Reader, archive: Path) -> None:
    ran = reader("search", "--archive", archive, "gold", "--snippets", "--csv")
    assert (ran.status, ran.out) == (2, "")
