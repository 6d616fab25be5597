"""What people do in a day of trading: each step is one thing, done as a script would do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from uuid import UUID

from counter_app.app import discover_tasks
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, CounterError
from counter_app.core.money import ZERO, Money
from counter_app.core.receipt import Receipt
from counter_app.core.store import TillSession
from counter_app.core.task import resolve
from counter_app.core.transaction import Tender
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.records.credits import credits_issued_by, sealed_code
from counter_app.records.till_figures import expectation
from counter_app.records.tills import open_session_at, session_by_id, unsettled_sessions
from counter_app.station import Station
from tests.stores import BADGES, CLERK, CLERK_2, LEAD, MANAGER

LANE = 1
CASHIER = "501"


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """A desk's till and its usual clerk."""

    till: int
    clerk: str


DESKS: Mapping[str, DeskPlace] = {"D01": DeskPlace(7, CLERK), "D02": DeskPlace(8, CLERK_2)}
STEPS: Mapping[str, int] = {
    "give_back": 20, "all_back": 6, "exchange": 10, "issue_credit": 7, "spend_credit": 8,
    "sell_card": 3, "void": 9, "reprint": 3, "correct": 8, "sell": 12, "paid_out": 6, "paid_in": 3,
    "loan": 4, "pickup": 4, "no_sale": 2, "spot": 2, "switch": 6, "suspend": 2,
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


class Steps:
    """A store's desks, and what is done at the one in front."""

    def __init__(self, station: Station, clock: FrozenClock, seed: int) -> None:
        second = Station(
            station.database, station.home, "D02", station.keys, clock, station._parse_policy
        )
        self.desks = {"D01": station, "D02": second}
        self.station = station
        self.clock = clock
        self.seed = seed
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.sold: list[Receipt] = []
        self.beside: list[Receipt] = []
        """Sales with points, coupons or delivery, which the books are held against."""
        self.posted: list[str] = []
        self.credits: list[tuple[str, str]] = []
        """Id and kind."""
        self.sequence = 0
        self.lane_cash = ZERO
        """What the cashier of the lane took in today."""
        self.random = Random(f"store {seed}")
        self._actions = actions()

    # ------------------------------------------------------------------ who and where

    def go_to(self, name: str, *, stay: bool = False) -> None:
        """To this desk and its clerk, unless somebody stays where they are."""
        if not stay:
            self.station = self.desks[name]
            if self.station.operator is None or self.random.random() < 0.7:
                self.sign(DESKS[name].clerk)

    def sign(self, who: str) -> None:
        self.station.sign_on_with_badge(BADGES[who])

    def till(self) -> int:
        return DESKS[self.station.name].till

    def session(self) -> TillSession | None:
        with self.station.look() as work:
            return open_session_at(work.connection, self.station.name)

    def sessions(self) -> tuple[TillSession, ...]:
        """Whatever has to be counted, desks and lane."""
        with self.station.look() as work:
            return tuple(
                session_by_id(work.connection, s.id) for s in unsettled_sessions(work.connection)
            )

    def new_id(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def settle_anchors(self) -> None:
        for desk in self.desks.values():
            desk.settle_anchor()

    # ------------------------------------------------------------------ steps

    def give_back(self) -> None:
        sold = self.random.choice(self.sold)
        line = self.random.choice(sold.lines)
        reason = self.random.choice(("not_wanted", "faulty", "damaged"))
        lines = [{"line": line.number, "quantity_milli": 1000, "reason": reason}]
        codes = {str(t.number): "123456" for t in sold.tenders if t.tender is Tender.CARD}
        key = str(sold.key)
        self.keep(self.run("returns", "return", receipt=key, lines=lines, card_codes=codes))

    def all_back(self) -> None:
        """All of a sale piece by piece; one return of it is taken back on the way.

        Some pieces never came: a price correction puts them right.
        """
        sold = self.random.choice(self.beside or self.sold)
        pieces = [x.number for x in sold.lines for _ in range(x.quantity.milli // 1000)]
        numbers = [n for n in pieces if n in (1, 2)]
        self.random.shuffle(numbers)
        made: list[str] = []
        for number in [*numbers, *numbers]:
            if self.random.random() < 0.15:
                self._never_came(sold, number)
                continue
            lines = [{"line": number, "quantity_milli": 1000, "reason": "not_wanted"}]
            answer = self.run("returns", "return", receipt=str(sold.key), lines=lines)
            if answer is not None:
                made.append(answer.transactions[0])
            if len(made) > 1 and self.random.random() < 0.3:
                given = made.pop(self.random.randrange(len(made) - 1))
                self.run("returns", "void", **{"return": given, "reason": "clerk_mistake"})
        self.posted += made

    def _never_came(self, sold: Receipt, number: int) -> None:
        lines = [{"line": number, "sort": "never_received", "quantity_milli": 1000,
                  "evidence": {"note": "It was not in the bag."}}]  # fmt: skip
        codes = {str(t.number): "123456" for t in sold.tenders if t.tender is Tender.CARD}
        key = str(sold.key)
        self.run("price_correction", "correct", receipt=key, lines=lines, card_codes=codes)

    def exchange(self) -> None:
        """Something goes back and something else goes home, in cash or by a credit."""
        sold = self.random.choice(self.sold)
        line = self.random.choice(sold.lines)
        lines = [{"line": line.number, "quantity_milli": 1000, "reason": "not_wanted"}]
        codes = {str(t.number): "123456" for t in sold.tenders if t.tender is Tender.CARD}
        pay: dict[str, Any] = {"pay": self._credit()} if self.random.random() < 0.4 else {}
        self.keep(
            self.run(
                "returns",
                "exchange",
                receipt=str(sold.key),
                lines=lines,
                card_codes=codes,
                new=self._goods(),
                **{k: v for k, v in pay.items() if v},
            )
        )

    def issue_credit(self) -> None:
        sold = self.random.choice(self.sold)
        line = self.random.choice(sold.lines)
        lines = [{"line": line.number, "quantity_milli": 1000, "reason": "not_wanted"}]
        self._remember(
            self.run("returns", "return", receipt=str(sold.key), lines=lines, tender="store_credit")
        )

    def sell_card(self) -> None:
        cents = self.random.randint(500, 4000)
        self._remember(self.run("credits", "sell_gift_card", amount_cents=cents, warning_told=True))

    def spend_credit(self) -> None:
        pay = self._credit()
        if pay and self.run("counter_sale", "sell", items=self._goods(), tenders=pay) is not None:
            self.done["credits.spent"] += 1

    def void(self) -> None:
        if self.posted:
            given = self.posted.pop(self.random.randrange(len(self.posted)))
            self.run("returns", "void", **{"return": given, "reason": "clerk_mistake"})

    def reprint(self) -> None:
        if self.posted:
            self.run("returns", "reprint", **{"return": self.random.choice(self.posted)})

    def correct(self) -> None:
        sold = self.random.choice(self.sold)
        line = self.random.choice(sold.lines)
        right = max(1, line.paid.minor // max(1, line.quantity.milli // 1000) - 50)
        lines = [{"line": line.number, "right_cents": right,
                  "evidence": {"source": "shelf_tag", "note": "The tag says less."}}]  # fmt: skip
        codes = {str(t.number): "123456" for t in sold.tenders if t.tender is Tender.CARD}
        self.run(
            "price_correction", "correct", receipt=str(sold.key), lines=lines, card_codes=codes
        )

    def sell(self) -> None:
        self.run("counter_sale", "sell", items=self._goods(), tenders=[{"tender": "cash"}])

    def paid_out(self) -> None:
        self.run("tills", "paid_out", amount_cents=self.random.randint(100, 6000),
                  reason=self.random.choice(("supplies", "postage")), payee="Post office")  # fmt: skip

    def paid_in(self) -> None:
        self.run("tills", "paid_in", amount_cents=self.random.randint(100, 4000),
                  reason=self.random.choice(("found", "vending")))  # fmt: skip

    def loan(self) -> None:
        self.sign(MANAGER)
        self.run("tills", "loan", amount_cents=self.random.choice((5000, 10000)))

    def pickup(self) -> None:
        self.sign(self.random.choice((LEAD, MANAGER)))
        self.run("tills", "pickup", amount_cents=self.random.choice((2000, 5000)),
                  bag=f"B{self.seed}-{self.random.randrange(10**6)}")  # fmt: skip

    def no_sale(self) -> None:
        self.run("tills", "no_sale", reason=self.random.choice(("change_wanted", "drawer_check")))

    def spot(self) -> None:
        session = self.session()
        self.sign(MANAGER)
        if session is not None:
            self.run("tills", "audit", **self.counted(session, ZERO, minor=True))

    def suspend(self) -> None:
        if self.run("tills", "suspend", till=self.till()) is not None:
            assert self.run("tills", "resume", till=self.till()) is not None

    def switch(self) -> None:
        self.sign(self.random.choice((DESKS[self.station.name].clerk, LEAD, MANAGER)))

    # ------------------------------------------------------------------ how

    def _goods(self) -> list[dict[str, Any]]:
        return [
            {"item": f"04100{self.random.randrange(6)}",
             "quantity_milli": 1000 * self.random.randint(1, 3)}
            for _ in range(self.random.randint(1, 3))
        ]  # fmt: skip

    def _credit(self) -> list[dict[str, Any]]:
        """A credit pays, alone or with cash for the rest."""
        if not self.credits:
            return []
        credit_id, kind = self.random.choice(self.credits)
        by_credit = {"tender": kind, "code": self._code(credit_id)}
        return [by_credit, {"tender": "cash"}] if self.random.random() < 0.6 else [by_credit]

    def _code(self, credit_id: str) -> str:
        with self.station.look() as work:
            return sealed_code(work.connection, self.station.keys, credit_id).text

    def _remember(self, answer: PlayResult | None) -> None:
        self.keep(answer)
        if answer is not None:
            with self.station.look() as work:
                issued = credits_issued_by(work.connection, answer.transactions[0])
            self.credits += [(credit.id, credit.kind.value) for credit in issued]

    def counted(
        self, session: TillSession, planted: Money, *, minor: bool = False
    ) -> dict[str, Any]:
        """What a person counts: all there is, and what was planted beside it."""
        with self.station.look() as work:
            held = dict(expectation(work.connection, session_by_id(work.connection, session.id)))
        if session.till_id == LANE:
            held[Tender.CASH] += self.lane_cash
        others = {t.value: (m.minor,) for t, m in held.items() if t is not Tender.CASH and m}
        if minor:
            slips = {tender: list(amounts) for tender, amounts in others.items()}
            return {"till": session.till_id, "counted_cents": max(0, held[Tender.CASH].minor),
                    "slips_cents": slips}  # fmt: skip
        return {"cash": held[Tender.CASH] + planted, "others": others}

    def keep(self, answer: PlayResult | None) -> None:
        if answer is not None and answer.transactions:
            self.posted.append(answer.transactions[0])

    def run(self, task: str, action: str, **do: Any) -> PlayResult | None:
        """Do one thing; a manager's badge is there where the desk asks for it."""
        name = f"{task}.{action}"
        known = self._actions.get((task, action))
        if known is None:
            return None
        request = PlayRequest(self.new_id(), do)
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
