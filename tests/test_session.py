"""What a link in a text leads to, whichever addresses the archive's posts have."""

from pathlib import Path

import pytest

from reader.config import Settings
from reader.session import Session, open_session

POST = "_posts/2022-04-28-云出海.md"


def opened(root: Path, config: str, **headers: str) -> Session:
    """Open an archive of posts that are named by the words of their files' names."""
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text(config, encoding="utf-8")
    for name, header in headers.items():
        (root / "_posts" / f"2022-04-28-{name}.md").write_text(
            f"---\ntitle: {name}\n{header}\n---\ntext\n", encoding="utf-8"
        )
    session = open_session(root, Settings(use_index=False))
    session.repository.refresh()
    return session


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("permalink: /markets/oil.html", "/markets/oil.html"),
        ("permalink: /markets/oil/", "https://a.example/markets/oil/?from=list#top"),
        ("permalink: /markets/oil/", "/markets/oil/index.html"),
        ("permalink: /原油/:year-:month.html", "/%E5%8E%9F%E6%B2%B9/2022-04.html"),
        ("permalink: /p/:title", "/p/云出海"),
        ("slug: oil", "/2022/04/28/oil.html"),
        ("categories: [财经]", "/财经/2022/04/28/云出海.html"),
    ],
)
def test_a_post_is_found_by_the_address_that_its_header_gives_it(
    tmp_path: Path, header: str, address: str
) -> None:
    session = opened(tmp_path, "url: https://a.example", 云出海=header, other="")
    found = session.find_linked(address)
    assert found is not None
    assert found.path == POST


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("/:categories/:title.html", "/云出海.html"),
        ("none", "/云出海.html"),
        ("/read/:title/", "https://a.example/news/read/云出海"),
        ("ordinal", "/news/2022/118/云出海.html"),
    ],
)
def test_a_post_is_found_by_the_address_that_its_site_gives_it(
    tmp_path: Path, template: str, address: str
) -> None:
    config = f"permalink: {template}\nbaseurl: {'/news' if '/news' in address else ''}\n"
    session = opened(
        tmp_path, f"{config}url: https://a.example\ntimezone: UTC", 云出海="", other=""
    )
    found = session.find_linked(address)
    assert found is not None
    assert found.path == POST


@pytest.mark.parametrize(
    "address",
    ["https://b.example/markets/oil.html", "/markets/", "/", "/oil.html", "#oil", "/markets/x/oil"],
)
def test_other_addresses_lead_to_no_post(tmp_path: Path, address: str) -> None:
    session = opened(tmp_path, "url: https://a.example", a="permalink: /markets/oil.html")
    assert session.find_linked(address) is None


def opened_with(root: Path, config: str, *paths: str, uses_index: bool = False) -> Session:
    """Open an archive of posts at these paths."""
    root.mkdir(exist_ok=True)
    (root / "_config.yml").write_text(f"timezone: UTC\n{config}", encoding="utf-8")
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("---\ntitle: t\n---\ntext\n", encoding="utf-8")
    session = open_session(root, Settings(use_index=uses_index))
    session.repository.refresh()
    return session


LANGUAGES = (
    "en/_posts/2022-04-28-oil.md",
    "ja/_posts/2022-04-28-oil.md",
    "_posts/zh/2022-04-28-oil.md",
)


