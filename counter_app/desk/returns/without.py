"""A return without its receipt: prices found instead of paid, whose card was seen, what counts.

The lines of such a draft's receipt are made here as goods are scanned; each is as long as what
comes back of it. Pure: prices and history are handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from counter_app.core.errors import BadInput
from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import ONE, Quantity
from counter_app.core.recall import Recall
from counter_app.core.receipt import Receipt, ReceiptKey, ReceiptLine
from counter_app.core.said import said
from counter_app.rules.person_limits import PastReturn
from counter_app.rules.tax import TaxRate, charge

if TYPE_CHECKING:
    from counter_app.desk.returns.draft import ReturnDraft

NOWHERE: Final = "-"
"""The workstation of a receipt that does not exist."""
MAX_PIECES: Final = Quantity(999_000)


@dataclass(frozen=True, slots=True)
class Prices:
    """How the price of one unit was found.

    `lowest` on `lowest_on` within `days` days; `today` as the item file has it, else the last sale.
    `taxes` are what falls on the item today.
    """

    days: int
    lowest: Money | None = None
    lowest_on: date | None = None
    today: Money | None = None
    taxes: tuple[TaxRate, ...] = ()

    @property
    def unit(self) -> Money:
        """The lowest selling price of the window, never above today's."""
        return min((p for p in (self.lowest, self.today) if p is not None), default=ZERO)


@dataclass(frozen=True, slots=True)
class Goods:
    """An item as it comes back without a receipt, with its price.

    `container` is what its empty container is redeemed as, "" if it is not redeemed here.
    """

    code: str
    description: str
    prices: Prices
    department: str = ""
    unit: str = "EA"
    weighed: bool = False
    food: bool = False
    recall: Recall | None = None
    container: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A card that somebody showed. `person_id` None means that nothing of it is kept.

    Its number is nowhere: `last_four` is for the eye.
    """

    document: str
    jurisdiction: str
    last_four: str
    person_id: str | None = None
    typed: bool = False
    expired_on: date | None = None


@dataclass(frozen=True, slots=True)
class WithoutReceipt:
    """What stands in for the receipt: prices by line number, the card, and what the books say.

    `past` are the person's earlier returns without a receipt; `exempt_today` is what the operator
    gave today without seeing anybody's card. `recalls` are notices, and `containers` what the empty
    container is redeemed as, by line number.
    """

    prices: Mapping[int, Prices] = field(default_factory=dict)
    seen: Seen | None = None
    past: tuple[PastReturn, ...] = ()
    exempt_today: Money = ZERO
    recalls: Mapping[int, Recall] = field(default_factory=dict)
    containers: Mapping[int, str] = field(default_factory=dict)


def nothing_bought(store: str, currency: str, at: datetime, day: date) -> Receipt:
    """The receipt that is not there: this store's, of today, without lines or payments."""
    return Receipt(
        key=ReceiptKey(store, NOWHERE, day, 0),
        receipt_number="",
        ended_at=at,
        lines=(),
        tenders=(),
        currency=currency,
    )


def notice_of(draft: ReturnDraft, number: int) -> Recall | None:
    """The notice under which a line was recalled, None if it was not."""
    known = draft.recalls if draft.without is None else draft.without.recalls
    return known.get(number)


def recalled(draft: ReturnDraft) -> Recall | None:
    """The notice under which all that comes back was recalled, None if it was not all recalled."""
    if draft.without is not None:
        numbers = [x.number for x in draft.receipt.lines]
    else:
        numbers = [c.line_number for c in draft.choices]
    found = [notice_of(draft, number) for number in numbers]
    return found[0] if found and all(found) else None


def line_of(draft: ReturnDraft, code: str) -> ReceiptLine | None:
    """The line of an item that is coming back already."""
    return next((x for x in draft.receipt.lines if x.item_code == code), None)


