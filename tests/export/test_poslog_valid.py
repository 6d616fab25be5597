"""POSLog of whole days: whatever the desk can post is written as the standard wants it.

The rules are in `poslog_check`; days are traded by scripts, a random one and one of everything.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.export.poslog import PoslogDay, write_poslog
from counter_app.records.cash_movements import pending_movements
from tests.days.trading import FIRST, Trading
from tests.desk.returns.test_service_tenders import NICKEL, under
from tests.desk.tills.hands import kept_policy
from tests.export.poslog_check import SPACE, faults
from tests.stores import MANAGER

TARGET = Path("tests/data/poslog/own_v6_target/target_v6.xml")


@pytest.fixture
def trading(store_folder: Path, clock: FrozenClock) -> Iterator[Trading]:
    """A store that rounds cash."""
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        under(station, NICKEL)
        yield Trading(station, clock, 3)


def poslog(trading: Trading, number: int) -> tuple[ET.Element, PoslogDay]:
    with trading.station.look() as work:
        made = write_poslog(work, FIRST + timedelta(days=number))
    return ET.fromstring(made.data), made


def test_random_days_are_valid(trading: Trading) -> None:
    rounded = 0
    for number in range(3):
        trading.day(number)
        root, _ = poslog(trading, number)
        assert faults(root) == [], number
        rounded += sum(t.get("TotalType") == "RoundingAmount" for t in root.iter(f"{SPACE}Total"))
    assert rounded


class EveryKind(Trading):
    """One day on which everything is done that moves money."""

    def must(self, task: str, action: str, **do: Any) -> tuple[str, ...]:
        answer = self.run(task, action, **do)
        assert answer is not None, (action, dict(self.refused))
        return answer.transactions

    def moved(self, action: str, **do: Any) -> None:
        self.must("tills", action, **do)

    def everything(self, day: date) -> None:
        self._at(day, time(8))
        self._sales_come_in(day - timedelta(days=1), "R03", "2047", 6)
        self.sign(MANAGER)
        self.moved("open", till=7, float_cents=30000)
        self._customers()
        self._money()
        self._safe()
        self._close(day)

    def _customers(self) -> None:
        sold = next(s for s in self.sold if s.tenders[0].tender.value == "cash")
        lines = [{"line": sold.lines[0].number, "quantity_milli": 1000, "reason": "not_wanted"}]
        given = self.must("returns", "return", receipt=str(sold.key), lines=lines)[0]
        self.must("returns", "void", **{"return": given, "reason": "clerk_mistake"})
        new = [{"item": "041003", "quantity_milli": 2000}]
        self.must("returns", "exchange", receipt=str(sold.key), lines=lines, card_codes={}, new=new)
        self.must("counter_sale", "sell", items=new, tenders=[{"tender": "cash"}])
        other = next(s for s in self.sold if s is not sold and s.tenders[0].tender.value == "cash")
        right = other.lines[0].paid.minor // (other.lines[0].quantity.milli // 1000) - 50
        wrong = [{"line": other.lines[0].number, "right_cents": right,
                  "evidence": {"source": "shelf_tag", "note": "The tag says less."}}]  # fmt: skip
        self.must("price_correction", "correct", receipt=str(other.key), lines=wrong)
        kept_policy(self.station, 'place = "" ', 'place = "US-CA" ')
        answer = self.run("credits", "sell_gift_card", amount_cents=1200, warning_told=True)
        self._remember(answer)
        self.must("credits", "cash_out", code=self._code(self.credits[-1][0]))

    def _money(self) -> None:
        self.moved("paid_in", amount_cents=2500, reason="found")
        self.moved("paid_out", amount_cents=1200, reason="postage", payee="Post office")
        self.moved("exchange", tenders_cents={"cash": 3000}, into="check", reference="118")
        self.moved("counterfeit", amount_cents=2000, pieces={"note:2000": 1}, note="No thread")
        self.moved("loan", amount_cents=5000)
        self._receive_all()
        self.moved("drop", amount_cents=1500, bag="B1")
        self.moved("pickup", tenders_cents={"cash": 1000, "check": 3000}, bag="B2")
        self._receive_all()
        self.moved("advance", amount_cents=4000, payee="Jo")
        with self.station.look() as work:
            (advance,) = pending_movements(work.connection)
        self.moved("close_advance", movement=advance.id, spent_cents=3100, change_cents=900,
                   reason="supplies", reference="R-1")  # fmt: skip
        self.moved("no_sale", reason="change_wanted")

    def _safe(self) -> None:
        self.moved("count_safe", counted_cents=500_000, reason="unexplained")
        self.moved("deposit", amount_cents=100_000, bag="D1", seal="S1", courier="Lee")
        self._receive_all()
        self.moved("order_change", pieces={"coin:25": 400})
        with self.station.look() as work:
            (order,) = pending_movements(work.connection)
        self.moved("delivery", movement=order.id, pieces={"coin:25": 400}, courier="Lee")

    def _receive_all(self) -> None:
        with self.station.look() as work:
            waiting = pending_movements(work.connection)
        for movement in waiting:
            cents = {t.value: m.minor for t, m in movement.tenders.items()}
            self.moved("receive", movement=movement.id, tenders_cents=cents)


def test_everything_the_desk_can_post_is_valid(store_folder: Path, clock: FrozenClock) -> None:
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        trading = EveryKind(station, clock, 5)
        trading.everything(FIRST)
        root, made = poslog(trading, 0)
        assert faults(root) == []
        said = {e.tag.removeprefix(SPACE) for e in root.iter()}
        kinds = {e.get("TypeCode") for e in root.iter(f"{SPACE}Transaction")}
    assert said >= {
        "Return", "Sale", "Tender", "TransactionLink", "PostVoid", "PaidIn", "PaidOut", "TenderLoan",
        "TenderPickup", "SafeDrop", "TillSettle",
    }  # fmt: skip
    assert kinds == {"SaleTransaction", "ReturnTransaction", None}
    assert made.left_out
    bags = [p.get("TenderType") for p in root.iter(f"{SPACE}TenderPickup")]
    assert bags == ["Cash", "Cash", "Check", "Cash"], "a bag says each tender in it"
    paid_in = [e.findtext(f"{SPACE}Amount") for e in moves(root, "PaidIn")]
    assert paid_in == ["25.00", "9.00"], "change of petty cash comes in"
    sold = [one for one in root.iter(f"{SPACE}Transaction") if "owed:gift_card" in goods(one)]
    assert [one.get("TypeCode") for one in sold] == ["SaleTransaction", "ReturnTransaction"]
    assert [len(x) for x in pairs(root)] == [2], "a correction takes back and sells again"


def moves(root: ET.Element, tag: str) -> list[ET.Element]:
    return [e for m in root.iter(f"{SPACE}TenderControlTransaction") for e in m.iter(SPACE + tag)
            if e.find(f"{SPACE}Amount") is not None and e in list(m)]  # fmt: skip


def goods(one: ET.Element) -> list[str]:
    return [e.text or "" for e in one.iter(f"{SPACE}ItemID")]


def pairs(root: ET.Element) -> list[list[str]]:
    """Lines of goods of each transaction that has both directions in one."""
    found = []
    for one in root.iter(f"{SPACE}RetailTransaction"):
        stock = [e.tag for e in one.iter() if e.get("ItemType") == "Stock"]
        if len(set(stock)) == 2:
            found.append(stock)
    return found


def test_the_document_that_the_schema_accepted_is_valid_by_these_rules_too() -> None:
    found = faults(ET.parse(TARGET).getroot())
    assert [f for f in found if "has no" not in f and "has 0" not in f] == []
