"""The search over everything (Ctrl+K): asks the tasks an operator may open, and what all share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from counter_app.codes.own_code import MAX_SEQUENCE, OwnCode
from counter_app.core.errors import BadInput, NotFound
from counter_app.core.intent import Intent
from counter_app.core.operator import Operator
from counter_app.core.search import Fit, Group, Hit, Query, fit
from counter_app.core.task import Task, resolve
from counter_app.records.drafts import waiting_at
from counter_app.records.lookups import NumberedPaper, items_named, papers_numbered
from counter_app.records.operators import all_operators
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.receipt_lookup import ReceiptChoice, find_receipt
from counter_app.trade.slip_head import own_station, own_store

PADDED_TO: Final = 6
"""So long printed numbers with zeros in front are at most."""

Provider: TypeAlias = Callable[[Query, Station], Iterable[Hit]]
"""What a task's `search` names."""


def may_open(task: Task, operator: Operator) -> bool:
    """Whether somebody may do anything at all in a task."""
    return not task.permissions or any(operator.may(name) for name in task.permissions)


def open_to(tasks: Sequence[Task], operator: Operator) -> tuple[Task, ...]:
    """The tasks with a screen that an operator may open."""
    return tuple(t for t in tasks if t.screen is not None and may_open(t, operator))


def look_up(query: Query, tasks: Sequence[Task], station: Station) -> tuple[Hit, ...]:
    """What the records hold that fits; nobody finds what their tasks would not show them."""
    with station.look() as work:
        allowed = open_to(tasks, work.operator(station.operator_id))
        found = list(_parked(query, allowed, work, station))
    for task in allowed:
        if task.search is not None:
            provider: Provider = resolve(task.search)
            found += provider(query, station)
    return tuple(found)


def receipts(query: Query, task: str, icon: str, station: Station) -> Iterator[Hit]:
    """Receipts by printed number, barcode or key, to be opened by a task."""
    words = query.words
    found: dict[str, ReceiptChoice] = {}
    for text in _spellings(query):
        try:
            found.update((choice.id, choice) for choice in find_receipt(station, text))
        except (BadInput, NotFound):
            continue
    for choice in found.values():
        yield Hit(
            Group.RECEIPTS,
            words.say("Receipt {receipt}", receipt=choice.number),
            Fit.SAME,
            icon,
            Intent(task, receipt_id=choice.id),
            line=words.say("register {register}", register=choice.key.workstation),
            at=choice.ended_at,
            dated=True,
            amount=choice.total,
        )


def items(query: Query, task: str, station: Station) -> Iterator[Hit]:
    """Items of the item file by number or name; one goes into the work in front, or to a task."""
    with station.look() as work:
        found = items_named(work.connection, query.text)
    for item in found:
        fits = Fit.SAME if query.digits else fit(query.text, item.description)
        yield Hit(
            Group.ITEMS,
            item.description,
            Fit.WITHIN if fits is None else fits,
            "tag",
            Intent(task),
            code=item.code,
            line=item.code,
            amount=item.price,
        )


def papers(query: Query, task: str, station: Station) -> tuple[NumberedPaper, ...]:
    """A task's transactions of today with the number that was typed."""
    if not query.digits or len(query.digits) > len(str(MAX_SEQUENCE)):
        return ()
    with station.look() as work:
        return papers_numbered(work.connection, task, work.today(), int(query.digits))


def slip_code(paper: NumberedPaper, kind: str, station: Station) -> str:
    """The code on the slip of one of today's transactions."""
    day = station.store.calendar.business_date(paper.occurred_at)
    store = own_store(station.store.number)
    return OwnCode(kind, store, own_station(paper.station), day, paper.number).text


def _spellings(query: Query) -> Iterator[str]:
    """A printed number is typed without its zeros, too."""
    yield query.text
    if query.digits:
        short = len(query.digits)
        yield from (query.digits.zfill(n) for n in range(short + 1, PADDED_TO + 1))


def _parked(query: Query, allowed: Sequence[Task], work: Work, station: Station) -> Iterator[Hit]:
    names = {row.id: row.name for row in all_operators(work.connection)}
    mine = station.operator_id
    for draft in waiting_at(work.connection, work.keys, station.name, mine, work.now()):
        task = next((t for t in allowed if t.key == draft.task), None)
        fits = fit(query.text, draft.title)
        if task is None or fits is None or not (task.shared_work or draft.operator_id == mine):
            continue
        yield Hit(
            Group.PARKED,
            draft.title,
            fits,
            "circle-pause",
            Intent(draft.task, draft_id=draft.id),
            line=names.get(draft.operator_id, "").partition(" ")[0],
            at=draft.changed_at,
            amount=draft.amount,
        )
