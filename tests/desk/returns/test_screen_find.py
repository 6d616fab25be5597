"""The ways to a receipt and away from it: found, chosen, keyed, parked, voided, printed again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.screen import ReturnsScreen
from counter_app.desk.returns.screen_strip import Ask
from counter_app.records.receipts import receipt_by_key
from counter_app.records.transaction_reader import reversed_by
from counter_app.spool import SpoolNews
from counter_app.station import Station
from counter_app.ui.widgets.scan_field import ScanState
from tests.desk.returns.desk import drafts_parked, give_back, open_drafts, sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, CLERK_2, LEAD, MANAGER
from tests.ui.widgets import look_checks

HOSTILE = "<b>Bold</b> <img src=/etc/passwd> & <a href='x'>link</a>"
LONG = "Extra long patio umbrella with a solar lamp, a tilting pole and a weighted base, teal"


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, on the home screen."""
    working(station)
    with desk_window(qtbot, station) as window:
        yield window


def banner(desk: DeskWindow) -> str:
    return desk.shell.frame.banner.accessibleName()


def status_bar(desk: DeskWindow) -> list[str]:
    return desk.shell.frame.status.accessibleName().split(", ")


def test_an_unknown_receipt_is_marked_and_said(desk: DeskWindow) -> None:
    desk.scan("0012/4/2026-11-07/999")
    assert desk.shell.frame.scan.state() is ScanState.UNKNOWN
    assert "No receipt" in banner(desk)
    assert desk.screen.shown is None


def test_a_number_that_several_receipts_carry_is_chosen_by_a_key(desk: DeskWindow) -> None:
    sell(desk.station, line(1, 1000), on=date(2026, 11, 5))
    newest = sell(desk.station, line(1, 2000), on=date(2026, 11, 9))
    desk.press("F2")
    desk.write("0183")
    desk.press("F12")
    assert len(desk.screen.first.find._rows) == 2
    desk.hands.click(desk.screen.first.find._rows[0])
    desk.rest()
    assert desk.shown.draft.receipt.id == newest.id


def test_f2_takes_a_typed_key_and_says_in_place_what_is_not_here(desk: DeskWindow) -> None:
    receipt = sell(desk.station, line(1, 1000))
    desk.press("F2")
    desk.write("12/4/2026-11-07/184")
    desk.press("Return")
    assert "No receipt" in desk.screen.first.find.field.edit.accessibleDescription()
    desk.screen.first.find.field.edit.clear()
    desk.write("12/4/2026-11-07/183")
    desk.press("Return")
    assert desk.shown.draft.receipt.id == receipt.id


def test_an_item_before_its_receipt_asks_for_the_receipt(desk: DeskWindow) -> None:
    desk.scan("4001")
    assert "Scan the receipt first" in banner(desk)


def test_a_lead_keys_the_paper_of_a_receipt_that_is_not_here_yet(
    qtbot: QtBot, station: Station
) -> None:
    working(station)
    with desk_window(qtbot, station, badge=BADGES[LEAD]) as desk:
        desk.press("F2", "Alt+K")
        for part in ("0777", "4", "777"):
            desk.write(part)
            desk.press("Return")
        desk.write("Hammer")
        desk.press("Return")
        desk.write("1")
        desk.press("Return")
        desk.write("1299")
        desk.press("Return")
        desk.write("81")
        desk.press("Return")
        assert desk.screen.first.keyed.amount() == Money(1380)
        desk.press("F12")
        assert desk.shown.draft.receipt.provisional
        with station.look() as work:
            found = receipt_by_key(work.connection, desk.shown.draft.receipt.key)
        assert found is not None
        assert found.total_paid == Money(1380)
        assert [t.tender for t in found.tenders] == [Tender.CASH]


def test_a_clerk_is_not_offered_to_key_receipts(desk: DeskWindow) -> None:
    desk.press("F2", "Alt+K")
    assert not desk.screen.first.keying


def test_the_draft_is_stored_as_it_changes_and_comes_back_after_a_crash(
    qtbot: QtBot, station: Station
) -> None:
    working(station)
    receipt = sell(station, line(1, 1000, 2))
    with desk_window(qtbot, station) as desk:
        desk.scan_receipt(receipt)
        desk.scan("4001")
        desk.press("2")
        chosen = desk.shown.draft.choices
        desk.wait(
            lambda: [service.load(d.id, station).choices for d in open_drafts(station)] == [chosen]
        )
        desk.rest()
        kept = service.load(open_drafts(station)[0].id, station)
    assert [(c.quantity, c.reason) for c in kept.choices] == [(units(1), "faulty")]
    with desk_window(qtbot, station) as again:
        assert again.shell.place == "returns"
        assert again.shown.draft.choices == kept.choices


def test_esc_goes_home_and_f2_comes_back_to_the_same_draft(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000)))
    desk.scan("4001")
    before = desk.shown.draft
    desk.press("Esc")
    assert desk.shell.place == "home"
    desk.press("F2")
    assert desk.shown.draft == before


