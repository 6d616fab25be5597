"""Sales from a script, by the engine that a sale's screen will use."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from counter_app.core.approval import Outcome
from counter_app.desk.counter_sale.service import TASK, fill_basket
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.station import Station
from counter_app.trade.credit_payments import with_credits
from counter_app.trade.credits import OurCredits
from counter_app.trade.sale_service import SaleDraft, complete
from counter_app.trade.wanted import ITEMS_SCHEMA, PAY_SCHEMA, read_items, read_offers

SELL_SCHEMA: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "type": "object",
        "properties": {
            "items": ITEMS_SCHEMA,
            "tenders": PAY_SCHEMA,
            "customer": {"type": "string", "maxLength": 60},
            "card_code": {"type": "string", "minLength": 4, "maxLength": 12},
        },
        "required": ["items", "tenders"],
        "additionalProperties": False,
    }
)


def _sell(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    wanted, offers = read_items(do["items"]), with_credits(station, read_offers(do["tenders"]))
    draft = SaleDraft(request.id, fill_basket(station, wanted), offers, do.get("customer"))
    done = complete(
        draft,
        station,
        TASK,
        request.approval,
        card_code=do.get("card_code"),
        credits_desk=OurCredits(),
    )
    return PlayResult(
        Outcome.APPROVED.value,
        (done.transaction_id,),
        done.findings,
        {
            "receipt": str(done.receipt.key),
            "total_cents": done.settlement.due.minor,
            "paid_cents": done.settlement.paid.minor,
            "change_cents": done.settlement.change.minor,
            "drawer_kick": done.drawer_kick,
        },
    )


ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {"sell": PlayAction(SELL_SCHEMA, _sell)}
)
