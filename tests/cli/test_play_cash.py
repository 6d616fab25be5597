"""The cash room from a script: what the screen does, action by action, and all of it written down."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from counter_app.desk.tills.play import ACTIONS
from tests.cli.test_play import NOON, Play, line, opening, play
from tests.stores import CLERK, LEAD, MANAGER, PINS

__all__ = ["play"]

DOCS = Path(__file__).parents[2] / "docs"


def by(who: str) -> dict[str, Any]:
    return {"operator": who, "pin": PINS[who]}


def manager(action: str, **do: Any) -> dict[str, Any]:
    return line(action=action, **by(MANAGER), **do)


@pytest.mark.parametrize("name", ["cash-room.md", "desk-script.md"])
def test_the_documents_list_every_action_of_the_cash_room(name: str) -> None:
    told = set(re.findall(r"`([a-z_]+)`", (DOCS / name).read_text("utf-8")))
    assert set(ACTIONS) - told == set()


def test_the_table_of_actions_names_every_field() -> None:
    text = (DOCS / "cash-room.md").read_text("utf-8")
    table = text[text.index("## Every script action") : text.index("## Settings")]
    told = set(re.findall(r"`([a-z_]+)`", table))
    fields = {name for action in ACTIONS.values() for name in action.schema["properties"]}
    assert fields - told == set()


def test_checks_and_coupons_are_counted_with_the_cash_and_a_float_stays(play: Play) -> None:
    told = play(
        opening(float_cents=60000),
        line(action="exchange", tenders_cents={"cash": 5000}, into="check", reference="1046"),
        line(action="exchange", tenders_cents={"cash": 375}, into="coupon"),
        line(
            action="close", counted_cents=54625, slips_cents={"check": [5000]},
            bundles={"coupon": {"count": 2, "sum_cents": 375}}, leave_cents=20000,
        ),
        opening(float_cents=20000),
    )  # fmt: skip
    assert told.code == 0, told.lines
    assert "1046" in told.lines[1]["slips"][0]
    assert told.lines[3]["data"]["difference_cents"] == 0
    moved = {(p["account"], p["tender"]): p["amount_cents"] for p in told.lines[3]["postings"]}
    assert moved["safe", "cash"] == 34625
    assert moved["safe", "check"] == 5000
    assert told.lines[4]["postings"] == [], "the float that stayed is neither moved nor off"


def test_what_a_till_did_is_answered_again_after_it_is_closed(play: Play) -> None:
    loan = line(id="m2", action="ask_loan", till=7, amount_cents=3000)
    paid_in = line(id="m1", action="paid_in", till=7, amount_cents=500, reason="found")
    close = line(id="m3", action="close", till=7, counted_cents=20500)
    order = manager("order_change", id="m4", pieces={"coin:25": 40})
    other = manager("order_change", id="m4", pieces={"coin:25": 80})
    told = play(opening(), loan, loan, paid_in, close, paid_in, close, order, order, other)
    assert [x["ok"] for x in told.lines] == [True] * 9 + [False], told.lines
    for first, again in ((1, 2), (3, 5), (4, 6), (7, 8)):
        for part in ("transactions", "postings", "data"):
            assert told.lines[again].get(part) == told.lines[first].get(part), (first, part)
    assert told.lines[9]["refused"] == "id_reused"


def test_a_dispute_is_resolved_while_its_till_is_open_again_and_answered_again(play: Play) -> None:
    off = line(action="close", till=7, counted_cents=18000)
    resolve = manager("resolve", id="r1", till=7, reason="unexplained", note="Seen on camera")
    told = play(
        opening(),
        off,
        line(action="close", till=7, counted_cents=18000, dispute=True),
        opening(),
        resolve,
        resolve,
        {**resolve, "id": "r2"},
    )
    assert [x["ok"] for x in told.lines] == [True] * 6 + [False], told.lines
    assert told.lines[5]["transactions"] == told.lines[4]["transactions"]
    assert told.lines[6]["refused"] == "till_state"


def test_a_number_of_coupons_without_a_sum_is_refused(play: Play) -> None:
    bundle = {"coupon": {"count": 2, "sum_cents": 0}}
    told = play(opening(), line(action="close", counted_cents=20000, bundles=bundle))
    assert told.lines[1]["refused"] == "tills.bad_slips"


def test_what_waits_is_listed_without_what_was_sent(play: Play) -> None:
    told = play(
        opening(),
        line(action="drop", amount_cents=4400, bag="B77"),
        line(action="ask_loan", amount_cents=3000),
        line(action="waiting"),
        manager("advance", amount_cents=2000, payee="Ana Reyes"),
        manager("waiting"),
    )
    assert told.code == 0, told.lines
    drop, loan = told.lines[3]["data"]["waiting"]
    assert (drop["kind"], drop["bag"], drop["amount_cents"]) == ("drop", "B77", None)
    assert (loan["state"], loan["amount_cents"]) == ("asked", 3000)
    assert told.lines[5]["data"]["waiting"][2]["amount_cents"] == 2000


def test_a_check_that_left_in_a_bag_is_not_asked_for_at_the_count(play: Play) -> None:
    paid = line(action="exchange", id="ck-1", tenders_cents={"cash": 5000}, into="check")
    told = play(opening(float_cents=60000), paid)
    check = told.lines[1]["transactions"][0]["id"]
    tenders = {"cash": 1000, "check": 5000}
    told = play(
        line(action="drop", tenders_cents=tenders, bag="B77", papers=[check], at=NOON, **by(CLERK)),
        line(action="drop", tenders_cents=tenders, papers=["x"], **by(CLERK)),
        manager("receive", bag="B77", tenders_cents=tenders),
    )
    assert told.lines[1]["refused"] == "tills.bad_slips"
    assert told.lines[2]["data"]["in_transit"] is False, told.lines


def test_an_advance_is_settled_with_a_slip(play: Play) -> None:
    given = play(opening(), manager("advance", amount_cents=2000, payee="Ana Reyes"))
    movement = given.lines[1]["data"]["movement"]
    told = play(
        manager(
            "close_advance", at=NOON, movement=movement, spent_cents=1460, change_cents=540,
            reason="supplies", reference="R 88",
        )
    )  # fmt: skip
    assert told.code == 0, told.lines
    assert "PETTY CASH SETTLED" in told.lines[0]["slips"][0]
    assert "R 88" in told.lines[0]["slips"][0]


def test_a_false_note_of_the_safe_is_booked_with_its_number(play: Play) -> None:
    note: dict[str, Any] = {
        "amount_cents": 2000,
        "reference": "KB 4621 7790 C",
        "safe": True,
    }
    told = play(
        line(action="counterfeit", operator=CLERK, pin=PINS[CLERK], **note),
        manager("counterfeit", **note),
    )
    assert told.lines[0]["refused"] == "tills.may_not_move"
    moved = {p["account"]: p["amount_cents"] for p in told.lines[1]["postings"]}
    assert moved == {"safe": -2000, "losses:counterfeit": 2000}
    assert "KB 4621 7790 C" in told.lines[1]["slips"][0]


def test_an_x_is_printed_as_an_entry_and_past_zs_are_found(play: Play) -> None:
    lead = {"operator": LEAD, "pin": PINS[LEAD]}
    told = play(
        opening(),
        line(action="print_x", id="x-1", **lead),
        line(action="print_x", id="x-1", **lead),
        line(action="close", counted_cents=20000, operator=CLERK, pin=PINS[CLERK]),
        line(action="past_zs", **lead),
        line(action="z", till=7, number=1, **lead),
    )
    assert told.code == 0, told.lines
    assert "X REPORT" in told.lines[1]["slips"][0]
    assert told.lines[1]["postings"] == []
    assert told.lines[1]["transactions"] == told.lines[2]["transactions"]
    (z,) = told.lines[4]["data"]["zs"]
    assert (z["till"], z["number"]) == (7, 1)
    assert "Z REPORT 0001" in told.lines[5]["slips"][0]


def test_a_clerk_may_not_list_past_zs(play: Play) -> None:
    told = play(opening(), line(action="past_zs"))
    assert told.lines[1]["refused"] == "tills.not_permitted"
