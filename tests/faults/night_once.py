"""Settles a till in one of its ways, or makes the Book, once; killed from outside and started again.

Run: python -m tests.faults.night_once STORE night|settle|uncounted|forced|disputed|lane OUT. Ends by
saying what it found. A second run asks for the same steps again, by the same ids.
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
from counter_app.desk.tills.lanes import return_drawer
from counter_app.desk.tills.service import TillClosed, close_till
from counter_app.desk.tills.standing import close_uncounted, force_close, resolve_dispute
from counter_app.report.nightly import run_nightly
from counter_app.station import Station
from tests.stores import BADGES, LEAD, MANAGER, NOON, STORE

DAY = date(2026, 11, 21)
FLOAT, SHORT = Money(200_00), Money(10_00)
LANE, TAG, SOLD = 1, "T1", Money(5_18)


def id_of(step: str) -> str:
    return derived_id(STORE.id, step)


def settle(station: Station, way: str) -> str:
    """Count 10.00 less than there should be, again, with a reason and a witness."""
    station.sign_on_with_badge(BADGES[MANAGER])
    with station.look() as work:
        sessions = work.connection.exec_driver_sql("SELECT id FROM till_sessions").scalars().all()
    session_id = str(sessions[0])
    match way:
        case "uncounted":
            close_uncounted(session_id, id_of("close"), station)
        case "forced":
            force_close(session_id, id_of("close"), "Went home ill", station)
        case "lane":
            return_drawer(session_id, id_of("close"), TAG, station)
        case _:
            pass  # it is counted while it is open
    held = FLOAT - SHORT + (SOLD if way == "lane" else Money(0))
    draft = CountDraft(
        id_of("first count"),
        session_id,
        total_only=held,
        reason="unexplained",
        dispute=way == "disputed",
    )
    answer = counted(draft, station)
    if way == "disputed":
        resolve_dispute(session_id, id_of("resolve"), "unexplained", "Seen on camera", station)
    return f"{answer.counted.minor} {answer.difference.minor}"


def counted(draft: CountDraft, station: Station) -> TillClosed:
    """The count, a second one, and a witness, as they are asked for."""
    approval = None
    for _ in range(4):
        try:
            answer = close_till(draft, station, approval)
        except ApprovalRequired as asked:
            if asked.verdict is None:
                raise
            approval = station.approve_with_badge(asked.verdict, BADGES[LEAD])
            continue
        if isinstance(answer, TillClosed):
            return answer
        draft = replace(draft, id=id_of("second count"))
    raise Refused("Still to be counted.")


def night(station: Station, out: Path) -> str:
    """Make the Book; its seal's figures are what must be the same."""
    report = run_nightly(station, DAY, out, ())
    assert report.sealed is not None, "a run that ends has sealed its Book"
    return f"{report.sealed.number} {len(report.files)} {len(report.failed)}"


if __name__ == "__main__":
    store, what, out_folder = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    later = timedelta(hours=18 if what == "night" else 0)
    with closing(open_station(store, store, "D01", FrozenClock(NOON + later))) as opened:
        said = night(opened, out_folder) if what == "night" else settle(opened, what)
    sys.stdout.write(said + "\n")
