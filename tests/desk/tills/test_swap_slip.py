"""The paper of a swap says what went out and what came in; one till was both its ends."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from counter_app.core.cash import MovementKind
from counter_app.core.money import Money
from counter_app.core.operator import Operator
from counter_app.core.transaction import Tender
from counter_app.core.words import Words
from counter_app.desk.tills.movement_slip import MovementPaper, movement_slip
from counter_app.documents.text import render_text
from counter_app.station import Station
from tests.desk.returns.desk import working

AT = datetime(2026, 11, 21, 11, 26, tzinfo=UTC)


def paper_of(station: Station, kind: MovementKind, into: Tender | None, target: str) -> str:
    with station.look() as work:
        clerk: Operator = work.operator(station.operator_id)
    paper = MovementPaper(
        kind, "Desk 1", clerk, 47, AT, "Till 7", target, {Tender.CASH: Money(2500)}, into=into
    )
    return render_text(movement_slip(station.store, paper, Words()), 48)


def test_a_swap_says_which_tender_went_and_which_came(station: Station) -> None:
    working(station)
    told = paper_of(station, MovementKind.EXCHANGE, Tender.CHECK, "Till 7")
    rows = {" ".join(row.split()) for row in told.splitlines()}
    assert {
        "At Till 7", "Given out, cash -25.00", "Taken in, checks 25.00", "TOTAL 25.00",
    } <= rows  # fmt: skip
    assert "From" not in told


@pytest.mark.parametrize("kind", [MovementKind.DROP, MovementKind.PICKUP])
def test_what_goes_elsewhere_says_from_where_to_where(station: Station, kind: MovementKind) -> None:
    working(station)
    told = paper_of(station, kind, None, "Safe")
    rows = {" ".join(row.split()) for row in told.splitlines()}
    assert {"From Till 7", "To Safe"} <= rows
    assert "Given out" not in told
