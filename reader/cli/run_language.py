"""The language of a run: `--lang`, else the settings, else the environment's locale.

Chosen before click and the commands are imported, whose help is translated as they are defined.
"""

import os
from collections.abc import Sequence

from reader.config.file import read_settings
from reader.errors import LanguageError, SettingsError
from reader.messages.language import Language, choose_language, language_of_locale, named_language
from reader.paths import settings_file

OPTION = "--lang"


def choose_run_language(arguments: Sequence[str]) -> list[str]:
    """Choose the language of this run, and return the arguments without `--lang`.

    A settings file that can't be read decides nothing here: whoever needs it reports it.

    Raises:
        LanguageError: `--lang` names no language of the reader.
    """
    rest, named = _apart(arguments)
    choose_language(_of_settings() or language_of_locale(os.environ))
    if named is not None:
        language = named_language(named)
        if language is None:
            raise LanguageError(named)
        choose_language(language)
    return rest


def _apart(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """Return the arguments without the option, and its last value; `--` ends the options."""
    rest: list[str] = []
    named: str | None = None
    left = iter(arguments)
    for argument in left:
        if argument == "--":
            return [*rest, argument, *left], named
        if argument == OPTION:
            named = next(left, "")
        elif argument.startswith(f"{OPTION}="):
            named = argument.partition("=")[2]
        else:
            rest.append(argument)
    return rest, named


def _of_settings() -> Language | None:
    try:
        return named_language(str(read_settings(settings_file()).values.get("language", "")))
    except SettingsError:
        return None
