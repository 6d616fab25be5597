"""Exchanges from a script: what a return takes, and besides what goes home and how it is paid."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from counter_app.desk.returns.quote import NewWanted
from counter_app.station import Station
from counter_app.trade.answers import Completed
from counter_app.trade.credit_payments import with_credits
from counter_app.trade.wanted import ITEMS_SCHEMA, PAY_SCHEMA, read_items, read_offers

NEW: Final[Mapping[str, Any]] = MappingProxyType({"new": ITEMS_SCHEMA, "pay": PAY_SCHEMA})
"""Fields of a request about new goods."""

PAYMENT_CODE: Final = {
    "type": "string",
    "minLength": 4,
    "maxLength": 12,
    "description": "Approval code of a card payment for new goods.",
}


def read_new(do: Mapping[str, Any], station: Station) -> NewWanted:
    """What goes home, and how a difference is paid; codes of credits are looked up."""
    offers = with_credits(station, read_offers(do.get("pay", [])))
    return NewWanted(read_items(do.get("new", [])), offers)


def told(done: Completed) -> dict[str, Any]:
    """What an answer says of the new goods."""
    if done.sale is None:
        return {}
    return {
        "sale": done.sale.transaction_id,
        "new_receipt": done.sale.receipt_number,
        "due_cents": done.sale.due.minor,
        "paid_cents": done.sale.paid.minor,
        "change_cents": done.sale.change.minor,
    }
