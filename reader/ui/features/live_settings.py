"""Changes of the settings file, taken up while the screen is open.

Looked for when the terminal gets the focus back and after a refresh: nothing wakes up by itself.
"""

from dataclasses import replace

from textual.app import App
from textual.message import Message

from reader.config.settings import SETTINGS, Settings
from reader.errors import ReaderError
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list, in_one_line
from reader.session import ReadAgain, Session
from reader.terminal_text import clean_line
from reader.ui.events import RefreshEnded
from reader.ui.features.choices import TEXT_WIDTH, THEME, Choices
from reader.ui.features.text.texts import Texts
from reader.ui.loaders.settings_loader import SettingsLoader
from reader.ui.themes.choice import choose_theme
from reader.ui.widgets.bottom_line import BottomLine

_KEYS = frozenset({"keys", "key_preset", "macros"})
_TYPESETTING = frozenset(
    {"first_line_indent", "han_latin_space", "hanging_punctuation", "justify", "wide_blocks"}
)
LIVE = _TYPESETTING | {THEME, TEXT_WIDTH} | _KEYS
"""Settings that change without a new start."""


class KeysChanged(Message):
    """The app has to use other keys."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        """Their keys are unchecked."""


class LiveSettings:
    """Compares the file with what was read before, and applies what has changed."""

    def __init__(
        self,
        session: Session,
        app: App[int],
        bottom_line: BottomLine,
        loader: SettingsLoader,
        texts: Texts,
        choices: Choices,
    ) -> None:
        self._session = session
        self._app = app
        self._bottom_line = bottom_line
        self._loader = loader
        self._texts = texts
        self._choices = choices
        self._known = session.settings_in_file
        self._said = session.mistakes

    def look(self, _event: RefreshEnded | None = None) -> None:
        """Read the file again."""
        if self._known is not None:
            self._loader.read(self._take, self._failed)

    def _failed(self, error: ReaderError) -> None:
        self._say_once(str(error))

    def _take(self, read: ReadAgain) -> None:
        before, now = self._known, read.in_file
        keys = SETTINGS.keys() - {"archive"}
        changed = {key for key in keys if getattr(now, key) != getattr(before, key)}
        self._known = now
        chosen = changed & self._session.state.choices().keys()
        taken = (changed & LIVE) - chosen
        mistakes = self._apply(taken, read)
        said = [
            _said(_("taken up from the settings: {keys}"), taken),
            _said(_("after the next start: {keys}"), changed - LIVE - chosen),
            _said(_("what was chosen on the screen goes before: {keys}"), chosen),
            *mistakes,
        ]
        if changed:
            self._bottom_line.say(in_one_line(said))
        self._say_once(read.mistakes)

    def _say_once(self, mistakes: str) -> None:
        """Say what is wrong in the file, unless that was said before."""
        if mistakes and mistakes != self._said:
            self._bottom_line.say_error(clean_line(mistakes))
        self._said = mistakes

    def _apply(self, keys: set[str], read: ReadAgain) -> tuple[str, ...]:
        """Apply changed settings, and return sentences about those that can't be used."""
        settings = read.in_force.settings
        mistakes: tuple[str, ...] = ()
        if THEME in keys and not self._app.no_color:
            name, mistakes = choose_theme(settings.theme, self._app.available_themes)
            self._choices.take_theme(name)
        if _KEYS & keys:
            self._app.post_message(KeysChanged(settings))
        if TEXT_WIDTH in keys:
            self._texts.take_width(settings.text_width)
        if keys & _TYPESETTING:
            self._texts.take_typesetting(replace(self._session, in_force=read.in_force).typesetting)
        return mistakes


def _said(sentence: str, keys: set[str]) -> str:
    return sentence.format(keys=in_a_list(sorted(keys))) if keys else ""
