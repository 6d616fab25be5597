"""Receipts come in once; changed ones are told and kept; keyed ones meet their register."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select, text, update

from counter_app.core.errors import Conflict
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.receipt import PROVISIONAL_DIFFERS, Receipt
from counter_app.core.transaction import Kind, Transaction
from counter_app.records.receipt_intake import BATCH, ReceiptSink, add_receipt
from counter_app.records.receipts import (
    find_receipts,
    import_changes,
    import_rejects,
    newest_receipt_at,
    receipt_by_key,
    receipts,
)
from counter_app.records.stores import stores
from counter_app.records.work import Work
from counter_app.station import Station
from tests.records.books import (
    CLEAN,
    open_till,
    operator_id,
    receipt,
    return_of,
)
from tests.stores import NOON


def take(station: Station, *seen: Receipt) -> list[str]:
    sink = ReceiptSink(station.database, station.clock)
    answers: list[str] = [sink.add(r) for r in seen]
    sink.flush()
    return answers


def stored(station: Station, wanted: Receipt) -> Receipt:
    with station.look() as work:
        found = receipt_by_key(work.connection, wanted.key)
    assert found is not None
    return found


def count(work: Work) -> int:
    """How many receipts are stored."""
    return int(work.connection.execute(select(func.count()).select_from(receipts)).scalar_one())


def changes(work: Work) -> list[tuple[str, str]]:
    rows = work.connection.execute(select(import_changes.c.kind, import_changes.c.detail))
    return [(r.kind, r.detail) for r in rows]


def without_ids(seen: Receipt) -> Receipt:
    return replace(
        seen,
        id="",
        lines=tuple(replace(x, id="") for x in seen.lines),
        tenders=tuple(replace(t, id="") for t in seen.tenders),
    )


def test_a_receipt_comes_back_whole(either_station: Station) -> None:
    seen = receipt(1, soap=units(3))
    assert take(either_station, seen) == ["new"]
    whole = stored(either_station, seen)
    lines = tuple(
        replace(x, unit_price=y.unit_price) for x, y in zip(seen.lines, whole.lines, strict=True)
    )
    assert without_ids(whole) == replace(seen, lines=lines)
    with either_station.look() as work:
        assert [r.key for r in find_receipts(work.connection, seen.barcode)] == [seen.key]
        assert [r.key for r in find_receipts(work.connection, "R03-00001")] == [seen.key]
        assert find_receipts(work.connection, "R03-0000%") == ()
        assert newest_receipt_at(work.connection) == seen.ended_at


def test_the_same_file_again_changes_nothing(either_station: Station) -> None:
    seen = [receipt(n) for n in range(1, 6)]
    assert take(either_station, *seen) == ["new"] * 5
    assert take(either_station, *seen, seen[0]) == ["unchanged"] * 6
    with either_station.look() as work:
        assert count(work) == 5
        assert changes(work) == []


def test_the_same_receipt_twice_in_one_file_is_stored_once(either_station: Station) -> None:
    seen = receipt(1)
    assert take(either_station, seen, seen) == ["new", "unchanged"]


def test_a_changed_receipt_is_told_once_and_never_replaced(either_station: Station) -> None:
    seen = receipt(1)
    take(either_station, seen)
    changed = replace(seen, lines=(replace(seen.lines[0], gross=Money(1)), seen.lines[1]))
    assert take(either_station, changed) == ["changed"]
    assert take(either_station, changed) == ["changed"]
    assert stored(either_station, seen).lines[0].gross == Money(250)
    with either_station.look() as work:
        assert changes(work) == [("changed", "")]


def test_a_receipt_is_added_by_hand_once(either_station: Station) -> None:
    with either_station.open_work() as work:
        add_receipt(work.connection, receipt(1), either_station.clock)
        work.commit()
    with either_station.open_work() as work, pytest.raises(Conflict) as refusal:
        add_receipt(work.connection, receipt(1), either_station.clock)
    assert refusal.value.code == "receipt_exists"


def keyed(station: Station, seen: Receipt) -> Receipt:
    """The clerk keyed it from paper: no barcode, only lines and tenders; the journal says so."""
    lines = tuple(replace(line, source_sequence=None) for line in seen.lines)
    by_hand = replace(seen, lines=lines, operator="", provisional=True, barcode="", source="keyed")
    with station.open_work() as work:
        added = add_receipt(work.connection, by_hand, station.clock)
        made = Transaction(
            id=new_id(),
            kind=Kind.CONTROL,
            task="returns",
            station=station.name,
            operator_id=operator_id(work),
            business_date=work.today(),
            occurred_at=work.now(),
            receipt_id=added.id,
        )
        work.journal.post(made, CLEAN)
        work.commit()
    return added


def return_soap(station: Station, sold: Receipt) -> None:
    session = open_till(station)
    with station.open_work() as work:
        work.journal.post(return_of(sold, session, operator_id(work)), CLEAN)
        work.commit()


@pytest.mark.parametrize("used", [False, True])
def test_a_keyed_receipt_is_met_by_the_same_from_the_register(
    either_station: Station, used: bool
) -> None:
    seen = receipt(1)
    by_hand = keyed(either_station, seen)
    if used:
        return_soap(either_station, by_hand)
    assert take(either_station, seen) == ["unchanged"]
    now = stored(either_station, seen)
    assert not now.provisional
    assert (now.id, now.barcode, now.source) == (by_hand.id, seen.barcode, "test")
    assert take(either_station, seen) == ["unchanged"]
    assert now.operator == seen.operator
    assert [x.source_sequence for x in now.lines] == [10, 20]
    if used:
        assert [x.id for x in now.lines] == [x.id for x in by_hand.lines]


def test_a_keyed_receipt_that_differs_takes_the_registers_word_if_unused(
    either_station: Station,
) -> None:
    seen = receipt(1)
    wrong = replace(seen, lines=(replace(seen.lines[0], gross=Money(999)), seen.lines[1]))
    keyed(either_station, wrong)
    assert take(either_station, seen) == ["changed"]
    now = stored(either_station, seen)
    assert (now.lines[0].gross, now.provisional) == (Money(250), False)
    assert now.flags == (PROVISIONAL_DIFFERS,)
    with either_station.look() as work:
        assert [kind for kind, _ in changes(work)] == ["provisional_differs"]
        version = work.connection.execute(text("SELECT version FROM receipts")).scalar_one()
    assert version == 2  # a draft on the keyed lines notices


def test_a_keyed_receipt_that_differs_is_kept_if_something_came_back(
    either_station: Station,
) -> None:
    seen = receipt(1)
    wrong = replace(seen, lines=(replace(seen.lines[0], gross=Money(999)), seen.lines[1]))
    return_soap(either_station, keyed(either_station, wrong))
    assert take(either_station, seen, seen) == ["changed", "changed"]
    now = stored(either_station, seen)
    assert (now.lines[0].gross, now.provisional) == (Money(999), True)
    assert now.flags == (PROVISIONAL_DIFFERS,)
    with either_station.look() as work:
        version = work.connection.execute(text("SELECT version FROM receipts")).scalar_one()
        assert version == 2  # a draft on the keyed lines notices, once
        assert len(changes(work)) == 1
        assert "register says" in changes(work)[0][1]


def test_what_was_keyed_otherwise_is_told_in_the_stores_own_currency(
    either_station: Station,
) -> None:
    """What was keyed as 532 yen was told as 5.32."""
    with either_station.open_work() as work:
        work.connection.execute(update(stores).values(currency="JPY", exponent=0))
        work.commit()
    seen = replace(receipt(1), currency="JPY")
    wrong = replace(seen, lines=(replace(seen.lines[0], gross=Money(999)), seen.lines[1]))
    keyed(either_station, wrong)
    assert take(either_station, seen) == ["changed"]
    with either_station.look() as work:
        ((_, told),) = changes(work)
    assert f"Keyed {wrong.total_paid.minor} with" in told


def test_rejects_are_kept_with_their_reason(either_station: Station) -> None:
    sink = ReceiptSink(either_station.database, either_station.clock)
    sink.reject("day.xml", "x" * 500, "The line amounts do not add up.", "0" * 64)
    sink.flush()
    with either_station.look() as work:
        row = work.connection.execute(select(import_rejects)).one()
    assert (row.file, len(row.receipt), row.rejected_at) == ("day.xml", 120, NOON)


def test_the_same_bad_receipt_is_in_quarantine_once(either_station: Station) -> None:
    def rejected(*rejects: tuple[str, str]) -> None:
        sink = ReceiptSink(either_station.database, either_station.clock)
        for label, digest in rejects:
            sink.reject("day.xml", label, "Its amounts do not add up.", digest * 64)
        sink.flush()

    rejected(("0012/1", "a"), ("0012/1", "a"), ("0012/2", "b"))
    rejected(("0012/1", "a"), ("0012/1", "c"))
    with either_station.look() as work:
        rows = work.connection.execute(select(import_rejects)).all()
    assert sorted((row.receipt, row.content_digest[0]) for row in rows) == [
        ("0012/1", "a"), ("0012/1", "c"), ("0012/2", "b"),
    ]  # fmt: skip


def test_an_abandoned_batch_leaves_nothing(either_station: Station) -> None:
    sink = ReceiptSink(either_station.database, either_station.clock)
    sink.add(receipt(1))
    sink.abandon()
    sink.flush()
    with either_station.look() as work:
        assert count(work) == 0


def test_the_desk_works_on_while_a_long_file_is_read(station: Station) -> None:
    known, new = receipt(1), receipt(2)
    take(station, known)
    sink = ReceiptSink(station.database, station.clock)
    assert [sink.add(known), sink.add(new)] == ["unchanged", "new"]
    sink.reject("day.xml", "", "Cut off.", "0" * 64)
    with station.open_work() as work:  # would wait five seconds for a lock that is held
        add_receipt(work.connection, receipt(3), station.clock)
        work.commit()
    sink.flush()
    with station.look() as work:
        assert count(work) == 3


def test_batches_are_written_as_they_fill(station: Station) -> None:
    sink = ReceiptSink(station.database, station.clock)
    for sequence in range(1, BATCH + 3):
        sink.add(receipt(sequence))
    with station.look() as work:
        assert count(work) == BATCH
    sink.flush()
    with station.look() as work:
        assert count(work) == BATCH + 2


def test_two_imports_at_once_store_a_receipt_once(either_station: Station) -> None:
    first = ReceiptSink(either_station.database, either_station.clock)
    second = ReceiptSink(either_station.database, either_station.clock)
    assert first.add(receipt(1)) == second.add(receipt(1)) == "new"
    first.flush()
    with pytest.raises(Conflict):
        second.flush()
    with either_station.look() as work:
        assert count(work) == 1
