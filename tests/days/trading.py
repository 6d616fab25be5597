"""Days of trading drawn from a seed: every task that has script actions, at two desks and a lane.

A step may be refused (a rule, a permission, nothing to do it on): the day goes on. What must hold is
said in test_days.py. The same seed always makes the same days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from counter_app.core.approval import Approval
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired
from counter_app.core.item import ItemRow
from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import units
from counter_app.core.receipt import ReceiptKey, ReceiptTender
from counter_app.core.store import SessionKind, TillSession
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.service import CountAgain, TillClosed, close_till
from counter_app.records.cash_movements import movements_in_transit
from counter_app.records.items import put_items
from counter_app.records.receipt_intake import add_receipt
from counter_app.records.till_figures import expectation
from counter_app.records.tills import add_till
from counter_app.station import Station
from tests.days.beside import with_something_beside
from tests.days.steps import CASHIER, DESKS, LANE, STEPS, Steps
from tests.records.books import receipt as usual_receipt
from tests.stores import BADGES, LEAD, MANAGER

FIRST = date(2026, 11, 23)
ZONE_AHEAD = timedelta(hours=6)


@dataclass
class Settled:
    """One till's end of a day: what was put wrong on purpose, and what was found."""

    session_id: str
    planted: Money
    found: Money


class Trading(Steps):
    """A store that trades day after day; `done` counts what succeeded, `refused` what did not."""

    def __init__(self, station: Station, clock: FrozenClock, seed: int) -> None:
        super().__init__(station, clock, seed)
        with station.open_work() as work:
            goods = [
                ItemRow(f"04100{n}", f"Thing {n}", Money(199 + 150 * n), tax="food")
                for n in range(6)
            ]
            put_items(work.connection, goods, clock.now())
            add_till(work.connection, LANE, "Lane 1", SessionKind.LANE, "R01")
            work.commit()

    def day(self, number: int, steps: tuple[int, int] = (6, 14)) -> list[Settled]:
        """Trade one business date from opening to settlement."""
        day = FIRST + timedelta(days=number)
        self.random = Random(f"{self.seed} {number}")
        self._at(day, time(8))
        self._sales_come_in(day - timedelta(days=1), "R03", "2047", self.random.randint(2, 4))
        self.posted.clear()  # what is voided is voided on its day
        open_desks = list(DESKS) if self.random.random() < 0.7 else list(DESKS)[:1]
        for name in open_desks:
            self.go_to(name)
            amount = self.random.choice((20000, 30000))
            opened = self.run("tills", "open", till=DESKS[name].till, float_cents=amount)
            assert opened is not None
        self._lane_opens(day)
        self.go_to("D01")
        for _ in range(self.random.randint(*steps)):
            self.clock.advance(timedelta(minutes=self.random.randint(2, 30)))
            self.go_to(self.random.choice(open_desks), stay=self.random.random() < 0.6)
            name = self.random.choices(list(STEPS), list(STEPS.values()))[0]
            getattr(self, name)()
        return self._close(day)

    def morning(self, number: int) -> None:
        """The next morning, when the nightly run may work on that date."""
        self._at(FIRST + timedelta(days=number + 1), time(5))

    # ------------------------------------------------------------------ lanes

    def _lane_opens(self, day: date) -> None:
        """A drawer goes out to a cashier, and the register's sales come in while it is there."""
        self.lane_cash = ZERO
        if self.random.random() < 0.5:
            self.go_to("D01")
            self.sign(MANAGER)
            issued = self.run("tills", "issue_drawer", till=LANE, float_cents=10000,
                              tag=f"T{self.random.randrange(10**6)}", cashier=CASHIER)  # fmt: skip
            assert issued is not None
            self.clock.advance(timedelta(minutes=1))
            self._sales_come_in(day, "R01", CASHIER, self.random.randint(1, 4))

    # ------------------------------------------------------------------ the end of the day

    def _close(self, day: date) -> list[Settled]:
        self._at(day, time(21))
        settled = []
        self.go_to("D01")
        for session in self.sessions():
            self.go_to(session.station if session.station in DESKS else "D01")
            self.sign(MANAGER)
            self._all_received(session)
            planted = Money(self.random.choice(
                (0, 0, 0, -100, 150, -2000, 900, self.random.randint(-6000, 6000))
            ))  # fmt: skip
            with self.station.look() as work:
                held = expectation(work.connection, session)[Tender.CASH]
            planted = max(planted, -held)
            found = self._settled(session, planted)
            settled.append(Settled(session.id, planted, found.difference))
        return settled

    def _settled(self, session: TillSession, planted: Money) -> TillClosed:
        """Count, count again, bring a reason and a witness, as the desk asks for it."""
        made = self.counted(session, planted)
        draft = CountDraft(self.new_id(), session.id, total_only=made["cash"], others=made["others"],
                           reason="unexplained")  # fmt: skip
        approval: Approval | None = None
        for _ in range(4):
            try:
                answer = close_till(draft, self.station, approval)
            except ApprovalRequired as asked:
                if asked.verdict is None:
                    raise
                approval = self.station.approve_with_badge(asked.verdict, BADGES[LEAD])
                continue
            if isinstance(answer, CountAgain):
                draft = replace(draft, id=self.new_id())
                continue
            return answer
        raise AssertionError("the till could not be settled")

    def _all_received(self, session: TillSession) -> None:
        with self.station.look() as work:
            moving = movements_in_transit(work.connection, session.id)
        for movement in moving:
            received = self.run("tills", "receive", movement=movement.id,
                                 amount_cents=movement.amount.minor)  # fmt: skip
            assert received is not None, "what was sent arrives"

    # ------------------------------------------------------------------ how

    def _at(self, day: date, at: time) -> None:
        local = datetime.combine(day, at, self.clock.now().tzinfo)
        self.clock.set(local + ZONE_AHEAD)

    def _sales_come_in(self, day: date, register: str, cashier: str, many: int) -> None:
        """What a register sold."""
        with self.station.open_work() as work:
            for _ in range(many):
                self.sequence += 1
                made = usual_receipt(self.sequence, soap=units(self.random.randint(1, 4)))
                if self.random.random() < 0.6:  # most of what comes back was paid in cash
                    paid = total(line.paid for line in made.lines)
                    made = replace(made, tenders=(ReceiptTender(1, Tender.CASH, paid),))
                if register == "R03":
                    made = with_something_beside(made, self.random)
                key = ReceiptKey("0012", register, day, self.sequence)
                at = self.clock.now() if register == "R01" else made.ended_at
                made = replace(made, key=key, operator=cashier, ended_at=at)
                self.sold.append(add_receipt(work.connection, made, self.clock))
                if made.extra or any(x.discounts for x in made.lines if x.number == 1):
                    self.beside.append(self.sold[-1])
                if register == "R01":
                    self.lane_cash += total(
                        t.amount for t in made.tenders if t.tender is Tender.CASH
                    )
            work.commit()
        self.sold = self.sold[-40:]
