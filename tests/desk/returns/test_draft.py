"""Editing and storing a draft."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.errors import BadInput, Conflict
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity, units
from counter_app.core.transaction import Tender
from counter_app.desk.returns.draft import (
    ReturnDraft,
    choose_tender,
    clear_line,
    request_digest,
    scan_item,
    set_condition,
    set_quantity,
    set_reason,
    set_serial,
)
from counter_app.desk.returns.history import LineHistory
from counter_app.desk.returns.policy import ReturnsPolicy
from counter_app.desk.returns.stored_draft import from_json, receipt_of, to_json
from tests.desk.returns.goods import (
    TODAY,
    draft,
    line,
    one_back,
    policy,
    reason,
    receipt,
    returning,
)

FIND_REASON = policy().section("returns", ReturnsPolicy).reason


def test_each_scan_adds_one_until_nothing_is_left_then_the_next_line() -> None:
    base = draft(receipt(line(1, sold=2), line(2, item_code="4001")))
    for _ in range(3):
        base = scan_item(base, "4001")
    assert [c.quantity for c in base.choices] == [units(2), units(1)]


@pytest.mark.parametrize(
    ("ours", "scanned"),
    [
        ("036000291452", "00036000291452"),
        ("00036000291452", "036000291452"),
        ("3600029145", "00036000291452"),
        ("ABC-1", "ABC-1"),
    ],
)
def test_an_item_is_found_however_a_register_wrote_its_number(ours: str, scanned: str) -> None:
    assert scan_item(draft(receipt(line(item_code=ours))), scanned).choices


def test_a_weighed_item_comes_back_whole_or_as_its_label_says() -> None:
    base = draft(receipt(line(sold=Quantity(2360), weighed=True)))
    assert scan_item(base, "4001").returning(1) == Quantity(2360)
    assert scan_item(base, "4001", Quantity(500)).returning(1) == Quantity(500)


def test_zero_takes_a_line_out_and_the_receipt_stays() -> None:
    base = returning(draft(receipt(line(), line(2))), {1: 1, 2: 1})
    assert set_quantity(base, 1, Quantity(0)) == clear_line(base, 1)
    assert [c.line_number for c in clear_line(base, 1).choices] == [2]


def note(base: ReturnDraft, number: int, text: str) -> ReturnDraft:
    return set_reason(base, number, reason(), text)


@pytest.mark.parametrize("edit", [note, set_serial])
def test_b2_typed_text_is_cleaned_and_needs_a_chosen_line(
    edit: Callable[[ReturnDraft, int, str], ReturnDraft],
) -> None:
    base = returning(draft(receipt(line(), line(2))), {1: 1})
    with pytest.raises(BadInput):
        edit(base, 1, "a\x00b")
    with pytest.raises(BadInput):
        edit(base, 1, "x" * 300)
    with pytest.raises(BadInput):
        edit(base, 2, "fine")


def full() -> ReturnDraft:
    base = returning(draft(receipt(line(sold=3), line(2))), {1: 2, 2: 1})
    return choose_tender(note(base, 2, "“dented” — ключ"), Tender.CASH)


def test_a_stored_draft_comes_back_the_same() -> None:
    fresh = draft(receipt(line(sold=3), line(2)))
    text = to_json(full())
    assert receipt_of(text) == fresh.receipt.id
    assert from_json(text, fresh, FIND_REASON) == full()


def test_what_came_back_meanwhile_is_read_afresh() -> None:
    fresh = draft(receipt(line(sold=3), line(2)), version_seen=9)
    assert from_json(to_json(full()), fresh, FIND_REASON).version_seen == 9


def test_a_draft_of_a_changed_receipt_is_refused() -> None:
    with pytest.raises(Conflict):
        from_json(to_json(full()), draft(receipt(line(sold=4), line(2))), FIND_REASON)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("version",), True),
        (("id",), "1"),
        (("receipt",), None),
        (("tender",), "gold"),
        (("extra",), 1),
        (("reprint",), "no"),
        (("choices",), {}),
        (("choices", 0), None),
        (("choices", 0, "quantity_milli"), 1.5),
        (("choices", 0, "quantity_milli"), -1000),
        (("choices", 0, "quantity_milli"), 0),
        (("choices", 0, "quantity_milli"), True),
        (("choices", 0, "quantity_milli"), 10**30),
        (("choices", 0, "line"), 2),
        (("choices", 0, "note"), "a\u0000b"),
        (("choices", 0, "note"), "x" * 5000),
        (("choices", 0, "surprise"), 1),
        (("acknowledged",), [1]),
        (("last_reason",), 5),
    ],
)
def test_b2_a_damaged_draft_is_refused(path: tuple[str | int, ...], value: object) -> None:
    stored = json.loads(to_json(full()))
    place = stored
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(BadInput):
        from_json(json.dumps(stored), draft(receipt(line(sold=3), line(2))), FIND_REASON)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        '{"version": NaN}',
        pytest.param('{"version": 1, "version": 1}', id="b2_73_key_twice"),
        pytest.param("[" * 100_000, id="b2_75_deep"),
        pytest.param(" " * 500_000, id="too_long"),
    ],
)
def test_b2_what_is_no_draft_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        from_json(text, draft(receipt(line())), FIND_REASON)


@given(st.integers(0, 5000), st.integers(0, 20))
def test_a_draft_cut_or_changed_anywhere_never_crashes(place: int, drop: int) -> None:
    text = to_json(full())
    place %= len(text)
    cut = text[:place] + text[place + drop :]
    fresh = draft(receipt(line(sold=3), line(2)))
    try:
        again = from_json(cut, fresh, FIND_REASON)
    except (BadInput, Conflict):
        return
    assert again.receipt == fresh.receipt


def test_an_approval_holds_for_exactly_this_request() -> None:
    base = one_back()
    same = request_digest(base)
    changed = [
        set_quantity(base, 1, units(2)),
        set_reason(base, 1, reason("faulty")),
        set_condition(base, 1, "opened"),
        note(base, 1, "scratched"),
        choose_tender(base, Tender.CARD),
        replace(base, as_of=TODAY + timedelta(days=1)),
        replace(base, customer_id="C-1"),
        replace(base, history={1: LineHistory(units(1))}),
        replace(base, tender_refunded={1: Money(1)}),
        replace(base, paid_today={Tender.CASH: Money(1)}),
        replace(base, reprint=True),
        replace(base, id="0193a000-0000-7000-8000-0000000000ab"),
        replace(base, receipt=receipt(line(paid=2001, sold=2))),
    ]
    assert len({same, *map(request_digest, changed)}) == len(changed) + 1
    assert request_digest(replace(base, acknowledged=frozenset({"x"}))) == same
