"""Returns, corrections and voids of both in any order: money, points, coupons and delivery.

Whatever the order, what stands in the books is never more than was paid, earned or taken off; once
all goods are back or were never had, it is exactly that.
"""

from __future__ import annotations

import random

import pytest

from counter_app.core.errors import ApprovalRequired, CounterError
from counter_app.core.money import Money, total
from counter_app.core.quantity import units
from counter_app.core.receipt import Receipt
from counter_app.desk.price_correction import service as prices
from counter_app.desk.price_correction import voids
from counter_app.desk.price_correction.draft import BY_QUANTITY, Correction, Evidence, Sort, put
from counter_app.desk.returns import service as returns
from counter_app.desk.returns.checks import verify_returns
from counter_app.records.returned import returned_so_far
from counter_app.station import Station
from tests.days.beside import POLICY, check, with_something_beside
from tests.desk.price_correction.desk import approval_for, rung
from tests.desk.returns.desk import coming_back, sell, working
from tests.desk.returns.goods import receipt
from tests.desk.returns.test_service_tenders import under
from tests.stores import LEAD, MANAGER, PINS

SORTS = (Sort.WRONG_PRICE, Sort.GOODWILL, Sort.NEVER_RECEIVED, Sort.DOUBLE_SCAN)


class Driver:
    """One receipt, and what was posted on it and not voided, in order."""

    def __init__(self, desk: Station, sold: Receipt, chance: random.Random) -> None:
        self.desk, self.sold, self.chance = desk, sold, chance
        self.live: list[tuple[bool, str]] = []

    def give_back(self) -> bool:
        draft = returns.start(self.desk, self.sold.id)
        left = [x.number for x in self.sold.lines if x.number < 9 and draft.returnable(x.number)]
        if not left:
            return False
        number = self.chance.choice(left)
        most = draft.returnable(number).milli // 1000
        wanted = {number: self.chance.randint(1, most)}
        made = coming_back(self.desk, self.sold, dict(wanted))
        try:
            done = returns.complete(made, self.desk)
        except ApprovalRequired as asked:
            done = returns.complete(made, self.desk, approval_for(self.desk, asked, LEAD))
        self.live.append((True, done.transaction_id))
        return True

    def put_right(self) -> None:
        draft = prices.start(self.desk, self.sold.id)
        line = self.chance.choice([x for x in self.sold.lines if x.number < 9])
        sort = self.chance.choice(SORTS)
        each = max(line.net.minor * 1000 // line.quantity.milli, 1)
        draft = put(
            draft,
            Correction(
                line.number,
                sort,
                right=Money(each * 3 // 4),
                quantity=units(1) if sort in BY_QUANTITY else None,
                amount=Money(self.chance.randint(1, 90)),
                reason="long_wait",
                evidence=Evidence("shelf_tag", "seen"),
            ),
        )
        try:
            done = prices.complete(draft, self.desk)
        except ApprovalRequired as asked:
            done = prices.complete(draft, self.desk, approval_for(self.desk, asked, LEAD))
        self.live.append((False, done.transaction_id))

    def take_back(self) -> None:
        place = self.chance.randrange(len(self.live))
        a_return, id_ = self.live[place]
        use = returns.void if a_return else voids.void
        try:
            use(id_, "clerk_mistake", self.desk)
        except ApprovalRequired as asked:
            use(id_, "clerk_mistake", self.desk, approval_for(self.desk, asked, LEAD))
        self.live.pop(place)

    def step(self) -> None:
        try:
            dice = self.chance.random()
            if dice < 0.25 and self.live:
                self.take_back()
            elif dice < 0.6:
                self.put_right()
            else:
                self.give_back()
        except CounterError:
            pass  # what the rules refuse changes nothing; the books are looked at all the same

    def books(self) -> int:
        with self.desk.look() as work:
            check(work, self.sold)
            found = returned_so_far(work.connection, self.sold)
            assert verify_returns(work.connection) == []
        back = 0
        for line in self.sold.lines:
            so_far = found.lines.get(line.id)
            if so_far is not None:
                back += (so_far.net + so_far.corrected).minor
        return back


@pytest.mark.parametrize("seed", range(8))
def test_any_order_of_returns_corrections_and_voids_ends_at_what_there_was(
    station: Station, seed: int
) -> None:
    chance = random.Random(f"beside {seed}")
    desk = working(station)
    under(desk, *POLICY)
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    for sequence in range(300, 306):
        made = with_something_beside(receipt(rung(1, 500, 2), rung(2, 300, 3)), chance)
        sold = sell(
            desk,
            *made.lines,
            sequence=sequence,
            tenders=made.tenders,
            extra=dict(made.extra),
        )
        driver = Driver(desk, sold, chance)
        paid = total(x.net for x in sold.lines).minor
        for _ in range(14):
            driver.step()
            assert driver.books() <= paid
        while driver.give_back():
            assert driver.books() <= paid
        assert driver.books() == paid, (seed, sequence)
