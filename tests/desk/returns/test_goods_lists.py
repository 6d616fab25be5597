"""The lists of where a day's returned goods go: read, put on paper, shown at the desk."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from counter_app.app import default_policy
from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, Refused
from counter_app.core.goods_back import GoodsBack
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.transaction import Kind
from counter_app.desk.returns import service
from counter_app.desk.returns.goods_lists import (
    PRINTED,
    ROWS_PER_SLIP,
    goods_of,
    on_slips,
    print_goods,
)
from counter_app.desk.returns.play import ACTIONS
from counter_app.desk.returns.screen_goods import GoodsScreen
from counter_app.desk.returns.slip_goods import GoodsList, code_under_bars
from counter_app.desk.returns.voids import void
from counter_app.documents.text import render_text
from counter_app.play import PlayRequest
from counter_app.records.journal_tables import transactions
from counter_app.records.policy_versions import add_policy
from counter_app.records.transaction_reader import stored_document
from counter_app.station import Station
from counter_app.trade.answers import Completed
from tests.desk.returns.desk import approval_for, coming_back, sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import desk_window
from tests.stores import LEAD
from tests.ui.widgets import look_checks


@pytest.fixture
def desk(station: Station) -> Station:
    return working(station)


def bring_back(desk: Station) -> Completed:
    """Two socks and a milk; the third line stays with the customer."""
    receipt = sell(
        desk,
        line(1, 500, 3, department="Household"),
        line(2, 700, department="Dairy"),
        line(3, 900, department="Household"),
    )
    return service.complete(coming_back(desk, receipt, {1: 2, 2: 1}), desk)


def paper_of(desk: Station, transaction_id: str, columns: int = 48) -> str:
    """The first paper of a transaction, as text."""
    with desk.look() as work:
        document = stored_document(work.connection, transaction_id, 1)
    assert document is not None
    return render_text(document, columns)


def test_goods_are_listed_by_where_they_go_with_department_reason_and_ticket(desk: Station) -> None:
    done = bring_back(desk)
    found = goods_of(None, desk)
    assert [(x.disposition, x.label, len(x.rows)) for x in found.lists] == [
        ("stock", "Back to stock", 1),
        ("waste", "Throw away", 1),
    ]
    assert found.count == 2
    socks, milk = (x.rows[0] for x in found.lists)
    assert (socks.department, socks.item_code, socks.quantity, socks.net) == (
        "Household", "4001", units(2), Money(333),
    )  # fmt: skip
    assert socks.ticket == f"{desk.name} {done.number:04d}"
    assert milk.department == "Dairy"
    assert found.reason(milk) == "Not wanted"


def test_a_voided_return_is_on_no_list_and_an_empty_list_is_not_printed(desk: Station) -> None:
    done = bring_back(desk)
    with pytest.raises(ApprovalRequired) as refused:
        void(done.transaction_id, "clerk_mistake", desk)
    approval = approval_for(desk, refused.value, LEAD)
    void(done.transaction_id, "clerk_mistake", desk, approval=approval)
    assert goods_of(None, desk).lists == ()
    with pytest.raises(BadInput) as no:
        print_goods(goods_of(None, desk).day, "", new_id(), desk)
    assert no.value.code == "goods_none"


def test_the_printed_list_is_numbered_chained_and_printed_once(desk: Station) -> None:
    done = bring_back(desk)
    day, request = goods_of(None, desk).day, new_id()
    assert print_goods(day, "waste", request, desk) == request
    assert print_goods(day, "waste", request, desk) == request
    with pytest.raises(Conflict):
        print_goods(day, "stock", request, desk)
    kept = stored(desk, request).transaction
    assert (kept.kind, kept.postings) == (Kind.CONTROL, ())
    paper = paper_of(desk, request)
    assert "GOODS BACK" in paper
    assert "Throw away" in paper
    assert "Back to stock" not in paper
    assert "Dairy · 4002" in paper
    assert f"Not wanted · {desk.name} {done.number:04d}" in paper
    with desk.look() as work:
        assert len(work.print_jobs.of_transaction(request)) == 1


def test_a_script_reads_and_prints_the_same_lists(desk: Station) -> None:
    bring_back(desk)
    read = ACTIONS["goods"].run(desk, PlayRequest(new_id(), {"goes_to": "stock"}))
    (only,) = read.data["lists"]
    assert (only["goes_to"], only["count"], only["goods"][0]["department"]) == (
        "stock", 1, "Household",
    )  # fmt: skip
    printed = ACTIONS["print_goods"].run(desk, PlayRequest(new_id(), {}))
    paper = paper_of(desk, printed.transactions[0], 32)
    assert "Back to stock" in paper
    assert "Throw away" in paper


def test_who_may_not_read_them_is_refused(desk: Station) -> None:
    text = default_policy()
    assert '"returns.goods", ' in text
    with desk.open_work() as work:
        without = text.replace('"returns.goods", ', "")
        add_policy(work.connection, work.keys, without, date(2026, 1, 1), "test", work.now())
        work.commit()
    with pytest.raises(Refused) as no:
        goods_of(None, desk)
    assert no.value.code == "not_permitted"


@pytest.mark.parametrize(
    ("sizes", "slips"),
    [
        ((3, 2), [[3, 2]]),
        ((ROWS_PER_SLIP,), [[ROWS_PER_SLIP]]),
        ((150, 100), [[150, 50], [50]]),
        ((450,), [[200], [200], [50]]),
    ],
)
def test_long_lists_go_on_on_another_slip(sizes: tuple[int, ...], slips: list[list[int]]) -> None:
    row = GoodsBack("stock", "", "1", "Socks", units(1), Money(1), "gift", "D01", 1)
    lists = [GoodsList(str(n), "", (row,) * size) for n, size in enumerate(sizes)]
    assert [[len(one.rows) for one in slip] for slip in on_slips(lists)] == slips


def test_the_page_is_complete_and_nothing_is_cut_in_a_small_spanish_window(
    qtbot: QtBot, desk: Station
) -> None:
    bring_back(desk)
    desk.sign_off()
    with desk_window(qtbot, desk) as window:
        window.press("F10", "E", "Esc")
        window.shell.resize(1024, 768)
        window.rest()
        for keys in ((), ("F10", "R")):
            window.press(*keys)
            assert look_checks.elided(window.shell) == []
            assert look_checks.clipped_labels(window.shell) == []
            assert look_checks.small_controls(window.shell) == []
            assert look_checks.nameless(window.shell) == []
        page = window.shell.front
        assert isinstance(page, GoodsScreen)
        assert [row.cells[0].second for row in page.table.rows()] == [
            "Household · 4001",
            "Dairy · 4002",
        ]
        window.press("3")
        assert len(page.table.rows()) == 1
        window.press("F12")
        window.press("PgUp")
        assert page.table.rows() == ()
        window.press("PgDown", "Alt+D")
        window.write("11/1")
        window.press("Return")
        assert page.table.rows() == ()
        assert page.day.isHidden()
    with desk.look() as work:
        printed = work.connection.execute(
            select(transactions.c.reason).where(transactions.c.reason == PRINTED)
        ).all()
    assert len(printed) == 1


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("00076174554328", "076174554328"),
        ("00381370019237", "381370019237"),
        ("04006381333931", "4006381333931"),
        ("00000000004087", "4087"),
        ("076174554328", "076174554328"),
        ("PACK-7", "PACK-7"),
    ],
)
def test_an_item_number_is_shown_as_it_stands_under_its_bars(stored: str, shown: str) -> None:
    assert code_under_bars(stored) == shown
