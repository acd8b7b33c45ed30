from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Reader = Callable[..., Any]


def title(ran: Any) -> str:
    return str(ran.out.partition("\n")[0])


def test_the_next_post_is_the_first_of_the_list(reader: Reader, archive: Path) -> None:
    assert title(reader("next", "--archive", archive)) == "云出海图鉴"
    assert title(reader("next", "category:news", "--archive", archive)) == "Gold rises"


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ((), ["云出海图鉴", "Gold rises", '他说"好"了', "No header"]),
        (("--sort", "oldest"), ["No header", '他说"好"了', "Gold rises", "云出海图鉴"]),
    ],
)
def test_with_mark_each_call_shows_the_next_unread_post_until_there_is_none(
    reader: Reader, archive: Path, order: tuple[str, ...], titles: list[str]
) -> None:
    command = ("next", "--unread", "--mark", *order, "--archive", archive)
    assert [title(reader(*command)) for _ in titles] == titles
    ran = reader(*command)
    assert (ran.status, ran.out, ran.err) == (1, "", "reader: no post matches the query\n")


def test_without_mark_the_next_unread_post_stays_the_next(reader: Reader, archive: Path) -> None:
    command = ("next", "--unread", "--archive", archive)
    assert reader(*command).out == reader(*command).out


def test_undo_takes_the_mark_back(reader: Reader, archive: Path) -> None:
    reader("next", "--mark", "tag:gold", "--archive", archive)
    ran = reader("undo", "--archive", archive)
    assert ran.err.endswith("as before reader next --mark tag:gold\n")
    assert title(reader("next", "--unread", "tag:gold", "--archive", archive)) == "Gold rises"


def test_a_random_post_is_one_that_matches(reader: Reader, archive: Path) -> None:
    found = {title(reader("random", "category:news", "--archive", archive)) for _ in range(12)}
    assert found <= {"Gold rises", '他说"好"了'}
    (post,) = reader("random", "tag:gold", "--json", "--archive", archive).objects
    assert post["id"] == "2022-04-27-gold"


def test_a_random_post_of_none_is_status_1(reader: Reader, archive: Path) -> None:
    ran = reader("random", "nothing", "--archive", archive)
    assert (ran.status, ran.out, ran.err) == (1, "", "reader: no post matches the query\n")
