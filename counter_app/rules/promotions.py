"""Promotions: what they take off a basket, and what they leave of a refund when part comes back.

Pricing anew (`requalify`): the customer gets what was paid less what the kept goods cost without
the returned ones. Over any order of returns no line gives back more than it paid, and once all is
back, exactly what was paid has been given back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from counter_app.core.money import ZERO, Money, total
from counter_app.rules.allocation import allocate, share
from counter_app.rules.policy_text import ONE_MILLION, Table

MAX_PIECES: Final = 10_000


class PromotionKind(StrEnum):
    """How a promotion takes something off."""

    BUY_GET = "buy_get"
    PERCENT = "percent"
    AMOUNT = "amount"
    QUANTITY_PRICE = "quantity_price"
    GIFT = "gift"


class PartialRefund(StrEnum):
    """How a part of a promotion is refunded: by its share, or by pricing anew what is kept."""

    PROPORTIONAL = "proportional"
    REQUALIFY = "requalify"


@dataclass(frozen=True, slots=True)
class Promotion:
    """One promotion by the code that registers print with its discount.

    `items` and `departments` say which goods count (none of both: all). BUY_GET: of `buy` + `get`
    pieces the `get` cheapest are `ppm` off. PERCENT and AMOUNT: off the goods, if they reach
    `from_total`. QUANTITY_PRICE: `amount` each from `buy` pieces on. GIFT: `gifts` are free if the
    goods reach `from_total`; kept without it they cost their price on the receipt.
    """

    code: str
    name: str
    kind: PromotionKind
    refund: PartialRefund | None = None
    items: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    buy: int = 0
    get: int = 0
    ppm: int = ONE_MILLION
    amount: Money = ZERO
    from_total: Money = ZERO
    gifts: frozenset[str] = frozenset()

    def counts(self, item_code: str, department: str) -> bool:
        """True if goods count for the promotion."""
        if not self.items and not self.departments:
            return item_code not in self.gifts
        return item_code in self.items or department in self.departments


@dataclass(frozen=True, slots=True)
class Goods:
    """Some of one line: quantity in thousandths, and what it costs before promotions."""

    number: int
    item_code: str
    department: str
    milli: int
    value: Money


def taken_off(promotion: Promotion, goods: Sequence[Goods]) -> dict[int, Money]:
    """What a promotion takes off each line; lines without anything are left away."""
    ours = [g for g in goods if promotion.counts(g.item_code, g.department) and g.milli > 0]
    whole = total(g.value for g in ours)
    match promotion.kind:
        case PromotionKind.BUY_GET:
            return _buy_get(promotion, ours)
        case PromotionKind.PERCENT if whole and whole >= promotion.from_total:
            off = share(whole, promotion.ppm, ONE_MILLION)
            return _spread(off, ours)
        case PromotionKind.AMOUNT if whole and whole >= promotion.from_total:
            return _spread(min(promotion.amount, whole), ours)
        case PromotionKind.QUANTITY_PRICE:
            return _quantity_price(promotion, ours)
        case PromotionKind.GIFT if whole and whole >= promotion.from_total:
            return {g.number: g.value for g in goods if g.item_code in promotion.gifts}
        case _:
            return {}


@dataclass(frozen=True, slots=True)
class Sold:
    """A line of a receipt as its promotions see it; amounts are prices after all discounts.

    `gross` is before promotions (after every other discount), `off` what each promotion took off by
    its code. `returned` of the price went back for `done` of the quantity; `now` comes back, at its
    share at least if the customer `never_had` it.
    """

    number: int
    item_code: str
    department: str
    milli: int
    gross: Money
    off: Mapping[str, Money] = field(default_factory=dict)
    done: int = 0
    returned: Money = ZERO
    now: int = 0
    never_had: bool = False

    @property
    def paid(self) -> Money:
        """The price paid."""
        return self.gross - total(self.off.values())

    @property
    def left(self) -> Money:
        """What of it has not gone back."""
        return max(self.paid - self.returned, ZERO)

    @property
    def kept(self) -> int:
        """What the customer keeps after this return."""
        return max(self.milli - self.done - self.now, 0)


def give_back(
    promotions: Sequence[Promotion], lines: Sequence[Sold], *, requalify: bool
) -> dict[int, Money] | None:
    """The price that goes back now of each line of a group that promotions tie together.

    Lines that came back before may be among them: what pricing anew held back then is paid once it
    is due. None if the promotions as policy has them do not explain what the register took off.
    """
    paid, before = total(x.paid for x in lines), total(x.returned for x in lines)
    by_share = {x.number: _own_share(x) for x in lines if x.now}
    if not any(x.kept for x in lines):
        target = paid
    elif requalify:
        value = _kept_value(promotions, lines)
        if value is None:
            return None
        target = max(min(paid - value, paid), ZERO)
    else:
        target = before + total(by_share.values())
    back = [x for x in lines if x.now or x.done]
    least = {x.number: _least(x) for x in lines if x.now and x.never_had}
    amount = min(max(target - before, total(least.values())), total(x.left for x in back))
    return _place(amount, lines, by_share, least)


def parse_promotions(rows: Sequence[Table]) -> tuple[Promotion, ...]:
    """Read `[[promotions]]`; raises `BadInput` with the line."""
    found: list[Promotion] = []
    for row in rows:
        promotion = _parse(row)
        if promotion.code in [p.code for p in found]:
            raise row.wrong("code", f"is {promotion.code} a second time")
        found.append(promotion)
        row.done()
    return tuple(found)


def read_mode(table: Table, key: str, default: str) -> PartialRefund:
    """A mode of refunding parts of promotions."""
    name = table.name(key, default)
    if name not in list(PartialRefund):
        raise table.wrong(key, 'must be "proportional" or "requalify"')
    return PartialRefund(name)


def _parse(row: Table) -> Promotion:
    kind = row.name("kind")
    if kind not in list(PromotionKind):
        raise row.wrong("kind", f"must be one of {', '.join(PromotionKind)}")
    promotion = Promotion(
        code=row.text("code", max_length=60),
        name=row.text("name", max_length=60),
        kind=PromotionKind(kind),
        refund=read_mode(row, "refund", "proportional") if "refund" in row else None,
        items=frozenset(row.texts("items", ())),
        departments=frozenset(row.texts("departments", ())),
        buy=row.whole("buy", 0, 1000, 0),
        get=row.whole("get", 0, 1000, 0),
        ppm=row.ppm("percent", ONE_MILLION),
        amount=row.money("amount", ZERO),
        from_total=row.money("from_total", ZERO),
        gifts=frozenset(row.texts("gifts", ())),
    )
    match promotion.kind:
        case PromotionKind.BUY_GET if not (promotion.buy and promotion.get):
            raise row.wrong("buy", "and get must both be above zero")
        case PromotionKind.QUANTITY_PRICE if promotion.buy < 2:
            raise row.wrong("buy", "must be at least 2")
        case PromotionKind.GIFT if not promotion.gifts:
            raise row.wrong("gifts", "must name at least one item")
        case PromotionKind.AMOUNT if not promotion.amount:
            raise row.wrong("amount", "must be above zero")
        case _:
            return promotion


def _spread(off: Money, goods: Sequence[Goods]) -> dict[int, Money]:
    parts = allocate(off, [g.value.minor for g in goods])
    return {g.number: part for g, part in zip(goods, parts, strict=True) if part}


def _buy_get(promotion: Promotion, goods: Sequence[Goods]) -> dict[int, Money]:
    """The cheapest pieces of every full set are off; parts of a piece never count."""
    pieces: list[tuple[Money, int]] = []
    for g in goods:
        count = min(g.milli // 1000, MAX_PIECES)
        whole = share(g.value, count * 1000, g.milli) if count else ZERO
        pieces += [(part, g.number) for part in allocate(whole, [1] * count)] if count else []
    sets = len(pieces) // (promotion.buy + promotion.get)
    found: dict[int, Money] = {}
    for value, number in sorted(pieces)[: sets * promotion.get]:
        off = share(value, promotion.ppm, ONE_MILLION)
        found[number] = found.get(number, ZERO) + off
    return found


def _quantity_price(promotion: Promotion, goods: Sequence[Goods]) -> dict[int, Money]:
    if sum(g.milli for g in goods) < promotion.buy * 1000:
        return {}
    found = {
        g.number: g.value - Money((promotion.amount.minor * g.milli + 500) // 1000) for g in goods
    }
    return {number: off for number, off in found.items() if off > ZERO}


def _kept_value(promotions: Sequence[Promotion], lines: Sequence[Sold]) -> Money | None:
    """What the kept goods cost by themselves, promotions applied one after the other.

    Each promotion is scaled so that the whole receipt costs exactly what was paid.
    """
    full = [Goods(x.number, x.item_code, x.department, x.milli, x.gross) for x in lines]
    kept = [
        Goods(x.number, x.item_code, x.department, x.kept, share(x.gross, x.kept, x.milli))
        for x in lines
    ]
    value = total(g.value for g in kept)
    for promotion in promotions:
        actual = total(x.off.get(promotion.code, ZERO) for x in lines)
        on_all, on_kept = taken_off(promotion, full), taken_off(promotion, kept)
        whole = total(on_all.values())
        if not actual:
            continue
        if not whole:
            return None
        off = min(total(on_kept.values()), whole)
        value -= share(actual, off.minor, whole.minor)
        full, kept = less(full, on_all), less(kept, on_kept)
    return value


def less(goods: Sequence[Goods], off: Mapping[int, Money]) -> list[Goods]:
    """The goods after a promotion took something off."""
    return [
        Goods(
            g.number,
            g.item_code,
            g.department,
            g.milli,
            max(g.value - off.get(g.number, ZERO), ZERO),
        )
        for g in goods
    ]


def _own_share(line: Sold) -> Money:
    """The line's own cumulative share, less what went back of it."""
    after = share(line.paid, min(line.done + line.now, line.milli), line.milli)
    return max(after - line.returned, ZERO)