def test_a_return_is_parked_under_a_name_and_a_colleague_goes_on_with_it(
    desk: DeskWindow,
) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000)))
    desk.scan("4001")
    desk.press("1", "F9")
    desk.write("Blue coat")
    desk.press("F9")
    assert desk.shell.place == "home"
    (parked,) = drafts_parked(desk.station)
    assert parked.title == "0183 · Blue coat"
    assert "1 parked" in status_bar(desk)
    desk.scan(BADGES[CLERK_2])
    desk.press("F9", "1")
    assert [c.reason for c in desk.shown.draft.choices] == ["not_wanted"]
    assert drafts_parked(desk.station) == ()
    assert "1 parked" not in status_bar(desk)


def test_return_parks_too_and_esc_goes_on(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000)))
    desk.scan("4001")
    desk.press("F9", "Esc")
    assert desk.screen.work.strip.asking is Ask.REASON
    desk.press("F9", "Return")
    (parked,) = drafts_parked(desk.station)
    assert parked.title == "0183"


def test_another_receipt_parks_the_open_return_and_loses_nothing(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000)))
    desk.scan("4001")
    second = sell(desk.station, line(1, 700), sequence=184)
    desk.scan_receipt(second)
    assert desk.shown.draft.receipt.id == second.id
    assert [d.title for d in drafts_parked(desk.station)] == ["0183"]


def test_giving_up_stores_no_draft_and_pays_nothing(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000)))
    desk.scan("4001")
    desk.press("1", "Alt+G")
    assert desk.shell.place == "home"
    assert open_drafts(desk.station) == ()
    assert "Nothing was paid" in banner(desk)


def test_the_done_page_prints_again_and_voids_with_a_managers_yes(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000)))
    desk.scan("4001")
    desk.press("1", "F12")
    done = desk.screen.after.done
    assert done is not None
    desk.press("Ctrl+P")
    with desk.station.look() as work:
        copies = [j.copy_number for j in work.print_jobs.of_transaction(done.transaction.id)]
    assert copies == [0, 1]
    desk.press("Alt+V")
    desk.press("Esc")
    assert not desk.screen.after.asking
    with desk.station.open_work() as work:
        for job in work.print_jobs.waiting():
            work.print_jobs.set_state(job.id, "sent", "", work.now())
        work.commit()
    desk.shell.watch.spool_news(SpoolNews("sent", "", done.transaction.id))
    desk.rest()
    assert desk.screen.after.done is not None
    assert {job.state for job in desk.screen.after.done.jobs} == {"sent"}
    desk.press("Alt+V", "1")
    assert not desk.shell.card.isHidden()
    desk.scan(BADGES[MANAGER])
    after = desk.screen.after.done
    assert after is not None
    assert after.transaction.kind is Kind.VOID
    with desk.station.look() as work:
        assert reversed_by(work.connection, done.transaction.id) == after.transaction.id


def test_our_slip_shows_what_was_done(desk: DeskWindow) -> None:
    posted = give_back(desk.station, sell(desk.station, line(1, 1000)), {1: 1})
    codes = [b.data for b in posted.documents[0].blocks if hasattr(b, "data")]
    desk.scan(codes[0])
    done = desk.screen.after.done
    assert done is not None
    assert done.transaction.id == posted.transaction_id
    assert stored(desk.station, done.transaction.id).transaction.number == posted.number


def test_b2_52_to_57_markup_in_a_name_is_shown_as_it_stands(desk: DeskWindow) -> None:
    goods = line(1, 15_000, 2, description=HOSTILE)
    desk.scan_receipt(sell(desk.station, goods))
    desk.scan("4001", "4001")
    desk.press("2")
    painted = " ".join(p.text for p in look_checks.painted(desk.shell))
    assert "<b>Bold</b>" in painted
    for label in desk.shell.findChildren(QLabel):
        assert label.textFormat().name == "PlainText", label.text()
    desk.press("F12")
    assert not desk.shell.card.isHidden()
    assert "<b>Bold</b>" in " ".join(p.text for p in look_checks.painted(desk.shell.card))
    desk.press("Alt+D")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1920, 1080)])
def test_nothing_is_clipped_too_small_or_nameless(
    qtbot: QtBot, station: Station, size: tuple[int, int], language: str
) -> None:
    working(station)
    receipt = sell(station, line(1, 1000, description=LONG), line(2, 123_456))
    with desk_window(qtbot, station) as desk:
        if language == "es":
            desk.shell.switch_language()
        desk.shell.resize(*size)
        desk.rest()
        desk.open_returns()
        check(desk.screen)
        desk.scan_receipt(receipt)
        desk.scan("4001")
        desk.press("1")
        desk.wait(lambda: not desk.screen.work.table._delegate.flashed)
        check(desk.screen)
        desk.press("F12")
        check(desk.screen)
        desk.press("Alt+V")
        check(desk.screen)


def check(screen: ReturnsScreen) -> None:
    for widget in (screen, screen.panel()):
        assert look_checks.clipped_labels(widget) == []
        assert look_checks.small_controls(widget) == []
        assert look_checks.nameless(widget) == []
        assert look_checks.faint(widget) == []


def test_no_query_runs_on_the_window_s_thread(qtbot: QtBot, station: Station) -> None:
    working(station)
    receipt = sell(station, line(1, 1000))
    threads: list[str] = []

    def note(*_: object) -> None:
        threads.append(threading.current_thread().name)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with desk_window(qtbot, station) as desk:
            desk.scan_receipt(receipt)
            desk.scan("4001")
            desk.press("1", "F12", "Return")
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert threads
    assert set(threads) == {"desk-worker"}
