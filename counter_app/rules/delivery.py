"""What of an online order's delivery goes back with its goods.

Pure. Delivery goes back by its share of the goods, cumulatively and less what returns that stand
gave of it, so that an order that came back whole has given back exactly what was paid for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import ReceiptLine
from counter_app.rules.allocation import share
from counter_app.rules.earlier_returns import EarlierReturn, came_back
from counter_app.rules.online_policy import OnlinePolicy
from counter_app.rules.promoted import Going, LineShare
from counter_app.rules.still_paid import StillPaid


def delivery_shares(
    lines: Sequence[Going],
    counted: Mapping[int, Quantity],
    earlier: Sequence[EarlierReturn],
    policy: OnlinePolicy,
) -> Iterator[tuple[ReceiptLine, Quantity, LineShare]]:
    """What of each delivery fee goes back with these goods, and with the last all.

    `lines` are all sold ones of a receipt, `counted` how much of which takes its share along. A
    fee that goes back by itself is left alone.
    """
    goods = [x.line for x in lines if not policy.is_fee(x.line) and x.line.quantity > NONE]
    everything = total(x.net for x in goods)
    if not counted or everything <= ZERO:
        return
    before = [e for e in earlier if e.delivery]
    reached = total(share(x.net, _back(x, before, counted), x.quantity.milli) for x in goods)
    for fee in lines:
        apart = fee.back - came_back(before, fee.number)
        if policy.is_fee(fee.line) and not fee.now and apart < fee.line.quantity:
            found = _share_of(fee, before, reached, everything)
            whole = found == fee.rest
            if found.net or any(found.taxes):
                left = max(fee.line.quantity - fee.back, NONE)
                yield fee.line, left if whole else NONE, found


def _back(
    sold: ReceiptLine, before: Sequence[EarlierReturn], counted: Mapping[int, Quantity]
) -> int:
    """How much of a line, in thousandths, came back and comes back with its share of delivery."""
    then = sum(
        x.quantity.milli
        for e in before
        for x in e.lines
        if x.number == sold.number and x.number in e.delivery
    )
    return min(then + counted.get(sold.number, NONE).milli, sold.quantity.milli)


def _share_of(
    fee: Going, before: Sequence[EarlierReturn], reached: Money, everything: Money
) -> LineShare:
    """The fee's part once goods of this worth are back, less what returns that stand gave of it.

    The parts of an order that came back whole add up to the fee, to the cent.
    """
    given = [x for e in before for x in e.lines if x.number == fee.number]

    def part(paid: StillPaid, gone: Money) -> Money:
        due = share(paid.paid, reached.minor, everything.minor) - gone
        return max(min(due, paid.left), ZERO)

    taxes = tuple(
        part(tax, total(x.taxes[i].amount for x in given)) for i, tax in enumerate(fee.taxes)
    )
    return LineShare(part(fee.price, total(x.net for x in given)), taxes)
