"""The demo store's store credits and gift cards, made as a desk makes them: sold, used, issued.

Codes are drawn anew for every store; their names are what the tour and people trying the demo use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import ONE
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.demo.people import CUSTOMERS, PEOPLE
from counter_app.demo.sale import ZONE, Sale
from counter_app.desk.credits import service as credits_desk
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.returns import service as returns_desk
from counter_app.desk.returns.draft import acknowledge, set_quantity, set_reason
from counter_app.records.credits import credits_issued_by, sealed_code
from counter_app.station import Station
from counter_app.trade.receipt_lookup import the_one

GIFT_CARD: Final = "gift_card"
SMALL: Final = "gift_card_small"
EXPIRED: Final = "credit_expired"
CREDIT: Final = "credit"

PLACE: Final = "US-CA"
"""Whose law about cash the demo store is under: the pack's newest one."""
LASTS_DAYS: Final = 60
_LONG_AGO, _LATELY, _SOLD = 80, 12, 20
"""Days before the demo's day: an expired credit, a live one, and gift cards."""
_CODE: Final = "118204"


def demo_policy(default: str) -> str:
    """The default policy for a store in California: credit lasts two months, a carrier calls."""
    changes = (
        ('place = "" ', f'place = "{PLACE}" '),
        ("store_credit_days = 0 ", f"store_credit_days = {LASTS_DAYS} "),
        ("days = []     ", 'days = ["Mon", "Thu"] '),
    )
    for old, new in changes:
        assert old in default, old
        default = default.replace(old, new, 1)
    return default


def trade_credits(
    station: Station, clock: FrozenClock, sales: Iterable[Sale], today: date
) -> Mapping[str, str]:
    """Trade on days before today; gives the codes by name, and leaves the clock where it was."""
    now, told = clock.now(), list(sales)
    maria = PEOPLE[0]
    found = {}
    for name, ago in ((EXPIRED, _LONG_AGO), (CREDIT, _LATELY)):
        _go(station, clock, today - timedelta(days=ago), maria.number, maria.pin)
        found[name] = _brought_back(station, told, today - timedelta(days=ago))
    _go(station, clock, today - timedelta(days=_SOLD), maria.number, maria.pin)
    found[GIFT_CARD] = _sold(station, 10_000, 3_720, "4/0271")
    found[SMALL] = _sold(station, 5_000, 4_180, "3/0184", CUSTOMERS[5].id)
    station.sign_off()
    clock.set(now)
    with station.open_work() as work:  # those papers are in people's pockets
        for job in work.print_jobs.waiting():
            work.print_jobs.set_state(job.id, "printed", "", work.now())
        work.commit()
    with station.look() as work:
        keys, connection = station.keys, work.connection
        return {n: sealed_code(connection, keys, credit).text for n, credit in found.items()}


def _go(station: Station, clock: FrozenClock, day: date, number: str, pin: str) -> None:
    station.sign_off()
    clock.set(datetime.combine(day, time(11), ZONE))
    station.sign_on_with_pin(number, pin)


def _sold(
    station: Station, cents: int, used: int, receipt: str, customer: str | None = None
) -> str:
    """A gift card paid by card, and a part of it used at a register."""
    sale = CreditDraft(
        new_id(),
        Action.SELL,
        amount=Money(cents),
        customer_id=customer,
        told=True,
        tender=Tender.CARD,
    )
    with suppress(Refused):  # the terminal's code is waited for
        credits_desk.complete(sale, station)
    credit_id = credits_desk.complete(sale, station, card_code=_CODE).issued
    assert credit_id is not None
    use = CreditDraft(new_id(), Action.USE, credit_id, Money(used), receipt)
    credits_desk.complete(use, station)
    return credit_id


def _brought_back(station: Station, sales: list[Sale], day: date) -> str:
    """One piece of a sale some days before comes back for store credit."""
    for sale in sales:
        line = _fit(sale, day)
        if line is None:
            continue
        draft = returns_desk.start(station, the_one(station, sale.barcode))
        with station.look() as work:
            reason = work.policy().reason("return", "not_wanted")
        assert reason is not None
        draft = set_reason(set_quantity(draft, line.number, ONE), line.number, reason, "")
        draft = replace(draft, tender=Tender.STORE_CREDIT)
        for finding in returns_desk.assess(draft, station).to_acknowledge(draft):
            draft = acknowledge(draft, finding)
        done = returns_desk.complete(draft, station)
        with station.look() as work:
            (issued,) = credits_issued_by(work.connection, done.transaction_id)
        return issued.id
    raise AssertionError(f"no sale before {day} has goods to bring back")


def _fit(sale: Sale, day: date) -> ReceiptLine | None:
    """A plain piece of a plain cash sale of the days before."""
    recent = day - timedelta(days=9) <= sale.day < day
    cash = all(p.tender is Tender.CASH for p in sale.payments)
    if not recent or not cash or sale.returns or sale.story or sale.order:
        return None
    least, most = Money(1_200), Money(6_000)
    return next(
        (
            x
            for x in sale.lines
            if x.quantity == ONE
            and not x.discounts
            and least <= x.unit_price <= most
            and x.department in ("Home", "Apparel", "Toys")
        ),
        None,
    )
