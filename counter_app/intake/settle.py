"""From what a file said to a receipt whose parts add up: discounts and taxes given to lines.

Amounts are only divided, never changed. Where a dialect leaves open whether prices contain taxes
or discounts, the reading that agrees with the printed total is taken; if none does, the receipt
is kept as it stands and flagged `totals_differ`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import (
    Direction,
    DiscountShare,
    Receipt,
    ReceiptLine,
    TaxShare,
)
from counter_app.intake.basket import Basket, ReadDiscount, ReadLine, ReadTax
from counter_app.intake.outcome import Note, Parsed
from counter_app.intake.tender_lines import paid, read_change, receipt_tenders
from counter_app.rules.allocation import allocate


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to understand the amounts: which discounts and taxes the prices already contain."""

    modifiers_in_gross: bool
    basket_in_prices: bool
    taxes_included: bool | None  # None: as each tax says, excluded where it says nothing


def settle(basket: Basket) -> Parsed:
    """The receipt a basket amounts to, with every leniency used."""
    _turn_around(basket)
    read_change(basket)
    _drop_summaries(basket)
    reading = _fitting(basket)
    if reading.taxes_included is not None:
        for tax in _all_taxes(basket):
            tax.included = reading.taxes_included
    _settle_modifiers(basket, reading)
    if not reading.basket_in_prices:
        for discount in basket.discounts:
            _spread_discount(basket, discount)
    for tax in basket.taxes:
        _spread_tax(basket, tax)
    _tax_from_total(basket)
    receipt = _receipt(basket)
    _check(basket, receipt)
    flags = tuple(sorted({n.code for n in basket.notes if n.doubt}))
    return Parsed(replace(receipt, flags=flags), tuple(basket.notes))


def _turn_around(basket: Basket) -> None:
    """Lines of a refund that are written as sales: the payment says which way the goods went."""
    lines, tenders, grand = basket.lines, basket.tenders, basket.grand_total
    sold_only = bool(lines) and all(x.sign > 0 for x in lines) and any(x.gross for x in lines)
    refunded = bool(tenders) and all(t.refund for t in tenders)
    if sold_only and refunded and (grand is None or grand < ZERO or basket.is_return):
        basket.note(Note.RETURN_BY_TENDER)
        basket.lines = [replace(x, direction=Direction.RETURNED) for x in lines]
    if not basket.lines or any(x.sign > 0 for x in basket.lines):
        return
    if grand is not None and grand > ZERO:
        basket.note(Note.SIGN_OF_TOTAL)
        basket.grand_total = -grand
    if tenders and all(t.amount >= ZERO for t in tenders) and any(t.amount for t in tenders):
        basket.note(Note.SIGN_OF_TOTAL)
        for tender in tenders:
            tender.amount = -tender.amount


def _all_taxes(basket: Basket) -> list[ReadTax]:
    return [t for x in basket.lines for t in x.taxes] + basket.taxes


def _drop_summaries(basket: Basket) -> None:
    """Whole-basket taxes that only add up the taxes of the lines are not charged again."""
    by_line: dict[tuple[str, int], Money] = {}
    for line in basket.lines:
        for tax in line.taxes:
            key = (tax.authority, tax.rate_ppm)
            by_line[key] = by_line.get(key, ZERO) + tax.amount * line.sign
    if not by_line:
        return
    kept: list[ReadTax] = []
    for tax in basket.taxes:
        own = by_line.get((tax.authority, tax.rate_ppm))
        if own is None and tax.amount:
            kept.append(tax)
        elif own is not None and abs(own) != abs(tax.amount):
            basket.note(Note.TAX_SUMMARY_DIFFERS)
    basket.taxes = kept


def _fitting(basket: Basket) -> _Reading:
    """The first reading whose sum is the printed total (or the payments, if none is printed)."""
    default = _Reading(True, False, None)
    unclear = any(x.modifiers and x.modifiers_in_gross is None for x in basket.lines)
    taxed = any(t.amount for t in _all_taxes(basket))
    options = [
        _Reading(*choice)
        for choice in product(
            (True, False) if unclear else (True,),
            (False, True) if basket.discounts else (False,),
            (None, True, False) if taxed else (None,),
        )
    ]
    for wanted, reading in product(_exact_totals(basket), options):
        if _sum(basket, reading) == wanted:
            if reading.basket_in_prices:
                basket.note(Note.BASKET_DISCOUNT_IN_PRICES)
            if reading.taxes_included is not None:
                basket.note(Note.TAX_INCLUDED_BY_TOTAL)
            return reading
    return default


