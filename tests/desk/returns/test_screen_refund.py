"""Refunds through the window: what scans and keys do to drafts, findings, papers and the books."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from counter_app.core.money import Money
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns.screen_case import Stand
from counter_app.desk.returns.screen_strip import Ask
from counter_app.records.journal_tables import transactions
from counter_app.station import Station
from counter_app.ui.widgets.findings_bar import Level
from tests.desk.returns.desk import booked, give_back, open_attempts, sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, MANAGER, PINS


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, on the home screen."""
    working(station)
    with desk_window(qtbot, station) as window:
        yield window


def returns_posted(station: Station) -> int:
    with station.look() as work:
        count = select(func.count()).where(transactions.c.kind == Kind.RETURN.value)
        return int(work.connection.execute(count).scalar_one())


def returns_ids(station: Station) -> list[str]:
    with station.look() as work:
        ids = select(transactions.c.id).where(transactions.c.kind == Kind.RETURN.value)
        return list(work.connection.execute(ids).scalars())


def asking(desk: DeskWindow) -> Ask:
    return desk.screen.work.strip.asking


def done_postings(desk: DeskWindow) -> dict[str, int]:
    done = desk.screen.after.done
    assert done is not None
    return booked(stored(desk.station, done.transaction.id).transaction.postings)


def plain(station: Station, **changes: object) -> Receipt:
    return sell(station, line(1, 1000, 2, taxes=(63,)), line(2, 500), **changes)  # type: ignore[arg-type]


def test_r01_scan_scan_reason_and_f12_pay_exactly_what_was_paid(desk: DeskWindow) -> None:
    desk.scan_receipt(plain(desk.station))
    assert desk.shown.stand() is Stand.EMPTY
    desk.scan("4001", "4001")
    assert desk.shown.draft.returning(1) == units(2)
    assert desk.shown.stand() is Stand.INCOMPLETE
    desk.press("1")
    assert desk.shown.stand() is Stand.READY
    desk.press("F12")
    assert done_postings(desk) == {"returns": 1000, "tax:T0": 63, "till:7": -1063}


def test_what_is_missing_is_asked_for_and_never_refused(desk: DeskWindow) -> None:
    desk.scan_receipt(plain(desk.station))
    first = desk.screen.work.bar.current()
    assert first is not None
    assert first.level is Level.INFORM
    desk.scan("4001")
    step = desk.screen.work.bar.current()
    assert step is not None
    assert step.level is Level.INFORM
    assert step.title == "Choose why it comes back."
    assert not desk.screen._panel.block.button.isEnabled()
    desk.press("F12")
    assert returns_posted(desk.station) == 0


def test_each_scan_adds_one_and_one_too_many_is_told(desk: DeskWindow) -> None:
    desk.scan_receipt(plain(desk.station))
    desk.scan("4001", "4001", "4001")
    assert desk.shown.draft.returning(1) == units(2)
    assert "Nothing is left" in desk.shell.frame.banner.accessibleName()


def test_an_item_that_is_not_on_the_receipt_is_marked_and_changes_nothing(
    desk: DeskWindow,
) -> None:
    desk.scan_receipt(plain(desk.station))
    desk.scan("4099")
    assert not desk.shown.draft.choices
    assert "not on the receipt" in desk.shell.frame.banner.accessibleName()


def test_a_weighed_item_comes_back_whole_or_as_typed(desk: DeskWindow) -> None:
    oranges = line(1, 352, Quantity(2360), weighed=True, unit="LB")
    desk.scan_receipt(sell(desk.station, oranges, line(2, 500)))
    desk.scan("4001")
    assert desk.shown.draft.returning(1) == Quantity(2360)
    desk.press("*")
    assert asking(desk) is Ask.QUANTITY
    desk.write("0.5x")
    desk.press("Return")
    assert asking(desk) is Ask.QUANTITY, "a quantity is exact or it is refused"
    desk.screen.work.strip.edit.selectAll()
    desk.write("0.42")
    desk.press("Return")
    assert desk.shown.draft.returning(1) == Quantity(420)
    assert asking(desk) is Ask.REASON


def test_the_reason_is_used_again_for_the_next_line(desk: DeskWindow) -> None:
    desk.scan_receipt(plain(desk.station))
    desk.scan("4001")
    desk.press("2")
    desk.scan("4002")
    assert [c.reason for c in desk.shown.draft.choices] == ["faulty", "faulty"]
    assert [c.condition for c in desk.shown.draft.choices] == ["faulty", "faulty"]
    assert [c.disposition for c in desk.shown.draft.choices] == ["vendor", "vendor"]


