"""Parts of promotions: by their shares, or by pricing anew what the customer keeps.

Works for groups of lines that promotions tie together; both amounts are worked out wherever a
promotion of the policy explains what the register took off, so that they can be told apart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE
from counter_app.core.receipt import DiscountKind, ReceiptLine
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.history import LineHistory
from counter_app.desk.returns.terms import Terms
from counter_app.rules.allocation import share
from counter_app.rules.promotions import PartialRefund, Promotion, Sold, give_back


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


def promoted(draft: ReturnDraft, terms: Terms) -> Promoted:
    """What promotions make of a draft; nothing where policy names none of the receipt's."""
    promotions = terms.today.promotions
    codes = {d.code for x in draft.receipt.sold for d in x.discounts if d.amount > ZERO}
    ours = [p for p in promotions if p.code in codes]
    if not codes or draft.without is not None:
        return Promoted()
    shares: dict[int, LineShare] = {}
    ways: list[TwoWays] = []
    tied: set[int] = set()
    for group, lines in _groups(ours, draft):
        tied |= {x.number for x in lines}
        if any(_corrected(draft.returned(x.number)) for x in lines):
            shares |= _once_all_is_back(draft, lines, lines)
            continue
        found = _of_group(draft, terms, group, lines)
        if found is not None:
            shares |= found[0]
            ways += [found[1]] if found[1].anew != found[1].by_share else []
    return Promoted(shares | _left_over(draft, tied), tuple(ways))


def _of_group(
    draft: ReturnDraft, terms: Terms, group: Sequence[Promotion], lines: Sequence[ReceiptLine]
) -> tuple[dict[int, LineShare], TwoWays] | None:
    sold = [_sold(draft, line, group) for line in lines]
    if not any(x.now for x in sold):
        return None
    anew = give_back(group, sold, requalify=True)
    by_share = give_back(group, sold, requalify=False)
    if anew is None or by_share is None:
        return None
    modes = {p.refund or terms.now.partial_refund for p in group}
    requalify = PartialRefund.REQUALIFY in modes
    mode = PartialRefund.REQUALIFY if requalify else PartialRefund.PROPORTIONAL
    chosen, both = anew if requalify else by_share, []
    for parts in (anew, by_share):
        shares = _shares(draft, lines, parts)
        both.append(total(s.net + total(s.taxes) for s in shares.values()))
    ways = TwoWays(tuple(p.name for p in group), both[0], both[1], mode)
    if not requalify and not any(_held_back(x) for x in sold):
        return {}, ways  # every line by its own share
    return _shares(draft, lines, chosen), ways


def rest_of(draft: ReturnDraft, line: ReceiptLine) -> LineShare:
    """What a line still has paid, after returns and corrections."""
    history = draft.returned(line.number)
    taxes = tuple(history.tax_of(line, i).left for i in range(len(line.taxes)))
    return LineShare(history.price_of(line).left, taxes)


def _corrected(history: LineHistory) -> bool:
    """True if something of it went back because the price or a tax was wrong."""
    return bool(history.corrected) or any(history.corrected_taxes)


def _once_all_is_back(
    draft: ReturnDraft, lines: Sequence[ReceiptLine], due: Sequence[ReceiptLine]
) -> dict[int, LineShare]:
    """All that lines still have paid, once nothing of `lines` is kept: nobody prices them anew."""
    sold = [_sold(draft, line, ()) for line in lines]
    if any(x.kept for x in sold) or not any(x.now for x in sold):
        return {}
    return {line.number: rest_of(draft, line) for line in due}


def _left_over(draft: ReturnDraft, tied: Collection[int]) -> dict[int, LineShare]:
    """What promotions held back that policy has no longer, once their goods are back."""
    back = [x for x in draft.receipt.sold if x.number in draft.history and x.quantity > NONE]
    due = [x for x in back if x.number not in tied and _held_back(_sold(draft, x, ()))]
    partners = [x for x in draft.receipt.sold if x.quantity > NONE and _promotion_took_off(x)]
    if not due or not partners:
        return {}
    return _once_all_is_back(draft, [*due, *(x for x in partners if x not in due)], due)


