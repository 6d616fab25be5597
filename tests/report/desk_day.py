"""A small day at the desk for reports: tills opened, a return posted, counted and settled."""

from __future__ import annotations

from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.desk.tills.draft import CountDraft, OpenDraft
from counter_app.desk.tills.service import CountAgain, TillClosed, close_till, open_till
from counter_app.station import Station
from tests.stores import CLERK, MANAGER, PINS


def opened(station: Station, till: int, amount: int = 200_00, who: str = CLERK) -> str:
    """Open a till with a float (cents); gives the session."""
    station.sign_on_with_pin(who, PINS[who])
    return open_till(OpenDraft(new_id(), till, Money(amount)), station).session_id


def closed(station: Station, session: str, counted: int, reason: str = "unexplained") -> TillClosed:
    """Count (cents) and settle, twice if the first count is off; a manager does it."""
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    for _ in range(2):
        draft = CountDraft(new_id(), session, total_only=Money(counted), reason=reason)
        answer = close_till(draft, station)
        if not isinstance(answer, CountAgain):
            return answer
    raise AssertionError("not settled after two counts")
