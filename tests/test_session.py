"""What a link in a text leads to, whichever addresses the archive's posts have."""

from pathlib import Path

import pytest

from reader.config import Settings
from reader.errors import SettingsError
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


@pytest.mark.parametrize("zone", ["site", "machine", "Asia/Shanghai"])
def test_the_zone_of_today_is_that_of_the_site_or_of_the_settings(
    tmp_path: Path, zone: str
) -> None:
    session = open_session(tmp_path, Settings(use_index=False, today_zone=zone))
    assert session.repository.problems() == []


def test_a_zone_of_today_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no time zone is called Asia/Nowhere"):
        open_session(tmp_path, Settings(use_index=False, today_zone="Asia/Nowhere"))
