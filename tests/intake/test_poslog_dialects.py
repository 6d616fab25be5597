"""The ways registers bend POSLog: each is read for what it means, and said so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counter_app.core.money import Money, total
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import Direction, DiscountKind, ReceiptKey
from counter_app.core.transaction import Tender
from counter_app.intake.outcome import Note, Parsed, Reject, Skipped
from tests.intake.conftest import only_receipt, read_text

SPACE = 'xmlns="http://www.nrf-arts.org/IXRetail/namespace/"'


def v6(
    body: str,
    *,
    transaction: str = "",
    retail: str = "",
    header: str = "<CurrencyCode>USD</CurrencyCode>",
    sequence: str = "7",
    after: str = "",
) -> str:
    return f"""<POSLog {SPACE} MajorVersion="6" MinorVersion="0" FixVersion="0">
    <Transaction {transaction}><BusinessUnit><UnitID>001</UnitID></BusinessUnit>
    <WorkstationID>R03</WorkstationID><SequenceNumber>{sequence}</SequenceNumber>{header}
    <RetailTransaction {retail}>{body}</RetailTransaction>
    <BusinessDayDate>2026-11-02</BusinessDayDate>
    <EndDateTime>2026-11-02T10:15:44</EndDateTime>{after}</Transaction></POSLog>"""


def sale(
    amount: str,
    *,
    quantity: str = "1",
    sequence: int = 1,
    item: str = "0001",
    inside: str = "",
    tag: str = "Sale",
    flags: str = "",
) -> str:
    return (
        f"<LineItem {flags}><{tag}><ItemID>{item}</ItemID><Description>Thing {item}</Description>"
        f"<ExtendedAmount>{amount}</ExtendedAmount><Quantity>{quantity}</Quantity>{inside}</{tag}>"
        f"<SequenceNumber>{sequence}</SequenceNumber></LineItem>"
    )


def cash(amount: str, attributes: str = "", inside: str = "") -> str:
    return (
        f'<LineItem><Tender TenderType="Cash" {attributes}><Amount>{amount}</Amount>{inside}'
        "</Tender></LineItem>"
    )


def grand(amount: str) -> str:
    return f'<Total TotalType="TransactionGrandAmount">{amount}</Total>'


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
    "change",
    [
        cash("20.00") + "<LineItem><TenderChange><Amount>2.62</Amount></TenderChange></LineItem>",
        cash("20.00", inside="<TenderChange><Amount>2.62</Amount></TenderChange>"),
        cash("20.00") + cash("-2.62", inside="<TenderChange><Amount>-2.62</Amount></TenderChange>"),
        cash("20.00") + cash("-2.62"),
        cash("17.38", inside="<TenderChange><Amount>2.62</Amount></TenderChange>"),
    ],
    ids=["line", "inside", "both negative", "negative cash", "already taken off"],
)
def test_change_in_all_its_forms(change: str) -> None:
    parsed = only_receipt(read_text(v6(sale("17.38") + change + grand("17.38"))))
    assert [(t.tender, t.amount) for t in parsed.receipt.tenders] == [(Tender.CASH, Money(1738))]
    assert parsed.receipt.flags == ()


def test_change_for_a_check_comes_off_the_check() -> None:
    check = '<LineItem><Tender TenderType="Check"><Amount>20.00</Amount></Tender></LineItem>'
    change = "<LineItem><TenderChange><Amount>2.62</Amount></TenderChange></LineItem>"
    parsed = only_receipt(read_text(v6(sale("17.38") + check + change + grand("17.38"))))
    assert [(t.tender, t.amount) for t in parsed.receipt.tenders] == [(Tender.CHECK, Money(1738))]


@pytest.mark.parametrize(
    "rounding",
    [
        cash("10.00", inside="<Rounding>0.02</Rounding>"),
        cash("10.00") + '<LineItem><Tender TenderType="Cash"><Rounding>0.02</Rounding></Tender>'
        "</LineItem>",
        cash("10.00") + '<Total TotalType="RoundingAmount">0.02</Total>',
        cash("10.00") + "<LineItem><Rounding><Amount>-0.02</Amount></Rounding></LineItem>",
    ],
)
def test_cash_rounding_is_no_difference(rounding: str) -> None:
    parsed = only_receipt(read_text(v6(sale("9.98") + rounding + grand("9.98"))))
    assert Note.ROUNDING in parsed.notes
    assert parsed.receipt.flags == ()
    assert [t.amount for t in parsed.receipt.tenders] == [Money(1000)]


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


@pytest.mark.parametrize("code", ["", "<CurrencyCode>XXX</CurrencyCode>"])
def test_a_missing_currency_is_the_stores(code: str) -> None:
    parsed = only_receipt(read_text(v6(sale("5.00") + cash("5.00"), header=code)))
    assert parsed.receipt.currency == "USD"
    assert Note.CURRENCY_ASSUMED in parsed.notes


def test_a_currency_without_decimals_is_read_in_its_own_units() -> None:
    body = sale("22041.00000") + cash("22041")
    parsed = only_receipt(read_text(v6(body, header="<CurrencyCode>JPY</CurrencyCode>")))
    assert parsed.receipt.total_paid == Money(22041)
    assert parsed.receipt.flags == ("foreign_currency",)


def test_odd_decimals_are_exact_or_refused() -> None:
    parsed = only_receipt(read_text(v6(sale("22041.88000", quantity="1.000") + cash("22041.88"))))
    assert parsed.receipt.total_paid == Money(2204188)
    (outcome,) = read_text(v6(sale("1.235") + cash("1.24")))
    assert isinstance(outcome, Reject)
    assert "more decimals" in outcome.reason


def test_weights() -> None:
    line = only_receipt(read_text(v6(sale("1.26", quantity="0.42")))).receipt.lines[0]
    assert (line.quantity, line.weighed) == (Quantity(420), True)


def test_tax_of_the_line_is_kept_as_charged() -> None:
    tax = (
        "<Tax><TaxAuthority>CITY</TaxAuthority><TaxableAmount>22.50</TaxableAmount>"
        "<Amount>1.86</Amount><Percent>8.25</Percent></Tax>"
    )
    body = sale("22.50", inside=tax) + cash("24.36") + grand("24.36")
    (line,) = only_receipt(read_text(v6(body))).receipt.lines
    (share,) = line.taxes
    assert (share.authority, share.rate_ppm, share.amount) == ("CITY", 82_500, Money(186))
    assert (share.included, share.taxable) == (False, Money(2250))


def test_tax_included_is_settled_by_the_total_where_the_file_is_silent() -> None:
    tax = "<Tax><TaxAuthority>VAT</TaxAuthority><Amount>2.00</Amount><Percent>20</Percent></Tax>"
    body = sale("12.00", inside=tax) + cash("12.00") + grand("12.00")
    parsed = only_receipt(read_text(v6(body)))
    (line,) = parsed.receipt.lines
    assert (line.net, line.tax, line.paid) == (Money(1000), Money(200), Money(1200))
    assert Note.TAX_INCLUDED_BY_TOTAL in parsed.notes
    assert parsed.receipt.flags == ()


def test_tax_for_the_basket_is_divided_and_adds_up() -> None:
    tax = "<LineItem><Tax><Amount>1.00</Amount><Percent>10</Percent></Tax></LineItem>"
    body = "".join(sale("3.33", sequence=n, item=str(n)) for n in (1, 2, 3))
    parsed = only_receipt(read_text(v6(body + tax + cash("10.99") + grand("10.99"))))
    assert [x.tax.minor for x in parsed.receipt.lines] == [34, 33, 33]
    assert parsed.receipt.flags == ("taxable_lines_assumed",)


def test_tax_of_an_exchange_goes_both_ways() -> None:
    tax = "<LineItem><Tax><Amount>0.60</Amount><Percent>10</Percent></Tax></LineItem>"
    body = sale("10.00") + sale("4.00", sequence=2, tag="Return") + tax
    parsed = only_receipt(read_text(v6(body + cash("6.60") + grand("6.60"))))
    assert [x.tax.minor for x in parsed.receipt.lines] == [100, 40]
    assert parsed.receipt.total_paid == Money(660)
    assert "totals_differ" not in parsed.receipt.flags


def test_tax_known_only_as_a_total() -> None:
    total_tax = '<Total TotalType="TransactionTaxAmount">0.80</Total>'
    parsed = only_receipt(read_text(v6(sale("10.00") + cash("10.80") + grand("10.80") + total_tax)))
    assert parsed.receipt.lines[0].tax == Money(80)
    assert parsed.receipt.flags == ("tax_from_total",)


def test_basket_discount_is_divided_by_largest_remainder() -> None:
    discount = "<LineItem><Discount><Amount>1.00</Amount></Discount></LineItem>"
    body = "".join(sale("3.33", sequence=n, item=str(n)) for n in (1, 2, 3))
    parsed = only_receipt(read_text(v6(body + discount + cash("8.99") + grand("8.99"))))
    shares = [x.discounts[0] for x in parsed.receipt.lines]
    assert [d.amount.minor for d in shares] == [34, 33, 33]
    assert {d.kind for d in shares} == {DiscountKind.BASKET}
    assert all(d.basket_wide for d in shares)
    assert parsed.receipt.flags == ()


def test_d08_discount_of_70_on_250_200_and_100() -> None:
    discount = "<LineItem><Discount><Amount>70.00</Amount></Discount></LineItem>"
    amounts = ("250.00", "200.00", "100.00")
    body = "".join(sale(a, sequence=n) for n, a in enumerate(amounts, 1)) + discount
    parsed = only_receipt(read_text(v6(body + cash("480.00") + grand("480.00"))))
    assert [x.discounts[0].amount.minor for x in parsed.receipt.lines] == [3182, 2545, 1273]
    assert [x.net.minor for x in parsed.receipt.lines] == [21818, 17455, 8727]


def test_d14_discount_of_10_on_60_and_40() -> None:
    discount = "<LineItem><Discount><Amount>10.00</Amount></Discount></LineItem>"
    body = sale("60.00") + sale("40.00", sequence=2) + discount + cash("90.00") + grand("90.00")
    parsed = only_receipt(read_text(v6(body)))
    assert [x.net.minor for x in parsed.receipt.lines] == [5400, 3600]


def test_t08_each_line_keeps_its_own_tax() -> None:
    taxes = [f"<Tax><Amount>{t}.00</Amount></Tax>" for t in (10, 11)]
    body = sale("100.00", inside=taxes[0]) + sale("110.00", sequence=2, inside=taxes[1])
    parsed = only_receipt(read_text(v6(body + cash("231.00") + grand("231.00"))))
    assert [x.tax.minor for x in parsed.receipt.lines] == [1000, 1100]


def test_a_discount_that_the_prices_already_contain_is_not_taken_twice() -> None:
    discount = "<LineItem><Discount><Amount>1.00</Amount></Discount></LineItem>"
    parsed = only_receipt(read_text(v6(sale("9.00") + discount + cash("9.00") + grand("9.00"))))
    assert parsed.receipt.total_paid == Money(900)
    assert Note.BASKET_DISCOUNT_IN_PRICES in parsed.notes
    assert parsed.receipt.flags == ()


def test_coupons_are_named_for_who_pays_them() -> None:
    maker = '<LineItem><Coupon CouponType="Manufacturer"><Amount>0.50</Amount></Coupon></LineItem>'
    store = "<LineItem><Coupon><Amount>0.25</Amount></Coupon></LineItem>"
    parsed = only_receipt(
        read_text(v6(sale("5.00") + maker + store + cash("4.25") + grand("4.25")))
    )
    kinds = [(d.kind, d.amount.minor) for d in parsed.receipt.lines[0].discounts]
    assert kinds == [(DiscountKind.MANUFACTURER_COUPON, 50), (DiscountKind.STORE_COUPON, 25)]
    assert parsed.receipt.flags == ()


@pytest.mark.parametrize(
    ("amount", "prices", "gross"),
    [
        ("8.00", "<RegularSalesUnitPrice>10.00</RegularSalesUnitPrice>", 1000),
        ("10.00", "<RegularSalesUnitPrice>10.00</RegularSalesUnitPrice>", 1000),
        ("8.00", "", 1000),
        ("10.00", "", 1000),
    ],
)
def test_line_discount_before_or_after_the_amount(amount: str, prices: str, gross: int) -> None:
    modifier = (
        '<RetailPriceModifier MethodCode="Promotion"><Amount Action="Subtract">2.00</Amount>'
        "<PromotionID>P1</PromotionID></RetailPriceModifier>"
    )
    body = sale(amount, inside=prices + modifier) + cash("8.00") + grand("8.00")
    parsed = only_receipt(read_text(v6(body)))
    (line,) = parsed.receipt.lines
    assert (line.gross.minor, line.net.minor) == (gross, 800)
    assert line.discounts[0].kind is DiscountKind.PROMOTION
    assert parsed.receipt.flags == ()


def test_a_discount_larger_than_the_goods_never_pays_out() -> None:
    discount = "<LineItem><Coupon><Amount>9.00</Amount></Coupon></LineItem>"
    receipt = only_receipt(read_text(v6(sale("5.00") + discount))).receipt
    assert receipt.total_paid == Money(0)
    assert "discount_too_large" in receipt.flags


def test_lines_and_payments_that_disagree_are_flagged_and_kept() -> None:
    parsed = only_receipt(read_text(v6(sale("5.00") + cash("6.00") + grand("5.00"))))
    assert parsed.receipt.flags == ("totals_differ",)
    assert parsed.receipt.total_paid == Money(500)
    assert total(t.amount for t in parsed.receipt.tenders) == Money(600)


def test_only_the_last_four_digits_of_a_card_are_kept() -> None:
    card = (
        '<LineItem><Tender TenderType="CreditDebit"><Amount>5.00</Amount><CreditDebit '
        'CardType="Credit"><PrimaryAccountNumber>4111111111111111</PrimaryAccountNumber>'
        "<CardHolderName>A Person</CardHolderName></CreditDebit><Authorization>"
        "<AuthorizationCode>734277</AuthorizationCode>"
        "<ReferenceNumber>4111111111111111</ReferenceNumber></Authorization></Tender></LineItem>"
    )
    receipt = only_receipt(read_text(v6(sale("5.00") + card))).receipt
    (tender,) = receipt.tenders
    assert (tender.tender, tender.masked, tender.authorization) == (Tender.CARD, "1111", "734277")
    assert "411111" not in repr(receipt)
    assert "A Person" not in repr(receipt)


def test_an_unknown_payment_type_sends_the_receipt_to_quarantine() -> None:
    odd = '<LineItem><Tender TenderType="X:Barter"><Amount>5.00</Amount></Tender></LineItem>'
    (outcome,) = read_text(v6(sale("5.00") + odd))
    assert isinstance(outcome, Reject)
    assert "Barter" in outcome.reason
    assert outcome.label == "001/R03/2026-11-02/7"


def test_money_lines_that_are_not_goods_are_kept() -> None:
    deposit = "<LineItem><PaymentOnAccount><Amount>20.00</Amount></PaymentOnAccount></LineItem>"
    parsed = only_receipt(read_text(v6(sale("5.00") + deposit + cash("25.00") + grand("25.00"))))
    assert parsed.receipt.lines[1].description == "Payment On Account"
    assert parsed.receipt.flags == ()


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
