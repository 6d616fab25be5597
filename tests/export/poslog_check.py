"""What POSLog v6 allows of the elements this program writes, checked without its schema.

The schema's owner does not let it be shipped. This says what the facts know of it: which children an
element has, in which order and how often, which attributes it must have and what they may say, and
what its text looks like. An element that is not named here is a fault, so nothing new is written
without being looked up.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

SPACE: Final = "{http://www.nrf-arts.org/IXRetail/namespace/}"
MANY: Final = 10**6

TEXT: Final = r"(?s)\S.*"
AMOUNT: Final = r"[0-9]{1,8}(\.[0-9]{1,6})?"
"""DecimalCommonData: from zero to 99,999,999.999999."""
SIGNED: Final = rf"-?{AMOUNT}"
DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
TIME: Final = rf"{DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}([+-][0-9]{{2}}:[0-9]{{2}})?"
"""xs:dateTime, whose offset may be left out."""
NUMBER: Final = r"[0-9]+"

TENDERS: Final = (
    "Cash|Check|CreditDebit|EBTFoodStamps|EBTCash|WICCheck|GiftCard|StoredValue|ManufacturerCoupon|"
    "MoneyOrder|LoyaltyPoints|StoreAccount"
)
_CURRENCY: Final = {"Currency": "[A-Z]{3}"}


@dataclass(frozen=True)
class Shape:
    """Children as (name, least, most) in their order; or text. Attributes that must, or may, be."""

    children: tuple[tuple[str, int, int], ...] = ()
    text: str = ""
    must: Mapping[str, str] = field(default_factory=dict)
    may: Mapping[str, str] = field(default_factory=dict)
    one_of: frozenset[str] = frozenset()


def _amount() -> Shape:
    return Shape(text=AMOUNT, must=_CURRENCY)


def _of_tender(*more: tuple[str, int, int], codes: str = "") -> Shape:
    must = {"TenderType": TENDERS} | ({"TypeCode": codes} if codes else {})
    return Shape((("Amount", 1, 1), *more, ("Count", 0, 1)), must=must)


_HEAD: Final = (
    ("BusinessUnit", 1, 1),
    ("WorkstationID", 1, 1),
    ("SequenceNumber", 1, 1),
    ("TransactionID", 0, 1),
    ("OperatorID", 1, 1),
    ("CurrencyCode", 0, 1),
    ("ReceiptNumber", 0, 1),
    ("RetailTransaction", 0, 1),
    ("TillID", 0, 1),
    ("BusinessDayDate", 1, 1),
    ("BeginDateTime", 1, 1),
    ("EndDateTime", 0, 1),
    ("ControlTransaction", 0, 1),
    ("TenderControlTransaction", 0, MANY),
)
_GOODS: Final = Shape(
    (
        ("POSIdentity", 0, 1),
        ("ItemID", 0, 1),
        ("Description", 1, 1),
        ("RegularSalesUnitPrice", 0, 1),
        ("ActualSalesUnitPrice", 0, 1),
        ("ExtendedAmount", 1, 1),
        ("Quantity", 1, 1),
        ("Tax", 0, MANY),
        ("TransactionLink", 0, 1),
    ),
    must={"ItemType": "Stock|Service|Deposit"},
)
_SUMMARY: Final = (
    "Beginning", "Sales", "Returns", "PaidIn", "PaidOut", "Loan", "Pickup", "Deposit", "Ending",
    "Over", "Short",
)  # fmt: skip

SHAPES: Final[Mapping[str, Shape]] = {
    "POSLog": Shape(
        (("Transaction", 0, MANY),),
        must={"MajorVersion": "6", "MinorVersion": "0", "FixVersion": "0"},
    ),
    "Transaction": Shape(
        _HEAD,
        must={"TrainingModeFlag": "true|false"},
        may={
            "TypeCode": "SaleTransaction|ReturnTransaction|ExchangeTransaction",
            "MajorVersion": "6",
            "MinorVersion": "0",
            "FixVersion": "0",
        },
        one_of=frozenset({"RetailTransaction", "ControlTransaction", "TenderControlTransaction"}),
    ),
    "BusinessUnit": Shape((("UnitID", 1, 1),)),
    "TransactionLink/BusinessUnit": Shape(text=TEXT),
    "UnitID": Shape(text=TEXT, may={"Name": TEXT}),
    "WorkstationID": Shape(text=TEXT, may={"TypeCode": "POS"}),
    "SequenceNumber": Shape(text=NUMBER),
    "TransactionID": Shape(text=TEXT),
    "OperatorID": Shape(text=TEXT, may={"OperatorType": "Cashier"}),
    "CurrencyCode": Shape(text="[A-Z]{3}"),
    "ReceiptNumber": Shape(text=TEXT),
    "TillID": Shape(text=TEXT),
    "BusinessDayDate": Shape(text=DAY),
    "TransactionLink/BusinessDayDate": Shape((("Date", 1, 1),)),
    "Date": Shape(text=DAY),
    "BeginDateTime": Shape(text=TIME),
    "EndDateTime": Shape(text=TIME),
    "RetailTransaction": Shape(
        (("LineItem", 1, MANY), ("Total", 1, MANY)), must={"TransactionStatus": "Finished"}
    ),
    "LineItem": Shape(
        (
            ("Sale", 0, 1),
            ("Return", 0, 1),
            ("Tender", 0, 1),
            ("SequenceNumber", 1, 1),
            ("Reason", 0, 1),
            ("OperatorBypassApproval", 0, 1),
        ),
        may={"EntryMethod": "Scanned|Keyed", "VoidFlag": "true|false"},
        one_of=frozenset({"Sale", "Return", "Tender"}),
    ),
    "Sale": _GOODS,
    "Return": _GOODS,
    "POSIdentity": Shape((("POSItemID", 1, 1),), must={"POSIDType": "GTIN"}),
    "POSItemID": Shape(text=TEXT),
    "ItemID": Shape(text=TEXT),
    "Description": Shape(text=TEXT),
    "RegularSalesUnitPrice": _amount(),
    "ActualSalesUnitPrice": _amount(),
    "ExtendedAmount": _amount(),
    "Quantity": Shape(text=AMOUNT, may={"UnitOfMeasureCode": "[A-Z]{1,8}"}),
    "Tax": Shape(
        (("TaxAuthority", 1, 1), ("TaxableAmount", 1, 1), ("Amount", 1, 1), ("Percent", 1, 1))
    ),
    "TaxAuthority": Shape(text=TEXT),
    "TaxableAmount": _amount(),
    "Percent": Shape(text=AMOUNT),
    "TransactionLink": Shape(
        (
            ("BusinessUnit", 1, 1),
            ("WorkstationID", 1, 1),
            ("BusinessDayDate", 1, 1),
            ("SequenceNumber", 1, 1),
            ("LineItemSequenceNumber", 0, 1),
        ),
        must={"ReasonCode": "Return|Voided"},
        may={"EntryMethod": "Scanned|Keyed"},
    ),
    "LineItemSequenceNumber": Shape(text=NUMBER),
    "Reason": Shape(text=TEXT),
    "OperatorBypassApproval": Shape(
        (("SequenceNumber", 1, 1), ("ApproverID", 1, 1), ("Description", 1, 1))
    ),
    "ApproverID": Shape(text=TEXT),
    "Tender": _of_tender(codes="Sale|Refund"),
    "Amount": _amount(),
    "Count": Shape(text=NUMBER),
    "Total": Shape(
        text=SIGNED,
        must={
            "TotalType": "Transaction(Net|Tax|Grand)Amount|RoundingAmount",
            "CurrencyCode": "[A-Z]{3}",
        },
    ),
    "ControlTransaction": Shape(
        (("NoSale", 0, 1), ("PostVoid", 0, 1)), one_of=frozenset({"NoSale", "PostVoid"})
    ),
    "NoSale": Shape((("Reason", 0, 1),)),
    "PostVoid": Shape((("TransactionLink", 1, 1),)),
    "TenderControlTransaction": Shape(
        tuple(
            (name, 0, 1)
            for name in (
                "PaidIn",
                "PaidOut",
                "SafeDrop",
                "TenderLoan",
                "TenderPickup",
                "TillSettle",
            )
        ),
        one_of=frozenset(
            {"PaidIn", "PaidOut", "SafeDrop", "TenderLoan", "TenderPickup", "TillSettle"}
        ),
    ),
    "PaidIn": _of_tender(("Reason", 0, 1)),
    "PaidOut": _of_tender(("Reason", 0, 1)),
    "SafeDrop": _of_tender(("Reason", 0, 1)),
    "TenderLoan": _of_tender(("Reason", 0, 1), codes="Normal|OpenFLoat"),
    "TenderPickup": _of_tender(("Reason", 0, 1), codes="Normal|CloseFLoat"),
    "TillSettle": Shape(
        (
            ("TransactionCount", 1, 1),
            ("TotalNetSalesAmount", 0, 1),
            ("TotalNetReturnAmount", 0, 1),
            ("TenderSummary", 1, 1),
        )
    ),
    "TransactionCount": Shape(text=NUMBER),
    "TotalNetSalesAmount": _amount(),
    "TotalNetReturnAmount": _amount(),
    "TenderSummary": Shape(
        tuple((name, 1 if name in ("Beginning", "Ending") else 0, MANY) for name in _SUMMARY),
        must={"LedgerType": "Actual"},
    ),
    **{name: _of_tender() for name in _SUMMARY if name not in ("PaidIn", "PaidOut")},
    "TenderSummary/PaidIn": _of_tender(),
    "TenderSummary/PaidOut": _of_tender(),
}


def faults(root: ET.Element) -> list[str]:
    """Everything that is not as POSLog v6 wants it; empty for a good file."""
    return [*_faults(root, ""), *_sums(root), *_numbers(root)]


def _faults(element: ET.Element, above: str) -> Iterator[str]:
    name = _name(element)
    where = f"{above}/{name}"
    shape = SHAPES.get(f"{above.rpartition('/')[2]}/{name}") or SHAPES.get(name)
    if shape is None:
        yield f"{where}: nothing is known of it"
        return
    yield from (f"{where}: {fault}" for fault in _attributes(element, shape))
    if shape.text and not re.fullmatch(shape.text, element.text or ""):
        yield f"{where}: says {element.text!r}"
    yield from (f"{where}: {fault}" for fault in _children(element, shape))
    for child in element:
        yield from _faults(child, where)


def _attributes(element: ET.Element, shape: Shape) -> Iterator[str]:
    yield from (f"has no {name}" for name in shape.must if name not in element.attrib)
    for name, value in element.attrib.items():
        pattern = {**shape.must, **shape.may}.get(name, "")
        if not re.fullmatch(pattern, value):
            yield f"{name} says {value!r}"


def _children(element: ET.Element, shape: Shape) -> Iterator[str]:
    found = [_name(child) for child in element]
    order = [name for name, _, _ in shape.children]
    known = [name for name in found if name in order]
    yield from (f"has a {name}" for name in found if name not in order)
    if known != sorted(known, key=order.index):
        yield f"has its parts in the order {', '.join(found)}"
    for name, least, most in shape.children:
        if not least <= found.count(name) <= most:
            yield f"has {found.count(name)} {name}"
    if shape.one_of and len(shape.one_of.intersection(found)) != 1:
        yield f"has not one of {', '.join(sorted(shape.one_of))}"


def _sums(root: ET.Element) -> Iterator[str]:
    """A sale or return adds up: lines and taxes are what was paid; a settled till, too."""
    for one in root.iter(f"{SPACE}RetailTransaction"):
        lines = sum((_worth(line) for line in one.iter(f"{SPACE}LineItem")), Decimal())
        totals = {t.get("TotalType"): Decimal(t.text or "") for t in one.iter(f"{SPACE}Total")}
        paid = sum(
            (
                _value(t) * (1 if t.get("TypeCode") == "Sale" else -1)
                for t in one.iter(f"{SPACE}Tender")
            ),
            Decimal(),
        )
        if totals["TransactionGrandAmount"] != paid:
            yield f"a grand amount of {totals['TransactionGrandAmount']} and {paid} paid"
        if lines + totals.get("RoundingAmount", Decimal()) != paid:
            yield f"lines of {lines} and {paid} paid, {totals}"
    for summary in root.iter(f"{SPACE}TenderSummary"):
        yield from _till_sums(summary)


_INTO: Final = {
    "Beginning": 1, "Sales": 1, "PaidIn": 1, "Loan": 1, "Over": 1,
    "Returns": -1, "PaidOut": -1, "Pickup": -1, "Short": -1, "Ending": -1,
}  # fmt: skip


def _till_sums(summary: ET.Element) -> Iterator[str]:
    tenders: dict[str, Decimal] = {}
    for line in summary:
        tender = line.get("TenderType", "")
        tenders[tender] = tenders.get(tender, Decimal()) + _value(line) * _INTO[_name(line)]
    yield from (f"a settled till is {off} off in {t}" for t, off in tenders.items() if off)


def _worth(line: ET.Element) -> Decimal:
    found = Decimal()
    for tag, sign in (("Sale", 1), ("Return", -1)):
        for goods in line.findall(f"{SPACE}{tag}"):
            amounts = [goods.findtext(f"{SPACE}ExtendedAmount"),
                       *(t.findtext(f"{SPACE}Amount") for t in goods.iter(f"{SPACE}Tax"))]  # fmt: skip
            found += sign * sum(Decimal(a or "") for a in amounts)
    return found


def _numbers(root: ET.Element) -> Iterator[str]:
    """No two transactions of a workstation have one number; lines are numbered from one."""
    seen = set()
    for one in root.iter(f"{SPACE}Transaction"):
        key = tuple(
            one.findtext(f"{SPACE}{n}")
            for n in ("WorkstationID", "BusinessDayDate", "SequenceNumber")
        )
        if key in seen:
            yield f"{key} twice"
        seen.add(key)
        lines = [i.findtext(f"{SPACE}SequenceNumber") for i in one.iter(f"{SPACE}LineItem")]
        if lines != [str(n) for n in range(1, len(lines) + 1)]:
            yield f"lines are numbered {lines}"


def _value(element: ET.Element) -> Decimal:
    return Decimal(element.findtext(f"{SPACE}Amount") or "")


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(SPACE)
