"""A day on which everything is done that moves money, for exports and the Morning Book."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from counter_app.core.store import SessionKind, TillSession
from counter_app.records.cash_movements import pending_movements
from tests.days.trading import Trading
from tests.desk.tills.hands import kept_policy
from tests.stores import MANAGER


class EveryKind(Trading):
    """One day on which everything is done that moves money."""

    def sessions(self) -> tuple[TillSession, ...]:
        """Whatever is to be settled; the safe is not."""
        return tuple(s for s in super().sessions() if s.kind != SessionKind.SAFE)

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