def add_goods(draft: ReturnDraft, goods: Goods, number: int = 0) -> tuple[ReturnDraft, int]:
    """A new line for goods nobody scanned yet, under the next number unless one is given.

    Gives its number. Nothing of it comes back yet.
    """
    assert draft.without is not None
    number = number or max((x.number for x in draft.receipt.lines), default=0) + 1
    line = ReceiptLine(
        number=number,
        item_code=goods.code,
        description=goods.description,
        quantity=ONE,
        gross=goods.prices.unit,
        taxes=charge(goods.prices.unit, goods.prices.taxes),
        unit=goods.unit,
        weighed=goods.weighed,
        unit_price=goods.prices.unit,
        department=goods.department,
        food_stampable=goods.food,
    )
    receipt = replace(draft.receipt, lines=(*draft.receipt.lines, line))
    without = replace(draft.without, prices={**draft.without.prices, number: goods.prices})
    if goods.recall is not None:
        without = replace(without, recalls={**without.recalls, number: goods.recall})
    if goods.container:
        without = replace(without, containers={**without.containers, number: goods.container})
    return replace(draft, receipt=receipt, without=without), number


def priced_at(draft: ReturnDraft, number: int, prices: Prices) -> ReturnDraft:
    """The draft with another price of one unit of a line; `as_long_as` works its amounts out."""
    assert draft.without is not None
    lines = tuple(
        replace(x, unit_price=prices.unit) if x.number == number else x for x in draft.receipt.lines
    )
    without = replace(draft.without, prices={**draft.without.prices, number: prices})
    return replace(draft, receipt=replace(draft.receipt, lines=lines), without=without)


def as_long_as(draft: ReturnDraft, number: int, quantity: Quantity) -> ReturnDraft:
    """The draft with a line as long as what comes back of it.

    Raises `BadInput` for more than is sane and for part of a piece.
    """
    if quantity > MAX_PIECES:
        raise BadInput(
            "So many cannot come back without a receipt.", code="returns.too_many_without"
        )
    line = draft.line(number)
    if not line.weighed and not quantity.is_whole:
        raise BadInput(
            said("{item} is sold by the piece. Type a whole number.", item=line.description),
            code="returns.fraction",
        )
    assert draft.without is not None
    rates = draft.without.prices[number].taxes
    lines = tuple(
        _resized(x, quantity, rates) if x.number == number else x for x in draft.receipt.lines
    )
    return replace(draft, receipt=replace(draft.receipt, lines=lines))


def without_line(draft: ReturnDraft, number: int) -> ReturnDraft:
    """The draft without a line that does not come back after all."""
    assert draft.without is not None
    lines = tuple(x for x in draft.receipt.lines if x.number != number)
    prices = {n: p for n, p in draft.without.prices.items() if n != number}
    return replace(
        draft,
        receipt=replace(draft.receipt, lines=lines),
        without=replace(
            draft.without,
            prices=prices,
            recalls={n: r for n, r in draft.without.recalls.items() if n != number},
            containers={n: c for n, c in draft.without.containers.items() if n != number},
        ),
    )


def values_of(without: WithoutReceipt | None) -> list[object] | None:
    """What of it decides: prices, the person, and what the limits count."""
    if without is None:
        return None
    seen = without.seen
    return [
        [[n, p.unit.minor] for n, p in sorted(without.prices.items())],
        [seen.person_id, seen.document, seen.jurisdiction, seen.last_four] if seen else None,
        [[p.day.isoformat(), p.amount.minor, p.pieces] for p in without.past],
        [[n, r.number, r.lot] for n, r in sorted(without.recalls.items())],
        without.exempt_today.minor,
    ]


def _resized(line: ReceiptLine, quantity: Quantity, rates: tuple[TaxRate, ...]) -> ReceiptLine:
    """Whole cents for the whole line, rounded half up, and today's taxes on them."""
    gross = Money((line.unit_price.minor * quantity.milli + 500) // 1000)
    return replace(line, quantity=quantity, gross=gross, taxes=charge(gross, rates))
