"""Settles a till, or makes the Book of the night, once; killed from outside and started again.

Run: python -m tests.faults.night_once STORE settle|night OUT. Ends by saying what it found.
"""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, Refused
from counter_app.core.ids import derived_id
from counter_app.core.money import Money
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.service import CountAgain, close_till
from counter_app.records.tills import open_session_at
from counter_app.report.nightly import run_nightly
from counter_app.station import Station
from tests.stores import BADGES, LEAD, MANAGER, NOON, STORE

DAY = date(2026, 11, 21)
COUNTED = Money(190_00)
FIRST, SECOND = derived_id(STORE.id, "first count"), derived_id(STORE.id, "second count")


def settle(station: Station) -> str:
    """Count 10.00 less than there should be, again, with a reason and a witness."""
    station.sign_on_with_badge(BADGES[MANAGER])
    with station.look() as work:
        session = open_session_at(work.connection, station.name)
        sessions = work.connection.exec_driver_sql("SELECT id FROM till_sessions").scalars().all()
    session_id = session.id if session is not None else str(sessions[0])
    draft = CountDraft(FIRST, session_id, total_only=COUNTED, reason="unexplained")
    answer = close_till(draft, station)
    if isinstance(answer, CountAgain):
        draft = replace(draft, id=SECOND)
        try:
            answer = close_till(draft, station)
        except ApprovalRequired as asked:
            if asked.verdict is None:
                raise
            approval = station.approve_with_badge(asked.verdict, BADGES[LEAD])
            answer = close_till(draft, station, approval)
    if isinstance(answer, CountAgain):
        raise Refused("Still to be counted.")
    return f"{answer.counted.minor} {answer.difference.minor}"


def night(station: Station, out: Path) -> str:
    """Make the Book; its seal's figures are what must be the same."""
    report = run_nightly(station, DAY, out, ())
    assert report.sealed is not None, "a run that ends has sealed its Book"
    return f"{report.sealed.number} {len(report.files)} {len(report.failed)}"


if __name__ == "__main__":
    store, what, out_folder = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    later = timedelta(hours=18 if what == "night" else 0)
    with closing(open_station(store, store, "D01", FrozenClock(NOON + later))) as opened:
        said = night(opened, out_folder) if what == "night" else settle(opened)
    sys.stdout.write(said + "\n")