def _promotion_took_off(line: ReceiptLine) -> bool:
    return any(d.kind is DiscountKind.PROMOTION and d.amount > ZERO for d in line.discounts)


def _held_back(line: Sold) -> bool:
    """True if less went back of a line than its share, because it was priced anew."""
    return line.returned < share(line.paid, line.done, line.milli)


def _groups(
    promotions: Sequence[Promotion], draft: ReturnDraft
) -> list[tuple[list[Promotion], list[ReceiptLine]]]:
    """Promotions whose goods overlap, with all their lines, in the receipt's order."""
    groups: list[tuple[list[Promotion], set[int]]] = []
    for promotion in promotions:
        members = {x.number for x in draft.receipt.sold if _belongs(x, promotion)}
        joined = [g for g in groups if g[1] & members]
        merged = ([p for g in joined for p in g[0]], set().union(*(g[1] for g in joined)))
        groups = [g for g in groups if g not in joined]
        groups.append(([*merged[0], promotion], merged[1] | members))
    return [
        (
            [p for p in promotions if p in group],
            [x for x in draft.receipt.sold if x.number in numbers and x.quantity > NONE],
        )
        for group, numbers in groups
    ]


def _belongs(line: ReceiptLine, promotion: Promotion) -> bool:
    return (
        promotion.counts(line.item_code, line.department)
        or line.item_code in promotion.gifts
        or any(d.code == promotion.code for d in line.discounts)
    )


def _sold(draft: ReturnDraft, line: ReceiptLine, group: Sequence[Promotion]) -> Sold:
    codes = {p.code for p in group}
    off: dict[str, Money] = {}
    other = ZERO
    for discount in line.discounts:
        if discount.code in codes:
            off[discount.code] = off.get(discount.code, ZERO) + discount.amount
        else:
            other += discount.amount
    number, history = line.number, draft.returned(line.number)
    now = max(min(draft.returning(number), draft.returnable(number)), NONE)
    return Sold(
        number=number,
        item_code=line.item_code,
        department=line.department,
        milli=line.quantity.milli,
        gross=max(line.gross - other, ZERO),
        off=off,
        done=min(history.quantity.milli, line.quantity.milli),
        returned=_price(history.net, [history.tax(i) for i in range(len(line.taxes))], line),
        now=now.milli,
    )


def _price(net: Money, taxes: Sequence[Money], line: ReceiptLine) -> Money:
    """A price as it stands on the receipt: with the taxes that are inside it."""
    return net + total(tax for tax, t in zip(taxes, line.taxes, strict=True) if t.included)


def _shares(
    draft: ReturnDraft, lines: Sequence[ReceiptLine], parts: Mapping[int, Money]
) -> dict[int, LineShare]:
    """Net price and taxes of what goes back of each line's price, both cumulative.

    The tax of a line that cost nothing (a coupon or a gift, taxed all the same) goes by quantity.
    """
    found = {}
    for line in lines:
        if line.number not in parts:
            continue
        history = draft.returned(line.number)
        before = [history.tax(i) for i in range(len(line.taxes))]
        whole = _price(line.net, [t.amount for t in line.taxes], line)
        reached = min(_price(history.net, before, line) + parts[line.number], whole).minor
        of = whole.minor
        if not of:
            back = history.quantity + min(
                draft.returning(line.number), draft.returnable(line.number)
            )
            reached, of = min(back, line.quantity).milli, line.quantity.milli

        def due(amount: Money, gone: Money, reached: int = reached, of: int = of) -> Money:
            return max(min(share(amount, reached, of), amount) - gone, ZERO)

        found[line.number] = LineShare(
            due(line.net, history.net),
            tuple(due(t.amount, b) for t, b in zip(line.taxes, before, strict=True)),
        )
    return found
