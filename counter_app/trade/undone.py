"""The way out where a card has said yes and the books can no longer follow.

Goods may have come back at a register meanwhile, a credit that pays, too, got a new paper, or of a
void that waits for two cards the other one never says yes. The money is then put right at the
terminal, and somebody who settles payments says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from counter_app.core.errors import Conflict, Refused
from counter_app.devices.card_processor import CardAnswer, Declined
from counter_app.records.payments import attempt_by_id, attempts_of, settle_attempt
from counter_app.station import Station
from counter_app.trade import voided_cards
from counter_app.trade.refund_request import give_up
from counter_app.trade.refunding import check_may_settle, note_resolved

Posted = TypeVar("Posted")
_PASSING: Final = ("refund.card_", "refund.cash_", "sale.card_", "till_")
"""What stands in the way for now only: another card, a till not open or without the cash."""
UNDONE: Final = "Undone at the terminal; the books did not follow."


def post_or_undo(
    request_id: str, station: Station, outcome: CardAnswer | None, post: Callable[[], Posted]
) -> Posted | None:
    """Post what cards have said yes to; None where that is refused and a person undid the card.

    Only who found out that no money moved (`Declined`) means that, and only of an approved attempt
    whose posting is refused now: what can be posted is. Raises what `post` raises otherwise.
    """
    try:
        return post()
    except (Refused, Conflict) as refused:
        passing = refused.code.startswith(_PASSING)
        if passing or not isinstance(outcome, Declined) or not _undo(request_id, station):
            raise
        return None


def undo_half(request_id: str, void_id: str, station: Station) -> bool:
    """End what one card of a void said yes to and another did not; false if it is no such void.

    A person undid it at the terminal: what was to be voided stays as it was. Raises `Refused` for
    who may not settle payments.
    """
    with station.look() as work:
        if not voided_cards.still_open(work, void_id):
            return False
        check_may_settle(work.operator(station.operator_id))
    return _undo(request_id, station)


def _undo(request_id: str, station: Station) -> bool:
    """End an approved attempt as declined; false if it is none, or the operator may not."""
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        attempt = attempt_by_id(work.connection, request_id)
        if attempt is None or attempt.state != "approved" or not operator.may("payments.resolve"):
            return False
        settle_attempt(
            work.connection,
            request_id,
            "declined",
            code=attempt.code,
            detail=UNDONE,
            at=work.now(),
            resolved_by=operator.id,
            of=("approved",),
        )
        note_resolved(work, attempt, operator, "undone")
        left = attempts_of(work.connection, attempt.transaction_id)
        if all(a.state == "declined" for a in left):
            give_up(work, attempt.transaction_id)
        work.commit()
    return True
