"""Where a document's links lead: all that the list of links and a laid out line know of it."""

from dataclasses import dataclass
from enum import Enum


class LinkKind(Enum):
    """What may be done with an address."""

    WEB = "web"
    """http, https, gemini or mailto: may be opened outside."""
    RELATIVE = "relative"
    """No site address is known, so it can't be made whole."""
    POST = "post"
    """A post of the archive, named as its file is, without the extension."""
    FRAGMENT = "fragment"
    """A place in the same post."""
    REFUSED = "refused"
    """Any other scheme: shown as text, never opened."""


class Doubt(Enum):
    """Why the user is told to which host a link leads."""

    NONE = "none"
    OTHER_HOST = "other-host"
    """A text of the link names another host."""
    LOOKALIKE = "lookalike"
    """The letters of the host look like those of another."""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads."""

    address: str
    """Resolved; everything that is not graphic or not ASCII-safe in a URL is percent-encoded,
    except that letters beyond ASCII stay as they are."""
    kind: LinkKind
    doubt: Doubt = Doubt.NONE
