"""The zone of dates that name none.

Source: Jekyll lib/jekyll.rb, `set_timezone`: `timezone` of `_config.yml`, else the machine's own.
"""

import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_CHINA = timezone(timedelta(hours=8), "CST")
_KNOWN_WITHOUT_TABLES = {
    **dict.fromkeys(("UTC", "GMT", "Etc/UTC", "Etc/GMT", "Z"), UTC),
    **dict.fromkeys(("Asia/Shanghai", "Asia/Chongqing", "Asia/Harbin", "PRC"), _CHINA),
}
"""Zones for machines without tables of zones, such as Windows and small containers."""


class LocalZone(tzinfo):
    """The machine's own zone; the offset is looked up for every date, as it changes in summer."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """Return the offset at a moment; today's where none is given."""
        return timedelta(seconds=self._at(moment).tm_gmtoff)

    def dst(self, moment: datetime | None) -> timedelta | None:  # noqa: ARG002 - tzinfo's shape
        """Return None: the machine does not say by how much summer differs."""
        return None

    def tzname(self, moment: datetime | None) -> str:
        """Return the zone's abbreviation."""
        return self._at(moment).tm_zone

    def fromutc(self, moment: datetime) -> datetime:
        """Turn a moment that is in UTC but carries this zone into local time."""
        in_utc = moment.replace(tzinfo=UTC)
        offset = timedelta(seconds=time.localtime(in_utc.timestamp()).tm_gmtoff)
        return (in_utc + offset).replace(tzinfo=self)

    def _at(self, moment: datetime | None) -> time.struct_time:
        if moment is None:
            return time.localtime()
        try:
            seconds = time.mktime((*moment.timetuple()[:8], -1))
        except (OverflowError, ValueError):  # years that the C library does not reach
            return time.localtime(0)
        return time.localtime(seconds)


LOCAL_ZONE = LocalZone()


def now_in(zone: tzinfo) -> datetime:
    """Return the moment in a zone."""
    return datetime.now(zone)


def zone_named(name: str) -> tzinfo | None:
    """Return a zone of the IANA database, or None if it is not known here."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return _KNOWN_WITHOUT_TABLES.get(name)
