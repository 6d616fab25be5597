"""Goods that a request names by their numbers, put into a basket at today's prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from counter_app.core.errors import NotFound
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.core.said import said
from counter_app.core.text import shown
from counter_app.core.transaction import Tender
from counter_app.records.items import find_with_deposit
from counter_app.rules.selling_policy import CAN_TAKE
from counter_app.trade.basket import Basket, add_item, change_price
from counter_app.trade.payments import Offer

_CENTS: Final = {"type": "integer", "minimum": 0, "maximum": 100_000_000}

ITEMS_SCHEMA: Final[dict[str, Any]] = {
    "type": "array",
    "minItems": 1,
    "maxItems": 500,
    "items": {
        "type": "object",
        "properties": {
            "item": {"type": "string", "minLength": 1, "maxLength": 40},
            "quantity_milli": {"type": "integer", "minimum": 1, "maximum": 1_000_000_000},
            "price_cents": _CENTS,
            "reason": {"type": "string", "maxLength": 60},
            "note": {"type": "string", "maxLength": 255},
        },
        "required": ["item", "quantity_milli"],
        "additionalProperties": False,
    },
}
PAY_SCHEMA: Final[dict[str, Any]] = {
    "type": "array",
    "minItems": 1,
    "maxItems": 10,
    "items": {
        "type": "object",
        "properties": {
            "tender": {"type": "string", "enum": [t.value for t in CAN_TAKE]},
            "amount_cents": _CENTS,
            "code": {
                "type": "string",
                "maxLength": 60,
                "description": "The code of a gift card or store credit.",
            },
        },
        "required": ["tender"],
        "additionalProperties": False,
    },
}


@dataclass(frozen=True, slots=True)
class WantedItem:
    """An item's number, how much of it, and another price with its reason, if that is wanted."""

    code: str
    quantity: Quantity
    price: Money | None = None
    reason: str = ""
    note: str = ""


def fill(
    connection: Connection, wanted: tuple[WantedItem, ...], basket: Basket, first: int = 1
) -> Basket:
    """The basket with these goods at today's prices, each drink with its container's deposit.

    Raises `NotFound` or `BadInput`.
    """
    for want in wanted:
        item, deposit = find_with_deposit(connection, want.code)
        if item is None:
            raise NotFound(
                said("No item {text} is here.", text=shown(want.code)), code="item_unknown"
            )
        before = {x.number: x.quantity for x in basket.lines}
        basket = add_item(basket, item, want.quantity, first=first, deposit=deposit)
        if want.price is not None:
            number = next(x.number for x in basket.lines if before.get(x.number) != x.quantity)
            basket = change_price(basket, number, want.price, want.reason, want.note)
    return basket


def read_items(rows: list[Mapping[str, Any]]) -> tuple[WantedItem, ...]:
    """Items of a request that `ITEMS_SCHEMA` has checked."""
    return tuple(
        WantedItem(
            x["item"],
            Quantity(x["quantity_milli"]),
            Money(x["price_cents"]) if "price_cents" in x else None,
            x.get("reason", ""),
            x.get("note", ""),
        )
        for x in rows
    )


def read_offers(rows: list[Mapping[str, Any]]) -> tuple[Offer, ...]:
    """Payments of a request that `PAY_SCHEMA` has checked."""
    return tuple(
        Offer(
            Tender(t["tender"]),
            Money(t["amount_cents"]) if "amount_cents" in t else None,
            t.get("code", ""),
        )
        for t in rows
    )
