"""Settlement and the nightly run killed at any write: the next run ends with the same figures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, total
from counter_app.core.receipt import ReceiptTender
from counter_app.core.store import SessionKind
from counter_app.core.transaction import Tender
from counter_app.desk.tills.lanes import IssueDraft, issue_drawer
from counter_app.records.day_ledger import balances
from counter_app.records.morning_books import book_titles, newest_book
from counter_app.records.receipt_intake import add_receipt
from counter_app.records.tills import add_till
from counter_app.records.verify import verify_store
from counter_app.station import Station
from tests.faults.night_once import DAY, FLOAT, LANE, SHORT, SOLD, TAG
from tests.faults.test_kills import ROOT, STRACE, WRITES, needs_strace, spread
from tests.records.books import receipt
from tests.report.desk_day import closed, opened
from tests.stores import BADGES, MANAGER, NOON

pytestmark = [pytest.mark.faults, needs_strace]
PLACES = ("store.db", "store.db-wal", ".", "nightly.lock")


def command(store: Path, what: str, out: Path) -> list[str]:
    return [sys.executable, "-m", "tests.faults.night_once", str(store), what, str(out)]


def run(wrapped: list[str], store: Path, what: str, out: Path) -> str:
    done = subprocess.run(
        [*wrapped, *command(store, what, out)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.stdout.strip()


def traced(store: Path, out: Path, *options: str) -> list[str]:
    names = [*(store / p for p in PLACES), out, *(out / f"x.{e}" for e in ("pdf", "csv", "json"))]
    return [str(STRACE), "-f", "-qq", *options, *(x for n in names for x in ("-P", str(n)))]


def sweep_of(store: Path, what: str, tmp_path: Path) -> list[tuple[str, int]]:
    """Every write call that an undisturbed run makes."""
    counting, log, out = tmp_path / "counting", tmp_path / "calls.txt", tmp_path / "counting-out"
    shutil.copytree(store, counting)
    out.mkdir()
    run(
        traced(counting, out, "-o", str(log), "-e", "trace=" + ",".join(WRITES)),
        counting,
        what,
        out,
    )
    lines = log.read_text("utf-8", "replace").splitlines()
    made = {c: sum(f" {c}(" in x and "resumed" not in x for x in lines) for c in WRITES}
    shutil.rmtree(counting)
    return [(call, n) for call, many in made.items() for n in range(1, many + 1)]


def check(station: Station) -> None:
    with station.look() as work:
        held = balances(work.connection)
    assert total(held.values()) == ZERO
    station.settle_anchor()
    assert verify_store(station.database, station.home, station.keys).problems == ()


def ready(station: Station, way: str) -> None:
    """A till with its float, to be settled in this way."""
    if way != "lane":
        opened(station, 7, FLOAT.minor)
        return
    with station.open_work() as work:
        add_till(work.connection, LANE, "Lane 1", SessionKind.LANE, "R01")
        work.commit()
    station.sign_on_with_badge(BADGES[MANAGER])
    issue_drawer(IssueDraft(new_id(), LANE, FLOAT, TAG, "", "501"), station)
    made = receipt(1)
    key = replace(made.key, workstation="R01", business_date=DAY)
    tenders = (ReceiptTender(1, Tender.CASH, SOLD),)
    made = replace(made, key=key, tenders=tenders, ended_at=NOON, operator="501")
    with station.open_work() as work:
        add_receipt(work.connection, made, station.clock)
        work.commit()


@pytest.mark.parametrize(
    ("way", "points"),
    [("settle", 20), ("uncounted", 8), ("forced", 8), ("disputed", 8), ("lane", 8)],
)
def test_a_settlement_killed_anywhere_is_finished_by_the_next_try(
    store_folder: Path, clock: FrozenClock, tmp_path: Path, way: str, points: int
) -> None:
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        ready(station, way)
        station.sign_off()
    sweep = sweep_of(store_folder, way, tmp_path)
    assert len(sweep) > 10
    held = FLOAT - SHORT + (SOLD if way == "lane" else ZERO)
    for number, (call, n) in enumerate(spread(sweep, points)):
        store, out = tmp_path / f"store-{number}", tmp_path / f"out-{number}"
        shutil.copytree(store_folder, store)
        out.mkdir()
        inject = f"inject={call}:error=EIO:signal=SIGKILL:when={n}"
        run(traced(store, out, "-o", os.devnull, "-e", inject), store, way, out)
        assert run([], store, way, out) == f"{held.minor} -{SHORT.minor}", (call, n)
        with closing(open_station(store, store, "D01", clock)) as station:
            check(station)
            with station.look() as work:
                books = balances(work.connection)
            assert books["over_short", None] == SHORT, (call, n)
            assert not any(m for (a, _), m in books.items() if a.startswith("till:")), (call, n)
            assert books.get(("disputed_variance", None), ZERO) == ZERO, (call, n)
        shutil.rmtree(store)


def test_a_night_killed_anywhere_ends_with_the_same_figures(
    store_folder: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        closed(station, opened(station, 7), 190_00)
        station.sign_off()
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(store_folder, undisturbed)
    assert run([], undisturbed, "night", tmp_path / "first") == "1 3 0"
    with (
        closing(open_station(undisturbed, undisturbed, "D01", FrozenClock(NOON))) as station,
        station.look() as work,
    ):
        book = newest_book(work.connection, DAY)
    assert book is not None
    sweep = sweep_of(store_folder, "night", tmp_path)
    assert len(sweep) > 20
    for number, (call, n) in enumerate(spread(sweep, 25)):
        store, out = tmp_path / f"store-{number}", tmp_path / f"out-{number}"
        shutil.copytree(store_folder, store)
        out.mkdir()
        inject = f"inject={call}:error=EIO:signal=SIGKILL:when={n}"
        run(traced(store, out, "-o", os.devnull, "-e", inject), store, "night", out)
        assert run([], store, "night", out) == "1 3 0", (call, n)
        with closing(open_station(store, store, "D01", FrozenClock(NOON))) as station:
            check(station)
            with station.look() as work:
                again = newest_book(work.connection, DAY)
                assert len(book_titles(work.connection)) == 1, (call, n)
        assert again is not None
        assert again.content == book.content, (call, n)
        names = {p.name: p.read_bytes() for p in (tmp_path / "first").iterdir()}
        assert {p.name for p in out.iterdir() if not p.name.startswith(".")} == set(names)
        shutil.rmtree(store)
