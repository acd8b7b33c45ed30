from reader.archive.catalogue.identity import assign_ids


def test_an_id_is_the_file_name_without_extension() -> None:
    assert assign_ids(["_posts/2022-04-28-1.md"]) == {"_posts/2022-04-28-1.md": "2022-04-28-1"}


def test_a_move_between_folders_keeps_the_id() -> None:
    before = assign_ids(["_posts/a.md"])["_posts/a.md"]
    assert assign_ids(["old_post/a.md"])["old_post/a.md"] == before


def test_of_two_files_with_one_name_that_below_posts_keeps_the_id() -> None:
    ids = assign_ids(["old_post/a.md", "_posts/a.md", "archive/a.md"])
    assert ids == {
        "_posts/a.md": "a",
        "archive/a.md": "archive/a.md",
        "old_post/a.md": "old_post/a.md",
    }


def test_ids_differ_whatever_the_names() -> None:
    paths = ["a.htm", "a.html", "a.html.md", "b/a.htm", ".md"]
    assert len(set(assign_ids(paths).values())) == len(paths)
