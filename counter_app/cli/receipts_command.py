"""`counter receipts`: what a receipt holds and what can still come back; finding it by clues."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from counter_app.cli.answers import JsonOption, StoreOption, group, print_json, say, say_table
from counter_app.cli.boundary import DONE
from counter_app.cli.places import find_place, open_place
from counter_app.cli.policy_command import date_of
from counter_app.core import money, quantity
from counter_app.core.money import Currency, Money
from counter_app.core.receipt import Direction
from counter_app.core.words import Words

if TYPE_CHECKING:
    from counter_app.desk.returns.view import LineView, ReceiptView

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


@commands.command()
def find(
    last_four: Annotated[str, typer.Option(help="The last four digits of the card.")] = "",
    phone: Annotated[str, typer.Option(help="The customer's phone number.")] = "",
    item: Annotated[str, typer.Option(help="An item's number, or words of its name.")] = "",
    day: Annotated[str, typer.Option(help="The day, 3 days off at most, or FIRST..LAST.")] = "",
    total: Annotated[str, typer.Option(help="The amount, ten percent off at most.")] = "",
    at_store: Annotated[str, typer.Option(help="The store that sold it.")] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Find a receipt without its paper: the likeliest first, each with its reasons."""
    from counter_app.rules.receipt_clues import Clues
    from counter_app.trade.receipt_finder import find_matches

    station = open_place(find_place(store))
    first, _, last = day.partition("..")
    try:
        currency, calendar = station.store.currency, station.store.calendar
        clues = Clues(
            last_four,
            phone,
            item,
            _day(first),
            money.parse_money(total, currency) if total else None,
            at_store,
            _day(last),
        )
        with station.look() as work:
            matches = find_matches(work, clues)
    finally:
        station.close()
    words = Words("en", currency)
    found = [match.as_json(words, calendar) for match in matches]
    if as_json:
        print_json({"matches": found})
    else:
        rows = [(m["key"], m["number"], "; ".join(m["reasons"])) for m in found]
        say_table(("Receipt", "Number", "Why"), rows)
    return DONE


@commands.command()
def recalled(
    number: Annotated[str, typer.Argument(metavar="RECALL", help="The notice's number.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """List the known buyers of what a recall is about."""
    from counter_app.records.recalls import buyers_of

    station = open_place(find_place(store))
    try:
        with station.look() as work:
            found = buyers_of(work.connection, number)
    finally:
        station.close()
    if as_json:
        rows = [
            {
                "receipt": b.receipt,
                "sold_on": b.sold_on.isoformat(),
                "customer": b.customer,
                "name": b.name,
                "phone": b.phone,
            }
            for b in found
        ]
        print_json({"recall": number, "buyers": rows})
    else:
        say_table(
            ("Receipt", "Sold", "Customer", "Name", "Phone"),
            [(b.receipt, b.sold_on.isoformat(), b.customer, b.name, b.phone) for b in found],
        )
    return DONE


@commands.command()
def goods(
    day: Annotated[str, typer.Option(help="A business date; today's if left out.")] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """List the goods that came back on a day, by where they go, with counts."""
    from counter_app.records.goods_back import goods_back

    station = open_place(find_place(store))
    try:
        with station.look() as work:
            found = goods_back(work.connection, _day(day) or work.today())
        currency = station.store.currency
    finally:
        station.close()
    if as_json:
        lists: dict[str, list[dict[str, object]]] = {}
        for x in found:
            row = {
                "department": x.department,
                "item": x.item_code,
                "description": x.description,
                "quantity_milli": x.quantity.milli,
                "net_cents": x.net.minor,
                "reason": x.reason,
                "ticket": x.ticket,
            }
            lists.setdefault(x.disposition, []).append(row)
        print_json({"goods": lists, "counts": {k: len(v) for k, v in lists.items()}})
    else:
        say_table(
            ("Goes to", "Department", "Item", "Description", "Quantity", "Net", "Why", "Ticket"),
            [
                (
                    x.disposition,
                    x.department,
                    x.item_code,
                    x.description,
                    quantity.plain(x.quantity),
                    money.plain(x.net, currency),
                    x.reason,
                    x.ticket,
                )
                for x in found
            ],
        )
    return DONE


def _day(text: str) -> date | None:
    return date_of(text) if text else None


def _tell_receipt(view: ReceiptView, currency: Currency) -> None:
    def amount(value: Money) -> str:
        return money.plain(value, currency)

    receipt = view.receipt
    say(f"Receipt {receipt.receipt_number}  {receipt.key}")
    say(f"{view.local_time:%Y-%m-%d %H:%M}  {receipt.currency} {amount(receipt.total_paid)}")
    for flag in receipt.flags:
        say(f"  note: {flag}")
    head = ("#", "Item", "Description", "Price", "Sold", "Returned", "Returnable", "Net", "Tax")
    say_table((*head, "Paid"), [row for x in view.lines for row in _rows(x, amount)])
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


def _rows(shown: LineView, amount: Callable[[Money], str]) -> Iterator[tuple[str, ...]]:
    """A line, below it each share of a discount or coupon, and each tax by its authority."""
    line = shown.line
    back = line.direction is Direction.RETURNED
    yield (
        str(line.number),
        line.item_code,
        f"{line.description} (came back)" if back else line.description,
        "" if shown.each is None else amount(shown.each),
        quantity.plain(line.quantity),
        quantity.plain(shown.returned),
        quantity.plain(shown.returnable),
        amount(line.net),
        amount(line.tax),
        amount(line.paid),
    )
    for share in line.discounts:
        what = " ".join(filter(None, (share.kind.value.replace("_", " "), share.description)))
        yield ("", share.code, f"  {what}", *[""] * 4, amount(-share.amount), "", "")
    for tax in line.taxes:
        rate = f" {tax.rate_ppm / 10_000:g} %" if tax.rate_ppm else ""
        inside = ", in the price" if tax.included else ""
        named = tax.name if tax.name == tax.authority else f"{tax.authority} {tax.name}".strip()
        yield ("", "", f"  {named}{rate}{inside}", *[""] * 5, amount(tax.amount), "")
