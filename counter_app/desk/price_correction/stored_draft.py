"""A correction as JSON text: kept while it is unfinished or on its way, and in the decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.core.errors import BadInput
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.core.transaction import Tender
from counter_app.desk.price_correction.draft import (
    Correction,
    CorrectionDraft,
    CustomerDay,
    Evidence,
    Sort,
    correction_values,
)


def to_json(draft: CorrectionDraft) -> str:
    """What a person entered; what the books say is read again."""
    return json.dumps(_content(draft), sort_keys=True, ensure_ascii=False)


def to_ask(draft: CorrectionDraft) -> str:
    """The same for what a card is asked for, with what counted of the customer's day then."""
    day = draft.customer_day
    counted = {
        "matches": day.matches,
        "goodwill_given": day.goodwill_given.minor,
        "claimed_items": sorted(day.claimed_items),
    }
    kept = _content(draft) | {"counted": counted}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False)


def as_asked(text: str, fresh: CorrectionDraft) -> CorrectionDraft:
    """What a card was asked for: what was entered, and what `to_ask` kept; raises `BadInput`."""
    found = from_json(text, fresh)
    with _reading():
        counted = json.loads(text).get("counted")
        if counted is None:
            return found
        day = CustomerDay(
            counted["matches"],
            Money(counted["goodwill_given"]),
            frozenset(counted["claimed_items"]),
        )
        return replace(found, customer_day=day)


def _content(draft: CorrectionDraft) -> dict[str, object]:
    return {
        "id": draft.id,
        "receipt": draft.receipt.id,
        "receipt_digest": draft.receipt.content_digest(),
        "notified_on": draft.notified_on.isoformat(),
        "corrections": [correction_values(c) for c in draft.corrections],
        "tender": draft.tender.value if draft.tender else None,
        "customer": draft.customer_id,
        "case": draft.case_id,
        "acknowledged": sorted(draft.acknowledged),
    }


def receipt_of(text: str) -> str:
    """The receipt a stored correction is about; raises `BadInput`."""
    with _reading():
        return str(json.loads(text)["receipt"])


def receipt_digest_of(text: str) -> str:
    """What the receipt was when it was stored; raises `BadInput`."""
    with _reading():
        return str(json.loads(text)["receipt_digest"])


def id_of(text: str) -> str:
    """The stored correction's own id."""
    with _reading():
        return str(json.loads(text)["id"])


def customer_of(text: str) -> str | None:
    """Whose correction it is."""
    with _reading():
        found = json.loads(text)["customer"]
    return None if found is None else str(found)


def from_json(text: str, fresh: CorrectionDraft) -> CorrectionDraft:
    """What was entered, on what the books say now; raises `BadInput`."""
    with _reading():
        values: dict[str, Any] = json.loads(text)
        return replace(
            fresh,
            notified_on=date.fromisoformat(values["notified_on"]),
            corrections=tuple(correction_of(c) for c in values["corrections"]),
            tender=Tender(values["tender"]) if values["tender"] else None,
            customer_id=values["customer"],
            case_id=values["case"],
            acknowledged=frozenset(values["acknowledged"]),
        )


def correction_of(v: Mapping[str, Any]) -> Correction:
    """A correction from the plain values of `correction_values`."""
    return Correction(
        line_number=v["line"],
        sort=Sort(v["sort"]),
        right=_money(v["right_cents"]),
        quantity=None if v["quantity_milli"] is None else Quantity(v["quantity_milli"]),
        amount=_money(v["amount_cents"]),
        ppm=v["ppm"],
        reason=v["reason"],
        evidence=Evidence(
            v["source"],
            v["note"],
            v["file_name"],
            v["file_digest"],
            v["tag_item"],
            v["tag_unit"],
            _day(v["tag_day"]),
        ),
        exemption=v["exemption"],
        tampered=v["tampered"],
        intended=v["intended"],
        asked=v["asked"],
        checks=frozenset(v["checks"]),
        certificate=v["certificate"],
        expires=_day(v["expires"]),
    )


def _money(value: int | None) -> Money | None:
    return None if value is None else Money(value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise BadInput(
            "This stored draft is damaged and cannot be opened.", code="bad_draft"
        ) from error
