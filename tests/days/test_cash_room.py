"""Random days of the cash room: every difference is found where it was, and told once."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from counter_app.app import open_station
from counter_app.cli.verify_command import task_checks
from counter_app.core.clock import FrozenClock
from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Tender
from counter_app.export.entries import day_entries
from counter_app.records.day_ledger import balances
from counter_app.records.verify import verify_store
from counter_app.report.assemble import book_of
from counter_app.report.variance_evidence import case_of
from tests.days.cash_room import TILLS, CashRoom
from tests.desk.tills.hands import kept_policy

DAYS = int(os.environ.get("DAYS", "6"))
MORE = 30
FIRSTS = (date(2026, 10, 30), date(2026, 12, 29), date(2028, 2, 27), date(2027, 3, 12))
"""Days around the ends of summer time, of a year and of February, and the beginning of summer time."""
SEEDS = (
    [int(os.environ["DAYS_SEED"])]
    if "DAYS_SEED" in os.environ
    else [0, 1, *(pytest.param(seed, marks=pytest.mark.faults) for seed in range(2, MORE))]
)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_difference_is_found_where_it_was_and_told_once(
    store_folder: Path, clock: FrozenClock, seed: int
) -> None:
    first = FIRSTS[seed % len(FIRSTS)]
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        if seed % 2:
            kept_policy(station, "drawers = 1", "drawers = 2")
        room = CashRoom(station, clock, seed, first)
        for number in range(DAYS):
            room.day(number)
            agrees(room)
        room.at(first + timedelta(days=DAYS), time(8))
        room.end()
        agrees(room)
        told(room)
        exported(room)
        room.settle_anchors()
        report = verify_store(station.database, station.home, station.keys, task_checks())
        assert report.problems == (), seed
    assert sum(room.done.values()) > sum(room.refused.values()), (room.done, room.refused)


def agrees(room: CashRoom) -> None:
    """Tills, transit and the safe hold in the books what was entered."""
    with room.station.look() as work:
        held = balances(work.connection)
    assert total(held.values()) == ZERO
    for till in TILLS:
        assert held.get((f"till:{till}", Tender.CASH), ZERO).minor == room.books[f"till:{till}"]
    assert held.get(("safe", Tender.CASH), ZERO).minor == room.books["safe"]
    on_its_way = sum(m.minor for (a, _), m in held.items() if a.startswith("transit:"))
    known = {"safe", *(f"till:{t}" for t in TILLS)}
    assert on_its_way == sum(m for a, m in room.books.items() if a not in known)


def told(room: CashRoom) -> None:
    """Each difference stands in the Book of the date its till was counted on, and only there."""
    last = max((f.day for f in room.found), default=room.first) + timedelta(days=2)
    days = [room.first - timedelta(days=3) + timedelta(days=n) for n in range(40)]
    days = [day for day in days if day <= last]
    by_session: Counter[str] = Counter()
    for found in room.found:
        by_session[found.session] += found.off
    said: Counter[str] = Counter()
    lost: Counter[date] = Counter()
    for day in days:
        with room.station.look() as work:
            book = book_of(work, day, ())
        section = book.section("tills")
        assert section is not None
        for row in section.rows:
            off = row.cells[9]
            if row.evidence is not None and isinstance(off, Money):
                assert row.evidence.id not in said, "told once"
                said[row.evidence.id] = off.minor
        for odd in book.oddities:
            if odd.code == "money.lost" and odd.amount is not None:
                lost[day] += odd.amount.minor
    assert {s: m for s, m in said.items() if m} == {s: m for s, m in by_session.items() if m}
    assert +lost == +room.accepted or lost == room.accepted
    for session in said:
        with room.station.look() as work:
            case = case_of(work, session)
        parts = [f.off for f in room.found if f.session == session]
        assert case.off.minor == max(parts, key=abs, default=0) or len(parts) > 1


def exported(room: CashRoom) -> None:
    """The entries of all dates are the whole ledger."""
    held: Counter[str] = Counter()
    with room.station.look() as work:
        for n in range(-3, 40):
            day = room.first + timedelta(days=n)
            entries = day_entries(work, day)
            assert entries.left_out == (), day
            for entry in entries.entries:
                for account, amount in entry.lines:
                    held[account.plain] += amount.minor
        books = balances(work.connection)
    assert held["Over and short"] == books.get(("over_short", None), ZERO).minor
    assert held["Safe:Cash"] == books["safe", Tender.CASH].minor
    for till in TILLS:
        assert held[f"Till {till}:Cash"] == room.books[f"till:{till}"]
    assert not any(m for a, m in held.items() if a.startswith("Money on its way"))