def _exact_totals(basket: Basket) -> tuple[Money, ...]:
    """What the lines may come to: as it is printed or paid, less what cash was rounded by.

    A printed total may be the exact one, or the rounded one that was paid; registers write the
    rounding with either sign.
    """
    grand, off = basket.grand_total, basket.rounding
    paid_in = paid(basket) if basket.tenders else None
    if paid_in is not None and grand in (None, paid_in):
        return tuple(dict.fromkeys((paid_in + off, paid_in - off)))
    return () if grand is None else (grand,)


def _sum(basket: Basket, reading: _Reading) -> Money:
    result = ZERO
    for line in basket.lines:
        result += line.discounted * line.sign
        if not _in_gross(line, reading):
            result -= total(m.amount for m in line.modifiers) * line.sign
        result += total(_added(t, reading) for t in line.taxes) * line.sign
    sign = 1 if any(x.sign > 0 for x in basket.lines) else -1
    if not reading.basket_in_prices:
        result -= total(d.amount for d in basket.discounts) * sign
    return result + total(abs(_added(t, reading)) * _side(basket, t) for t in basket.taxes)


def _side(basket: Basket, tax: ReadTax) -> int:
    """Which way a whole-basket tax goes: −1 if more of what it taxes came back than was sold."""
    taxed = [basket.lines[i] for i in _taxable(basket, tax)]
    return -1 if total(x.discounted * x.sign for x in taxed) < ZERO else 1


def _added(tax: ReadTax, reading: _Reading) -> Money:
    included = tax.included if reading.taxes_included is None else reading.taxes_included
    return ZERO if included else tax.amount


def _in_gross(line: ReadLine, reading: _Reading) -> bool:
    known = line.modifiers_in_gross
    return reading.modifiers_in_gross if known is None else known


def _settle_modifiers(basket: Basket, reading: _Reading) -> None:
    for line in basket.lines:
        if not line.modifiers:
            continue
        if _in_gross(line, reading):
            line.gross += total(m.amount for m in line.modifiers)
        else:
            basket.note(Note.DISCOUNT_NOT_IN_PRICE)
        for modifier in line.modifiers:
            modifier.amount = _at_most(basket, modifier.amount, line.discounted)
            line.discounts.append(modifier)


def _at_most(basket: Basket, amount: Money, most: Money) -> Money:
    if amount <= most:
        return amount
    basket.note(Note.DISCOUNT_TOO_LARGE)
    return max(most, ZERO)


def _spread_discount(basket: Basket, discount: ReadDiscount) -> None:
    """Divide one discount by largest remainder over the prices of the lines it is for."""
    positions = list(discount.targets) or basket.sold_positions()
    weights = [max(basket.lines[i].discounted.minor, 0) for i in positions]
    amount = _at_most(basket, discount.amount, Money(sum(weights)))
    wide = len(positions) > 1
    if wide:
        basket.note(Note.DISCOUNT_SPREAD)
    for i, share in zip(positions, allocate(amount, weights), strict=True):
        if share:
            basket.lines[i].discounts.append(replace(discount, amount=share, basket_wide=wide))


def _spread_tax(basket: Basket, tax: ReadTax) -> None:
    """Divide one whole-basket tax over its taxable lines, returned lines counting against it."""
    if not tax.amount and not tax.rate_ppm:
        return
    positions = _taxable(basket, tax)
    weights = [basket.lines[i].discounted.minor * basket.lines[i].sign for i in positions]
    shares = _signed_shares(abs(tax.amount), weights)
    if shares is None or (tax.amount < ZERO and sum(weights) > 0):
        basket.note(Note.TAX_NOT_PLACED)
        return
    if len(positions) > 1 and tax.amount:
        assumed = not any(basket.lines[i].tax_ids or basket.lines[i].taxable for i in positions)
        basket.note(Note.TAXABLE_ASSUMED if assumed else Note.TAX_SPREAD)
    for i, share in zip(positions, shares, strict=True):
        base = basket.lines[i].discounted if not tax.included else None
        basket.lines[i].taxes.append(replace(tax, amount=share, taxable=base))


