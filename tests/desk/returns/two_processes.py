"""One desk as a process of its own, for the tests of two desks that do the same at one instant."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Barrier

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import CounterError
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.desk.credits import service as credits_desk
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.returns import service
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.service import open_till
from counter_app.station import Station
from tests.desk.returns.desk import coming_back
from tests.stores import NOON, PINS

Place = tuple[str | Path, Path]
"""A store, and the home of its desks."""


def give_back(station: Station, receipt_id: str) -> Callable[[], None]:
    """The last piece of a receipt's first line, ready to be refunded."""
    with station.look() as work:
        receipt = work.receipt(receipt_id)[0]
    draft = coming_back(station, receipt, {1: 1})
    return lambda: _done(service.complete(draft, station))


def spend(station: Station, credit_id: str) -> Callable[[], None]:
    """Seven dollars off a credit, ready to be posted."""
    draft = CreditDraft(new_id(), Action.USE, credit_id, Money(700), "4/0271")
    return lambda: _done(credits_desk.complete(draft, station))


def act(place: Place, name: str, till: int, who: str, what: str, at: str, start: Barrier) -> str:
    """Open a desk, wait for the other one, act; gives "done" or the code of the refusal."""
    with closing(open_station(*place, name, FrozenClock(NOON))) as station:
        station.sign_on_with_pin(who, PINS[who])
        open_till(OpenDraft(new_id(), till, Money(50_000)), station)
        ready = give_back(station, at) if what == "return" else spend(station, at)
        start.wait(timeout=60)
        try:
            ready()
        except CounterError as error:
            return error.code
        return "done"


def _done(_: object) -> None:
    """What came of it is in the books."""