def _least(line: Sold) -> Money:
    """What goods that the customer never had were paid: the part that falls on `now` alone."""
    until = min(line.done + line.now, line.milli)
    paid = share(line.paid, until, line.milli) - share(line.paid, line.done, line.milli)
    return min(paid, line.left)


def _place(
    amount: Money,
    lines: Sequence[Sold],
    by_share: Mapping[int, Money],
    least: Mapping[int, Money],
) -> dict[int, Money]:
    """Give an amount to lines: those that come back now by their shares, then what is left.

    What goods that never came were paid goes to their lines first.
    """
    found = {number: least.get(number, ZERO) for number in by_share}
    room = {number: max(most - found[number], ZERO) for number, most in by_share.items()}
    wanted = total(room.values())
    first = min(amount - total(found.values()), wanted)
    parts = allocate(first, [m.minor for m in room.values()]) if wanted else ()
    for (number, most), part in zip(room.items(), parts, strict=False):
        found[number] += min(part, most)
    rest = amount - total(found.values())
    for line in sorted(lines, key=lambda x: (not x.now, x.number)):
        if rest <= ZERO or not (line.now or line.done):
            continue
        more = min(rest, line.left - found.get(line.number, ZERO))
        if more > ZERO:
            found[line.number] = found.get(line.number, ZERO) + more
            rest -= more
    return found
