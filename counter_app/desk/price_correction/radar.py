"""The overcharge radar: one confirmed error, every other receipt it touched, and what is owed.

Works from the price history of receipts and of the item file; nothing is estimated. Money only
leaves through a correction of each receipt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from counter_app.core.errors import NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.said import said
from counter_app.core.text import clean_text
from counter_app.desk.price_correction.letters import write_letters
from counter_app.desk.price_correction.policy import SECTION, PricePolicy
from counter_app.desk.price_correction.posting import TASK
from counter_app.desk.price_correction.sweep import Confirmed, Known, Overcharge, Sweep, sweep
from counter_app.records.audit import note_event
from counter_app.records.customers import find_customer
from counter_app.records.items import item_by_code
from counter_app.records.overcharge_offers import Offer, add_offers, new_offers
from counter_app.records.overcharges import (
    TagTask,
    add_tag_task,
    close_tag_task,
    tag_task_for,
    tag_tasks,
)
from counter_app.records.price_corrections import CorrectedLine, corrections_in
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.rules.price_accuracy.claim import PriceClaim
from counter_app.rules.price_accuracy.compute import award
from counter_app.station import Station

__all__ = [
    "Confirmed",
    "Known",
    "Overcharge",
    "Sweep",
    "close_task",
    "compensation",
    "find",
    "find_item",
    "offer_credit",
    "open_task",
    "open_tasks",
    "sweep",
]


def find(
    transaction_id: str,
    line: int | None,
    station: Station,
    *,
    shown_since: date | None = None,
) -> Sweep:
    """The sweep after a posted correction; raises `NotFound` or `Refused`."""
    with station.look() as work:
        _may(work, station)
        confirmed = _confirmed(work, transaction_id, line)
        if shown_since is not None:
            confirmed = replace(confirmed, shown_since=shown_since)
        return _with_customers(work, sweep(confirmed, work))


def find_item(
    item_code: str, right: Money, station: Station, *, shown_since: date | None = None
) -> Sweep:
    """The sweep for an item and its right price, without a correction: as of now."""
    with station.look() as work:
        _may(work, station)
        item = item_by_code(work.connection, item_code)
        if item is None:
            raise NotFound("This item is not in the item file.", code="item_unknown")
        confirmed = Confirmed(
            item.code,
            item.description,
            item.price,
            right,
            work.now(),
            work.today(),
            item.department,
            shown_since,
        )
        return _with_customers(work, sweep(confirmed, work))


def compensation(found: Sweep, station: Station) -> Money:
    """What the rule of the place adds if every customer comes today and asks for it.

    Like items in one purchase carry it once; lines that are put right already add nothing.
    """
    with station.look() as work:
        prices = work.policy().section(SECTION, PricePolicy)
        today = work.today()
    confirmed = found.confirmed
    pack = prices.packs[prices.pack_by_department.get(confirmed.department, prices.pack.key)]
    exemption = prices.exempt_departments.get(confirmed.department, "")
    seen: set[str] = set()
    amount = ZERO
    for x in found.found:
        if not x.open or x.sold.receipt_id in seen:
            continue
        seen.add(x.sold.receipt_id)
        claim = PriceClaim(
            x.sold.charged,
            confirmed.right,
            x.sold.sold_on,
            today,
            today,
            x.kept,
            weighed=x.sold.weighed,
            exemption=exemption,
        )
        amount += award(claim, pack).compensation
    return amount


def open_task(found: Sweep, station: Station) -> TagTask:
    """Open the task to put the tag or the item file right; the one that is open already stays."""
    with station.open_work() as work:
        operator = _may(work, station)
        confirmed = found.confirmed
        known = tag_task_for(work.connection, confirmed.item_code, confirmed.right)
        if known is not None:
            return known
        task = TagTask(
            new_id(),
            confirmed.item_code,
            confirmed.description,
            confirmed.charged,
            confirmed.right,
            work.now(),
            transaction_id=confirmed.transaction_id,
        )
        add_tag_task(work.connection, task, operator)
        _note(work, station, operator, "tag_task_opened", task.id)
        work.commit()
    return task


def close_task(task_id: str, station: Station, *, note: str = "") -> None:
    """The tag or the item file is right again; raises `NotFound` for one that is not open."""
    words = clean_text(note)
    with station.open_work() as work:
        operator = _may(work, station)
        if not close_tag_task(work.connection, task_id, operator, work.now(), words):
            raise NotFound("This tag task is not open.", code="tag_task_unknown")
        _note(work, station, operator, "tag_task_closed", task_id)
        work.commit()


def open_tasks(station: Station) -> tuple[TagTask, ...]:
    """Tag tasks that nobody has closed yet, oldest first."""
    with station.look() as work:
        return tag_tasks(work.connection)


@dataclass(frozen=True, slots=True)
class Offering:
    """How many lines were offered credit now, how many letters that made, and for which task."""

    task_id: str
    lines: int
    letters: int


def offer_credit(found: Sweep, station: Station) -> Offering:
    """Offer known customers what is owed them, with a letter each; nothing is paid yet.

    The desk tells them when they come: their receipt opens with the offer. Once for each line.
    """
    task = open_task(found, station)
    with station.open_work() as work:
        operator = _may(work, station)
        offers = {
            x.sold.line_id: Offer(
                new_id(),
                task.id,
                x.sold.receipt_id,
                x.sold.line_id,
                x.sold.customer_ref,
                found.confirmed.right,
                x.owed,
            )
            for x in found.to_known
        }
        fresh = new_offers(work.connection, list(offers.values()))
        add_offers(work.connection, fresh, operator, work.now())
        named = {o.receipt_line_id for o in fresh}
        lines = [x for x in found.to_known if x.sold.line_id in named]
        letters = write_letters(work, station, found, lines, task.id)
        _note(work, station, operator, "credit_offered", task.id, lines=len(fresh))
        work.commit()
    return Offering(task.id, len(fresh), letters)


def _confirmed(work: Work, transaction_id: str, number: int | None) -> Confirmed:
    stored = read_transaction(work.connection, transaction_id)
    if stored is None or stored.transaction.task != TASK or not stored.transaction.receipt_id:
        raise NotFound("No such price correction was made here.", code="correction_unknown")
    receipt, _ = work.receipt(stored.transaction.receipt_id)
    lines = [
        x
        for x in corrections_in(work.connection, transaction_id)
        if x.sort == "wrong_price" and x.right is not None and number in (None, x.line)
    ]
    if not lines:
        raise Refused("Only a wrong price has other receipts to look for.", code="price.no_radar")
    corrected: CorrectedLine = lines[0]
    assert corrected.right is not None
    sold = next(x for x in receipt.lines if x.id == corrected.receipt_line_id)
    shown = corrected.content.get("tag_day")
    return Confirmed(
        corrected.item_code,
        sold.description,
        corrected.charged,
        corrected.right,
        receipt.ended_at,
        receipt.key.business_date,
        sold.department,
        date.fromisoformat(shown) if shown else None,
        transaction_id,
    )


def _with_customers(work: Work, found: Sweep) -> Sweep:
    references = {x.sold.customer_ref for x in found.found if x.open and x.sold.customer_ref}
    names: dict[str, str] = {}
    for reference in references:
        customer = find_customer(work.connection, reference)
        if customer is not None:
            names[reference] = customer.name
    return replace(found, customers=names)


def _may(work: Work, station: Station) -> int:
    operator = work.operator(station.operator_id)
    if not operator.may("prices.radar"):
        name = operator.short_name
        why = said("{operator} may not search receipts for overcharges.", operator=name)
        raise Refused(why, code="not_permitted", remedy="Ask a lead or manager to sign on.")
    return operator.id


def _note(
    work: Work, station: Station, operator: int, event: str, task: str, lines: int | None = None
) -> None:
    note_event(
        work.connection,
        station=station.name,
        event=event,
        at=work.now(),
        operator_id=operator,
        task=task,
        lines=lines,
    )
