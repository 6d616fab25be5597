"""Days of trading drawn from a seed: every task that has script actions, in any order, on one store.

A step may be refused (a rule, a permission, nothing to do it on): the day goes on. What must hold is
said in test_days.py. The same seed always makes the same days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from counter_app.app import discover_tasks
from counter_app.core.approval import Approval
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, CounterError
from counter_app.core.item import ItemRow
from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import units
from counter_app.core.receipt import Receipt, ReceiptKey, ReceiptTender
from counter_app.core.store import TillSession
from counter_app.core.task import resolve
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.service import CountAgain, TillClosed, close_till
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.records.cash_movements import movements_in_transit
from counter_app.records.items import put_items
from counter_app.records.receipt_intake import add_receipt
from counter_app.records.till_figures import expectation
from counter_app.records.tills import open_session_at, session_by_id
from counter_app.station import Station
from tests.records.books import receipt as usual_receipt
from tests.stores import BADGES, CLERK, LEAD, MANAGER

FIRST = date(2026, 11, 23)
ZONE_AHEAD = timedelta(hours=6)
STEPS: Mapping[str, int] = {
    "return": 30, "void": 4, "reprint": 3, "correct": 8, "sell": 14, "paid_out": 6, "paid_in": 3,
    "loan": 4, "pickup": 4, "no_sale": 3, "spot": 2, "switch": 6, "suspend": 2,
}  # fmt: skip
"""How often each step is tried."""


def actions() -> dict[tuple[str, str], PlayAction]:
    """Everything that scripts can do, by task and action."""
    found: dict[tuple[str, str], PlayAction] = {}
    for task in discover_tasks():
        if task.play is not None:
            for name, action in resolve(task.play).items():
                found[task.key, name] = action
    return found


@dataclass
class Settled:
    """One till's end of a day: what was put wrong on purpose, and what was found."""

    session_id: str
    planted: Money
    found: Money


