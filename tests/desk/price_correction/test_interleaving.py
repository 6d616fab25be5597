"""Corrections and partial returns in any order: never above paid, all back is all paid back."""

from __future__ import annotations

import random

import pytest

from counter_app.core.errors import Refused
from counter_app.core.money import Money, total
from counter_app.core.quantity import units
from counter_app.core.receipt import Receipt
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.draft import BY_QUANTITY, Correction, Evidence, Sort, put
from counter_app.desk.returns import service as returns
from counter_app.desk.returns.checks import verify_returns
from counter_app.records.returned import returned_so_far
from counter_app.station import Station
from tests.desk.price_correction.desk import choose, rung
from tests.desk.returns.desk import coming_back, sell, stored, working
from tests.desk.returns.test_promotions import SHAMPOO, promoted

PACKS = ("neutral", "michigan", "massachusetts_grocery", "quebec", "connecticut")
SORTS = (
    *(Sort.WRONG_PRICE, Sort.GOODWILL, Sort.MISSED_OFFER, Sort.PRICE_MATCH),
    *(Sort.DOUBLE_SCAN, Sort.NEVER_RECEIVED),
)
CHECKS = frozenset({"identical", "in_stock", "not_excluded"})


def one_correction(desk: Station, sold: Receipt, chance: random.Random) -> Money:
    """A random correction, posted if the rules let it; what it gave back of what was paid."""
    draft = service.start(desk, sold.id)
    number = chance.choice([x.number for x in sold.lines])
    sort = chance.choice(SORTS)
    price = sold.lines[number - 1].unit_price
    made = Correction(
        number,
        sort,
        right=Money(price.minor * chance.randint(50, 99) // 100),
        quantity=units(1) if sort in BY_QUANTITY or chance.random() < 0.5 else None,
        amount=Money(chance.randint(1, 150)),
        reason="long_wait" if sort is Sort.GOODWILL else "senior",
        evidence=Evidence("competitor" if sort is Sort.PRICE_MATCH else "shelf_tag", "seen"),
        checks=CHECKS,
    )
    draft = put(draft, made)
    try:
        done = service.complete(draft, desk)
    except Refused:
        return Money(0)
    lines = stored(desk, done.transaction_id).transaction.lines
    return total(x.net + x.tax for x in lines)


def one_return(desk: Station, sold: Receipt, chance: random.Random) -> Money:
    """A random part comes back; what it gave."""
    draft = returns.start(desk, sold.id)
    left = [x for x in sold.lines if draft.returnable(x.number)]
    if not left:
        return Money(0)
    line = chance.choice(left)
    most = draft.returnable(line.number).milli // 1000
    wanted = {line.number: chance.randint(1, most)}
    return returns.complete(coming_back(desk, sold, dict(wanted)), desk).refund


@pytest.mark.parametrize("seed", range(6))
def test_no_order_of_corrections_and_returns_gives_back_more_or_less_than_was_paid(
    station: Station, seed: int
) -> None:
    chance = random.Random(seed)
    desk = working(station)
    choose(
        desk,
        PACKS[seed % len(PACKS)],
        ('price_correction = "20.00"', 'price_correction = "900.00"'),
        ('goodwill = "5.00"', 'goodwill = "50.00"'),
        ('goodwill_day = "20.00"', 'goodwill_day = "900.00"'),
        ('refund_cash = "100.00"', 'refund_cash = "900.00"'),
        ("per_customer_day = 1", "per_customer_day = 1000"),
        ('goodwill_max_percent = "10"', 'goodwill_max_percent = "100"'),
    )
    for sequence in range(200, 204):
        lines = [
            rung(n, chance.randint(50, 1999), chance.randint(1, 4), tax=chance.randint(0, 300))
            for n in (1, 2)
        ]
        if sequence % 2:  # with an offer that is priced anew when a part of it comes back
            offered = (
                promoted(n, "M3", SHAMPOO, 1, 1000, 1000 if n == 5 else 0) for n in (3, 4, 5)
            )
            lines += offered
        sold = sell(desk, *lines, sequence=sequence)
        paid, given = total(x.paid for x in sold.lines), Money(0)
        for _ in range(chance.randint(2, 9)):
            act = one_correction if chance.random() < 0.6 else one_return
            given += act(desk, sold, chance)
            assert given <= paid
        while any(returns.start(desk, sold.id).returnable(x.number) for x in sold.lines):
            given += one_return(desk, sold, chance)
        assert given == paid
        with desk.look() as work:
            so_far = returned_so_far(work.connection, sold)
        for line in sold.lines:
            back = so_far.lines[line.id]
            assert back.quantity == line.quantity
            assert back.net + back.corrected == line.net
    with desk.look() as work:
        assert verify_returns(work.connection) == []