@pytest.mark.parametrize("uses_index", [False, True])
@pytest.mark.parametrize(
    ("address", "origin", "path"),
    [
        ("/en/2022/04/28/oil.html", None, LANGUAGES[0]),
        ("/ja/2022/04/28/oil.html", None, LANGUAGES[1]),
        ("/2022/04/28/oil.html", None, LANGUAGES[2]),
        ("https://a.example/ja/2022/04/28/oil.html", LANGUAGES[0], LANGUAGES[1]),
        ("ja/2022-04-28-oil", LANGUAGES[0], LANGUAGES[1]),
        ("ja/_posts/2022-04-28-oil", LANGUAGES[0], LANGUAGES[1]),
        ("zh/2022-04-28-oil", LANGUAGES[0], LANGUAGES[2]),
        ("2022-04-28-oil", LANGUAGES[1], LANGUAGES[1]),
        ("2022-04-28-oil", LANGUAGES[0], LANGUAGES[0]),
        ("../28/oil.html", LANGUAGES[1], LANGUAGES[1]),
        ("/JA/2022/04/28/OIL.html", None, LANGUAGES[1]),
        ("/fr/2022/04/28/oil.html", None, None),
    ],
)
def test_of_posts_that_share_a_name_the_path_decides(
    tmp_path: Path, *, address: str, origin: str | None, path: str | None, uses_index: bool
) -> None:
    session = opened_with(
        tmp_path / "site", "url: https://a.example", *LANGUAGES, uses_index=uses_index
    )
    start = session.repository.find(origin) if origin else None
    found = session.find_linked(address, start)
    assert (found and found.path) == path


@pytest.mark.parametrize("uses_index", [False, True])
@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("_posts/2022-04-28-“云”出海.md", "/2022/04/28/云-出海.html"),
        ("_posts/2022-04-28-【云】出海.md", "/2022/04/28/云-出海.html"),
        ("_posts/2022-04-28-.NET-core.md", "/2022/04/28/.NET-core.html"),
        ("_posts/2022-04-28-_oil.md", "/2022/04/28/_oil.html"),
        ("_posts/2022-04-28-(oil)-gas.md", "/2022/04/28/(oil)-gas.html"),
        ("_posts/2022-04-28-Oil-Price.md", "/2022/04/28/oil-price.html"),
        ("_posts/2022-04-28-école.md", "/2022/04/28/École.html"),
        ("_posts/2022-04-28-x/index.md", "/2022/04/28/x.html"),
    ],
)
def test_a_title_is_found_by_its_address_whatever_its_marks_and_its_case(
    tmp_path: Path, path: str, address: str, *, uses_index: bool
) -> None:
    first = "posts/2022-04-28-z.md"
    session = opened_with(tmp_path / "site", "", path, first, uses_index=uses_index)
    found = session.find_linked(address)
    assert found is not None
    assert found.path == path


@pytest.mark.parametrize("uses_index", [False, True])
@pytest.mark.parametrize(
    "address", ["/old/oil/", "/old/oil", "https://a.example/b/old/oil/", "/OLD/oil/"]
)
def test_a_former_address_leads_to_the_post(
    tmp_path: Path, address: str, *, uses_index: bool
) -> None:
    root = tmp_path / "site"
    opened(root, "url: https://a.example\nbaseurl: /b", a="redirect_from: [/old/oil/]", b="")
    session = open_session(root, Settings(use_index=uses_index))
    session.repository.refresh()
    found = session.find_linked(address)
    assert found is not None
    assert found.path == "_posts/2022-04-28-a.md"


@pytest.mark.parametrize("address", ["/posts/oil/", "/posts/oil", "../oil/", "oil.md"])
def test_a_post_of_a_site_that_follows_its_files_is_found_by_its_path(
    tmp_path: Path, address: str
) -> None:
    paths = ("content/posts/oil.md", "content/news/oil.md", "content/posts/gas/index.md")
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("+++\ntitle = 't'\n+++\ntext\n", encoding="utf-8")
    session = open_session(tmp_path, Settings(use_index=False))
    session.repository.refresh()
    found = session.find_linked(address, session.repository.find(paths[2]))
    assert found is not None
    assert found.path == paths[0]


@pytest.mark.parametrize("zone", ["site", "machine", "Asia/Shanghai"])
def test_the_zone_of_today_is_that_of_the_site_or_of_the_settings(
    tmp_path: Path, zone: str
) -> None:
    session = open_session(tmp_path, Settings(use_index=False, today_zone=zone))
    assert session.repository.problems() == []


def test_a_zone_of_today_that_is_none_is_said_and_the_sites_is_used(tmp_path: Path) -> None:
    session = open_session(tmp_path, Settings(use_index=False, today_zone="Asia/Nowhere"))
    assert "no time zone is called Asia/Nowhere" in session.notice
