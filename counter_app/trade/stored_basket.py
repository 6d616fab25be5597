"""Baskets as plain JSON values, so that a crash comes back to the same goods; reading is strict.

Prices are kept as they were scanned: what the customer was told does not change under their hands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from counter_app.core.errors import BadInput
from counter_app.core.ids import is_id
from counter_app.core.item import ItemRow
from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.core.transaction import PriceChange, Tender
from counter_app.trade.basket import MAX_LINES, Basket, BasketLine
from counter_app.trade.payments import MAX_OFFERS, Offer

_MAX_TEXT: Final = 200

Value = TypeVar("Value")


def basket_values(basket: Basket) -> list[dict[str, Any]]:
    """A basket as JSON values; only a drink's deposit names the line that it goes with."""
    return [
        ({} if x.deposit_of is None else {"deposit_of": x.deposit_of})
        | {
            "line": x.number,
            "item": {
                "code": x.item.code,
                "description": x.item.description,
                "price": x.item.price.minor,
                "department": x.item.department,
                "category": x.item.category,
                "unit": x.item.unit,
                "weighed": x.item.weighed,
                "returnable": x.item.returnable,
                "tax": x.item.tax,
                "deposit_item": x.item.deposit_item,
            },
            "quantity_milli": x.quantity.milli,
            "labelled": None if x.labelled is None else x.labelled.minor,
            "change": None
            if x.change is None
            else {"price": x.change.new.minor, "reason": x.change.reason, "note": x.change.note},
        }
        for x in basket.lines
    ]


def basket_of(values: object) -> Basket:
    """The basket again; raises `BadInput` for anything `basket_values` did not write."""
    if not isinstance(values, list) or len(values) > MAX_LINES:
        raise _damaged()
    lines = tuple(_line(row) for row in values)
    numbers = {x.number for x in lines}
    if len(numbers) != len(lines) or not {x.deposit_of for x in lines} <= {None, *numbers}:
        raise _damaged()
    return Basket(lines)


def offer_values(offers: tuple[Offer, ...]) -> list[dict[str, Any]]:
    """What a customer offers as JSON values, without the codes of gift cards and store credit."""
    return [_offer_values(o) for o in offers]


def as_asked(offers: object) -> object:
    """Offers as two requests are compared: what was left on a credit then is no part of them."""
    if not isinstance(offers, list):
        return offers
    return [{k: v for k, v in o.items() if k != "amount" or "credit" not in o} for o in offers]


def _offer_values(offer: Offer) -> dict[str, Any]:
    values: dict[str, Any] = {
        "tender": offer.tender.value,
        "amount": None if offer.amount is None else offer.amount.minor,
    }
    return values | {"credit": offer.credit_id} if offer.credit_id else values


def offers_of(values: object) -> tuple[Offer, ...]:
    """The offers again; raises `BadInput`."""
    if not isinstance(values, list) or len(values) > MAX_OFFERS:
        raise _damaged()
    return tuple(_offer(row) for row in values)


def _offer(row: object) -> Offer:
    credit_id = row.get("credit", "") if isinstance(row, dict) else ""
    names = {"tender", "amount", "credit"} if credit_id else {"tender", "amount"}
    fields = _object(row, names)
    if credit_id and not (isinstance(credit_id, str) and is_id(credit_id)):
        raise _damaged()
    if fields["tender"] not in [t.value for t in Tender]:
        raise _damaged()
    amount = fields["amount"]
    money = None if amount is None else _money(amount)
    return Offer(Tender(fields["tender"]), money, credit_id=credit_id)


def _line(row: object) -> BasketLine:
    fields = _object(
        {"deposit_of": None} | row if isinstance(row, dict) else row,
        {"line", "item", "quantity_milli", "labelled", "change", "deposit_of"},
    )
    linked = fields["deposit_of"]
    item = _item(fields["item"])
    quantity = Quantity(_take(fields, "quantity_milli", int))
    labelled = fields["labelled"]
    if quantity <= NONE or not (linked is None or type(linked) is int):
        raise _damaged()
    return BasketLine(
        _take(fields, "line", int),
        item,
        quantity,
        None if labelled is None else _money(labelled),
        None if fields["change"] is None else _change(fields["change"], item),
        linked,
    )


def _item(row: object) -> ItemRow:
    fields = _object(
        {"deposit_item": ""} | row if isinstance(row, dict) else row,  # stored before there was one
        {
            "code",
            "description",
            "price",
            "department",
            "category",
            "unit",
            "weighed",
            "returnable",
            "tax",
            "deposit_item",
        },
    )
    text = {
        name: clean_text(_take(fields, name, str), _MAX_TEXT)
        for name in ("code", "description", "department", "category", "unit", "tax", "deposit_item")
    }
    return ItemRow(
        price=_money(fields["price"]),
        weighed=_take(fields, "weighed", bool),
        returnable=_take(fields, "returnable", bool),
        **text,
    )


def _change(row: object, item: ItemRow) -> PriceChange:
    fields = _object(row, {"price", "reason", "note"})
    return PriceChange(
        item.price,
        _money(fields["price"]),
        clean_text(_take(fields, "reason", str), _MAX_TEXT),
        clean_text(_take(fields, "note", str), MAX_NOTE),
    )


def _object(row: object, names: set[str]) -> Mapping[str, Any]:
    if not isinstance(row, dict) or row.keys() != names:
        raise _damaged()
    return row


def _take(fields: Mapping[str, Any], key: str, kind: type[Value]) -> Value:
    value = fields[key]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _damaged()
    return value


def _money(value: object) -> Money:
    if type(value) is not int or value < ZERO.minor:
        raise _damaged()
    return Money(value)


def _damaged() -> BadInput:
    return BadInput("This stored basket is damaged and cannot be opened.", code="bad_draft")
