"""Sales from a script, by the engine that a sale's screen will use."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from counter_app.core.approval import Outcome
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.core.transaction import Tender
from counter_app.desk.counter_sale.service import TASK, Wanted, fill_basket
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.rules.selling_policy import CAN_TAKE
from counter_app.station import Station
from counter_app.trade.payments import Offer
from counter_app.trade.sale_service import SaleDraft, complete

_CENTS: Final = {"type": "integer", "minimum": 0, "maximum": 100_000_000}

SELL_SCHEMA: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "type": "object",
        "properties": {
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 500,
                "items": {
                    "type": "object",
                    "properties": {
                        "item": {"type": "string", "minLength": 1, "maxLength": 40},
                        "quantity_milli": {
                            "type": "integer",
                            "minimum": 1,
                            "maximum": 1_000_000_000,
                        },
                        "price_cents": _CENTS,
                        "reason": {"type": "string", "maxLength": 60},
                        "note": {"type": "string", "maxLength": 255},
                    },
                    "required": ["item", "quantity_milli"],
                    "additionalProperties": False,
                },
            },
            "tenders": {
                "type": "array",
                "minItems": 1,
                "maxItems": 10,
                "items": {
                    "type": "object",
                    "properties": {
                        "tender": {"type": "string", "enum": [t.value for t in CAN_TAKE]},
                        "amount_cents": _CENTS,
                    },
                    "required": ["tender"],
                    "additionalProperties": False,
                },
            },
            "customer": {"type": "string", "maxLength": 60},
            "card_code": {"type": "string", "minLength": 4, "maxLength": 12},
        },
        "required": ["items", "tenders"],
        "additionalProperties": False,
    }
)


def _sell(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    wanted = tuple(
        Wanted(
            x["item"],
            Quantity(x["quantity_milli"]),
            Money(x["price_cents"]) if "price_cents" in x else None,
            x.get("reason", ""),
            x.get("note", ""),
        )
        for x in do["items"]
    )
    offers = tuple(
        Offer(Tender(t["tender"]), Money(t["amount_cents"]) if "amount_cents" in t else None)
        for t in do["tenders"]
    )
    draft = SaleDraft(request.id, fill_basket(station, wanted), offers, do.get("customer"))
    done = complete(draft, station, TASK, request.approval, card_code=do.get("card_code"))
    return PlayResult(
        Outcome.APPROVED.value,
        (done.transaction_id,),
        done.findings,
        {
            "receipt": str(done.receipt.key),
            "total_cents": done.settlement.due.minor,
            "change_cents": done.settlement.change.minor,
            "drawer_kick": done.drawer_kick,
        },
    )


ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {"sell": PlayAction(SELL_SCHEMA, _sell)}
)
