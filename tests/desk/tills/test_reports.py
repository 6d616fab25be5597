"""X at any time, blind; Z at settlement with everything; any past Z again; perpetual totals."""

from __future__ import annotations

import pytest

from counter_app.core.cash import MovementKind
from counter_app.core.errors import NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.transaction import Kind
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.moving import move
from counter_app.desk.tills.report_slip import report_place
from counter_app.desk.tills.reports import print_z, stored_z, x_report
from counter_app.desk.tills.service import TillClosed, close_till
from counter_app.documents.text import render_text
from counter_app.station import Station
from tests.desk.tills.hands import draft, moved, opened, signed
from tests.stores import CLERK, LEAD


def settled(station: Station, session: str, minor: int) -> str:
    closed = close_till(CountDraft(new_id(), session, total_only=Money(minor)), station)
    assert isinstance(closed, TillClosed)
    return closed.transaction_ids[0]


def test_an_x_counts_things_and_names_no_amount(either_station: Station) -> None:
    station = either_station
    session = opened(station, 31733)
    moved(station, session, 1519)
    moved(station, session, -733)
    move(draft(MovementKind.PAID_OUT, session, 417, reason="postage"), station)
    with pytest.raises(Refused):
        x_report(session, station)
    signed(station, LEAD)
    text = render_text(x_report(session, station), 48)
    assert "X REPORT" in text
    assert "Paid out" in text
    for amount in ("317.33", "15.19", "7.33", "4.17", "321.02", "325.19"):
        assert amount not in text


def test_a_z_says_expected_counted_and_variance(either_station: Station) -> None:
    station = either_station
    session = opened(station, 20000)
    moved(station, session, 5000)
    moved(station, session, -1250)
    text = render_text(stored_z(settled(station, session, 23650), station), 48)
    for words in ("Z REPORT 0001", "237.50", "236.50", "-1.00", "50.00", "12.50"):
        assert words in text


def test_z_numbers_go_on_and_any_past_z_prints_again(station: Station) -> None:
    papers = [settled(station, opened(station, 10000), 10000) for _ in range(3)]
    with pytest.raises(Refused):
        print_z(7, 2, station)
    signed(station, LEAD)
    assert print_z(7, 2, station) == papers[1]
    with pytest.raises(NotFound):
        print_z(7, 4, station)
    with station.look() as work:
        assert len(work.print_jobs.waiting()) > 0


def test_perpetual_totals_never_start_again(station: Station) -> None:
    paper = ""
    for _ in range(2):
        signed(station, CLERK)
        session = opened(station, 10000)
        moved(station, session, 3000)
        moved(station, session, -500)
        paper = settled(station, session, 12500)
    text = render_text(stored_z(paper, station), 48)
    assert "60.00" in text
    assert "10.00" in text


def test_a_report_begins_with_what_customers_did_and_knows_every_kind() -> None:
    keys = [f"{kind.value}/" for kind in Kind]
    assert [key.strip("/") for key in sorted(keys, key=report_place)][:2] == ["sale", "return"]
    assert max(keys, key=report_place) == "control/"
