"""Ctrl+K: everything this operator may open is found by its name or number, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.receipt import Receipt
from counter_app.core.search import Group
from counter_app.core.words import LANGUAGES
from counter_app.desk.returns import service
from counter_app.desk.tills.screen import TillsScreen
from counter_app.desk.tills.screen_action import Action
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.task import COUNT, TASK
from counter_app.records.customers import Customer, add_customer
from counter_app.records.items import put_items
from counter_app.station import Station
from counter_app.ui.search_card import ResultRow, SearchCard
from tests.desk.returns.desk import coming_back, sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, CLERK_2, MANAGER
from tests.ui.widgets import look_checks

KETTLE = "0036000291452"


@pytest.fixture
def sold(station: Station) -> Receipt:
    """An open till, a receipt with two mugs, a kettle in the item file."""
    working(station)
    receipt = sell(station, line(paid=2000, sold=2), sequence=183)
    kettle = ItemRow(KETTLE, "Kettle, 1.7 l", Money(3_299), "Home", "Kitchen")
    with station.open_work() as work:
        put_items(work.connection, [kettle], station.clock.now())
        work.commit()
    return receipt


@pytest.fixture
def desk(qtbot: QtBot, station: Station, sold: Receipt) -> Iterator[DeskWindow]:
    with desk_window(qtbot, station) as window:
        yield window


def look_for(desk: DeskWindow, text: str) -> list[ResultRow]:
    if not desk.shell.search.shown:
        desk.press("Ctrl+K")
    card(desk).edit.selectAll()
    desk.write(text)
    return card(desk).rows


def card(desk: DeskWindow) -> SearchCard:
    return desk.shell.search.card


def titles(rows: list[ResultRow]) -> list[str]:
    return [row.hit.title for row in rows]


def chosen(desk: DeskWindow) -> str:
    return next(row.hit.title for row in card(desk).rows if row.isChecked())


def test_an_action_is_found_by_its_name_and_return_opens_it(desk: DeskWindow) -> None:
    assert titles(look_for(desk, "paid out"))[0] == "Paid out"
    desk.press("Return")
    assert not desk.shell.search.shown
    assert isinstance(desk.shell.front, TillsScreen)
    moving = desk.shell.front.work.moving
    assert moving is not None
    assert moving.action is Action.PAID_OUT


def test_the_word_people_use_is_enough(desk: DeskWindow) -> None:
    assert titles(look_for(desk, "settle"))[0] == "Count and close"
    desk.press("Return")
    assert isinstance(desk.shell.front, TillsScreen)
    assert desk.shell.front.work.mode is Mode.COUNT
    assert titles(look_for(desk, "refund"))[0] == "Return"


def test_every_way_into_the_tills_is_a_real_one(desk: DeskWindow) -> None:
    own = [door for door in TASK.doors if door.screen is None and door.key != COUNT]
    assert {door.key for door in own} <= {action.value for action in Action}
    for door in own:
        action = Action(door.key)
        assert (door.permission or "tills.no_sale") == (action.permission or "tills.no_sale")


@pytest.mark.parametrize("text", ["0183", "183"])
def test_a_receipt_is_opened_by_its_printed_number(desk: DeskWindow, text: str) -> None:
    [row] = [r for r in look_for(desk, text) if r.hit.group is Group.RECEIPTS]
    assert row.accessibleDescription() == "register 4 · Nov 7, 2026. $20.00"
    desk.press("Return")
    assert desk.shown.draft.receipt.receipt_number == "0183"


def test_return_pressed_before_the_answer_opens_it_when_it_comes(desk: DeskWindow) -> None:
    desk.press("Ctrl+K")
    desk.hands.write("0183")
    desk.hands.press("Return")
    desk.rest()
    assert desk.shown.draft.receipt.receipt_number == "0183"


def test_a_return_of_today_is_opened_by_the_number_on_its_slip(desk: DeskWindow) -> None:
    desk.scan("0012/4/2026-11-07/183")
    desk.scan("4001")
    desk.press("1", "F12")
    made = desk.screen.after.done
    assert made is not None
    number = made.transaction.number
    desk.press("Esc")
    rows = look_for(desk, str(number))
    [row] = [r for r in rows if r.hit.title == f"Return {number:04d}"]
    while not row.isChecked():
        desk.press("Down")
    desk.press("Return")
    again = desk.screen.after.done
    assert again is not None
    assert again.transaction.id == made.transaction.id


def test_a_tills_paper_is_found_without_what_it_moved(desk: DeskWindow) -> None:
    rows = look_for(desk, "1")
    papers = [r for r in rows if r.hit.group is Group.TRANSACTIONS]
    assert papers
    assert all("$" not in r.accessibleDescription() for r in papers)


def test_no_record_is_read_on_the_windows_own_thread(
    desk: DeskWindow, request: pytest.FixtureRequest
) -> None:
    seen = request.getfixturevalue("gui_thread_guard")
    assert titles(look_for(desk, "0183")) == ["Receipt 0183"]
    assert titles(look_for(desk, "kettle")) == ["Kettle, 1.7 l"]
    assert seen == []


def test_an_item_is_found_by_name_and_number_and_goes_to_its_price(desk: DeskWindow) -> None:
    assert titles(look_for(desk, KETTLE)) == ["Kettle, 1.7 l"]
    [row] = [r for r in look_for(desk, "kettle") if r.hit.group is Group.ITEMS]
    assert row.accessibleDescription() == f"{KETTLE}. $32.99"
    desk.press("Return")
    assert desk.shell.place == "price_correction"


def test_an_item_goes_into_the_work_in_front(desk: DeskWindow) -> None:
    desk.scan("0012/4/2026-11-07/183")
    with desk.station.open_work() as work:
        mug = ItemRow("4001", "Stoneware mug", Money(1_000), "Home", "Kitchen")
        put_items(work.connection, [mug], desk.station.clock.now())
        work.commit()
    look_for(desk, "stoneware")
    desk.press("Return")
    assert desk.shell.place == "returns"
    assert [c.line_number for c in desk.shown.draft.choices] == [1]


def test_parked_work_is_found_by_its_name_and_goes_on(
    qtbot: QtBot, station: Station, sold: Receipt
) -> None:
    draft = coming_back(station, sold, {1: 1})
    service.save(draft, station, park=True, name="Blue coat")
    with desk_window(qtbot, station) as desk:
        rows = look_for(desk, "blue")
        assert [r.hit.group for r in rows] == [Group.PARKED]
        desk.press("Return")
        assert desk.shown.draft.id == draft.id


def test_a_customers_receipts_are_found_by_telephone_and_nobody_is_named(
    qtbot: QtBot, station: Station, sold: Receipt
) -> None:
    with station.open_work() as work:
        person = Customer("c1", "880042", "Dolores Quintero", phone="5125550142")
        add_customer(work.connection, person, station.clock.now())
        work.commit()
    sell(station, line(paid=500), sequence=777, customer_ref="880042")
    with desk_window(qtbot, station) as desk:
        for text in ("512 555 0142", "5125550142"):
            rows = look_for(desk, text)
            assert titles(rows) == ["Receipt 0777"]
            assert "Quintero" not in rows[0].accessibleDescription()
        assert look_for(desk, "Quintero") == []


def test_nobody_finds_what_they_may_not_open(qtbot: QtBot, station: Station, sold: Receipt) -> None:
    with desk_window(qtbot, station) as desk:
        assert titles(look_for(desk, "morning book")) == []
        assert "Patterns" not in titles(look_for(desk, "patterns"))
        assert "Force-close" not in titles(look_for(desk, "force"))
        desk.press("Esc")
        desk.scan(BADGES[MANAGER])
        assert titles(look_for(desk, "morning book")) == ["Morning Book"]
        assert "Force-close" in titles(look_for(desk, "force"))


def test_esc_gives_the_focus_back_and_changes_nothing(desk: DeskWindow) -> None:
    desk.press("F2")
    before = desk.shell.focusWidget()
    assert before is not None
    desk.press("Ctrl+K")
    assert desk.shell.focusWidget() is card(desk).edit
    look_for(desk, "cash")
    desk.press("Esc")
    assert not desk.shell.search.shown
    assert desk.shell.focusWidget() is before
    assert desk.shell.place == "returns"


def test_arrows_choose_and_go_round(desk: DeskWindow) -> None:
    look_for(desk, "c")
    all_of_them = titles(card(desk).rows)
    assert chosen(desk) == all_of_them[0]
    desk.press("Down", "Down")
    assert chosen(desk) == all_of_them[2]
    desk.press("Up", "Up", "Up")
    assert chosen(desk) == all_of_them[-1]
    assert card(desk).edit.accessibleDescription() == all_of_them[-1]


def test_a_scan_goes_where_scans_go_and_is_not_typed(desk: DeskWindow) -> None:
    desk.press("Ctrl+K")
    desk.write("ca")
    desk.scan("0012/4/2026-11-07/183")
    assert not desk.shell.search.shown
    assert card(desk).edit.text() == "ca"
    assert desk.shown.draft.receipt.receipt_number == "0183"


def test_a_badge_changes_the_operator_and_the_next_one_begins_anew(desk: DeskWindow) -> None:
    look_for(desk, "blue")
    desk.scan(BADGES[CLERK_2])
    assert not desk.shell.search.shown
    desk.press("Ctrl+K")
    assert card(desk).edit.text() == ""


def test_f12_pays_nothing_under_the_card_and_other_keys_lead_on(desk: DeskWindow) -> None:
    desk.scan("0012/4/2026-11-07/183")
    desk.scan("4001")
    desk.press("1", "Ctrl+K", "F12")
    assert desk.shell.search.shown
    assert desk.screen.after.done is None
    desk.press("F8")
    assert card(desk).isHidden()
    assert desk.shell.place == "tills"


def test_locking_takes_it_away_and_the_locked_desk_has_none(desk: DeskWindow) -> None:
    look_for(desk, "cash")
    desk.press("Ctrl+L")
    assert desk.shell.frame.locked
    desk.press("Ctrl+K")
    assert not desk.shell.search.shown


def test_a_finger_opens_it_picks_a_row_and_leaves_beside_the_card(desk: DeskWindow) -> None:
    button = desk.shell.frame.search
    assert min(button.width(), button.height()) >= 48
    desk.hands.click(button)
    desk.rest()
    assert desk.shell.search.shown
    QTest.mouseClick(card(desk), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert card(desk).isHidden()
    desk.hands.click(button)
    desk.rest()
    desk.hands.click(next(r for r in card(desk).rows if r.hit.title == "Cash"))
    desk.rest()
    assert desk.shell.place == "tills"


def test_what_is_not_there_is_said(desk: DeskWindow) -> None:
    assert look_for(desk, "qqqq") == []
    assert "Nothing fits" in {t.text for t in look_checks.painted(card(desk))}
    desk.press("Return")
    assert desk.shell.search.shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1920, 1080)])
def test_it_looks_right(desk: DeskWindow, language: str, dark: bool, size: tuple[int, int]) -> None:
    if language != "en":
        desk.shell.switch_language()
    if dark:
        desk.shell.switch_theme()
    desk.shell.resize(*size)
    desk.rest()
    for text in ("", "c", "0183", "kettle", "qqqq"):
        look_for(desk, text) if text else desk.press("Ctrl+K")
        QApplication.processEvents()
        assert look_checks.elided(card(desk)) == []
        assert look_checks.clipped_labels(card(desk)) == []
        assert look_checks.small_controls(card(desk)) == []
        assert look_checks.nameless(card(desk)) == []
        assert look_checks.faint(card(desk)) == []


def test_spanish_words_find_the_same(desk: DeskWindow) -> None:
    desk.shell.switch_language()
    assert titles(look_for(desk, "devolucion"))[0] == "Devolución"
    assert titles(look_for(desk, "liquidar"))[0] == "Liquidar anticipo" or (
        "Contar y cerrar" in titles(card(desk).rows)
    )
    assert titles(look_for(desk, "183")) == ["Recibo 0183"]
