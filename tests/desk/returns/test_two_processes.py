"""R12: two desks, two processes, one store; the last piece and the last money go out once."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.money import Money
from counter_app.records.credits import credit_by_id
from counter_app.records.journal import balance
from counter_app.records.verify import verify_store
from counter_app.station import Station
from counter_app.trade.credits import read_state
from tests.desk.returns.desk import sell
from tests.desk.returns.goods import line
from tests.desk.returns.two_processes import Place, act
from tests.stores import CLERK, CLERK_2, NOON, PINS
from tests.trade.test_credits import issued


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> Place:
    """A store in a file, and one on a server."""
    if request.param == "sqlite":
        folder: Path = request.getfixturevalue("store_folder")
        return folder, folder
    server: Place = request.getfixturevalue("postgres_store")
    return server


def both(place: Place, what: str, at: str) -> list[str]:
    """Both desks at the same instant; what became of each."""
    context = get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(2, mp_context=context) as pool:
        start = manager.Barrier(2)
        desks = (("D01", 7, CLERK), ("D02", 8, CLERK_2))
        jobs = [
            pool.submit(act, place, name, till, who, what, at, start) for name, till, who in desks
        ]
        return sorted(job.result(timeout=120) for job in jobs)


@pytest.mark.parametrize("what", ["return", "credit"])
def test_r12_two_processes_and_one_wins(place: Place, what: str) -> None:
    with closing(open_station(*place, "D01", FrozenClock(NOON))) as station:
        station.sign_on_with_pin(CLERK, PINS[CLERK])
        sold = sell(station, line(paid=1000))
        credit_id, _ = issued(station, 1000)
        before = balance_of(station, "returns")
    ended = both(place, what, sold.id if what == "return" else credit_id)
    lost = {"return": "returns.changed", "credit": "credits.too_little"}[what]
    assert ended == sorted(["done", lost])
    with closing(open_station(*place, "D01", FrozenClock(NOON))) as station:
        after = balance_of(station, "returns")
        with station.look() as work:
            credit = credit_by_id(work.connection, credit_id)
            assert credit is not None
            left = read_state(work, credit).balance
        assert verify_store(station.database, station.home, station.keys).clean
    assert after - before == (Money(1000) if what == "return" else Money(0))
    assert left == (Money(1000) if what == "return" else Money(300))


def balance_of(station: Station, account: str) -> Money:
    with station.look() as work:
        return balance(work.connection, account)
