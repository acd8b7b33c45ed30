"""Where the reader's own files live.

Style sheets and sample posts lie beside the package in a checkout and inside it in an installed
wheel; what belongs to the user follows the platform (XDG on Linux), through platformdirs.
"""

from pathlib import Path

from platformdirs import PlatformDirs

ARCHIVE_VARIABLE = "READER_ARCHIVE"
"""The environment's variable that names the default archive."""

_PACKAGE = Path(__file__).parent
_PERSONAL = PlatformDirs("terminal-news-reader", appauthor=False)


def bundled(name: str) -> Path:
    """Return the folder `name` (``styles`` or ``sample_posts``) that came with the program."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def settings_file() -> Path:
    """Return where the settings are read from; the file may not exist."""
    return _PERSONAL.user_config_path / "settings.toml"


def themes_folder() -> Path:
    """Return where the user's own themes are read from; the folder may not exist."""
    return settings_file().parent / "themes"


def index_folder() -> Path:
    """Return where indexes are kept; what lies there can be thrown away at any time."""
    return _PERSONAL.user_cache_path / "indexes"


def log_file() -> Path:
    """Return where a few lines about recent errors are kept; the file may not exist."""
    return _PERSONAL.user_cache_path / "errors.log"


def state_folder() -> Path:
    """Return where the reading state is kept, which can't be rebuilt from anything."""
    return _PERSONAL.user_data_path
