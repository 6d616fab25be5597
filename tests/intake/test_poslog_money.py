"""Money in POSLog: currencies, decimals, taxes, discounts, payments and change add up or are flagged."""

from __future__ import annotations

import pytest

from counter_app.core.money import Money, total
from counter_app.core.receipt import DiscountKind
from counter_app.core.transaction import Tender
from counter_app.intake.outcome import Note, Reject
from tests.intake.conftest import only_receipt, read_text
from tests.intake.poslog_text import cash, grand, sale, v6


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
@pytest.mark.parametrize("printed", ["9.98", "10.00"])
def test_cash_rounding_is_no_difference(rounding: str, printed: str) -> None:
    """Some registers print the total before rounding, some (ours, too) what was handed over."""
    parsed = only_receipt(read_text(v6(sale("9.98") + rounding + grand(printed))))
    assert Note.ROUNDING in parsed.notes
    assert parsed.receipt.flags == ()
    assert [t.amount for t in parsed.receipt.tenders] == [Money(1000)]


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("printed", [grand("9.98"), grand("10.00"), ""])
def test_a_tax_inside_the_price_is_told_from_a_rounded_total(sign: str, printed: str) -> None:
    """Rounded cash hid which reading adds up, so the tax counted on top: 10.89 could go back."""
    inside = sale("9.98", inside="<Tax><Amount>0.91</Amount></Tax>")
    rounded = cash("10.00") + f'<Total TotalType="RoundingAmount">{sign}0.02</Total>'
    parsed = only_receipt(read_text(v6(inside + rounded + printed)))
    assert (parsed.receipt.total_paid, parsed.receipt.flags) == (Money(998), ())


def test_a_tax_on_top_is_not_taken_for_one_inside_because_rounding_is_as_large() -> None:
    """0.10 and 0.02 of tax, rounded to a dime: the price without tax, too."""
    taxed = sale("0.10", inside="<Tax><Amount>0.02</Amount></Tax>")
    rounded = cash("0.10") + '<Total TotalType="RoundingAmount">-0.02</Total>'
    parsed = only_receipt(read_text(v6(taxed + rounded + grand("0.10"))))
    assert (parsed.receipt.total_paid, parsed.receipt.flags) == (Money(12), ())


@pytest.mark.parametrize("printed", ["9.96", "10.02"])
def test_rounding_explains_no_other_difference(printed: str) -> None:
    rounded = cash("10.00") + '<Total TotalType="RoundingAmount">0.02</Total>'
    parsed = only_receipt(read_text(v6(sale("9.98") + rounded + grand(printed))))
    assert parsed.receipt.flags == ("totals_differ",)


@pytest.mark.parametrize(
    ("amount", "quantity", "price", "kept"),
    [
        ("12.00", "4", "3.00", 300),
        ("12.00", "4", "6.00", 0),  # two for 6.00
        ("3.00", "1", "6.00", 0),
        ("5.69", "12", "5.69", 0),  # a dozen, counted by the piece
        ("6.48", "0.56", "10.99", 1099),  # a weight is rounded: the printed price stays
    ],
)
def test_a_price_for_several_is_not_the_price_of_one(
    amount: str, quantity: str, price: str, kept: int
) -> None:
    told = f"<RegularSalesUnitPrice>{price}</RegularSalesUnitPrice>"
    goods = sale(amount, quantity=quantity, inside=told)
    parsed = only_receipt(read_text(v6(goods + cash(amount) + grand(amount))))
    (line,) = parsed.receipt.lines
    assert line.unit_price == Money(kept)
    assert (Note.UNIT_PRICE_DIFFERS in parsed.notes) == (not kept)
    assert parsed.receipt.flags == ()


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


def test_b2_22_a_discount_larger_than_the_goods_never_pays_out() -> None:
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
