"""Days of the cash room drawn from a seed, beside what really lies in each drawer and in the safe.

Tills stay open over the turn of the day, leave floats, are counted wrong and again, go from desk to
desk; bags arrive short and their differences go back or are accepted; cash is lost and found without a
record; clocks are set back. What lies where is kept here in plain numbers, apart from the product.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, CounterError
from counter_app.core.money import Money
from counter_app.core.store import SessionState, TillSession
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import CountDraft, Occasion
from counter_app.desk.tills.service import CountAgain, audit_till, close_till
from counter_app.records.cash_movements import CashMovement, pending_movements
from counter_app.records.till_figures import expectation
from counter_app.records.tills import unsettled_session, unsettled_sessions
from counter_app.station import Station
from tests.days.steps import Steps
from tests.stores import BADGES, CLERK, CLERK_2, LEAD, MANAGER

TILLS = (7, 8)
PEOPLE = (CLERK, CLERK_2, MANAGER, MANAGER)
STEPS = {
    "paid_in": 5, "paid_out": 5, "trade": 12, "loan": 3, "pickup": 5, "arrive": 8, "decide": 4,
    "lose": 4, "spot": 3, "elsewhere": 3, "petty_cash": 2, "receipt": 3, "exchange": 2, "settle": 3,
    "open": 5, "prepare": 1, "unprepare": 1, "resolve": 2, "clock_back": 1, "safe": 1,
}  # fmt: skip


@dataclass
class Found:
    """A difference that a count found: of which till, on which date, how much."""

    till: int
    session: str
    day: date
    off: int


class CashRoom(Steps):
    """A store whose drawers and safe are known apart from its books."""

    def __init__(self, station: Station, clock: FrozenClock, seed: int, first: date) -> None:
        super().__init__(station, clock, seed)
        self.first = first
        self.drawer: Counter[str] = Counter()
        """What really lies in ``till:7``, ``safe``, or a movement's bag, in cents of cash."""
        self.books: Counter[str] = Counter()
        """What should lie in tills, transit and the safe by all that was entered."""
        self.drawer["safe"] = 1_000_000
        self.found: list[Found] = []
        self.accepted: Counter[date] = Counter()
        """What was lost on its way or of petty cash, by the date it was accepted."""
        self.steps: Counter[str] = Counter()

    # ------------------------------------------------------------------ days

    def day(self, number: int) -> None:
        """One business date; some tills are not settled at its end."""
        self.random = Random(f"room {self.seed} {number}")
        self.at(self.first + timedelta(days=number), time(8))
        for _ in range(self.random.randint(15, 30)):
            self.clock.advance(timedelta(minutes=self.random.randint(1, 25)))
            self.do(self.random.choices(list(STEPS), list(STEPS.values()))[0])
        if self.random.random() < 0.6:
            self.end()

    def end(self) -> None:
        """Everything arrives, is decided, counted and settled."""
        for _ in range(3):
            for movement in self.waiting():
                self._arrive(movement, right=True)
            self.decide()
            self.receipt()
        for till in TILLS:
            self.settle(till)
            self.unprepare(till)
        self.resolve()

    def at(self, day: date, local: time) -> None:
        zone = ZoneInfo(self.station.store.calendar.zone)
        self.clock.set(datetime.combine(day, local, zone))

    def today(self) -> date:
        return self.station.store.calendar.business_date(self.clock.now())

    def do(self, step: str) -> None:
        self.station = self.desks[self.random.choice(list(self.desks))]
        self.sign(self.random.choice(PEOPLE))
        act: Callable[[], None] = getattr(self, step)
        act()
        self.steps[step] += 1

    # ------------------------------------------------------------------ tills

    def state(self, till: int) -> TillSession | None:
        with self.station.look() as work:
            return unsettled_session(work.connection, till)

    def here(self) -> int | None:
        """The till open at this desk, if it may trade today."""
        session = self.session()
        if session is None or session.business_date != self.today():
            return None
        return session.till_id

    def open(self) -> None:
        till = self.random.choice(TILLS)
        account, bag = f"till:{till}", f"float:{till}"
        session = self.state(till)
        if session is not None and session.state != SessionState.PREPARED:
            return
        prepared, left = session is not None, self.drawer[account]
        brought = self.drawer[bag] if prepared else 0 if self.books[account] else 20000
        there = left + brought
        if self.run("tills", "open", till=till, float_cents=there, reason="unexplained") is None:
            return
        expected = self.books[account] + (self.books[bag] if prepared else brought)
        if not prepared:
            self.drawer["safe"] -= brought
            self.books["safe"] -= brought
        self.drawer[account], self.books[account] = there, expected
        self.drawer[bag] = self.books[bag] = 0
        opened = self.state(till)
        assert opened is not None
        self._counted(till, opened.id, opened.business_date)

    def prepare(self) -> None:
        till = self.random.choice(TILLS)
        if self.books[f"till:{till}"] or self.state(till) is not None:
            return
        self.sign(MANAGER)
        if self.run("tills", "prepare", till=till, float_cents=15000, tag="T"):
            for held in (self.drawer, self.books):
                held["safe"] -= 15000
                held[f"float:{till}"] += 15000
            stolen = self.random.choice((0, 0, 0, 1000))
            self.drawer[f"float:{till}"] -= stolen

    def unprepare(self, till: int | None = None) -> None:
        till = till or self.random.choice(TILLS)
        session = self.state(till)
        if session is None or session.state != SessionState.PREPARED:
            return
        self.sign(MANAGER)
        if self.run("tills", "unprepare", till=till):
            self.drawer["safe"] += self.drawer.pop(f"float:{till}", 0)
            self.books["safe"] += self.books.pop(f"float:{till}", 0)

    def elsewhere(self) -> None:
        """From one desk to the other, contents and all; or only away and back."""
        till = self.here()
        if till is None or self.run("tills", "suspend", till=till) is None:
            return
        self.station = self.desks[self.random.choice(list(self.desks))]
        self.sign(MANAGER)
        if self.run("tills", "resume", till=till) is None and self.random.random() < 0.5:
            self.station = self.desks[self.random.choice(list(self.desks))]
            self.sign(MANAGER)
            self.run("tills", "resume", till=till)

    def spot(self) -> None:
        session = self.session()
        if session is not None:
            self.sign(MANAGER)
            self._count(session, Occasion.AUDIT)

    def settle(self, till: int | None = None) -> None:
        till = till or self.random.choice(TILLS)
        session = self.state(till)
        if session is None or session.state == SessionState.PREPARED:
            return
        self.station = self.desks[session.station]
        self.sign(MANAGER)
        if self.random.random() < 0.3:
            how = self.random.choice(("close_uncounted", "force_close"))
            self.run("tills", how, till=till, **({"why": "ill"} if how == "force_close" else {}))
        self._count(session, Occasion.CLOSING)

    def _count(self, session: TillSession, occasion: Occasion) -> None:
        """Counted as it is; now and then wrong at first; with all other papers there."""
        account = session.account
        with self.station.look() as work:
            held = expectation(work.connection, session)
        papers = {t: m.minor for t, m in held.items() if t is not Tender.CASH}
        assert all(m >= 0 for m in papers.values()), papers
        others = {t.value: (m,) for t, m in papers.items() if m}
        there = self.drawer[account]
        closing = occasion is Occasion.CLOSING
        leave = self.random.choice((0, 0, 10000)) if closing else 0
        draft = CountDraft(
            self.new_id(), session.id, total_only=Money(there), others=others, reason="unexplained",
            occasion=occasion, leave=Money(min(leave, there)),
            dispute=closing and self.random.random() < 0.3,
        )  # fmt: skip
        wrong = there + self.random.choice((0, 0, 500, 2000))
        first = replace(draft, id=self.new_id(), total_only=Money(wrong), leave=Money(0))
        if closing and wrong != there and abs(wrong - self.books[account]) > 200:
            self._stands(first)
        if not self._stands(draft):
            return
        self._counted(session.till_id, session.id, max(session.business_date, self.today()))
        if closing:
            stays = draft.leave.minor
            for counted in (self.drawer, self.books):
                counted["safe"] += counted[account] - stays
                counted[account] = stays

    def _stands(self, draft: CountDraft) -> bool:
        """Whether the count stands: made again, and agreed to, as the desk asks."""
        count = close_till if draft.occasion is Occasion.CLOSING else audit_till
        approval = None
        for _ in range(4):
            try:
                answer = count(draft, self.station, approval)
            except ApprovalRequired as asked:
                if asked.verdict is None:
                    raise
                approval = self.station.approve_with_badge(asked.verdict, BADGES[LEAD])
                continue
            except CounterError as error:
                self.refused[f"count: {error.code}"] += 1
                return False
            if not isinstance(answer, CountAgain):
                return True
            draft = replace(draft, id=self.new_id())
            if draft.total_only != Money(self.drawer[self._account(draft)]):
                return False
        raise AssertionError("the till could not be counted")

    def _account(self, draft: CountDraft) -> str:
        return next(
            f"till:{t}"
            for t in TILLS
            if (s := self.state(t)) is not None and s.id == draft.session_id
        )

    def _counted(self, till: int, session: str, day: date) -> None:
        """From now on the books say what was there."""
        account = f"till:{till}"
        off = self.drawer[account] - self.books[account]
        if off:
            self.found.append(Found(till, session, day, off))
        self.books[account] = self.drawer[account]

    def resolve(self) -> None:
        with self.station.look() as work:
            disputed = [
                s for s in unsettled_sessions(work.connection) if s.state == SessionState.DISPUTED
            ]
        self.sign(MANAGER)
        for session in disputed:
            self.run("tills", "resolve", till=session.till_id, reason="unexplained")

    # ------------------------------------------------------------------ money

    def _entered(self, till: int, cents: int) -> None:
        for held in (self.drawer, self.books):
            held[f"till:{till}"] += cents

    def lose(self) -> None:
        """Cash goes or comes without a record."""
        till = self.random.choice(TILLS)
        if self.drawer[f"till:{till}"] > 5000:
            self.drawer[f"till:{till}"] += self.random.choice((-2000, -1000, 1000, -37, 150))

    def paid_in(self) -> None:
        till, cents = self.here(), self.random.randint(100, 4000)
        if till is not None and self.run("tills", "paid_in", amount_cents=cents, reason="found"):
            self._entered(till, cents)

    def paid_out(self) -> None:
        till, cents = self.here(), self.random.randint(100, 3000)
        if till is not None and self.run(
            "tills", "paid_out", amount_cents=cents, reason="postage", payee="Post"
        ):
            self._entered(till, -cents)

    def trade(self) -> None:
        """A sale at the desk, or a return; what it did to the till is read from its own books."""
        till, session = self.here(), self.session()
        if till is None or session is None:
            return
        with self.station.look() as work:
            before = expectation(work.connection, session)[Tender.CASH]
        self.random.choice((self.sell, self.sell, self.give_back))() if self.sold else self.sell()
        with self.station.look() as work:
            self._entered(till, (expectation(work.connection, session)[Tender.CASH] - before).minor)

    def exchange(self) -> None:
        till = self.here()
        if till is not None and self.run(
            "tills", "exchange", tenders_cents={"cash": 500}, into="check", reference="1"
        ):
            self._entered(till, -500)

    def loan(self) -> None:
        till, cents = self.here(), self.random.choice((2000, 5000))
        self.sign(MANAGER)
        if till is not None and self.run("tills", "loan", amount_cents=cents):
            self._sent("safe", cents)

    def pickup(self) -> None:
        till, cents = self.here(), self.random.choice((2000, 4000))
        self.sign(MANAGER)
        bag = f"B{self.random.randrange(10**8)}"
        if till is not None and self.run("tills", "pickup", amount_cents=cents, bag=bag):
            self._sent(f"till:{till}", cents)

    def _sent(self, source: str, cents: int) -> None:
        (newest,) = [m for m in self.waiting() if m.id not in self.books]
        self.books[source] -= cents
        self.books[newest.id] = cents
        really = cents - self.random.choice((0, 0, 0, 1000, -1000))
        self.drawer[source] -= really
        self.drawer[newest.id] = really

    def waiting(self) -> list[CashMovement]:
        with self.station.look() as work:
            return [
                m for m in pending_movements(work.connection)
                if m.state == "sent" and m.kind in ("loan", "pickup")
            ]  # fmt: skip

    def arrive(self) -> None:
        for movement in self.waiting()[:1]:
            self._arrive(movement)

    def _arrive(self, movement: CashMovement, *, right: bool = False) -> None:
        """Who receives it types what is there, or now and then something else."""
        self.sign(MANAGER)
        really = self.drawer[movement.id]
        typed = really if right or self.random.random() < 0.9 else really + 500
        if self.run("tills", "receive", movement=movement.id, amount_cents=typed, note="Counted"):
            self.drawer[movement.target] += self.drawer.pop(movement.id)
            self.books[movement.target] += typed
            self.books[movement.id] -= typed

    def decide(self) -> None:
        """What arrived otherwise than it was sent goes back, or is accepted."""
        self.sign(MANAGER)
        with self.station.look() as work:
            disputed = [m for m in pending_movements(work.connection) if m.state == "disputed"]
        for movement in disputed:
            how = self.random.choice(("back", "accept"))
            for way in dict.fromkeys((how, "accept")):
                day = self.today()
                if self.run("tills", "settle_movement", movement=movement.id, how=way, note="So"):
                    left = self.books.pop(movement.id)
                    if way == "back":
                        self.books[movement.source] += left
                    else:
                        self.accepted[day] -= left
                    break

    def petty_cash(self) -> None:
        till = self.here()
        self.sign(MANAGER)
        if till is not None and self.run("tills", "advance", amount_cents=3000, payee="Jo"):
            self._entered(till, -3000)

    def receipt(self) -> None:
        """The receipt and the change of petty cash, now and then too little of it."""
        self.sign(MANAGER)
        with self.station.look() as work:
            open_still = [m for m in pending_movements(work.connection) if m.kind == "advance"]
        for movement in open_still:
            change = self.random.choice((1000, 1000, 500))
            day = self.today()
            if self.run("tills", "close_advance", movement=movement.id, spent_cents=2000,
                        change_cents=change, reason="supplies", note="So"):  # fmt: skip
                for held in (self.drawer, self.books):
                    held[movement.source] += change
                self.accepted[day] -= 1000 - change

    def safe(self) -> None:
        self.sign(MANAGER)
        there = self.drawer["safe"]
        if self.run("tills", "count_safe", counted_cents=there, reason="unexplained"):
            self.books["safe"] = there

    def clock_back(self) -> None:
        self.clock.advance(-timedelta(hours=self.random.choice((1, 3, 30))))
