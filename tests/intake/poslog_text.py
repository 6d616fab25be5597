"""POSLog 6.0 text written by hand, the way registers bend it."""

from __future__ import annotations

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
