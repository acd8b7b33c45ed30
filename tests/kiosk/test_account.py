import os
from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.kiosk.account import begin_session, login_name, own_folder


def test_an_account_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, "ann")
    assert folder == tmp_path / "ann"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert own_folder(tmp_path, "ann") == folder


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir(mode=0o700)
    (tmp_path / "ann").symlink_to("outside")
    with pytest.raises(SettingsError, match="does not belong to this account alone"):
        own_folder(tmp_path, "ann")


def test_a_folder_that_others_may_write_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann").chmod(0o777)
    with pytest.raises(SettingsError, match="does not belong to this account alone"):
        own_folder(tmp_path, "ann")


def test_the_name_does_not_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    before = login_name()
    for name in ("LOGNAME", "USER", "USERNAME"):
        monkeypatch.setenv(name, "../root")
    assert login_name() == before


def test_no_more_sessions_than_allowed_are_open_at_once(tmp_path: Path) -> None:
    held = [begin_session(tmp_path, "ann", 2) for _ in range(2)]
    with pytest.raises(SettingsError, match="2 sessions are open"):
        begin_session(tmp_path, "ann", 2)
    os.close(begin_session(tmp_path, "bob", 1))
    os.close(held.pop())
    held.append(begin_session(tmp_path, "ann", 2))
    for descriptor in held:
        os.close(descriptor)