def test_other_asks_for_a_note_in_place_and_esc_leaves_the_question(desk: DeskWindow) -> None:
    desk.scan_receipt(plain(desk.station))
    desk.scan("4001")
    desk.press("6")
    assert asking(desk) is Ask.NOTE
    desk.press("Return")
    assert not desk.shown.draft.choices[0].reason, "a note is a few words, not none"
    desk.press("Esc")
    assert asking(desk) is Ask.REASON
    assert desk.shell.place == "returns"
    desk.press("6")
    desk.write("Lid missing")
    desk.press("Return")
    choice = desk.shown.draft.choices[0]
    assert (choice.reason, choice.note) == ("other", "Lid missing")


def test_a_fee_waits_until_the_customer_was_told_and_enter_says_so(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 4500, department="Appliances")))
    desk.scan("4001")
    desk.press("1", "Alt+C", "2")
    assert desk.shown.refund.fee == Money(675)
    assert desk.shown.stand() is Stand.UNTOLD
    desk.press("F12")
    assert returns_posted(desk.station) == 0
    desk.press("Return")
    assert desk.shown.stand() is Stand.READY
    desk.press("Return", "Return")
    assert returns_posted(desk.station) == 0, "Enter never moves money"
    desk.press("F12")
    assert done_postings(desk)["income:restocking_fees"] == -675


def test_ctrl_z_takes_back_one_edit_after_the_other(desk: DeskWindow) -> None:
    desk.scan_receipt(plain(desk.station))
    desk.scan("4001")
    desk.press("1", "+")
    assert desk.shown.draft.returning(1) == units(2)
    desk.press("Ctrl+Z")
    assert desk.shown.draft.returning(1) == units(1)
    assert desk.shown.draft.choices[0].reason == "not_wanted"
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert not desk.shown.draft.choices
    desk.press("Ctrl+Z")
    assert "Nothing to undo" in desk.shell.frame.banner.accessibleName()


def test_minus_takes_out_and_arrows_walk(desk: DeskWindow) -> None:
    desk.scan_receipt(plain(desk.station))
    desk.press("Down", "+", "3", "Up", "+", "-")
    assert [(c.line_number, c.reason) for c in desk.shown.draft.choices] == [(2, "damaged")]


def test_over_the_limit_f12_asks_a_manager_and_posts_with_the_yes(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 15_000)))
    desk.scan("4001")
    desk.press("2")
    assert desk.shown.stand() is Stand.ASK
    desk.press("F12")
    assert not desk.shell.card.isHidden()
    assert returns_posted(desk.station) == 0
    desk.scan(BADGES[MANAGER])
    assert desk.shell.card.isHidden()
    assert done_postings(desk)["till:7"] == -15_000
    done = desk.screen.after.done
    assert done is not None
    assert stored(desk.station, done.transaction.id).approval is not None


def test_a_declined_approval_leaves_the_draft_as_it_was(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 15_000)))
    desk.scan("4001")
    desk.press("2", "F12")
    before = desk.shown.draft
    desk.press("Alt+D")
    assert desk.shell.card.isHidden()
    assert desk.shown.draft == before
    assert returns_posted(desk.station) == 0


def test_an_old_receipt_is_denied_in_words_and_a_manager_may_decide(desk: DeskWindow) -> None:
    old = plain(desk.station, on=desk.station.clock.now().date().replace(month=2))
    desk.scan_receipt(old)
    desk.scan("4002")
    desk.press("1")
    finding = desk.screen.work.bar.current()
    assert finding is not None
    assert finding.level is Level.DENY
    assert "could be returned until" in finding.title
    desk.press("F12")
    assert not desk.shell.card.isHidden()
    desk.press("Alt+D")


def test_without_an_open_till_the_banner_leads_to_the_till(qtbot: QtBot, station: Station) -> None:
    station.sign_on_with_pin("2047", PINS["2047"])
    with desk_window(qtbot, station) as desk:
        desk.scan_receipt(plain(station))
        desk.scan("4002")
        desk.press("1", "F12")
        assert returns_posted(station) == 0
        assert "Open a till first" in desk.shell.frame.banner.accessibleName()


