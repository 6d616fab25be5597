"""Random baskets written the way three makers write POSLog read back as what was sold."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.core.errors import ImportRejected
from counter_app.core.money import Money, total
from counter_app.core.receipt import Direction, Receipt
from counter_app.intake.outcome import Parsed
from tests.intake.conftest import SAMPLES, only_receipt, read_bytes, read_text

SPACE = 'xmlns="http://www.nrf-arts.org/IXRetail/namespace/"'
ACS = 'xmlns:acs="http://www.ncr.com/rsd/acs/tlog/markup/poslog/2.1"'


@dataclass(frozen=True, slots=True)
class Sold:
    """One line as it was sold, in minor units and thousandths."""

    item: int
    milli: int
    gross: int
    discount: int
    tax: int
    returned: bool

    @property
    def worth(self) -> int:
        return (self.gross - self.discount + self.tax) * (-1 if self.returned else 1)


@st.composite
def sold_lines(draw: st.DrawFn) -> Sold:
    gross = draw(st.integers(0, 50_000))
    discount = draw(st.integers(0, gross))
    return Sold(
        item=draw(st.integers(1, 99_999)),
        milli=draw(st.sampled_from([1000, 2000, 420, 1, 12_345])),
        gross=gross,
        discount=discount,
        tax=draw(st.integers(0, 9_999)),
        returned=draw(st.booleans()),
    )


baskets = st.lists(sold_lines(), min_size=1, max_size=8)


def money(minor: int, places: int = 2) -> str:
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100}.{abs(minor) % 100:02d}" + "0" * (places - 2)


def quantity(milli: int) -> str:
    return f"{milli / 1000:.3f}"


def header(version: str) -> str:
    if version == "6":
        return "<BusinessUnit><UnitID>1</UnitID></BusinessUnit><WorkstationID>2</WorkstationID>"
    return "<RetailStoreID>1</RetailStoreID><WorkstationID>2</WorkstationID>"


def payment(worth: int, *, tagged: bool) -> str:
    if worth == 0:
        return ""
    code = ("Refund" if worth < 0 else "Sale") if tagged else ""
    amount = abs(worth) if tagged else worth
    attribute = f'TypeCode="{code}"' if code else ""
    return (
        f'<LineItem><Tender TenderType="CreditDebit" {attribute}><Amount>{money(amount)}</Amount>'
        "</Tender></LineItem>"
    )


def written(lines: list[Sold], body: str, version: str, *, tagged: bool = True) -> str:
    worth = sum(x.worth for x in lines)
    major = 'MajorVersion="6" MinorVersion="0"' if version == "6" else ""
    retail = "" if version == "6" else f'Version="{version}"'
    return (
        f"<POSLog {SPACE} {ACS} {major}><Transaction>{header(version)}"
        "<SequenceNumber>3</SequenceNumber><CurrencyCode>USD</CurrencyCode>"
        "<BusinessDayDate>2026-11-02</BusinessDayDate><EndDateTime>2026-11-02T10:00:00</EndDateTime>"
        f"<RetailTransaction {retail}>{body}{payment(worth, tagged=tagged)}"
        f'<Total TotalType="TransactionGrandAmount">{money(worth)}</Total>'
        "</RetailTransaction></Transaction></POSLog>"
    )


def as_v6(lines: list[Sold]) -> str:
    """Return elements, prices after discount, tax in the line, five decimals."""
    parts = []
    for n, x in enumerate(lines, 1):
        tag = "Return" if x.returned else "Sale"
        modifier = (
            f'<RetailPriceModifier><Amount Action="Subtract">{money(x.discount)}</Amount>'
            "</RetailPriceModifier>"
        )
        parts.append(
            f"<LineItem><{tag}><ItemID>{x.item}</ItemID><RegularSalesUnitPrice>0</RegularSalesUnitPrice>"
            f"<ExtendedAmount>{money(x.gross - x.discount, 5)}</ExtendedAmount>"
            f"<Quantity>{quantity(x.milli)}</Quantity>{modifier if x.discount else ''}"
            f"<Tax><TaxAuthority>CITY</TaxAuthority><TaxableAmount "
            f'TaxIncludedInTaxableAmountFlag="false">1.00</TaxableAmount>'
            f"<Amount>{money(x.tax)}</Amount></Tax></{tag}><SequenceNumber>{n}</SequenceNumber>"
            "</LineItem>"
        )
    return written(lines, "".join(parts), "6")


def as_v21(lines: list[Sold]) -> str:
    """Negative sales, rewards that name their line, summaries beside them, tax in the line."""
    parts = []
    for n, x in enumerate(lines, 1):
        sign = -1 if x.returned else 1
        parts.append(
            f"<LineItem><SequenceNumber>{n}</SequenceNumber><Sale><ItemID>{x.item}</ItemID>"
            f"<ExtendedAmount>{money(sign * (x.gross - (x.discount if x.returned else 0)))}"
            f"</ExtendedAmount><Quantity>{'-' if x.returned else ''}{quantity(x.milli)}</Quantity>"
            f"<acs:OperatorSequence>{n}</acs:OperatorSequence>"
            f"<Tax><Amount>{money(sign * x.tax)}</Amount></Tax></Sale></LineItem>"
        )
        if x.discount and not x.returned:
            parts += [
                reward(n, x.discount, "detailedData"),
                reward(0, x.discount, "summarizedActivity"),
            ]
    return written(lines, "".join(parts), "2.1", tagged=False)


def reward(reference: int, amount: int, kind: str) -> str:
    return (
        f'<LineItem><LoyaltyReward acs:{kind}="true"><PromotionID>9</PromotionID>'
        "<acs:RewardCategory>Monetary</acs:RewardCategory>"
        f"<acs:ExtendedRewardAmount>{money(-amount)}</acs:ExtendedRewardAmount>"
        f"<acs:OperatorSequenceReference>{reference}</acs:OperatorSequenceReference>"
        "</LoyaltyReward></LineItem>"
    )


def as_v22(lines: list[Sold]) -> str:
    """Negative quantities beside positive amounts, each line followed by a voided copy."""
    parts = []
    for n, x in enumerate(lines, 1):
        for number, flags in ((2 * n, ""), (2 * n + 1, 'VoidFlag="true"')):
            parts.append(
                f"<LineItem {flags}><SequenceNumber>{number}</SequenceNumber><Sale>"
                f"<POSIdentity POSIDType='EAN'><POSItemID>{x.item}</POSItemID></POSIdentity>"
                f"<ItemID>internal</ItemID>"
                f"<ExtendedAmount>{money(x.gross - x.discount)}</ExtendedAmount>"
                f"<Quantity>{'-' if x.returned and not flags else ''}{quantity(x.milli)}</Quantity>"
                f"<Tax><Amount>{money(x.tax)}</Amount></Tax></Sale></LineItem>"
            )
    return written(lines, "".join(parts), "2.2")


def check(lines: list[Sold], receipt: Receipt) -> None:
    assert [
        (int(x.item_code), x.quantity.milli, x.net.minor, x.tax.minor, x.direction)
        for x in receipt.lines
    ] == [(x.item, x.milli, x.gross - x.discount, x.tax, direction(x)) for x in lines]
    worth = Money(sum(x.worth for x in lines))
    assert receipt.total_paid == worth
    assert total(t.amount for t in receipt.tenders) == worth
    assert "totals_differ" not in receipt.flags


def direction(line: Sold) -> Direction:
    return Direction.RETURNED if line.returned else Direction.SOLD


@given(baskets)
def test_v6(lines: list[Sold]) -> None:
    check(lines, only_receipt(read_text(as_v6(lines))).receipt)


@given(baskets)
def test_v21(lines: list[Sold]) -> None:
    check(lines, only_receipt(read_text(as_v21(lines))).receipt)


@given(baskets)
def test_v22(lines: list[Sold]) -> None:
    check(lines, only_receipt(read_text(as_v22(lines))).receipt)


@given(
    grosses=st.lists(st.integers(1, 99_999), min_size=1, max_size=12),
    cut=st.integers(0, 1_000),
    tax=st.integers(0, 20_000),
)
def test_basket_discount_and_tax_add_up_to_the_whole(
    grosses: list[int], cut: int, tax: int
) -> None:
    discount = sum(grosses) * cut // 1_001
    body = "".join(
        f"<LineItem><Sale><ItemID>{n}</ItemID><ExtendedAmount>{money(g)}</ExtendedAmount>"
        "<Quantity>1</Quantity></Sale></LineItem>"
        for n, g in enumerate(grosses)
    )
    body += f"<LineItem><Discount><Amount>{money(discount)}</Amount></Discount></LineItem>"
    body += f"<LineItem><Tax><Amount>{money(tax)}</Amount><Percent>1</Percent></Tax></LineItem>"
    grand = sum(grosses) - discount + tax
    body += payment(grand, tagged=True)
    body += f'<Total TotalType="TransactionGrandAmount">{money(grand)}</Total>'
    text = written([], body, "6").replace(
        '<Total TotalType="TransactionGrandAmount">0.00</Total>', ""
    )
    receipt = only_receipt(read_text(text)).receipt
    assert receipt.total_paid == Money(grand)
    assert "totals_differ" not in receipt.flags
    taken = [sum(d.amount.minor for d in x.discounts) for x in receipt.lines]
    assert sum(x.tax.minor for x in receipt.lines) == tax
    assert sum(taken) == discount
    assert all(0 <= t <= g for t, g in zip(taken, grosses, strict=True))


SMALL = (SAMPLES / "ncr_acs_kjbreil" / "SMALL.xml").read_bytes()
WINCOR = (SAMPLES / "wincor_xmldirectives" / "void_with_approval_v22.xml").read_bytes()


@settings(max_examples=200)
@given(
    content=st.sampled_from([SMALL, WINCOR]),
    where=st.floats(0, 1, exclude_max=True),
    length=st.integers(0, 40),
    put=st.one_of(
        st.binary(max_size=40),
        st.sampled_from([b"-", b"NaN", b"9" * 40, b"&x;", b"\xff", b"<a>", b'"', b"1e9", b"\x00"]),
    ),
)
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(
    content: bytes, where: float, length: int, put: bytes
) -> None:
    at = int(len(content) * where)
    damaged = content[:at] + put + content[at + length :]
    try:
        outcomes = read_bytes(damaged)
    except ImportRejected:
        return  # any other error would be the reader's fault
    for outcome in outcomes:
        if isinstance(outcome, Parsed):
            assert all(x.gross >= Money(0) and x.quantity.milli > 0 for x in outcome.receipt.lines)
