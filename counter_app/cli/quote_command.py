"""`counter quote return`: the whole decision about a return, without posting anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

import typer

from counter_app.cli.answers import JsonOption, StoreOption, group, print_json, say, say_table
from counter_app.cli.boundary import DONE
from counter_app.cli.places import find_place, open_place
from counter_app.cli.policy_command import date_of
from counter_app.cli.receipts_command import ReceiptArgument
from counter_app.core.errors import BadInput
from counter_app.core.money import Currency, Money, plain
from counter_app.core.quantity import ONE, Quantity, parse_quantity
from counter_app.core.quantity import plain as plain_quantity
from counter_app.core.text import shown
from counter_app.core.transaction import Tender
from counter_app.trade.wanted import WantedItem

MAX_LINES: Final = 500
MAX_CODE: Final = 40
_LINE = re.compile(r"(?P<line>[0-9]{1,4})=(?P<quantity>[0-9.,]{1,16})")
_REASON = re.compile(r"(?:(?P<line>[0-9]{1,4})=)?(?P<code>[A-Za-z0-9_.-]{1,40})")

commands = group("Decisions without posting.")


@commands.command("return")
def quote_return(
    receipt: ReceiptArgument,
    line: Annotated[
        list[str],
        typer.Option(metavar="N=QTY", help="How much of which line comes back; once per line."),
    ],
    reason: Annotated[
        list[str] | None,
        typer.Option(metavar="[N=]CODE", help="Why: for all lines, or for line N."),
    ] = None,
    tender: Annotated[
        str | None, typer.Option(metavar="NAME", help="The refund tender asked for.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day of the return; today.")
    ] = None,
    new: Annotated[
        list[str] | None,
        typer.Option(metavar="ITEM[=QTY]", help="What goes home instead (exchange)."),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Say what would be decided about a return, and what would be paid how; posts nothing.

    Exit 0 whatever the outcome is.
    """
    from counter_app.app import discover_tasks
    from counter_app.desk.returns.quote import NewWanted, Wanted, quote
    from counter_app.trade.receipt_lookup import the_one

    quantities = read_quantities(line)
    common, own = read_reasons(reason or [], quantities)
    day = date_of(as_of) if as_of is not None else None
    station = open_place(find_place(store))
    try:
        found = quote(
            station,
            the_one(station, receipt),
            tuple(Wanted(n, q, own.get(n, "")) for n, q in quantities.items()),
            reason=common,
            tender=read_tender(tender),
            as_of=day,
            new=NewWanted(tuple(read_new(text) for text in new or ())),
            tasks=discover_tasks(),
        )
        currency = station.store.currency
    finally:
        station.close()
    if as_json:
        print_json(found.as_json())
    else:
        _tell(found.as_json(), currency)
    return DONE


def read_quantities(texts: Sequence[str]) -> dict[int, Quantity]:
    """``N=QTY`` options as quantities by line number; raises `BadInput`."""
    found: dict[int, Quantity] = {}
    if len(texts) > MAX_LINES:
        raise BadInput(f"A return has at most {MAX_LINES} lines.")
    for text in texts:
        match = _LINE.fullmatch(text)
        if match is None:
            raise BadInput(f"{shown(text)} is not a line. Write it like 2=1 or 3=0.42.")
        number = int(match["line"])
        if number in found:
            raise BadInput(f"Line {number} is named twice.")
        found[number] = parse_quantity(match["quantity"])
    return found


def read_new(text: str) -> WantedItem:
    """``ITEM[=QTY]`` as what goes home; raises `BadInput`."""
    code, _, quantity = text.partition("=")
    if not code or len(code) > MAX_CODE:
        raise BadInput(f"{shown(text)} is no item. Write it like 4011 or 4011=0.42.")
    return WantedItem(code, parse_quantity(quantity) if quantity else ONE)


def read_reasons(texts: Sequence[str], lines: Mapping[int, Quantity]) -> tuple[str, dict[int, str]]:
    """``[N=]CODE`` options as the reason for all lines and those for single ones."""
    common = ""
    own: dict[int, str] = {}
    for text in texts:
        match = _REASON.fullmatch(text)
        if match is None:
            raise BadInput(f"{shown(text)} is not a reason. Write it like CODE or 2=CODE.")
        if match["line"] is None:
            if common:
                raise BadInput("Two reasons are given for all lines.")
            common = match["code"]
            continue
        number = int(match["line"])
        if number in own or number not in lines:
            raise BadInput(f"The reason for line {number} fits no line that comes back.")
        own[number] = match["code"]
    return common, own


def read_tender(text: str | None) -> Tender | None:
    """A tender by name; raises `BadInput` that lists them."""
    if text is None:
        return None
    if text not in list(Tender):
        raise BadInput(f"{shown(text)} is no tender; there are {', '.join(Tender)}.")
    return Tender(text)


def _tell(found: Mapping[str, Any], currency: Currency) -> None:
    def amount(cents: int) -> str:
        return plain(Money(cents), currency)

    say(f"{found['receipt']} on {found['as_of']}: {found['outcome'].replace('_', ' ')}")
    for finding in found["findings"]:
        say(f"  {finding['severity']}: {finding['text']} {finding['remedy']}".rstrip())
    say_table(
        ("#", "Description", "Quantity", "Net", "Tax", "Fee", "Refund"),
        [
            (
                str(x["line"]),
                x["description"],
                plain_quantity(Quantity(x["quantity_milli"])),
                amount(x["net_cents"]),
                amount(sum(t["amount_cents"] for t in x["taxes"])),
                amount(x["fee_cents"]),
                amount(x["refund_cents"]),
            )
            for x in found["lines"]
        ],
    )
    new = found["exchange"]
    for row in new["lines"] if new else ():
        say(f"  new: {row['description']} {amount(row['net_cents'] + row['tax_cents'])}")
    if found["due_cents"]:
        say(f"  customer pays {amount(found['due_cents'])}")
    for part in found["tenders"]:
        say(f"  {part['tender']} {amount(part['amount_cents'])}")
    for part in found["blocked"]:
        say(f"  not to be paid back: {amount(part['amount_cents'])} ({part['why']})")
    say(f"  refund {currency.code} {amount(found['refund_cents'])}")
