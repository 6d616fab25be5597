"""Five documents as the desk prints them; `python -m tests.documents.samples` rewrites golden/."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from counter_app.core.document import BOLD, QR, Document, Feed, Rule, Text
from counter_app.documents.standard import (
    amount_row,
    closing,
    duplicate,
    item_rows,
    signature_lines,
    store_header,
    total_row,
    transaction_barcode,
    two_sides,
)

GOLDEN = Path(__file__).parent / "golden"
BARCODE = "RT001207261121004683"
LINK = "https://example.com/r/46"
_HEADER = store_header(
    "NORTHGATE MARKET", ["Store 12, 410 Harbor Road", "Returns desk (512) 555-0142"]
)


def return_slip() -> Document:
    return Document(
        (
            *_HEADER,
            two_sides("RETURN 0046", "Sat Nov 21, 2026  10:43 AM", BOLD),
            two_sides("Desk 1, till 7, Maria A.", "Receipt 0183, Nov 7"),
            Rule(),
            *item_rows("Coffee maker, 12-cup", "-44.99", notes=["Not wanted, box open"]),
            *item_rows("Hand towel, sage", "-11.99", "2 of 4", ["Wrong color. 4 for 23.97"]),
            *item_rows(
                "Jalapeño Wrap «très» 1½ × €", "-12.99", "1 of 2", ["Cracked — “x” Łódź 你好"]
            ),
            Rule(),
            amount_row("Items", "-69.97"),
            amount_row("State tax as paid, 6.25%", "-4.37"),
            amount_row("Restocking fee, 15% of 44.99", "6.75"),
            *total_row("REFUND, CASH", "-68.99"),
            Text("Still open on receipt 0183, until Feb 5, 2027", style=BOLD),
            two_sides("1 hand towel", "1 storage bin"),
            Feed(),
            Text("Fee: the box was open and the item not wanted. A faulty item has no fee."),
            *transaction_barcode(BARCODE, (2, 4, 2, 6, 4, 2)),
            *closing(["Thank you. Keep this slip."]),
        ),
        "return",
        "Return 0046",
    )


def sale_receipt() -> Document:
    return Document(
        (
            *_HEADER,
            *item_rows("Oranges 2.36 lb at 1.99", "4.70"),
            *item_rows("Ground coffee", "17.98", "2"),
            amount_row("Tax", "1.87"),
            *total_row("TOTAL", "24.55"),
            amount_row("Cash", "30.00"),
            amount_row("Change", "5.45"),
            *transaction_barcode("0012072611210183"),
            QR(LINK),
        ),
        "sale",
        "Receipt 0183",
    )


def card_slip() -> Document:
    return Document(
        (
            *_HEADER,
            Text("CARD REFUND", style=BOLD),
            two_sides("Visa credit", "************1234"),
            two_sides("AID", "A0000000031010"),
            two_sides("Approval code", "T4M2K9"),
            *total_row("REFUND", "-1,234.56"),
            *signature_lines(["Customer", "Store copy: manager"]),
        ),
        "card_refund",
        "Card refund",
    )


def settlement() -> Document:
    rows = [amount_row(f"Tender {number} – counted", f"{number * 1111}.00") for number in range(12)]
    return Document(
        (*_HEADER, Text("Till 7, settlement", style=BOLD), Rule(), *rows, Rule(heavy=True)),
        "settlement",
        "Settlement",
        "es",
    )


def reprint() -> Document:
    details = ["Copy 1", "First printed Nov 21, 2026, again Nov 22, 2026"]
    return duplicate(return_slip(), "*** DUPLICATE ***", details)


SAMPLES: Mapping[str, Callable[[], Document]] = MappingProxyType(
    {
        "return": return_slip,
        "sale": sale_receipt,
        "card": card_slip,
        "settlement": settlement,
        "reprint": reprint,
    }
)

WIDTHS = (48, 42, 32)  # columns: 80 mm paper at 203 dpi, at 180 dpi, and 58 mm paper

if __name__ == "__main__":
    from counter_app.documents.escpos import render_escpos
    from counter_app.documents.text import render_text

    GOLDEN.mkdir(exist_ok=True)
    for name, build in SAMPLES.items():
        for columns in WIDTHS:
            (GOLDEN / f"{name}-{columns}.bin").write_bytes(render_escpos(build(), columns))
            (GOLDEN / f"{name}-{columns}.txt").write_text(render_text(build(), columns), "utf-8")
