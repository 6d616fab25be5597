"""A small day at the desk for reports: tills opened, a return posted, counted and settled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.core.errors import ApprovalRequired
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.desk.tills.draft import CountDraft, OpenDraft
from counter_app.desk.tills.service import TillClosed, close_till, open_till
from counter_app.station import Station
from tests.stores import CLERK, CLERK_2, MANAGER, PINS

WITNESS = (CLERK_2, PINS[CLERK_2])


def opened(station: Station, till: int, amount: int = 200_00, who: str = CLERK) -> str:
    """Open a till with a float (cents); gives the session."""
    station.sign_on_with_pin(who, PINS[who])
    return open_till(OpenDraft(new_id(), till, Money(amount)), station).session_id


def closed(station: Station, session: str, counted: int, reason: str = "unexplained") -> TillClosed:
    """Count (cents) and settle, twice and before a witness if the first count is off."""
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    draft = CountDraft(new_id(), session, total_only=Money(counted), reason=reason)
    answer = close_till(draft, station)
    if isinstance(answer, TillClosed):
        return answer
    draft = replace(draft, id=new_id())
    with pytest.raises(ApprovalRequired) as asked:
        close_till(draft, station)
    assert asked.value.verdict is not None
    answer = close_till(draft, station, station.approve_with_pin(asked.value.verdict, *WITNESS))
    assert isinstance(answer, TillClosed)
    return answer