def test_shift_f12_offers_only_what_the_policy_knows_and_as_paid_comes_back(
    desk: DeskWindow,
) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000), paid={Tender.CARD: 1000}))
    desk.scan("4001")
    desk.press("1")
    assert list(desk.shown.refund.plan.by_tender) == [Tender.CARD]
    desk.press("Shift+F12", "2")
    assert list(desk.shown.refund.plan.by_tender) == [Tender.CASH]
    assert desk.shown.stand() is Stand.ASK
    desk.press("Escape", "Alt+A")
    assert list(desk.shown.refund.plan.by_tender) == [Tender.CARD]
    assert desk.shown.stand() is Stand.READY


def test_a_card_refund_waits_for_the_code_and_posts_once_it_is_typed(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000), paid={Tender.CARD: 1000}))
    desk.scan("4001")
    desk.press("1", "F12")
    assert asking(desk) is Ask.CODE
    assert returns_posted(desk.station) == 0
    desk.press("F12")
    assert returns_posted(desk.station) == 0, "no code, no refund"
    desk.scan("4001")
    assert desk.shown.draft.returning(1) == units(1), "nothing changes while the terminal waits"
    desk.write("064412")
    desk.press("Return")
    assert returns_posted(desk.station) == 0, "Enter never moves money"
    desk.press("F12")
    assert done_postings(desk) == {"returns": 1000, "card_clearing": -1000}


def test_a_card_that_the_terminal_declined_moves_nothing_and_frees_the_draft(
    desk: DeskWindow,
) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000, 2), paid={Tender.CARD: 1000}))
    desk.scan("4001")
    desk.press("1", "F12", "Alt+D")
    assert asking(desk) is Ask.REASON
    assert open_attempts(desk.station) == ()
    desk.press("+")
    assert desk.shown.draft.returning(1) == units(2)
    assert returns_posted(desk.station) == 0


def test_a_receipt_that_changed_meanwhile_is_read_again_and_told(desk: DeskWindow) -> None:
    receipt = plain(desk.station)
    desk.scan_receipt(receipt)
    desk.scan("4001", "4001")
    desk.press("1")
    give_back(desk.station, receipt, {1: 1})
    desk.press("F12")
    assert returns_posted(desk.station) == 1
    assert "came back meanwhile" in desk.shell.frame.banner.accessibleName()
    assert desk.shown.draft.returnable(1) == units(1)
    assert desk.shown.stand() is Stand.FORBIDDEN
    desk.press("Alt+A")
    assert desk.shown.draft.returning(1) == units(1)
    desk.press("F12")
    assert returns_posted(desk.station) == 2


def test_b2_58_a_double_click_on_the_button_pays_once(desk: DeskWindow) -> None:
    desk.scan_receipt(plain(desk.station))
    desk.scan("4001")
    desk.press("1")
    desk.hands.click(desk.screen._panel.block.button, double=True)
    desk.rest()
    assert returns_posted(desk.station) == 1
    assert desk.screen.after.done is not None, "the second press is not for the next customer"


def test_b2_59_a_held_enter_or_f12_never_pays(desk: DeskWindow) -> None:
    desk.scan_receipt(plain(desk.station))
    desk.scan("4001")
    desk.press("1")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F12):
        for n in range(20):
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", True)
            event.setTimestamp(900_000 + 30 * n)
            QCoreApplication.sendEvent(desk.shell.focusWidget(), event)
    desk.rest()
    assert returns_posted(desk.station) == 0


def test_b2_60_closing_the_window_while_posting_posts_whole_or_not_at_all(
    qtbot: QtBot, station: Station
) -> None:
    working(station)
    receipt = plain(station)
    with desk_window(qtbot, station) as desk:
        desk.scan_receipt(receipt)
        desk.scan("4001")
        desk.press("1")
        desk.hands.press("F12")
        desk.shell.close()
        assert returns_posted(station) == 1
    with station.look() as work:
        jobs = work.print_jobs.waiting()
    assert [j.document for j in jobs if j.transaction_id in returns_ids(station)] == [1]


def test_a_refund_in_two_ways_says_only_the_cash_for_the_hand(desk: DeskWindow) -> None:
    both = {Tender.CARD: 700, Tender.CASH: 300}
    desk.scan_receipt(sell(desk.station, line(1, 1000), paid=both))
    desk.scan("4001")
    desk.press("1", "F12")
    assert asking(desk) is Ask.CODE
    desk.write("064412")
    desk.press("F12")
    assert done_postings(desk) == {"returns": 1000, "card_clearing": -700, "till:7": -300}
    amount = desk.screen._panel.block._shown
    assert amount is not None
    assert amount.amount == "$3.00"
    assert "$7.00" in amount.note
