"""The demo store's cash room: its safe is filled by the bank, in somebody's hands, nothing over."""

from __future__ import annotations

from contextlib import closing

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.money import ZERO
from counter_app.core.store import SAFE_ID
from counter_app.core.transaction import Tender
from counter_app.demo.build import DemoStore, is_used
from counter_app.demo.cash_room import IN_THE_SAFE
from counter_app.desk.tills.draft import worth
from counter_app.records.journal import balance
from counter_app.records.tills import unsettled_session
from tests.stores import NOON


def test_the_demo_safe_opens_with_what_the_bank_brought(demo: DemoStore) -> None:
    assert not is_used(demo)
    with closing(open_station(demo.folder, demo.folder, "D01", FrozenClock(NOON))) as station:
        with station.look() as work:
            held = balance(work.connection, "safe", Tender.CASH)
            bank = balance(work.connection, "bank", Tender.CASH)
            off = balance(work.connection, "over_short", None)
            custody = unsettled_session(work.connection, SAFE_ID)
        assert (held, bank, off) == (worth(IN_THE_SAFE), -worth(IN_THE_SAFE), ZERO)
        assert custody is not None
