"""Price audits: the drawn sample, shelf by shelf, and the report with its rates."""

from __future__ import annotations

import pytest

from counter_app.core.errors import BadInput, Conflict, NotFound
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.transaction import Kind
from counter_app.desk.price_correction import audits
from counter_app.documents.text import render_text
from counter_app.records.items import put_items
from counter_app.rules.price_sampling import AuditCounts
from counter_app.station import Station
from tests.desk.returns.desk import stored, working


def shop(station: Station, count: int = 60) -> Station:
    """A desk with items in three departments, a third each."""
    desk = working(station)
    rows = [
        ItemRow(f"{70000 + n}", f"Item {n}", Money(100 + n), ("Dairy", "Bakery", "Toys")[n % 3])
        for n in range(count)
    ]
    with desk.open_work() as work:
        put_items(work.connection, rows, work.now())
        work.commit()
    return desk


def test_an_audit_from_the_draw_to_the_report(either_station: Station) -> None:
    desk = shop(either_station)
    audit = audits.begin(desk, 50, seed="lot 1")
    assert (audit.population, len(audit.items)) == (60, 50)
    by_department = [x.department for x in audit.items]
    assert sorted(by_department.count(d) for d in set(by_department)) == [16, 17, 17]
    shelves = {1: -10, 2: 5}
    for item in audit.items[:49]:
        shelf = item.scanned + Money(shelves.get(item.number, 0))
        found = audits.find(audit, item.code)
        audit = audits.check(audit.id, found.number, desk, shelf=shelf)
    audit = audits.check(audit.id, 50, desk, missing=True)
    done = audits.finish(audit.id, desk)
    assert done.counts == AuditCounts(49, 1, 1, 1, Money(10), Money(5))
    assert not done.passes, "47 of 49 is 95.9 percent"
    text = render_text(done.document, 48)
    assert "95.9%" in text
    assert "98%" in text
    assert stored(desk, done.transaction_id).transaction.kind is Kind.CONTROL
    with pytest.raises(Conflict):
        audits.finish(audit.id, desk)
    assert audits.current(desk) is None


def test_one_audit_at_a_time(station: Station) -> None:
    desk = shop(station)
    first = audits.begin(desk, 5)
    with pytest.raises(Conflict):
        audits.begin(desk, 5)
    found = audits.current(desk)
    assert found is not None
    assert found.id == first.id


def test_the_seed_draws_the_same_sample_again(station: Station) -> None:
    desk = shop(station)
    first = audits.begin(desk, 20, seed="again")
    audits.check(first.id, 1, desk, shelf=Money(1))
    audits.finish(first.id, desk)
    second = audits.begin(desk, 20, seed="again")
    assert [x.code for x in first.items] == [x.code for x in second.items]


def test_what_makes_no_sense_is_refused(station: Station) -> None:
    desk = shop(station)
    for size in (0, 1001):
        with pytest.raises(BadInput):
            audits.begin(desk, size)
    with pytest.raises(NotFound):
        audits.begin(desk, 5, departments=["Wine"])
    audit = audits.begin(desk, 5, departments=["Dairy"])
    assert {x.department for x in audit.items} == {"Dairy"}
    with pytest.raises(NotFound):
        audits.find(audit, "99999999")
    with pytest.raises(NotFound):
        audits.check(audit.id, 6, desk, shelf=Money(1))
    with pytest.raises(BadInput):
        audits.check(audit.id, 1, desk)
    with pytest.raises(BadInput):
        audits.check(audit.id, 1, desk, shelf=Money(-1))
    with pytest.raises(BadInput):
        audits.check(audit.id, 1, desk, shelf=Money(1), missing=True)
    with pytest.raises(BadInput):
        audits.finish(audit.id, desk)


def test_what_is_checked_again_counts_as_last_seen(station: Station) -> None:
    desk = shop(station)
    audit = audits.begin(desk, 3)
    item = audit.items[0]
    audits.check(audit.id, 1, desk, shelf=Money(1))
    audit = audits.check(audit.id, 1, desk, shelf=item.scanned)
    assert audits.counts(audit) == AuditCounts(1)
    assert audits.counts(audit).passes(980_000)
