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


def day_with_posts(day: date | None, today: date, count: int | None) -> str:
    """Return the heading of a day's posts: ``2022-04-28 Thursday · 34 posts``.

    Args:
        day: None for posts without a date.
        today: Is named as such, as is the day before; the year is omitted within its own.
        count: Number of posts; None omits it.
    """
    name = _("no date") if day is None else _named_day(day, today)
    if count is None:
        return name
    posts = ngettext("{count:,} post", "{count:,} posts", count).format(count=count)
    return _("{day} · {posts}").format(day=name, posts=posts)


def _named_day(day: date, today: date) -> str:
    written = _written_day(day, today.year)
    match (today - day).days:
        case 0:
            return _("{day} · today").format(day=written)
        case 1:
            return _("{day} · yesterday").format(day=written)
        case _:
            return written


def moment_with_weekday(moment: datetime) -> str:
    """Return an aware moment in its own zone, as ``2022-04-28 Thursday 13:01 +0800``."""
    return _("{day} {time}").format(day=_written_day(moment), time=f"{moment:%H:%M %z}")


def _written_day(day: date, this_year: int | None = None) -> str:
    written = (
        _("{month:02}-{day:02} {weekday}")
        if day.year == this_year
        else _("{year:04}-{month:02}-{day:02} {weekday}")
    )
    return written.format(year=day.year, month=day.month, day=day.day, weekday=weekday(day))
