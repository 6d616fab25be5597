"""The store and its till sessions as every layer may know them: what slips and calendars need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from counter_app.core.clock import StoreCalendar
from counter_app.core.money import ZERO, Currency, Money


@dataclass(frozen=True, slots=True)
class Store:
    """Facts about the store; `mode` is live, demo or practice."""

    id: str
    number: str
    name: str
    address: tuple[str, ...]
    phone: str
    currency: Currency
    calendar: StoreCalendar
    locale: str = "en_US"
    mode: str = "live"

    @property
    def is_live(self) -> bool:
        """False for demo and practice stores, where scripts may set the clock."""
        return self.mode == "live"

    def number_on(self, written: str) -> str:
        """This store's number as a receipt writes it: registers leave leading zeros out."""
        return written if written.lstrip("0") == self.number.lstrip("0") else self.number


class SessionState(StrEnum):
    """Where a till session stands; money of customers moves in `OPEN` alone."""

    PREPARED = "prepared"
    OPEN = "open"
    SUSPENDED = "suspended"
    BLIND_CLOSED = "blind_closed"
    FORCE_CLOSED = "force_closed"
    COUNTED = "counted"
    RECOUNTED = "recounted"
    DISPUTED = "disputed"
    SETTLED = "settled"


UNSETTLED: Final = frozenset(SessionState) - {SessionState.SETTLED, SessionState.DISPUTED}
"""States in which a till cannot be opened anew: its contents are not accounted for yet.

A disputed till is: what it held lies in the safe, and only who bears the difference is open.
"""

TO_COUNT: Final = frozenset(
    {
        SessionState.BLIND_CLOSED,
        SessionState.FORCE_CLOSED,
        SessionState.COUNTED,
        SessionState.RECOUNTED,
    }
)
"""Closed, but not settled: only counts and what settles them may move the contents."""


class SessionKind(StrEnum):
    """What a session accounts for; a rescue takes in what arrives after its till was settled."""

    DESK = "desk"
    LANE = "lane"
    SAFE = "safe"
    RESCUE = "rescue"


SAFE_ID: Final = 0
"""The safe's number among the tills; its contents are counted in sessions of its own."""


@dataclass(frozen=True, slots=True)
class TillSession:
    """One opening-to-closing of one till, at a desk station or issued to a lane.

    `operator_id` is whose till it is, None for a till that the station's operators share.
    `workstation` and `cashier` say, for a lane, whose imported sales it must meet. `carried` is the
    cash that the days before its business date left in the till.
    """

    id: str
    till_id: int
    station: str
    business_date: date
    state: str
    opened_by: int
    opened_at: datetime
    kind: str = SessionKind.DESK
    drawer: int = 1
    operator_id: int | None = None
    carried: Money = ZERO
    tag: str = ""
    seal: str = ""
    workstation: str = ""
    cashier: str = ""
    closed_by: int | None = None
    closed_at: datetime | None = None
    z_number: int | None = None

    @property
    def account(self) -> str:
        """The till's account in the ledger; a rescue's is its own, apart from the till's next."""
        return account_of(self.till_id, self.kind)

    @property
    def transit(self) -> str:
        """The account of money that is on its way to this till."""
        return f"transit:{self.account}"


def account_of(till_id: int, kind: str = SessionKind.DESK) -> str:
    """The ledger's account of a till, of its rescues, or of the safe."""
    if kind == SessionKind.RESCUE:
        return f"rescue:{till_id}"
    return "safe" if till_id == SAFE_ID else f"till:{till_id}"