def _taxable(basket: Basket, tax: ReadTax) -> list[int]:
    hinted = [i for i, x in enumerate(basket.lines) if tax.tax_id and tax.tax_id in x.tax_ids]
    if hinted:
        return hinted
    said = [i for i, x in enumerate(basket.lines) if x.taxable]
    if said:
        return said
    return [i for i, x in enumerate(basket.lines) if x.taxable is None and x.gross]


def _signed_shares(amount: Money, weights: Sequence[int]) -> tuple[Money, ...] | None:
    """Shares as magnitudes per line; weights of returned lines have the other sign."""
    whole = sum(weights)
    if whole == 0:
        return tuple(ZERO for _ in weights) if not amount else None
    if all(w >= 0 for w in weights) or all(w <= 0 for w in weights):
        return allocate(amount, [abs(w) for w in weights])
    side = 1 if whole > 0 else -1
    scaled = [w * side for w in weights]
    whole = abs(whole)
    shares = [amount.minor * w // whole for w in scaled]
    rest = amount.minor - sum(shares)
    order = sorted(range(len(scaled)), key=lambda i: (-(amount.minor * scaled[i] % whole), i))
    for i in order[:rest]:
        shares[i] += 1
    return tuple(Money(abs(s)) for s in shares)


def _tax_from_total(basket: Basket) -> None:
    """A tax known only as the receipt's tax total, where the total shows that it was added."""
    amount = basket.tax_total
    if not amount or _all_taxes(basket) or basket.grand_total is None:
        return
    tax = ReadTax("", "Tax", 0, abs(amount), included=False)
    net = total(x.discounted * x.sign for x in basket.lines)
    if net + tax.amount * _side(basket, tax) in _exact_totals(basket):
        basket.note(Note.TAX_FROM_TOTAL)
        _spread_tax(basket, tax)


def _drop_other_prices(basket: Basket) -> None:
    """A price of pieces that does not make its line's amount: two for 6.00 is no price of one.

    Weights are rounded, so there the price that is printed stays.
    """
    for line in basket.lines:
        made = line.unit_price.minor * line.quantity.milli
        if line.unit_price and not line.weighed and made != line.gross.minor * 1000:
            basket.note(Note.UNIT_PRICE_DIFFERS)
            line.unit_price = ZERO


def _receipt(basket: Basket) -> Receipt:
    _drop_other_prices(basket)
    lines = tuple(_line(n, x) for n, x in enumerate(basket.lines, start=1))
    if not lines:
        basket.note(Note.NO_LINES)
    return Receipt(
        key=basket.key,
        receipt_number=basket.receipt_number or str(basket.key.sequence),
        ended_at=basket.ended_at,
        lines=lines,
        tenders=receipt_tenders(basket),
        barcode=basket.barcode,
        operator=basket.operator,
        customer_ref=basket.customer_ref,
        currency=basket.currency,
        status=basket.status,
        source=basket.source,
        source_digest=basket.source_digest,
        extra=dict(basket.extra),
    )


def _line(number: int, line: ReadLine) -> ReceiptLine:
    return ReceiptLine(
        number=number,
        item_code=line.item_code,
        description=line.description,
        quantity=line.quantity,
        gross=line.gross,
        discounts=tuple(
            DiscountShare(d.kind, d.amount, d.code, d.description, d.basket_wide)
            for d in line.discounts
            if d.amount
        ),
        taxes=tuple(
            TaxShare(t.authority, t.name, t.rate_ppm, t.amount, t.taxable, bool(t.included))
            for t in line.taxes
        ),
        direction=line.direction,
        unit=line.unit,
        weighed=line.weighed,
        unit_price=line.unit_price,
        department=line.department,
        food_stampable=line.food_stampable,
        serial=line.serial,
        source_sequence=line.sequence,
        link=line.link,
        reason=line.reason,
    )


def _check(basket: Basket, receipt: Receipt) -> None:
    """Compare lines, printed total and payments; say so if they differ, change nothing.

    A printed total is the exact one, or what was paid once cash was rounded.
    """
    worth = receipt.total_paid
    printed = {worth, total(t.amount for t in receipt.tenders)} if basket.rounding else {worth}
    if basket.grand_total is not None and basket.grand_total not in printed:
        basket.note(Note.TOTALS_DIFFER)
    if not basket.tenders:
        basket.note(Note.NO_TENDERS)
        return
    tendered = total(t.amount for t in receipt.tenders)
    if basket.rounding:
        basket.note(Note.ROUNDING)
    if abs(tendered - worth) != abs(basket.rounding):
        basket.note(Note.TOTALS_DIFFER)
