"""`counter receipts show`: what a receipt holds, and what of it can still come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counter_app.cli.answers import JsonOption, StoreOption, group, print_json, say, say_table
from counter_app.cli.boundary import DONE
from counter_app.cli.places import find_place, open_place
from counter_app.core import money, quantity
from counter_app.core.money import Currency, Money

if TYPE_CHECKING:
    from counter_app.desk.returns.view import ReceiptView

commands = group("Original receipts.")

ReceiptArgument = Annotated[
    str,
    typer.Argument(
        metavar="RECEIPT", help="Printed number, barcode text, STORE/WORKSTATION/DATE/SEQ, or id."
    ),
]


@commands.command()
def show(receipt: ReceiptArgument, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Show a receipt: what was sold and paid, what came back, what still can."""
    from counter_app.desk.returns.view import receipt_view
    from counter_app.trade.receipt_lookup import the_one

    station = open_place(find_place(store))
    try:
        view = receipt_view(station, the_one(station, receipt))
        currency = station.store.currency
    finally:
        station.close()
    if as_json:
        print_json(view.as_json())
    else:
        _tell_receipt(view, currency)
    return DONE


def _tell_receipt(view: ReceiptView, currency: Currency) -> None:
    def amount(value: Money) -> str:
        return money.plain(value, currency)

    receipt = view.receipt
    say(f"Receipt {receipt.receipt_number}  {receipt.key}")
    say(f"{view.local_time:%Y-%m-%d %H:%M}  {receipt.currency} {amount(receipt.total_paid)}")
    for flag in receipt.flags:
        say(f"  note: {flag}")
    say_table(
        ("#", "Item", "Description", "Sold", "Returned", "Returnable", "Net", "Tax", "Paid"),
        [
            (
                str(x.line.number),
                x.line.item_code,
                x.line.description,
                quantity.plain(x.line.quantity),
                quantity.plain(x.returned),
                quantity.plain(x.returnable),
                amount(x.line.net),
                amount(x.line.tax),
                amount(x.line.paid),
            )
            for x in view.lines
        ],
    )
    say_table(
        ("Tender", "", "Paid", "Refunded", "Refundable"),
        [
            (
                x.tender.tender.value,
                x.tender.masked,
                amount(x.tender.amount),
                amount(x.refunded),
                amount(x.refundable),
            )
            for x in view.tenders
        ],
    )
