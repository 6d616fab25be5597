"""A refund goes onto a store credit that the customer shows, instead of a new one."""

from __future__ import annotations

from dataclasses import replace

from counter_app.core.transaction import Tender
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.onto import Onto
from counter_app.station import Station
from counter_app.trade.credits import latest, look_up, read_state, unfit_to_load


def go_onto(draft: ReturnDraft, code: str, station: Station) -> ReturnDraft:
    """The draft with store credit wished for, onto the credit of a scanned or typed code.

    Shown again it is taken off: a new one is made then. A replaced paper stands for its heir.
    Raises `NotFound`, `BadInput` or `Refused` for a code that is wrong (`look_up` counts it), and
    for a credit that cannot take the money.
    """
    found = look_up(station, code)
    with station.look() as work:
        state = read_state(work, latest(work, found.credit))
        no = unfit_to_load(work, state, draft.customer_id)
    if no is not None:
        raise no
    onto = Onto(state.credit.id, state.credit.tail)
    if draft.onto == onto:
        return replace(draft, onto=None)
    return replace(draft, tender=Tender.STORE_CREDIT, onto=onto)
