"""What SNAP and WIC paid never leaves as anything else, whatever task gives money back.

SNAP benefits go back to the SNAP account, WIC is not refunded (7 CFR 274.7 and 246.12). This is the
last look before money moves; `refund_plan` makes plans that pass it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import Receipt, ReceiptLine, ReceiptTender
from counter_app.core.transaction import RefundTender, Tender

BENEFITS: Final = frozenset({Tender.EBT_FOOD, Tender.WIC})


def leaking(
    tenders: tuple[ReceiptTender, ...],
    left: Callable[[int], Money],
    refunds: tuple[RefundTender, ...],
    own: Money = ZERO,
) -> Money:
    """How much of a refund would turn benefits into something else; zero for a sound one.

    `left` says what a payment has not got back yet, by its number. Money that is tied to no payment
    may be benefits as long as any benefits of the receipt have not gone back, except for `own`:
    what the store gives of its own.
    """
    if BENEFITS.isdisjoint([t.tender for t in tenders]):
        return ZERO
    by_id = {t.id or str(t.number): t for t in tenders}
    wrong = ZERO
    back: dict[int, Money] = {}
    loose = ZERO
    for refund in refunds:
        original = by_id.get(refund.receipt_tender_id or "")
        if original is None:
            loose += refund.amount
            continue
        given = back.get(original.number, ZERO)
        over = max(given + refund.amount - left(original.number), ZERO)
        if original.tender is Tender.WIC or (
            original.tender is Tender.EBT_FOOD and refund.tender is not Tender.EBT_FOOD
        ):
            wrong += refund.amount
        elif over and refund.tender is not Tender.EBT_FOOD:
            loose += over
        back[original.number] = given + refund.amount
    held = total(
        max(left(t.number) - back.get(t.number, ZERO), ZERO)
        for t in tenders
        if t.tender in BENEFITS and t.amount > ZERO
    )
    return wrong + min(max(loose - own, ZERO), held)


def food_test(receipt: Receipt) -> Callable[[ReceiptLine], bool]:
    """Whether a line counts as food that SNAP may have paid.

    Where SNAP paid more than the marked food cost, the marks are wrong and every line counts.
    """
    paid = total(t.amount for t in receipt.tenders if t.tender is Tender.EBT_FOOD)
    marked = total(line.paid for line in receipt.sold if line.food_stampable)
    if paid > marked:
        return lambda _: True
    return lambda line: line.food_stampable
