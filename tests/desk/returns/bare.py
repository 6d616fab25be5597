"""Goods without a receipt, for tests: a stocked store and drafts of what comes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counter_app.codes.gtin import ItemCode
from counter_app.core.approval import Severity
from counter_app.core.errors import ApprovalRequired
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service, unreceipted
from counter_app.desk.returns.draft import (
    ReturnDraft,
    acknowledge,
    choose_tender,
    set_reason,
)
from counter_app.records.items import put_items
from counter_app.station import Station
from counter_app.trade.answers import Completed
from counter_app.trade.identity import Card
from tests.desk.returns import goods
from tests.desk.returns.desk import approval_for, sell, working
from tests.stores import MANAGER

KETTLE, SOAP, MILK, LAMP = "0041196910117", "4001", "4011", "0073410558201"
TODAY = date(2026, 11, 21)
MINE = Card("TX", "12345678", typed=True)


def stocked(station: Station, *, till_open: bool = False) -> Station:
    """A clerk at an open till; a kettle, soap and milk that sold at several prices."""
    if not till_open:
        working(station)
    file = (
        ItemRow(KETTLE, "Kettle", Money(44_99), "Appliances"),
        ItemRow(SOAP, "Soap", Money(4_99), "Household"),
        ItemRow(MILK, "Milk, 1 gal", Money(3_49), "Dairy"),
        ItemRow(LAMP, "Lamp, never sold", Money(19_00), "Household"),
    )
    with station.open_work() as work:
        put_items(work.connection, file, work.now())
        work.commit()
    sold(station, KETTLE, 39_99, days_ago=10)
    sold(station, KETTLE, 24_00, days_ago=179, sequence=2)
    sold(station, KETTLE, 9_99, days_ago=180, sequence=3)
    sold(station, SOAP, 5_49, days_ago=3, sequence=4)
    sold(station, MILK, 2_99, days_ago=1, sequence=5)
    return station


def sold(station: Station, code: str, price: int, *, days_ago: int, sequence: int = 1) -> None:
    on = TODAY - timedelta(days=days_ago)
    line = goods.line(1, price, item_code=code.lstrip("0"), description="As sold")
    sell(station, line, sequence=sequence, on=on)


def scanned(code: str) -> ItemCode:
    return ItemCode(code.zfill(14) if len(code) > 5 else code)


def returning(
    station: Station,
    *codes: str,
    reason: str = "not_wanted",
    who: Card | None = MINE,
    tender: Tender | None = Tender.CASH,
) -> ReturnDraft:
    """A draft with these items, each with its reason, every warning read."""
    draft = unreceipted.start_without(station)
    for code in codes:
        draft = unreceipted.add_item(draft, scanned(code), station)
    for line in draft.receipt.lines:
        draft = set_reason(draft, line.number, goods.reason(reason))
    if who is not None:
        draft = unreceipted.identify(draft, who, station)
    draft = choose_tender(draft, tender)
    return told(draft, station)


def told(draft: ReturnDraft, station: Station) -> ReturnDraft:
    for finding in service.assess(draft, station).to_acknowledge(draft):
        draft = acknowledge(draft, finding)
    return draft


def said(draft: ReturnDraft, station: Station) -> dict[str, Severity]:
    return {f.code: f.severity for f in service.assess(draft, station).verdict.findings}


def posted(draft: ReturnDraft, station: Station, who: str = MANAGER) -> Completed:
    """Posted with somebody's approval."""
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(draft, station)
    return service.complete(draft, station, approval_for(station, asked.value, who))
