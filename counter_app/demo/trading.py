"""Three months of ordinary sales, drawn from a seed: the same seed always sells the same goods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from random import Random
from typing import Final

from counter_app.core.item import ItemRow
from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import Direction, DiscountKind, ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.demo.basket import (
    Entry,
    entry,
    has_coupon,
    off_basket,
    paid,
    ring_up,
    split_food,
)
from counter_app.demo.people import CASHIERS, CUSTOMERS
from counter_app.demo.sale import REGISTERS, Payment, Sale, came_back

DAYS: Final = 90
A_DAY: Final = (34, 46)
OPENS: Final = time(7, 30)
CLOSES: Final = time(21, 30)
NEWEST: Final = time(10, 38)

_WEIGHTS: Final = {
    "Produce": 9, "Dairy": 9, "Bakery": 8, "Grocery": 9, "Deli": 4, "Household": 5, "Health": 3,
    "Home": 2, "Toys": 1, "Apparel": 2, "Hardware": 2, "Electronics": 1, "Appliances": 1,
    "Baby": 2, "Pharmacy": 3, "Tobacco": 1, "Lottery": 1, "Gift cards": 1,
    "Bottle deposit": 0, "Drinks": 0,
}  # fmt: skip
_CARDS: Final = ("Visa", "Visa", "Mastercard", "Discover", "Amex")


def trade(items: Mapping[str, ItemRow], today: date, seed: int) -> list[Sale]:
    """The sales of 90 days before `today` and of its morning, without numbers yet."""
    random = Random(seed)  # noqa: S311 - goods of a demo, no secret
    goods = list(items.values())
    weights = [_WEIGHTS.get(item.department, 2) for item in goods]
    sales: list[Sale] = []
    for back in range(DAYS, 0, -1):
        day = today - timedelta(days=back)
        count = random.randint(*A_DAY)
        sales += [
            _sale(random, goods, weights, day, at) for at in _times(random, count, OPENS, CLOSES)
        ]
        if back > 1:
            sales.append(_brought_back(random, sales, day + timedelta(days=1)))
    morning = [*_times(random, 9, OPENS, time(10, 30)), NEWEST]
    sales += [_sale(random, goods, weights, today, at) for at in morning]
    return sales


def _times(random: Random, count: int, first: time, last: time) -> list[time]:
    """So many different moments of a day, in order."""
    span = range(_seconds(first), _seconds(last))
    return [
        time(s // 3600, s // 60 % 60, s % 60) for s in sorted(random.sample(span, count))
    ]  # fmt: skip


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60


def _sale(
    random: Random, goods: Sequence[ItemRow], weights: Sequence[int], day: date, at: time
) -> Sale:
    count = random.choices((1, 2, 3, 4, 5, 6, 8, 11), (6, 12, 18, 18, 16, 14, 10, 6))[0]
    chosen = dict.fromkeys(random.choices(range(len(goods)), weights, k=count))
    entries = [_entry(random, goods[i]) for i in chosen]
    customer = random.choice(CUSTOMERS).number if random.random() < 0.35 else ""
    if customer and random.random() < 0.2:
        entries = off_basket(entries, 5, DiscountKind.LOYALTY, "Member day 5%")
    elif random.random() < 0.05:
        entries = off_basket(entries, 10, DiscountKind.BASKET, "10% off your basket")
    elif random.random() < 0.03:
        entries = off_basket(entries, 15, DiscountKind.EMPLOYEE, "Employee 15%")
    lines = ring_up(entries)
    return Sale(
        day=day,
        at=at,
        register=random.choices(REGISTERS, (30, 28, 24, 18))[0],
        operator=random.choice(CASHIERS),
        lines=lines,
        payments=_payments(random, lines),
        customer=customer,
    )


def _entry(random: Random, item: ItemRow) -> Entry:
    if item.weighed:
        return entry(item, Quantity(random.randrange(180, 3400, 10)))
    dear = item.price > Money(2000)
    count = 1 if dear else random.choices((1, 2, 3, 4), (66, 20, 4, 10))[0]
    return entry(item, units(count), coupon=has_coupon(item) and random.random() < 0.25)


def _payments(random: Random, lines: tuple[ReceiptLine, ...]) -> tuple[Payment, ...]:
    whole = paid(lines)
    if whole == ZERO:
        return ()
    kind = random.choices(
        ("cash", "card", "split", "food", "benefits", "check"), (30, 46, 7, 9, 4, 4)
    )[0]
    if kind == "split" and whole > Money(2000):
        cash = Money(random.randrange(500, whole.minor - 500, 500))
        return (_card(random, whole - cash), Payment(Tender.CASH, cash))
    food = split_food(lines)
    if kind == "food" and food > ZERO:
        first = Payment(Tender.EBT_FOOD, food, _four(random), "EBT", _approval(random))
        rest = whole - food
        if rest == ZERO:
            return (first,)
        return (first, Payment(Tender.CASH, rest) if random.random() < 0.6 else
                _card(random, rest))  # fmt: skip
    if kind == "benefits":
        return (Payment(Tender.EBT_CASH, whole, _four(random), "EBT", _approval(random)),)
    if kind == "check":
        return (Payment(Tender.CHECK, whole, "", "", f"CK {random.randint(301, 4999)}"),)
    return (_card(random, whole) if kind == "card" else Payment(Tender.CASH, whole),)


def _card(random: Random, amount: Money) -> Payment:
    return Payment(
        Tender.CARD, amount, _four(random), random.choice(_CARDS), _approval(random)
    )  # fmt: skip


def _four(random: Random) -> str:
    return f"{random.randint(0, 9999):04d}"


def _approval(random: Random) -> str:
    return f"{random.randint(0, 999_999):06d}"


def _brought_back(random: Random, sales: Sequence[Sale], day: date) -> Sale:
    """One piece of a sale of the last three weeks, taken back at a register on `day`."""
    used = {id(s.returns[0]) for s in sales if s.returns is not None}
    recent = sales[-800:]
    sold = next(
        s for s in random.sample(recent, len(recent))
        if s.returns is None and id(s) not in used and len(s.payments) == 1
        and s.payments[0].tender in (Tender.CASH, Tender.CARD) and _pieces(s)
    )  # fmt: skip
    line = random.choice(_pieces(sold))
    back = came_back(line, 1, 1, random.choice(("not_wanted", "faulty", "wrong_item")))
    first = sold.payments[0]
    refund = Payment(first.tender, -back.paid, first.masked, first.card_type)
    return Sale(
        day=day,
        at=time(random.randint(9, 19), random.randint(0, 59), 30),
        register=random.choice(REGISTERS),
        operator=random.choice(CASHIERS),
        lines=(back,),
        payments=(refund,),
        customer=sold.customer,
        returns=(sold, (line.number,)),
    )


def _pieces(sale: Sale) -> list[ReceiptLine]:
    return [
        line
        for line in sale.lines
        if not line.weighed and line.direction is Direction.SOLD and line.paid > Money(100)
    ]
