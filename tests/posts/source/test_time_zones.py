"""The zone of a date that names none."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from reader.posts.source.time_zones import LOCAL_ZONE, zone_named


@pytest.fixture
def in_new_york(monkeypatch):
    """A machine in New York, told without tables of zones."""
    monkeypatch.setenv("TZ", "EST5EDT,M3.2.0,M11.1.0")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_the_local_zone_knows_summer_from_winter(in_new_york):
    assert datetime(2022, 1, 15, tzinfo=LOCAL_ZONE).utcoffset() == timedelta(hours=-5)
    assert datetime(2022, 7, 15, tzinfo=LOCAL_ZONE).utcoffset() == timedelta(hours=-4)
    assert datetime(2022, 7, 15, tzinfo=LOCAL_ZONE).tzname() == "EDT"


def test_a_moment_goes_to_the_local_zone_and_back(in_new_york):
    moment = datetime(2022, 7, 15, 2, 30, tzinfo=UTC)
    local = moment.astimezone(LOCAL_ZONE)
    assert local.isoformat() == "2022-07-14T22:30:00-04:00"
    assert local.astimezone(UTC) == moment


def test_years_far_away_have_an_offset(in_new_york):
    for year in (2, 1700, 9998):
        assert datetime(year, 1, 1, tzinfo=LOCAL_ZONE).utcoffset() is not None


def test_a_zone_without_tables_is_known_for_china_and_utc():
    """The system's tables are not looked for, and the package that has them too is missing."""
    code = (
        "import sys; sys.modules['tzdata'] = None\n"
        "from reader.posts.source.time_zones import zone_named\n"
        "for name in ('Asia/Shanghai', 'UTC', 'Europe/Berlin'):\n"
        "    zone = zone_named(name)\n"
        "    print(zone and zone.utcoffset(None))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONTZPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["8:00:00", "0:00:00", "None"]


@pytest.mark.parametrize("name", ["Nowhere/City", "../etc/passwd", "Asia", "a\0b", "\ud800", ""])
def test_a_name_that_is_no_zone_is_none(name):
    assert zone_named(name) is None
