"""What the price screens read beside a correction: open tasks and audits, an item to be priced.

Runs on the desk worker like every use case; loads no Qt.
"""

from __future__ import annotations

from counter_app.core.item import ItemRow
from counter_app.desk.price_correction import audits, radar, service
from counter_app.desk.price_correction.policy import SECTION, PricePolicy
from counter_app.records.overcharges import TagTask
from counter_app.records.price_audits import Audit
from counter_app.station import Station


def open_work(station: Station) -> tuple[tuple[TagTask, ...], Audit | None]:
    """Shelf tags to put right, and the audit that is open."""
    return radar.open_tasks(station), audits.current(station)


def begin_audit(size: int, station: Station) -> Audit:
    """Draw a sample of so many items."""
    return audits.begin(station, size)


def priced_item(code: str, station: Station) -> tuple[ItemRow, tuple[tuple[str, str], ...]]:
    """An item of the file, and what can show its right price; raises `NotFound`."""
    item = service.item(code, station)
    with station.look() as work:
        prices = work.policy().section(SECTION, PricePolicy)
    return item, tuple((r.code, r.label) for r in prices.evidence[:9])
