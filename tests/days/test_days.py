"""Random days of trading: every till settles with what was put wrong, the books sum to zero.

Stores of odd seeds round cash to the nickel. `DAYS_SEED=N DAYS=M pytest tests/days` runs M days of
any one seed by hand.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.app import open_station
from counter_app.cli.nightly_command import section_makers
from counter_app.cli.verify_command import task_checks
from counter_app.core.clock import FrozenClock
from counter_app.core.money import ZERO, total
from counter_app.records.day_ledger import balances
from counter_app.records.verify import verify_store
from counter_app.report.files import book_in
from counter_app.report.nightly import run_nightly
from tests.days.beside import POLICY, check
from tests.days.trading import FIRST, Settled, Trading
from tests.desk.returns.test_service_tenders import NICKEL, under

RUNS = 4
MORE_RUNS = 16
"""Those that only `make faults` draws, too."""
A_RUN = int(os.environ.get("DAYS", "25"))
SEEDS = (
    [int(os.environ["DAYS_SEED"])]
    if "DAYS_SEED" in os.environ
    else [
        *range(RUNS),
        *(pytest.param(seed, marks=pytest.mark.faults) for seed in range(RUNS, MORE_RUNS)),
    ]
)
BOOKS = 8
"""After every so many days the nightly run makes a Book."""


@pytest.mark.parametrize("seed", SEEDS)
def test_days_of_trading_end_with_the_differences_that_were_planted(
    store_folder: Path, clock: FrozenClock, tmp_path: Path, seed: int
) -> None:
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        under(station, *POLICY, *([NICKEL] if seed % 2 else []))
        trading = Trading(station, clock, seed)
        for number in range(A_RUN):
            settled = trading.day(number)
            for till in settled:
                assert till.found == till.planted, (seed, number)
            with station.look() as work:
                held = balances(work.connection)
            assert total(held.values()) == ZERO, (seed, number)
            assert all(m == ZERO for (a, _), m in held.items() if a == "till:7"), (seed, number)
            assert all(m == ZERO for (a, _), m in held.items() if a.startswith("transit:"))
            if number % BOOKS == BOOKS - 1:
                check_book(trading, number, settled, tmp_path)
        with station.look() as work:
            assert (("rounding", None) in balances(work.connection)) is bool(seed % 2), seed
            back = sum(check(work, sold) for sold in trading.beside)
        assert back or A_RUN < 25, seed
        trading.settle_anchors()
        report = verify_store(station.database, station.home, station.keys, task_checks())
        assert report.problems == (), seed
    if A_RUN >= 25:
        check_mixture(trading.done, trading.refused)


def check_book(trading: Trading, number: int, settled: list[Settled], out: Path) -> None:
    """The Book of the day names the same differences, and a second run changes nothing."""
    trading.morning(number)
    day = FIRST + timedelta(days=number)
    first = run_nightly(trading.station, day, out, section_makers())
    again = run_nightly(trading.station, day, out, section_makers())
    assert (first.problems, first.failed, again.done) == ((), {}, [])
    assert first.sealed is not None
    tills = book_in(first.sealed).section("tills")
    assert tills is not None
    assert tills.totals is not None
    assert tills.totals[9] == total(s.found for s in settled)
    ledger = book_in(first.sealed).section("ledger")
    assert ledger is not None
    assert ledger.totals is not None
    assert ledger.totals[1:] == (ledger.totals[1], ledger.totals[2], ZERO)


def check_mixture(done: Counter[str], refused: Counter[str]) -> None:
    """A run has tried everything that there is, and most of it went through."""
    for action in (
        "returns.return", "returns.exchange", "returns.void", "price_correction.correct",
        "counter_sale.sell", "credits.sell_gift_card", "credits.spent", "tills.paid_out", "tills.loan",
        "tills.pickup", "tills.open",
        "tills.issue_drawer",
    ):  # fmt: skip
        assert done[action] > 0, (action, dict(done), dict(refused))
    assert sum(done.values()) > sum(refused.values()), (dict(done), dict(refused))
