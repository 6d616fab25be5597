"""The ways registers bend POSLog: each is read for what it means, and said so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import Direction, ReceiptKey
from counter_app.intake.outcome import Note, Parsed, Reject, Skipped
from tests.intake.conftest import only_receipt, read_text
from tests.intake.poslog_text import SPACE, cash, grand, sale, v6


def test_a_plain_v6_sale() -> None:
    parsed = only_receipt(read_text(v6(sale("5.00") + cash("5.00") + grand("5.00"))))
    receipt = parsed.receipt
    assert receipt.key == ReceiptKey("001", "R03", date(2026, 11, 2), 7)
    assert receipt.ended_at.astimezone(UTC) == datetime(2026, 11, 2, 18, 15, 44, tzinfo=UTC)
    assert receipt.source == "poslog 6.0"
    assert parsed.notes == ()


def test_return_written_as_negative_sale_with_positive_amount() -> None:
    # Roqqio: Quantity −1 beside a positive amount, negative total, payment TypeCode Refund.
    body = sale("12.50", quantity="-1") + cash("12.50", 'TypeCode="Refund"') + grand("-12.50")
    parsed = only_receipt(read_text(v6(body)))
    (line,) = parsed.receipt.lines
    assert (line.direction, line.gross, line.quantity) == (
        Direction.RETURNED,
        Money(1250),
        Quantity(1000),
    )
    assert parsed.receipt.total_paid == Money(-1250)
    assert parsed.receipt.tenders[0].amount == Money(-1250)
    assert Note.NEGATIVE_LINE in parsed.notes
    assert parsed.receipt.flags == ()


def test_return_told_only_by_its_payment() -> None:
    body = sale("12.50") + cash("12.50", 'TypeCode="Refund"') + grand("-12.50")
    parsed = only_receipt(read_text(v6(body)))
    assert parsed.receipt.lines[0].direction is Direction.RETURNED
    assert Note.RETURN_BY_TENDER in parsed.notes
    assert Note.TOTALS_DIFFER not in parsed.notes


def test_return_with_positive_total_and_payment() -> None:
    body = sale("12.50", tag="Return") + cash("12.50") + grand("12.50")
    parsed = only_receipt(read_text(v6(body)))
    assert parsed.receipt.total_paid == Money(-1250)
    assert parsed.receipt.tenders[0].amount == Money(-1250)
    assert Note.SIGN_OF_TOTAL in parsed.notes
    assert parsed.receipt.flags == ()


def test_exchange_keeps_both_directions() -> None:
    body = sale("30.00", sequence=1) + sale("12.50", tag="Return", sequence=2) + cash("17.50")
    parsed = only_receipt(read_text(v6(body + grand("17.50"))))
    assert [x.direction for x in parsed.receipt.lines] == [Direction.SOLD, Direction.RETURNED]
    assert parsed.receipt.total_paid == Money(1750)
    assert parsed.receipt.flags == ()


@pytest.mark.parametrize(
    "link",
    [
        (
            "<BusinessUnit>001</BusinessUnit><WorkstationID>R01</WorkstationID>"
            "<BusinessDayDate><Date>2026-10-01</Date></BusinessDayDate>"
            "<SequenceNumber>55</SequenceNumber><LineItemSequenceNumber>3</LineItemSequenceNumber>"
        ),
        (
            "<RetailStoreID>001</RetailStoreID><WorkstationID>R01</WorkstationID>"
            "<SequenceNumber>55</SequenceNumber><BusinessDayDate>2026-10-01</BusinessDayDate>"
            "<LineItemSequenceNumber>3</LineItemSequenceNumber>"
        ),
    ],
    ids=["v6", "v2"],
)
def test_return_at_a_register_names_its_original(link: str) -> None:
    inside = f'<TransactionLink ReasonCode="Return">{link}</TransactionLink>'
    body = sale("9.00", tag="Return", inside=inside) + cash("9.00", 'TypeCode="Refund"')
    line = only_receipt(read_text(v6(body))).receipt.lines[0]
    assert line.link is not None
    assert line.link.key == ReceiptKey("001", "R01", date(2026, 10, 1), 55)
    assert line.link.line_sequence == 3


def test_link_of_the_whole_receipt_counts_for_its_returned_lines_only() -> None:
    link = (
        '<TransactionLink ReasonCode="Return"><WorkstationID>R01</WorkstationID>'
        "<SequenceNumber>55</SequenceNumber><BusinessDayDate>2026-10-01</BusinessDayDate>"
        "</TransactionLink>"
    )
    body = link + sale("5.00") + sale("9.00", tag="Return", sequence=2)
    lines = only_receipt(read_text(v6(body))).receipt.lines
    assert lines[0].link is None
    assert lines[1].link is not None
    assert str(lines[1].link.key) == "001/R01/2026-10-01/55"


@pytest.mark.parametrize(
    "void",
    [
        sale("4.00", sequence=3, inside="<ItemLink>2</ItemLink>", flags='VoidFlag="true"'),
        sale("-4.00", quantity="-1", sequence=3, item="B", flags='VoidFlag="true"'),
        "<LineItem><Voids><LineItemSequenceNumber>2</LineItemSequenceNumber></Voids></LineItem>",
    ],
    ids=["linked", "negative", "voids"],
)
def test_a_void_takes_its_line_with_it(void: str) -> None:
    body = sale("5.00", item="A") + sale("4.00", sequence=2, item="B") + void + cash("5.00")
    parsed = only_receipt(read_text(v6(body + grand("5.00"))))
    assert [x.item_code for x in parsed.receipt.lines] == ["A"]
    assert Note.VOIDED_LINE in parsed.notes
    assert parsed.receipt.flags == ()


def test_a_line_marked_void_itself_is_left_out_alone() -> None:
    body = sale("5.00", item="A") + sale("5.00", sequence=2, item="A", flags='CancelFlag="true"')
    parsed = only_receipt(read_text(v6(body + cash("5.00") + grand("5.00"))))
    assert len(parsed.receipt.lines) == 1
    assert parsed.receipt.flags == ()


def test_a_partial_void_lowers_the_line() -> None:
    body = sale("12.00", quantity="3", item="A") + sale(
        "-4.00", quantity="-1", item="A", sequence=2, flags='VoidFlag="true"'
    )
    parsed = only_receipt(read_text(v6(body + cash("8.00") + grand("8.00"))))
    (line,) = parsed.receipt.lines
    assert (line.gross, line.quantity) == (Money(800), Quantity(2000))


def test_a_void_that_names_nothing_is_flagged() -> None:
    body = sale("5.00") + sale(
        "4.00", sequence=2, flags='VoidFlag="1"', inside="<ItemLink>9</ItemLink>"
    )
    parsed = only_receipt(read_text(v6(body + cash("5.00"))))
    assert parsed.receipt.flags == ("void_unmatched",)


@pytest.mark.parametrize(
    ("transaction", "retail", "kind"),
    [
        ('TrainingModeFlag="true"', "", "training"),
        ("", 'TransactionStatus="Canceled"', "canceled"),
        ("", 'TransactionStatus="Suspended"', "suspended"),
        ("", 'TransactionStatus="Voided"', "voided"),
    ],
)
def test_what_is_no_sale_is_passed_over(transaction: str, retail: str, kind: str) -> None:
    (outcome,) = read_text(v6(sale("5.00"), transaction=transaction, retail=retail))
    assert outcome == Skipped(kind, "001/R03/2026-11-02/7")


def test_a_receipt_voided_after_the_sale_comes_in_as_void() -> None:
    body = sale("5.00") + cash("5.00")
    receipt = only_receipt(read_text(v6(body, retail='TransactionStatus="PostVoided"'))).receipt
    assert receipt.status == "voided"
    assert receipt.flags == ("voided_after_sale",)


def test_a_void_of_an_earlier_receipt_needs_a_person() -> None:
    text = v6("").replace("<RetailTransaction >", "<ControlTransaction><PostVoid/>")
    (outcome,) = read_text(text.replace("</RetailTransaction>", "</ControlTransaction>"))
    assert isinstance(outcome, Reject)
    assert "voided an earlier receipt" in outcome.reason


def test_a_sale_with_a_register_event_beside_it() -> None:
    event = "<ControlTransaction><NoSale/></ControlTransaction>"
    parsed = only_receipt(read_text(v6(sale("5.00") + cash("5.00"), after=event)))
    assert Note.CONTROL_PART in parsed.notes
    assert parsed.receipt.total_paid == Money(500)


def test_weights() -> None:
    line = only_receipt(read_text(v6(sale("1.26", quantity="0.42")))).receipt.lines[0]
    assert (line.quantity, line.weighed) == (Quantity(420), True)


def test_other_namespaces_and_none() -> None:
    text = v6(sale("5.00") + cash("5.00"))
    for space in ('xmlns="http://example.org/IXRetail/v6.0.0/poslog"', 'xmlns="urn:own"', ""):
        assert isinstance(read_text(text.replace(SPACE, space))[0], Parsed)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<SequenceNumber>7</SequenceNumber>", "", "no sequence number"),
        ("<SequenceNumber>7<", "<SequenceNumber>7x<", "not a sequence number"),
        ("<UnitID>001</UnitID>", "", "no store number"),
        ("<UnitID>001</UnitID>", "<UnitID>0/1</UnitID>", "slash"),
        ("<WorkstationID>R03</WorkstationID>", "", "no workstation number"),
        ("R03", "R" * 30, "too long"),
        ("2026-11-02<", "2026-13-02<", "not a date"),
        ("2026-11-02T10", "9999-11-02T10", "cannot be right"),
        ("<Quantity>1<", "<Quantity>0<", "zero"),
        ("<Quantity>1<", "<Quantity>NaN<", "not a number"),
        ("<ExtendedAmount>5.00<", "<ExtendedAmount>NaN<", "not a number"),
        ("<ExtendedAmount>5.00<", "<ExtendedAmount>Infinity<", "not a number"),
        ("<ExtendedAmount>5.00<", "<ExtendedAmount>1e2<", "not a number"),
        ("<ExtendedAmount>5.00<", "<ExtendedAmount>1_0<", "not a number"),
        ("<ExtendedAmount>5.00<", "<ExtendedAmount>5,00<", "not a number"),
        ("<ExtendedAmount>5.00<", "<ExtendedAmount>٥<", "not a number"),
        ("<ExtendedAmount>5.00<", f"<ExtendedAmount>{'9' * 5000}<", "not a number"),
        ("<ExtendedAmount>5.00<", "<ExtendedAmount>99999999999999<", ""),
        ("<ExtendedAmount>5.00</ExtendedAmount>", "", "no amount"),
        ("<Amount>5.00<", '<Amount Currency="EUR">5.00<', "mixes currencies"),
        ("<Amount>5.00</Amount>", "", "no amount"),
    ],
)
def test_a_bad_receipt_is_rejected_with_its_reason(old: str, new: str, reason: str) -> None:
    text = v6(sale("5.00") + cash("5.00"))
    assert old in text
    (outcome,) = read_text(text.replace(old, new))
    assert isinstance(outcome, Reject)
    assert reason in outcome.reason
    assert len(outcome.raw_digest) == 64


def test_a_bad_receipt_leaves_the_others_alone() -> None:
    good, bad = v6(sale("5.00") + cash("5.00")), v6(sale("x"))
    start, end = bad.index("<Transaction"), bad.index("</POSLog>")
    both = good.replace("</POSLog>", bad[start:end] + "</POSLog>")
    assert [type(x) for x in read_text(both)] == [Parsed, Reject]


def test_names_from_outside_are_made_harmless() -> None:
    name = "Soap\u202e\u200b &lt;b&gt; \n new"
    text = v6(sale("5.00") + cash("5.00")).replace("Thing 0001", name)
    parsed = only_receipt(read_text(text))
    assert parsed.receipt.lines[0].description == "Soap <b> new"
    assert Note.CHARACTERS in parsed.notes
