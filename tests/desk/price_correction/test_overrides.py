"""Price approvals before payment: a slip with a barcode, kept with both prices, and no money."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.core.document import Barcode
from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.quantity import ONE, Quantity, units
from counter_app.core.transaction import Kind
from counter_app.desk.price_correction.overrides import Override, issue
from counter_app.records.items import put_items
from counter_app.records.price_corrections import corrections_in
from counter_app.station import Station
from tests.desk.price_correction.desk import approval_for, choose
from tests.desk.returns.desk import stored, working
from tests.stores import LEAD, MANAGER


def shop(station: Station, who: str = LEAD) -> Station:
    """A desk with two items in the file."""
    desk = working(station, who)
    with desk.open_work() as work:
        rows = [
            ItemRow("4011", "Coffee", Money(899)),
            ItemRow("4012", "Ham", Money(1299), weighed=True),
        ]
        put_items(work.connection, rows, work.now())
        work.commit()
    return desk


def asked(right: int = 799, **changes: object) -> Override:
    made = Override(new_id(), "4011", Money(right), source="shelf_tag")
    return replace(made, **changes)  # type: ignore[arg-type]


def test_the_slip_says_at_what_price_to_sell_and_moves_no_money(either_station: Station) -> None:
    desk = shop(either_station)
    wanted = asked(quantity=units(2), note="tag on aisle 4")
    done = issue(wanted, desk)
    assert done.to_pay == Money(1598)
    found = stored(desk, done.transaction_id).transaction
    assert (found.kind, found.postings) == (Kind.CONTROL, ())
    assert any(isinstance(b, Barcode) and b.data.startswith("PA") for b in done.document.blocks)
    with desk.look() as work:
        (kept,) = corrections_in(work.connection, done.transaction_id)
    assert (kept.charged, kept.right, kept.sort) == (Money(899), Money(799), "override")
    assert found.lines[0].note.endswith(kept.seal)


def test_quebec_gives_the_unit_free_before_payment_michigan_does_not(station: Station) -> None:
    desk = shop(station)
    choose(desk, "quebec")
    assert issue(asked(), desk).to_pay == Money(0)
    assert issue(asked(quantity=units(3)), desk).to_pay == Money(1598)
    choose(desk, "michigan")
    assert issue(asked(), desk).to_pay == Money(799)


def test_a_clerk_needs_a_manager_and_both_names_are_kept(station: Station) -> None:
    """O01: manager approves, the clerk stays signed on, both names on the record."""
    desk = shop(station, "2047")
    wanted = asked()
    with pytest.raises(ApprovalRequired) as waits:
        issue(wanted, desk)
    done = issue(wanted, desk, approval_for(desk, waits.value, MANAGER))
    kept = stored(desk, done.transaction_id)
    assert kept.approval is not None
    assert kept.approval.requester_id == kept.transaction.operator_id
    assert kept.approval.approver_id != kept.transaction.operator_id


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"right": Money(899)}, "is not below"),
        ({"right": Money(1000)}, "is not below"),
        ({"source": ""}, "what shows the right price"),
        ({"source": "a dream"}, "what shows the right price"),
    ],
)
def test_what_cannot_be_approved_is_refused(
    station: Station, changes: dict[str, object], said: str
) -> None:
    desk = shop(station)
    with pytest.raises(Refused, match=said):
        issue(asked(**changes) if "right" not in changes else replace(asked(), **changes), desk)  # type: ignore[arg-type]


def test_unknown_items_and_parts_of_pieces_are_refused(station: Station) -> None:
    desk = shop(station)
    with pytest.raises(NotFound):
        issue(asked(item_code="999"), desk)
    with pytest.raises(BadInput):
        issue(asked(quantity=Quantity(500)), desk)
    weighed = issue(Override(new_id(), "4012", Money(1099), None, Quantity(1500), "sign"), desk)
    assert weighed.to_pay == Money(1649)


def test_the_same_request_is_answered_again(station: Station) -> None:
    desk = shop(station)
    wanted = asked()
    first = issue(wanted, desk)
    again = issue(wanted, desk)
    assert (again.transaction_id, again.to_pay, again.replayed) == (
        first.transaction_id,
        first.to_pay,
        True,
    )
    with pytest.raises(Conflict):
        issue(replace(wanted, right=Money(699)), desk)
    assert units(1) == ONE
