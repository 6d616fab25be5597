"""Parts of promotions: by their shares, or by pricing anew what the customer keeps.

Works for groups of lines that promotions tie together; both amounts are worked out wherever a
promotion of the policy explains what the register took off, so that they can be told apart. Goods
that never reached the customer always go back at their share at least.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import DiscountKind, ReceiptLine
from counter_app.rules.allocation import share
from counter_app.rules.promotions import PartialRefund, Promotion, Sold, give_back
from counter_app.rules.still_paid import StillPaid


@dataclass(frozen=True, slots=True)
class LineShare:
    """What part of a line's net price and of each of its taxes comes back."""

    net: Money
    taxes: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class TwoWays:
    """What comes back of the goods of some promotions, tax included, by either way."""

    names: tuple[str, ...]
    anew: Money
    by_share: Money
    mode: PartialRefund


@dataclass(frozen=True, slots=True)
class Promoted:
    """Shares by line number, where they differ from a line's own, and both ways where they do."""

    shares: Mapping[int, LineShare] = field(default_factory=dict)
    ways: tuple[TwoWays, ...] = ()


@dataclass(frozen=True, slots=True)
class Going:
    """A sold line with what it gave back so far, and `now` of it that goes back.

    `never_had`: what goes back now never reached the customer, who chose nothing about it.
    """

    line: ReceiptLine
    back: Quantity
    price: StillPaid
    taxes: tuple[StillPaid, ...]
    now: Quantity = NONE
    never_had: bool = False

    @property
    def number(self) -> int:
        """The line's number."""
        return self.line.number

    @property
    def corrected(self) -> bool:
        """True if something of it went back because the price or a tax was wrong."""
        return bool(self.price.corrected) or any(t.corrected for t in self.taxes)

    @property
    def rest(self) -> LineShare:
        """What it still has paid, after returns and corrections."""
        return LineShare(self.price.left, tuple(t.left for t in self.taxes))

    @property
    def returned(self) -> Money:
        """What went back of its price as that stands on the receipt: with the taxes inside it."""
        return self.price.returned + self._inside([t.returned for t in self.taxes])

    @property
    def whole(self) -> Money:
        """The same price as it was paid."""
        return self.price.paid + self._inside([t.paid for t in self.taxes])

    def _inside(self, taxes: Sequence[Money]) -> Money:
        inside = zip(taxes, self.line.taxes, strict=True)
        return total(amount for amount, tax in inside if tax.included)


def promoted(
    promotions: Sequence[Promotion], mode: PartialRefund | None, lines: Sequence[Going]
) -> Promoted:
    """What promotions make of what goes back; nothing where policy names none of the receipt's.

    `lines` are all sold ones of a receipt. `mode` is how parts of promotions go back that do not
    say it; None: goods are priced anew where they were before, by what was held back then.
    """
    codes = {d.code for x in lines for d in x.line.discounts if d.amount > ZERO}
    ours = [p for p in promotions if p.code in codes]
    if not codes:
        return Promoted()
    shares: dict[int, LineShare] = {}
    ways: list[TwoWays] = []
    tied: set[int] = set()
    for group, members in _groups(ours, lines):
        tied |= {x.number for x in members}
        if any(x.corrected for x in members):
            shares |= _once_all_is_back(members, members)
            continue
        found = _of_group(group, members, mode)
        if found is not None:
            shares |= found[0]
            ways += [found[1]] if found[1].anew != found[1].by_share else []
    return Promoted(shares | _left_over(lines, tied), tuple(ways))


def _of_group(
    group: Sequence[Promotion], lines: Sequence[Going], default: PartialRefund | None
) -> tuple[dict[int, LineShare], TwoWays] | None:
    sold = [_sold(line, group) for line in lines]
    if not any(x.now for x in sold):
        return None
    anew = give_back(group, sold, requalify=True)
    by_share = give_back(group, sold, requalify=False)
    if anew is None or by_share is None:
        return None
    held_back = any(_held_back(x) for x in sold)
    requalify = held_back
    if default is not None:
        requalify = PartialRefund.REQUALIFY in {p.refund or default for p in group}
    mode = PartialRefund.REQUALIFY if requalify else PartialRefund.PROPORTIONAL
    chosen, both = anew if requalify else by_share, []
    for parts in (anew, by_share):
        shares = dict(_shares(lines, parts))
        both.append(total(s.net + total(s.taxes) for s in shares.values()))
    ways = TwoWays(tuple(p.name for p in group), both[0], both[1], mode)
    if not requalify and not held_back:
        return {}, ways  # every line by its own share
    return dict(_shares(lines, chosen)), ways


