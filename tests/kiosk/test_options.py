from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.kiosk.options import Limits, read_options


def write(folder: Path, text: str) -> Path:
    file = folder / "kiosk.toml"
    file.write_text(text)
    file.chmod(0o644)
    folder.chmod(0o755)
    return file


def test_the_file_names_folders_limits_and_settings(tmp_path: Path) -> None:
    options = read_options(
        write(
            tmp_path,
            'archive = "/a"\nstate = "/s"\nindex = "/i"\nruntime = "/r"\nlanguage = "zh_CN"\n'
            "[limits]\nmemory_mb = 512\nsessions = 3\n[settings]\ntext_width = 60\n",
        )
    )
    folders = (options.archive, options.state, options.index, options.runtime)
    assert folders == (Path("/a"), Path("/s"), Path("/i"), Path("/r"))
    assert options.language == "zh_CN"
    assert options.limits == Limits(memory_mb=512, sessions=3)
    assert options.settings.text_width == 60


@pytest.mark.parametrize("what", ["file", "folder"])
@pytest.mark.parametrize("mode", [0o664, 0o646])
def test_a_file_that_others_may_write_is_refused(tmp_path: Path, what: str, mode: int) -> None:
    file = write(tmp_path, 'archive = "/a"\n')
    (file if what == "file" else tmp_path).chmod(mode | 0o111)
    with pytest.raises(SettingsError, match="others may write"):
        read_options(file)
    tmp_path.chmod(0o755)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "archive = .* is missing"),
        ('archive = "a"', "archive must be an absolute path"),
        ('archive = "/a"\nshell = "sh"', "unknown key 'shell'"),
        ('archive = "/a"\n[settings]\nshared_index = "/x"', "unknown key 'shared_index'"),
        ('archive = "/a"\n[limits]\nmemory_mb = -1', "memory_mb must be a whole number"),
        ('archive = "/a"\n[limits]\nsessions = 2', "limits.sessions needs runtime"),
        ('archive = "/a"\nlimits = 3', "limits must be a table"),
        ("archive = ", "is not TOML"),
    ],
)
def test_a_mistake_ends_the_start(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        read_options(write(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml: can't be read"):
        read_options(tmp_path / "none.toml")
