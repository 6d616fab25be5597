"""Drafts as JSON, so that a crash comes back to the same screen; reading is strict.

Only what a person entered is kept: the receipt and what came back before are read afresh.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar

from counter_app.core.errors import BadInput, Conflict
from counter_app.core.ids import is_id
from counter_app.core.money import ZERO
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.reason import Reason
from counter_app.core.receipt import ReceiptLine
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.core.transaction import ProofKind, Tender
from counter_app.desk.returns.asked_without import asked_values
from counter_app.desk.returns.draft import MAX_CHOICES, MAX_SERIAL, ReturnChoice, ReturnDraft
from counter_app.desk.returns.new_goods import FIRST_NEW, NewGoods
from counter_app.desk.returns.onto import Onto
from counter_app.desk.returns.without import Seen, WithoutReceipt, nothing_bought
from counter_app.trade.stored_basket import basket_of, basket_values, offer_values, offers_of

MAX_JSON: Final = 400_000
VERSION: Final = 1
_MAX_CODE: Final = 120
MAX_ANSWERS: Final = 20

Value = TypeVar("Value")


def to_json(draft: ReturnDraft) -> str:
    """What a person entered, and which receipt it is about, as one JSON text."""
    return json.dumps(content(draft), ensure_ascii=True, sort_keys=True)


def to_ask(draft: ReturnDraft) -> str:
    """The same for what a card is asked for, with the prices that it was worked out by."""
    asked = asked_values(draft)
    kept = content(draft) | ({"asked": asked} if asked else {})
    return json.dumps(kept, ensure_ascii=True, sort_keys=True)


def asked_of(text: str) -> dict[str, Any]:
    """What `to_ask` kept of prices and limits (see `as_asked`); empty where it kept nothing."""
    found: dict[str, Any] = _read(text).optional("asked", {})
    return found


def content(draft: ReturnDraft) -> dict[str, object]:
    """The same as plain values."""
    return {
        "version": VERSION,
        "id": draft.id,
        "receipt": draft.receipt.id,
        "receipt_digest": draft.receipt.content_digest(),
        "choices": [
            {
                "line": c.line_number,
                "quantity_milli": c.quantity.milli,
                "reason": c.reason,
                "condition": c.condition,
                "disposition": c.disposition,
                "note": c.note,
                "serial": c.serial,
                "answers": dict(c.answers),
            }
            for c in draft.choices
        ],
        "tender": draft.tender.value if draft.tender else None,
        "customer": draft.customer_id,
        "acknowledged": sorted(draft.acknowledged),
        "last_reason": draft.last_reason.code if draft.last_reason else None,
        "reprint": draft.reprint,
        "new": basket_values(draft.new.basket),
        "offers": offer_values(draft.new.offers),
        "proof": draft.proof.value,
        "without": _without_json(draft),
        "moved": {str(n): t.value for n, t in sorted(draft.moved.items())},
        **({"onto": [draft.onto.credit_id, draft.onto.tail]} if draft.onto else {}),
    }


def receipt_of(text: str) -> str:
    """The id of the receipt a stored draft is about, "" if it has none; raises `BadInput`."""
    return _read(text).take("receipt", str)


def id_of(text: str) -> str:
    """The id of a stored draft; raises `BadInput`."""
    return _read(text).take("id", str)


def from_json(
    text: str, fresh: ReturnDraft, find_reason: Callable[[str], Reason | None]
) -> ReturnDraft:
    """The stored draft on top of a fresh one of the same receipt (its history is the truth).

    Raises `BadInput` for anything not written by `to_json`, and `Conflict` if it is about another
    receipt or the receipt has changed meanwhile.
    """
    fields = _read(text)
    draft_id = fields.take("id", str)
    receipt_id = fields.take("receipt", str)
    receipt_digest = fields.take("receipt_digest", str)
    rows = fields.take("choices", list)
    tender = fields.maybe("tender")
    customer = fields.maybe("customer")
    acknowledged = fields.take("acknowledged", list)
    last = fields.maybe("last_reason")
    reprint = fields.take("reprint", bool)
    new = NewGoods(basket_of(fields.take("new", list)), offers_of(fields.take("offers", list)))
    proof = _proof(fields)
    fields.maybe_any("without")
    fields.optional("asked", {})
    moved = _moved(fields.take("moved", dict))
    onto = _onto(fields.optional("onto", None))
    fields.done()
    if not is_id(draft_id) or len(rows) > MAX_CHOICES or len(acknowledged) > MAX_CHOICES:
        raise _damaged()
    if tender is not None and tender not in [t.value for t in Tender]:
        raise _damaged()
    same = fresh.without is not None or receipt_digest == fresh.receipt.content_digest()
    if receipt_id != fresh.receipt.id or not same:
        raise Conflict("The receipt of this draft has changed. Start the return again.")
    choices = tuple(_choice(row, fresh) for row in rows)
    if len({c.line_number for c in choices}) != len(choices):
        raise _damaged()
    if any(x.number < FIRST_NEW for x in new.basket.lines):
        raise _damaged()
    return replace(
        fresh,
        id=draft_id,
        choices=choices,
        tender=None if tender is None else Tender(tender),
        customer_id=customer,
        acknowledged=frozenset(_code(a) for a in acknowledged),
        last_reason=None if last is None else find_reason(last),
        reprint=reprint,
        new=new,
        moved=moved,
        proof=proof,
        onto=onto,
    )


def sketch_of(text: str) -> ReturnDraft | None:
    """For a return without a receipt: its goods and person, to be read afresh; else None.

    Only item numbers, quantities and whose card was seen are in it. Raises `BadInput`.
    """
    fields = _read(text)
    found = fields.maybe_any("without")
    if found is None:
        return None
    inner = _Fields(found)
    rows = inner.take("lines", list)
    seen = inner.maybe_any("seen")
    inner.done()
    if len(rows) > MAX_CHOICES:
        raise _damaged()
    lines = tuple(_line(row) for row in rows)
    day = date(1970, 1, 1)
    receipt = nothing_bought("", "USD", datetime(1970, 1, 1, tzinfo=UTC), day)
    return ReturnDraft(
        id=fields.take("id", str),
        receipt=replace(receipt, lines=lines),
        as_of=day,
        proof=_proof(fields),
        without=WithoutReceipt(seen=None if seen is None else _seen(seen)),
    )


class _Fields:
    """One JSON object being read: every key once, of its type, and none left over."""

    def __init__(self, values: object) -> None:
        if not isinstance(values, dict):
            raise _damaged()
        self._left: dict[str, object] = dict(values)

    def take(self, key: str, kind: type[Value]) -> Value:
        value = self._left.pop(key, None)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise _damaged()
        return value

    def maybe(self, key: str) -> str | None:
        if key not in self._left:
            raise _damaged()
        value = self._left.pop(key)
        if value is None:
            return None
        return _code(value)

    def maybe_any(self, key: str) -> object:
        if key not in self._left:
            raise _damaged()
        return self._left.pop(key)

    def optional(self, key: str, default: Any) -> Any:
        return self._left.pop(key, default)

    def done(self) -> None:
        if self._left:
            raise _damaged()


def _onto(values: object) -> Onto | None:
    if values is None:
        return None
    if not isinstance(values, list) or len(values) != 2:
        raise _damaged()
    credit_id, tail = (_code(v) for v in values)
    if not is_id(credit_id):
        raise _damaged()
    return Onto(credit_id, tail)


def _without_json(draft: ReturnDraft) -> dict[str, object] | None:
    """No number of a card, nor its end: a person is an id, which can be forgotten."""
    if draft.without is None:
        return None
    seen = draft.without.seen
    return {
        "lines": [
            {"line": x.number, "item": x.item_code, "quantity_milli": x.quantity.milli}
            for x in draft.receipt.lines
        ],
        "seen": None
        if seen is None
        else {
            "person": seen.person_id,
            "document": seen.document,
            "jurisdiction": seen.jurisdiction,
            "typed": seen.typed,
            "expired_on": seen.expired_on.isoformat() if seen.expired_on else None,
        },
    }


def _line(row: object) -> ReceiptLine:
    fields = _Fields(row)
    quantity = Quantity(fields.take("quantity_milli", int))
    number, item = fields.take("line", int), _code(fields.take("item", str))
    line = ReceiptLine(number, item, "", quantity, ZERO)
    fields.done()
    if quantity <= NONE or line.number < 1:
        raise _damaged()
    return line


def _seen(found: object) -> Seen:
    fields = _Fields(found)
    person, expired = fields.maybe("person"), fields.maybe("expired_on")
    seen = Seen(
        document=_code(fields.take("document", str)),
        jurisdiction=_code(fields.take("jurisdiction", str)),
        last_four="",
        person_id=person,
        typed=fields.take("typed", bool),
        expired_on=None if expired is None else _day(expired),
    )
    fields.done()
    return seen


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _damaged() from error


def _proof(fields: _Fields) -> ProofKind:
    name = fields.take("proof", str)
    if name not in [kind.value for kind in ProofKind]:
        raise _damaged()
    return ProofKind(name)


def _read(text: str) -> _Fields:
    if len(text) > MAX_JSON:
        raise _damaged()
    try:
        fields = _Fields(json.loads(text, object_pairs_hook=_once))
    except (ValueError, RecursionError) as error:
        raise _damaged() from error
    if fields.take("version", int) != VERSION:
        raise _damaged()
    return fields


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise _damaged()
    return dict(pairs)


def _moved(rows: dict[str, object]) -> dict[int, Tender]:
    names = [t.value for t in Tender]
    if len(rows) > MAX_CHOICES or any(t not in names for t in rows.values()):
        raise _damaged()
    if not all(n.isascii() and n.isdecimal() and len(n) <= 6 for n in rows):
        raise _damaged()
    return {int(n): Tender(str(t)) for n, t in rows.items()}


def _choice(row: object, fresh: ReturnDraft) -> ReturnChoice:
    fields = _Fields(row)
    choice = ReturnChoice(
        line_number=fields.take("line", int),
        quantity=Quantity(fields.take("quantity_milli", int)),
        reason=_code(fields.take("reason", str)),
        condition=_code(fields.take("condition", str)),
        disposition=_code(fields.take("disposition", str)),
        note=clean_text(fields.take("note", str), MAX_NOTE),
        serial=clean_text(fields.take("serial", str), MAX_SERIAL),
        answers=_answers(fields.take("answers", dict)),
    )
    fields.done()
    fresh.line(choice.line_number)
    if choice.quantity <= NONE:
        raise _damaged()
    return choice


def _answers(found: dict[object, object]) -> tuple[tuple[str, bool], ...]:
    if len(found) > MAX_ANSWERS or not all(isinstance(yes, bool) for yes in found.values()):
        raise _damaged()
    return tuple(sorted((_code(code), yes is True) for code, yes in found.items()))


def _code(value: object) -> str:
    if not isinstance(value, str):
        raise _damaged()
    return clean_text(value, _MAX_CODE)


def _damaged() -> BadInput:
    return BadInput("This stored draft is damaged and cannot be opened.", code="bad_draft")