@dataclass
class Trading:
    """A store that trades day after day; `done` counts what succeeded, `refused` what did not."""

    station: Station
    clock: FrozenClock
    seed: int
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    sold: list[Receipt] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)
    sequence: int = 0

    def __post_init__(self) -> None:
        self._actions = actions()
        self._random = Random(f"store {self.seed}")
        with self.station.open_work() as work:
            goods = [
                ItemRow(f"04100{n}", f"Thing {n}", Money(199 + 150 * n), tax="food")
                for n in range(6)
            ]
            put_items(work.connection, goods, self.clock.now())
            work.commit()

    def day(self, number: int) -> list[Settled]:
        """Trade one business date from opening to settlement."""
        day = FIRST + timedelta(days=number)
        self._random = Random(f"{self.seed} {number}")
        self._at(day, time(8))
        self._sales_come_in(day)
        self.posted.clear()  # what is voided is voided on its day
        self._sign(CLERK)
        self._run("tills", "open", till=7, float_cents=self._random.choice((20000, 30000)))
        steps = {name: getattr(self, f"_{name}") for name in STEPS}
        for _ in range(self._random.randint(8, 18)):
            self.clock.advance(timedelta(minutes=self._random.randint(2, 35)))
            name = self._random.choices(list(STEPS), list(STEPS.values()))[0]
            steps[name]()
        return self._close(day)

    def morning(self, number: int) -> None:
        """The next morning, when the nightly run may work on that date."""
        self._at(FIRST + timedelta(days=number + 1), time(5))

    # ------------------------------------------------------------------ steps

    def _return(self) -> None:
        sold = self._random.choice(self.sold)
        line = self._random.choice(sold.lines)
        reason = self._random.choice(("not_wanted", "faulty", "damaged"))
        lines = [{"line": line.number, "quantity_milli": 1000, "reason": reason}]
        codes = {str(t.number): "123456" for t in sold.tenders if t.tender is Tender.CARD}
        key = str(sold.key)
        self._keep(self._run("returns", "return", receipt=key, lines=lines, card_codes=codes))

    def _void(self) -> None:
        if self.posted:
            given = self.posted.pop(self._random.randrange(len(self.posted)))
            self._run("returns", "void", **{"return": given, "reason": "clerk_mistake"})

    def _reprint(self) -> None:
        if self.posted:
            self._run("returns", "reprint", **{"return": self._random.choice(self.posted)})

    def _correct(self) -> None:
        sold = self._random.choice(self.sold)
        line = self._random.choice(sold.lines)
        right = max(1, line.paid.minor // max(1, line.quantity.milli // 1000) - 50)
        lines = [{"line": line.number, "right_cents": right,
                  "evidence": {"source": "shelf_price", "note": "The tag says less."}}]  # fmt: skip
        codes = {str(t.number): "123456" for t in sold.tenders if t.tender is Tender.CARD}
        self._run(
            "price_correction", "correct", receipt=str(sold.key), lines=lines, card_codes=codes
        )

    def _sell(self) -> None:
        items = [
            {"item": f"04100{self._random.randrange(6)}",
             "quantity_milli": 1000 * self._random.randint(1, 3)}
            for _ in range(self._random.randint(1, 3))
        ]  # fmt: skip
        self._run("counter_sale", "sell", items=items, tenders=[{"tender": "cash"}])

    def _paid_out(self) -> None:
        self._run("tills", "paid_out", amount_cents=self._random.randint(100, 6000),
                  reason=self._random.choice(("supplies", "postage")), payee="Post office")  # fmt: skip

    def _paid_in(self) -> None:
        self._run("tills", "paid_in", amount_cents=self._random.randint(100, 4000),
                  reason=self._random.choice(("found", "vending")))  # fmt: skip

    def _loan(self) -> None:
        self._sign(MANAGER)
        self._run("tills", "loan", amount_cents=self._random.choice((5000, 10000)))

    def _pickup(self) -> None:
        self._sign(self._random.choice((LEAD, MANAGER)))
        self._run("tills", "pickup", amount_cents=self._random.choice((2000, 5000)),
                  bag=f"B{self.seed}-{self._random.randrange(10**6)}")  # fmt: skip

    def _no_sale(self) -> None:
        self._run("tills", "no_sale", reason=self._random.choice(("change_wanted", "drawer_check")))

    def _spot(self) -> None:
        session = self._session()
        self._sign(MANAGER)
        if session is not None:
            self._run("tills", "audit", **self._counted(session, ZERO, minor=True))

    def _suspend(self) -> None:
        if self._run("tills", "suspend", till=7) is not None:
            assert self._run("tills", "resume", till=7) is not None

    def _switch(self) -> None:
        self._sign(self._random.choice((CLERK, LEAD, MANAGER)))

    # ------------------------------------------------------------------ the end of the day

    def _close(self, day: date) -> list[Settled]:
        self._at(day, time(21))
        self._sign(MANAGER)
        session = self._session()
        assert session is not None, "the till is open"
        self._all_received(session)
        planted = Money(self._random.choice(
            (0, 0, 0, -100, 150, -2000, 900, self._random.randint(-6000, 6000))
        ))  # fmt: skip
        with self.station.look() as work:
            held = expectation(work.connection, session)[Tender.CASH]
        planted = max(planted, -held)
        found = self._settled(session, planted)
        return [Settled(session.id, planted, found.difference)]

    def _settled(self, session: TillSession, planted: Money) -> TillClosed:
        """Count, count again, bring a reason and a witness, as the desk asks for it."""
        made = self._counted(session, planted)
        draft = CountDraft(self._id(), session.id, total_only=made["cash"], others=made["others"],
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
                draft = replace(draft, id=self._id())
                continue
            return answer
        raise AssertionError("the till could not be settled")

    def _counted(
        self, session: TillSession, planted: Money, *, minor: bool = False
    ) -> dict[str, Any]:
        """What a person counts: all there is, and what was planted beside it."""
        with self.station.look() as work:
            held = expectation(work.connection, session_by_id(work.connection, session.id))
        others = {t.value: (m.minor,) for t, m in held.items() if t is not Tender.CASH and m}
        if minor:
            slips = {tender: list(amounts) for tender, amounts in others.items()}
            return {"till": session.till_id, "counted_cents": max(0, held[Tender.CASH].minor),
                    "slips_cents": slips}  # fmt: skip
        return {"cash": held[Tender.CASH] + planted, "others": others}

    def _all_received(self, session: TillSession) -> None:
        with self.station.look() as work:
            moving = movements_in_transit(work.connection, session.id)
        for movement in moving:
            received = self._run("tills", "receive", movement=movement.id,
                                 amount_cents=movement.amount.minor)  # fmt: skip
            assert received is not None, "what was sent arrives"

    # ------------------------------------------------------------------ how

    def _session(self) -> TillSession | None:
        with self.station.look() as work:
            return open_session_at(work.connection, self.station.name)

    def _keep(self, answer: PlayResult | None) -> None:
        if answer is not None and answer.transactions:
            self.posted.append(answer.transactions[0])

    def _sign(self, who: str) -> None:
        self.station.sign_on_with_badge(BADGES[who])

    def _at(self, day: date, at: time) -> None:
        local = datetime.combine(day, at, self.clock.now().tzinfo)
        self.clock.set(local + ZONE_AHEAD)

    def _id(self) -> str:
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def _sales_come_in(self, day: date) -> None:
        """What the registers sold the day before."""
        with self.station.open_work() as work:
            for _ in range(self._random.randint(2, 5)):
                self.sequence += 1
                made = usual_receipt(self.sequence, soap=units(self._random.randint(1, 4)))
                if self._random.random() < 0.6:  # most of what comes back was paid in cash
                    paid = total(line.paid for line in made.lines)
                    made = replace(made, tenders=(ReceiptTender(1, Tender.CASH, paid),))
                key = ReceiptKey("0012", "R03", day - timedelta(days=1), self.sequence)
                stored = add_receipt(work.connection, replace(made, key=key), self.clock)
                self.sold.append(stored)
            work.commit()
        self.sold = self.sold[-40:]

    def _run(self, task: str, action: str, **do: Any) -> PlayResult | None:
        """Do one thing; a manager's badge is there where the desk asks for it."""
        name = f"{task}.{action}"
        known = self._actions.get((task, action))
        if known is None:
            return None
        request = PlayRequest(self._id(), do)
        try:
            answer = self._asked(known.run, request)
        except CounterError as error:
            self.refused[f"{name}: {error.code}"] += 1
            return None
        self.done[name] += 1
        return answer

    def _asked(
        self, run: Callable[[Station, PlayRequest], PlayResult], request: PlayRequest
    ) -> PlayResult:
        try:
            return run(self.station, request)
        except ApprovalRequired as asked:
            if asked.verdict is None:
                raise
            operator = self.station.operator
            who = LEAD if operator is not None and operator.number == MANAGER else MANAGER
            approval = self.station.approve_with_badge(asked.verdict, BADGES[who])
            return run(self.station, replace(request, approval=approval))
