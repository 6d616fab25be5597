"""The makers' sample files: what each contains comes in, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element, parse

from counter_app.core.money import Money, total
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import Direction, DiscountKind, Receipt, ReceiptKey
from counter_app.core.transaction import Tender
from counter_app.intake.outcome import Note, Outcome, Parsed, Reject, Skipped
from tests.intake.conftest import only_receipt, read_bytes

NRF = "{http://www.nrf-arts.org/IXRetail/namespace/}"


def read(path: Path) -> list[Outcome]:
    return read_bytes(path.read_bytes())


def receipts(outcomes: list[Outcome]) -> list[Receipt]:
    return [x.receipt for x in outcomes if isinstance(x, Parsed)]


def cents(text: str | None) -> int:
    return int(Decimal(text or "0") * 100)


def raw_sales(path: Path) -> dict[tuple[str, str], Element]:
    """Workstation and sequence → RetailTransaction, straight from the file."""
    root = parse(path).getroot()
    return {
        (t.findtext(f"{NRF}WorkstationID", ""), t.findtext(f"{NRF}SequenceNumber", "")): retail
        for t in root.iter(f"{NRF}Transaction")
        if (retail := t.find(f"{NRF}RetailTransaction")) is not None
    }


def test_ncr_holds_51_transactions_of_which_42_are_sales(samples: Path) -> None:
    path = samples / "ncr_acs_kjbreil" / "POSLog.xml"
    outcomes = read(path)
    kinds = Counter(type(x) for x in outcomes)
    assert kinds == {Parsed: 42, Skipped: 9}
    assert {x.kind for x in outcomes if isinstance(x, Skipped)} == {"control"}
    text = path.read_text()
    assert len(re.findall("<Sale ", text)) == 548 + 4
    assert len(re.findall("<Tender ", text)) == 51
    # 4 void lines take back 4 of the 548 lines; 6 of the 51 payments are change, 3 cash back.
    assert sum(len(r.lines) for r in receipts(outcomes)) == 548 - 4
    assert sum(len(r.tenders) for r in receipts(outcomes)) == 51 - 6 - 3
    notes = Counter(n for x in outcomes if isinstance(x, Parsed) for n in x.notes)
    assert notes[Note.VOIDED_LINE] == 4
    assert notes[Note.CHANGE] == 6
    assert notes[Note.CASHBACK] == 3
    # 17 receipts tell prices for several: an avocado for 3.00 has "6.00", two for six.
    assert notes[Note.UNIT_PRICE_DIFFERS] == 17
    lines = [x for r in receipts(outcomes) for x in r.lines if not x.weighed and x.unit_price]
    assert all(x.unit_price.minor * x.quantity.milli == x.gross.minor * 1000 for x in lines)


def test_ncr_every_receipt_adds_up_to_its_printed_total_and_payments(samples: Path) -> None:
    path = samples / "ncr_acs_kjbreil" / "POSLog.xml"
    raw = raw_sales(path)
    for receipt in receipts(read(path)):
        retail = raw[receipt.key.workstation, str(receipt.key.sequence)]
        printed = {t.get("TotalType"): cents(t.text) for t in retail.findall(f"{NRF}Total")}
        assert receipt.total_paid.minor == printed["TransactionGrandAmount"]
        assert total(t.amount for t in receipt.tenders) == receipt.total_paid
        tax = sum(x.tax.minor for x in receipt.lines)
        assert tax == printed["TransactionTaxAmount"]
        assert receipt.flags == ()


def test_ncr_every_line_keeps_code_text_amount_and_quantity(samples: Path) -> None:
    path = samples / "ncr_acs_kjbreil" / "POSLog.xml"
    raw = raw_sales(path)
    for receipt in receipts(read(path)):
        retail = raw[receipt.key.workstation, str(receipt.key.sequence)]
        wanted: Counter[tuple[str, str, int, int]] = Counter()
        for sale in retail.iter(f"{NRF}Sale"):
            milli = int(Decimal(sale.findtext(f"{NRF}Quantity", "")) * 1000)
            gross = cents(sale.findtext(f"{NRF}ExtendedAmount"))
            sign = -1 if milli < 0 else 1
            key = (
                sale.findtext(f"{NRF}ItemID", ""),
                " ".join(sale.findtext(f"{NRF}Description", "").split()),
                abs(gross),
                abs(milli),
            )
            wanted[key] += sign
        got = Counter(
            (x.item_code, x.description, x.gross.minor, x.quantity.milli) for x in receipt.lines
        )
        assert got == +wanted


def test_ncr_rewards_lower_exactly_the_line_they_name(samples: Path) -> None:
    outcomes = read(samples / "ncr_acs_kjbreil" / "POSLog.xml")
    salmon = next(
        r for r in receipts(outcomes) if r.key.sequence == 118 and r.total_paid == Money(4754)
    )
    free = [x for x in salmon.lines if x.discounts]
    assert [(x.gross, x.net, x.discounts[0].kind) for x in free] == [
        (Money(1589), Money(0), DiscountKind.LOYALTY)
    ]
    taxed = {x.description: x.tax for x in salmon.lines if x.taxes}
    assert taxed == {"BACH RESCUE REMEDY": Money(195), "BACH RESCUE PASTILES": Money(80)}


def test_ncr_bottle_refund_is_money_back_not_a_sale(samples: Path) -> None:
    outcomes = read(samples / "ncr_acs_kjbreil" / "POSLog.xml")
    back = [x for r in receipts(outcomes) for x in r.lines if x.direction is Direction.RETURNED]
    assert [(x.description, x.gross) for x in back] == [("BOTTLE REFUND", Money(200))]


def test_ncr_keeps_no_signature_and_no_birth_date(samples: Path) -> None:
    outcomes = read(samples / "ncr_acs_kjbreil" / "POSLog.xml")
    everything = repr(receipts(outcomes))
    assert "1980-01-01" not in everything
    assert "svg" not in everything


def test_ncr_small_holds_one_control_event_and_one_sale(samples: Path) -> None:
    outcomes = read(samples / "ncr_acs_kjbreil" / "SMALL.xml")
    assert [type(x) for x in outcomes] == [Skipped, Parsed]
    (receipt,) = receipts(outcomes)
    assert receipt.key == ReceiptKey("9", "34", date(2017, 9, 30), 161)
    (line,) = receipt.lines
    assert (line.item_code, line.gross, line.net) == ("00000000067591", Money(126), Money(107))
    assert (line.quantity, line.weighed) == (Quantity(420), True)
    (tender,) = receipt.tenders
    assert (tender.tender, tender.amount, tender.card_type) == (Tender.CARD, Money(107), "Debit")
    assert receipt.flags == ()


def test_r10_prices_contain_vat(samples: Path) -> None:
    parsed = only_receipt(read(samples / "r10_goconnect" / "r10_sale_1.xml"))
    receipt = parsed.receipt
    assert (receipt.currency, receipt.total_paid) == ("GBP", Money(657))
    assert [(x.item_code, x.net, x.tax, x.paid) for x in receipt.lines] == [
        ("7583599", Money(259), Money(0), Money(259)),
        ("1329421", Money(166), Money(33), Money(199)),
        ("3545058", Money(166), Money(33), Money(199)),
    ]
    assert {t.rate_ppm for x in receipt.lines for t in x.taxes if t.amount} == {200_000}
    assert [(t.tender, t.amount) for t in receipt.tenders] == [(Tender.CASH, Money(657))]
    assert receipt.flags == ("foreign_currency",)
    assert "OPOSPrint" not in repr(receipt)


def test_wincor_void_without_payment_comes_in_and_is_flagged(samples: Path) -> None:
    parsed = only_receipt(read(samples / "wincor_xmldirectives" / "void_with_approval_v22.xml"))
    receipt = parsed.receipt
    assert receipt.key == ReceiptKey("502", "2", date(2018, 7, 14), 2729)
    assert receipt.barcode == "660502002000272920180714142504"
    assert receipt.lines == ()
    assert receipt.tenders == ()
    assert set(receipt.flags) == {"no_tenders", "no_lines", "foreign_currency"}
    assert receipt.extra["approved_by"] == "112752"
    assert Note.VOIDED_LINE in parsed.notes


def test_own_target_is_a_return_linked_to_its_original(samples: Path) -> None:
    outcomes = read(samples / "own_v6_target" / "target_v6.xml")
    assert [type(x) for x in outcomes] == [Parsed, Skipped, Skipped]
    (receipt,) = receipts(outcomes)
    (line,) = receipt.lines
    assert line.direction is Direction.RETURNED
    assert (line.net, line.tax, line.paid) == (Money(2250), Money(186), Money(2436))
    assert line.reason == "DEFECTIVE"
    assert line.link is not None
    assert line.link.key == ReceiptKey("001", "R03", date(2026, 11, 2), 8841)
    assert line.link.line_sequence == 2
    assert receipt.total_paid == Money(-2436)
    assert [(t.tender, t.amount) for t in receipt.tenders] == [(Tender.CASH, Money(-2436))]
    assert receipt.extra["approved_by"] == "mgr2"
    assert receipt.flags == ()


def test_every_sample_from_outside_reads_without_a_reject(samples: Path) -> None:
    files = sorted(samples.rglob("*.xml"))
    assert len(files) >= 5
    for path in files:
        assert not [x for x in read(path) if isinstance(x, Reject)], path
