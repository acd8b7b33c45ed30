"""Times as people say them: how long ago something was, and the days of the week."""

from datetime import date, datetime

from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop, ngettext

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_MAX_DAYS = 6
"""Days after which the date itself says more than their number."""
_WEEKDAYS = (
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
)


def relative_time(moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was, in the largest whole unit; both are aware.

    A moment in the future, or more than six days ago, is told by its date.
    """
    seconds = int((now - moment).total_seconds())
    if 0 <= seconds < _MINUTE:
        return _("just now")
    if 0 <= seconds < _HOUR:
        count = seconds // _MINUTE
        return ngettext("{count} min ago", "{count} min ago", count).format(count=count)
    if 0 <= seconds < _DAY:
        count = seconds // _HOUR
        return ngettext("{count} hour ago", "{count} hours ago", count).format(count=count)
    if 0 <= seconds < (_MAX_DAYS + 1) * _DAY:
        count = seconds // _DAY
        return ngettext("{count} day ago", "{count} days ago", count).format(count=count)
    return f"{moment:%Y-%m-%d}"


def weekday(day: date) -> str:
    """Return the name of a day's weekday."""
    return _(_WEEKDAYS[day.weekday()])
