"""What slips call a card's part of the money: a bare number says nothing to a customer."""

from __future__ import annotations

import pytest

from counter_app.core.document import Row
from counter_app.core.money import USD, Money
from counter_app.core.receipt import ReceiptTender
from counter_app.core.transaction import RefundTender, Tender
from counter_app.core.words import Words
from counter_app.paths import resources
from counter_app.trade.card_words import refund_label
from counter_app.trade.rounded_slip import taken_back_rows

PAID = (
    ReceiptTender(1, Tender.CARD, Money(900), masked="4417", id="a"),
    ReceiptTender(2, Tender.CARD, Money(900), id="b"),
    ReceiptTender(3, Tender.EBT_FOOD, Money(900), masked="6605", id="c"),
    ReceiptTender(4, Tender.CASH, Money(900), id="d"),
)
SPANISH = Words.load("es", USD, resources("i18n"))


@pytest.mark.parametrize(
    ("tender", "paid", "reference", "label"),
    [
        (Tender.CARD, "a", "4417 064412", "card 4417, approval 064412"),
        (Tender.CARD, "a", "4417", "card 4417"),
        (Tender.CARD, "b", "064412", "card, approval 064412"),
        (Tender.CARD, "b", "", "card"),
        (Tender.CARD, "d", "064412", "card, approval 064412"),
        (Tender.CARD, None, "4417", "card, approval 4417"),
        (Tender.EBT_FOOD, "c", "6605 0190", "EBT food 6605, approval 0190"),
        (Tender.STORE_CREDIT, None, "K0BM", "store credit K0BM"),
        (Tender.CASH, "d", "", "cash"),
    ],
)
def test_a_number_is_said_to_be_an_approval(
    tender: Tender, paid: str | None, reference: str, label: str
) -> None:
    part = RefundTender(tender, Money(500), paid, reference)
    assert refund_label(part, PAID, Words()) == label


def test_spanish_names_it_too() -> None:
    part = RefundTender(Tender.CARD, Money(500), "a", "4417 064412")
    assert refund_label(part, PAID, SPANISH) == "tarjeta 4417, aprobación 064412"


@pytest.mark.parametrize(
    ("tender", "reference", "said"),
    [
        (Tender.CARD, "777041", "Card refund taken back, approval 777041"),
        (Tender.CARD, "", "Card refund taken back"),
        (Tender.STORE_CREDIT, "K0BM", "Store credit K0BM taken back"),
    ],
)
def test_a_void_says_what_a_terminal_said(tender: Tender, reference: str, said: str) -> None:
    (row,) = taken_back_rows((RefundTender(tender, Money(500), "a", reference),), Words())
    assert isinstance(row, Row)
    assert [cell.text for cell in row.cells] == [said, "-5.00"]