def _once_all_is_back(lines: Sequence[Going], due: Sequence[Going]) -> dict[int, LineShare]:
    """All that lines still have paid, once nothing of `lines` is kept: nobody prices them anew."""
    sold = [_sold(line, ()) for line in lines]
    if any(x.kept for x in sold) or not any(x.now for x in sold):
        return {}
    return {line.number: line.rest for line in due}


def _left_over(lines: Sequence[Going], tied: Collection[int]) -> dict[int, LineShare]:
    """What promotions held back that policy has no longer, once their goods are back."""
    goods = [x for x in lines if x.line.quantity > NONE]
    due = [x for x in goods if x.number not in tied and _held_back(_sold(x, ()))]
    partners = [x for x in goods if _promotion_took_off(x.line)]
    if not due or not partners:
        return {}
    return _once_all_is_back([*due, *(x for x in partners if x not in due)], due)


def _promotion_took_off(line: ReceiptLine) -> bool:
    return any(d.kind is DiscountKind.PROMOTION and d.amount > ZERO for d in line.discounts)


def _held_back(line: Sold) -> bool:
    """True if less went back of a line than its share, because it was priced anew."""
    return line.returned < share(line.paid, line.done, line.milli)


def _groups(
    promotions: Sequence[Promotion], lines: Sequence[Going]
) -> list[tuple[list[Promotion], list[Going]]]:
    """Promotions whose goods overlap, with all their lines, in the receipt's order."""
    groups: list[tuple[list[Promotion], set[int]]] = []
    for promotion in promotions:
        members = {x.number for x in lines if _belongs(x.line, promotion)}
        joined = [g for g in groups if g[1] & members]
        merged = ([p for g in joined for p in g[0]], set().union(*(g[1] for g in joined)))
        groups = [g for g in groups if g not in joined]
        groups.append(([*merged[0], promotion], merged[1] | members))
    return [
        (
            [p for p in promotions if p in group],
            [x for x in lines if x.number in numbers and x.line.quantity > NONE],
        )
        for group, numbers in groups
    ]


def _belongs(line: ReceiptLine, promotion: Promotion) -> bool:
    return (
        promotion.counts(line.item_code, line.department)
        or line.item_code in promotion.gifts
        or any(d.code == promotion.code for d in line.discounts)
    )


def _sold(going: Going, group: Sequence[Promotion]) -> Sold:
    codes = {p.code for p in group}
    off: dict[str, Money] = {}
    other, line = ZERO, going.line
    for discount in line.discounts:
        if discount.code in codes:
            off[discount.code] = off.get(discount.code, ZERO) + discount.amount
        else:
            other += discount.amount
    return Sold(
        number=line.number,
        item_code=line.item_code,
        department=line.department,
        milli=line.quantity.milli,
        gross=max(line.gross - other, ZERO),
        off=off,
        done=min(going.back.milli, line.quantity.milli),
        returned=going.returned,
        now=going.now.milli,
        never_had=going.never_had,
    )


def _shares(lines: Sequence[Going], parts: Mapping[int, Money]) -> Iterator[tuple[int, LineShare]]:
    """Net price and taxes of what goes back of each line's price, both cumulative.

    The tax of a line that cost nothing (a coupon or a gift, taxed all the same) goes by quantity.
    """
    for going in lines:
        if going.number not in parts:
            continue
        reached, of = (
            min(going.returned + parts[going.number], going.whole).minor,
            going.whole.minor,
        )
        if not of:
            sold = going.line.quantity
            reached, of = min(going.back + going.now, sold).milli, sold.milli

        def due(amount: StillPaid, reached: int = reached, of: int = of) -> Money:
            until = min(share(amount.paid, reached, of), amount.paid)
            return max(until - amount.returned, ZERO)

        yield going.number, LineShare(due(going.price), tuple(due(t) for t in going.taxes))
