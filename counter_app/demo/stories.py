"""The receipts that pictures, tours and people trying the demo look for, each with its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Final

from counter_app.core.item import ItemRow
from counter_app.core.money import Money, total
from counter_app.core.order import DELIVERED, OrderedLine, line_facts
from counter_app.core.points import EARNED
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import DiscountKind, DiscountShare, ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.demo.basket import entry, paid, ring_up, split_food
from counter_app.demo.people import CUSTOMERS, DANA
from counter_app.demo.sale import Payment, Sale, came_back

DESIGNED: Final = "designed"
DESIGNED_NUMBER: Final = 183

Items = Mapping[str, ItemRow]

COFFEE_MAKER, TOWEL, COFFEE, ORANGES = "041196910117", "073410558201", "025500304076", "4012"
BULB, BIN, DRILL, GLOVES = "046677461010", "071691288305", "045242505333", "087205601263"
SOCKS, SHAMPOO, SPEAKER, HEADPHONES = (
    "193608123452", "381370019237", "043859764341", "027242921405",
)  # fmt: skip
SHEETS, BLOCKS, PAN, MILK, EGGS = (
    "850011223345", "673419340502", "078742229874", "011110416605", "011110608659",
)  # fmt: skip
BREAD, DETERGENT, JEANS, JACKET, GAME = (
    "072250013727", "037000863892", "193608323456", "193608423453", "045496596439",
)  # fmt: skip
MAT, HAMMER, TOMATOES, SHIRT, CORD = (
    "850011223352", "076174554328", "4087", "193608223459", "722429640109",
)  # fmt: skip


def stories(items: Items, today: date) -> list[Sale]:
    """All named receipts of a store whose desk works on `today`; names are `Sale.story`."""
    designed = _designed(items, today)
    return [
        designed,
        _online(items, today),
        *_back_at_registers(items, designed, today),
        *_others(items, today),
    ]


def _designed(items: Items, today: date) -> Sale:
    """The receipt of the drawings: number 0183, $137.71 in cash, two lines partly used up."""
    lines = ring_up(
        [
            entry(items[COFFEE_MAKER], coupon=True),
            entry(items[TOWEL], 4),
            entry(items[COFFEE], 2),
            entry(items[ORANGES], Quantity(2360)),
            entry(items[BULB]),
            entry(items[BIN], 2),
        ]
    )
    return Sale(
        day=today - timedelta(days=14),
        at=time(14, 16),
        register=4,
        operator="1121",
        lines=lines,
        payments=(Payment(Tender.CASH, paid(lines)),),
        customer=DANA.number,
        story=DESIGNED,
    )


def _online(items: Items, today: date) -> Sale:
    """An order of the web shop: a bulb was not packed, and a shirt was sent instead of another."""
    goods = [entry(items[PAN]), entry(items[BULB], 3), entry(items[SHIRT])]
    lines = ring_up(goods)
    fee = ReceiptLine(
        number=len(lines) + 1,
        item_code="",
        description="Shipping",
        quantity=units(1),
        gross=Money(795),
        unit_price=Money(795),
        department="Shipping",
        source_sequence=len(lines) + 1,
    )
    lines = (*lines, fee)
    return Sale(
        day=today - timedelta(days=9),
        at=time(21, 12),
        register=0,
        operator="",
        lines=lines,
        payments=(Payment(Tender.CARD, paid(lines), "7731", "Visa", "W-20411"),),
        story="online",
        order="W20411",
        facts={
            DELIVERED: (today - timedelta(days=6)).isoformat(),
            **line_facts(2, OrderedLine(units(3), units(2))),
            **line_facts(3, OrderedLine(instead_of="Oxford shirt, white")),
        },
    )


def _back_at_registers(items: Items, designed: Sale, today: date) -> list[Sale]:
    """What Dana Whitfield brought back to a register before: a towel and a bulb, then a mat."""
    towel = came_back(designed.lines[1], 1, 1, "wrong_item")
    bulb = came_back(designed.lines[4], 2, 1, "faulty")
    mat = ring_up([entry(items[MAT])])
    earlier = _sale("earlier", today, 33, time(11, 5), 2, mat, DANA.number)
    return [
        _refund(designed, (towel, bulb), (2, 5), today - timedelta(days=9), time(17, 22)),
        earlier,
        _refund(earlier, (came_back(mat[0], 1, 1, "not_wanted"),), (1,),
                today - timedelta(days=27), time(12, 40)),
    ]  # fmt: skip


def _others(items: Items, today: date) -> list[Sale]:
    def lines(*goods: tuple[str, int]) -> tuple[ReceiptLine, ...]:
        return ring_up([entry(items[code], count) for code, count in goods])

    def sale(
        story: str,
        days: int,
        at: time,
        register: int,
        sold: tuple[ReceiptLine, ...],
        customer: int | None = None,
        pay: Callable[[tuple[ReceiptLine, ...]], tuple[Payment, ...]] | None = None,
    ) -> Sale:
        number = "" if customer is None else CUSTOMERS[customer].number
        made = _sale(story, today, days, at, register, sold, number)
        if pay is not None:
            made.payments = pay(sold)
        return made

    weighed = ring_up([entry(items[TOMATOES], Quantity(1840)), entry(items[BREAD])])
    own = sale("own_sale", 4, time(16, 48), 1, lines((SHIRT, 1), (SHAMPOO, 1)))
    own.operator = "2047"
    split = sale("split", 7, time(19, 12), 4, lines((SHEETS, 1), (BLOCKS, 1), (PAN, 1)), 9, _split)
    split.facts = {EARNED: "112"}
    offer = DiscountShare(DiscountKind.PROMOTION, items[SHAMPOO].price, "M3", "3 for 2")
    three = ring_up([entry(items[SHAMPOO], 3).less(offer), entry(items[BREAD])])
    return [
        sale("cash", 5, time(18, 7), 2, lines((HAMMER, 1), (SHAMPOO, 2), (MILK, 1)), 3),
        sale("over_limit", 6, time(10, 31), 3, lines((DRILL, 1), (GLOVES, 2)), 4),
        sale("card", 8, time(13, 54), 1, lines((SPEAKER, 1), (CORD, 1)), 1, _card("4417")),
        sale("old", 100, time(15, 20), 2, lines((PAN, 1), (SHEETS, 1)), 6),
        sale("older", 101, time(16, 5), 2, lines((PAN, 1), (SHEETS, 1))),
        sale("electronics", 45, time(12, 2), 3, lines((HEADPHONES, 1)), 5, _card("8036")),
        split,
        sale("food_benefits", 3, time(9, 40), 2,
             lines((MILK, 2), (EGGS, 1), (BREAD, 2), (DETERGENT, 1)), 7, _food),
        sale("check", 2, time(17, 35), 3, lines((BLOCKS, 1), (GAME, 1)), 6, _check),
        sale("promotion", 12, time(17, 3), 2, three, 8),
        sale("weighed", 1, time(11, 16), 1, weighed),
        own,
        sale("declined", 7, time(13, 21), 3, lines((GAME, 1), (CORD, 1)), 11, _card("6120")),
        sale("drawer", 9, time(17, 8), 1, lines((JACKET, 1), (DRILL, 1)), 5),
        sale("void", 4, time(12, 25), 3, lines((GAME, 1), (BREAD, 1)), 11),
        sale("parked", 10, time(15, 44), 1, lines((JEANS, 1), (JACKET, 1), (SOCKS, 2)), 10),
        sale("spanish", 11, time(10, 58), 2, lines((SHEETS, 1), (SOCKS, 1), (MILK, 2)), 2),
    ]  # fmt: skip


def _sale(
    story: str,
    today: date,
    days: int,
    at: time,
    register: int,
    lines: tuple[ReceiptLine, ...],
    customer: str = "",
) -> Sale:
    return Sale(
        day=today - timedelta(days=days),
        at=at,
        register=register,
        operator="1108",
        lines=lines,
        payments=(Payment(Tender.CASH, paid(lines)),),
        customer=customer,
        story=story,
    )


def _refund(
    sold: Sale, lines: tuple[ReceiptLine, ...], numbers: tuple[int, ...], day: date, at: time
) -> Sale:
    return Sale(
        day=day,
        at=at,
        register=1,
        operator="1135",
        lines=lines,
        payments=(Payment(Tender.CASH, -paid(lines)),),
        customer=sold.customer,
        returns=(sold, numbers),
    )


def _card(masked: str) -> Callable[[tuple[ReceiptLine, ...]], tuple[Payment, ...]]:
    return lambda lines: (Payment(Tender.CARD, paid(lines), masked, "Visa", "052713"),)


def _split(lines: tuple[ReceiptLine, ...]) -> tuple[Payment, ...]:
    card = Money(7000)
    rest = total([paid(lines), -card])
    return (
        Payment(Tender.CARD, card, "2290", "Mastercard", "771204"),
        Payment(Tender.CASH, rest),
    )


def _food(lines: tuple[ReceiptLine, ...]) -> tuple[Payment, ...]:
    food = split_food(lines)
    return (
        Payment(Tender.EBT_FOOD, food, "6605", "EBT", "118820"),
        Payment(Tender.CASH, paid(lines) - food),
    )


def _check(lines: tuple[ReceiptLine, ...]) -> tuple[Payment, ...]:
    return (Payment(Tender.CHECK, paid(lines), "", "", "CK 1046"),)
