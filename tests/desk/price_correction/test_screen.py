"""The price screen by keys and scans: correct, ask a manager, void, look for others, audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from counter_app.core.intent import Intent
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.price_correction.draft import Sort
from counter_app.desk.price_correction.screen import PriceScreen
from counter_app.desk.price_correction.screen_audit import Auditing
from counter_app.desk.price_correction.screen_claims import Claims
from counter_app.desk.price_correction.screen_done import Done
from counter_app.desk.price_correction.screen_radar import Radar
from counter_app.desk.price_correction.screen_shelf import Approve
from counter_app.desk.price_correction.screen_watch import Tags
from counter_app.devices.card_processor import ManualProcessor, SimulatedProcessor
from counter_app.records.customers import Customer, add_customer
from counter_app.records.items import put_items
from counter_app.records.payments import unposted_attempts
from counter_app.station import Station
from tests.desk.price_correction.desk import choose, rung
from tests.desk.returns.desk import sell, stored, working
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, LEAD

COFFEE = "041196910117"


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, under Michigan's rule, at the price screen."""
    working(station)
    choose(station, "michigan")
    rows = [ItemRow(COFFEE, "Coffee maker", Money(4900), "Appliances")]
    rows += [ItemRow(f"{n:012d}", f"Item {n}", Money(100 + n), "Toys") for n in range(7, 12)]
    with station.open_work() as work:
        put_items(work.connection, rows, work.now())
        work.commit()
    with desk_window(qtbot, station) as window:
        yield window


def prices(desk: DeskWindow) -> PriceScreen:
    assert isinstance(desk.shell.front, PriceScreen)
    return desk.shell.front


def claims(desk: DeskWindow) -> Claims:
    mode = prices(desk).mode
    assert isinstance(mode, Claims)
    return mode


def test_a_wrong_price_is_put_right_by_keys(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 299, 1, tax=18), rung(2, 500, 1))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("2", "4", "9", "Return", "1")
    assert prices(desk).page.block.button.isEnabled()
    desk.press("F12")
    done = prices(desk).mode
    assert isinstance(done, Done)
    base = stored(desk.station, done.done.transaction_id).transaction
    assert (base.kind, done.done.refund) == (Kind.PRICE_CORRECTION, Money(553))
    desk.press("Return")
    assert not isinstance(prices(desk).mode, Done)


def test_a_card_gets_its_money_through_the_terminal_that_this_desk_has(desk: DeskWindow) -> None:
    cards = SimulatedProcessor()
    desk.shell.desk.cards = cards
    receipt = sell(desk.station, rung(1, 2000, 1), paid={Tender.CARD: 2000})
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("Alt+C", "8", "%", "5", "Return", "1", "F12")
    done = prices(desk).mode
    assert isinstance(done, Done)
    assert cards.moved_cents == 100
    paid = stored(desk.station, done.done.transaction_id).transaction.tenders
    assert [(t.tender, t.amount) for t in paid] == [(Tender.CARD, Money(100))]


def test_a_terminal_that_declines_lets_the_correction_be_paid_again(desk: DeskWindow) -> None:
    desk.shell.desk.cards = ManualProcessor()
    receipt = sell(desk.station, rung(1, 2000, 1), paid={Tender.CARD: 2000})
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("Alt+C", "8", "%", "5", "Return", "1", "F12", "Alt+D")
    assert "No money moved" in desk.shell.frame.banner.accessibleName()
    with desk.station.look() as work:
        assert unposted_attempts(work.connection, desk.station.name) == ()
    desk.press("F12")
    desk.write("777041")
    desk.press("F12")
    assert isinstance(prices(desk).mode, Done)


def test_what_stands_in_the_way_is_said_and_nothing_is_posted(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 299, 1))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("3", "9", "9", "Return", "1")
    bar = prices(desk).page.findings.current()
    assert bar is not None
    assert "not below" in bar.title
    assert not prices(desk).page.block.button.isEnabled()
    desk.press("F12")
    assert isinstance(prices(desk).mode, Claims)
    desk.press("Alt+O")
    assert claims(desk).draft.corrections == ()


def test_a_scanned_item_is_the_line(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 299, 1), rung(2, 500, 2, item_code=COFFEE))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.scan(COFFEE)
    desk.press("4", "5", "0", "Return", "2", "-")
    made = claims(desk).correction
    assert made is not None
    assert (made.line_number, made.evidence.source, made.right) == (2, "sticker", Money(450))
    assert claims(desk).draft.quantity(made).milli == 1000


def test_goodwill_in_percent_with_its_reason(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 2000, 1))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("Alt+C", "8", "%", "5", "Return", "1")
    made = claims(desk).correction
    assert made is not None
    assert (made.sort, made.ppm, made.reason) == (Sort.GOODWILL, 50_000, "long_wait")
    assert claims(desk).found.amounts.total == Money(100)


def test_a_price_match_walks_through_its_checks(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 2000, 1))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("Alt+C", "2", "1", "8", "0", "0", "Return", "1", "Alt+N")
    desk.write("flyer of 11/20")
    desk.press("Return", "Return", "Return", "Return")
    made = claims(desk).correction
    assert made is not None
    assert len(made.checks) == 3
    assert made.evidence.note == "flyer of 11/20"
    assert not claims(desk).found.incomplete


def test_a_tax_exemption_is_typed(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 2000, 1, tax=160))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("Alt+C", "7")
    desk.write("TX-99")
    desk.press("Return")
    desk.write("2027-12-31")
    desk.press("Return")
    assert claims(desk).found.amounts.total == Money(160)


def test_a_price_before_payment_prints_a_slip(desk: DeskWindow) -> None:
    desk.press("F7")
    desk.scan(COFFEE)
    assert isinstance(prices(desk).mode, Approve)
    desk.press("4", "5", "0", "0", "Return", "1", "F12")
    desk.scan(BADGES[LEAD])
    mode = prices(desk).mode
    assert isinstance(mode, Approve)
    assert mode.issued is not None
    assert mode.issued.to_pay == Money(4500)


def test_an_audit_is_scanned_shelf_by_shelf(desk: DeskWindow) -> None:
    desk.press("F7", "Alt+A")
    mode = prices(desk).mode
    assert isinstance(mode, Auditing)
    assert desk.shell.frame.scan.edit.placeholderText() == "Scan the item at its shelf"
    desk.press("Return", "1", "0", "0", "Return", "Alt+M")
    desk.scan(COFFEE)
    desk.press("4", "8", "0", "0", "Return", "F12")
    assert mode.report is not None
    assert (mode.counts.checked, mode.counts.missing) == (2, 1), "the coffee maker counts once"
    assert mode.counts.over_by >= Money(100)
    desk.press("Return")
    assert not isinstance(prices(desk).mode, Auditing)
    assert "receipt" in desk.shell.frame.scan.edit.placeholderText()


def test_a_lead_looks_for_other_receipts_and_opens_a_tag_task(
    qtbot: QtBot, station: Station, tmp_path: Path
) -> None:
    working(station)
    sold = [sell(station, rung(1, 299, 1), sequence=n) for n in (1, 2, 3)]
    with desk_window(qtbot, station, badge=BADGES[LEAD]) as desk:
        desk.shell.open(Intent("price_correction", receipt_id=sold[0].id))
        desk.rest()
        picture = tmp_path / "tag.png"
        picture.write_bytes(b"\x89PNG\r\n\x1a\n0")
        desk.press("2", "4", "9", "Return", "1")
        claims(desk).keep_picture(str(picture))
        desk.rest()
        made = claims(desk).correction
        assert made is not None
        assert len(made.evidence.file_digest) == 64
        desk.press("F12", "Alt+R")
        mode = prices(desk).mode
        assert isinstance(mode, Radar)
        assert mode.sweep.liability == Money(100)
        assert len(mode.view().rows) == len(mode.sweep.found)
        many = replace(mode, sweep=replace(mode.sweep, found=mode.sweep.found[:1] * 501)).view()
        assert len(many.rows) == 500
        assert many.line == "The first 500 of 501 lines are listed; all of them count."
        desk.press("F12", "Esc", "Alt+T")
        assert isinstance(prices(desk).mode, Tags)
        desk.press("F12")
        tags = prices(desk).mode
        assert isinstance(tags, Tags)
        assert tags.tasks == ()


def test_a_banner_covers_neither_the_title_nor_a_question(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 2000, 1, tax=160))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("Alt+C", "7")
    desk.write("TX-99")
    desk.press("Return")
    desk.write("12/31")
    desk.press("Return")
    page, banner = prices(desk).page, desk.shell.frame.banner
    assert banner.isVisible()
    assert "with its year" in banner.accessibleName()
    here = QRect(banner.mapToGlobal(QPoint(0, 0)), banner.size())
    for part in (page.head, page.table, page.strip):
        there = QRect(part.mapToGlobal(QPoint(0, 0)), part.size())
        assert not here.intersects(there), part


def test_what_else_is_said_depends_on_the_rule_and_stands_in_the_panel(desk: DeskWindow) -> None:
    choose(desk.station, "connecticut")
    with desk.station.open_work() as work:
        add_customer(
            work.connection,
            Customer("0193a000-0000-7000-8000-000000004711", "4711", "Dana Whitfield"),
            work.now(),
        )
        work.commit()
    receipt = sell(desk.station, rung(1, 299, 1))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("Alt+D")
    assert [r.key for r in claims(desk).view().reasons] == ["customer", "give_up"]
    desk.press("Esc", "2", "4", "9", "Return", "1")
    assert claims(desk).found.amounts.total == Money(299), "free, since the customer asked"
    desk.press("Alt+D")
    offered = [r.key for r in claims(desk).view().reasons]
    by_law = ["asked", "exempt", "tampered"]
    assert offered == ["customer", *by_law, "since", "unit", "out", "give_up"]
    desk.press("2")
    assert claims(desk).found.amounts.total == Money(50)
    told = [r.words for s in claims(desk).view().sections for r in s.rows]
    assert "Customer did not ask" in told
    desk.press("Alt+D", "1")
    desk.write("4711")
    desk.press("Return")
    assert claims(desk).opened.customer == "Dana Whitfield"
    desk.press("Alt+D", "1")
    assert prices(desk).page.text.text() == "", "a new question starts empty"
    desk.write("9999")
    desk.press("Return")
    assert claims(desk).opened.customer == "Dana Whitfield", "nobody has that number"


def test_the_day_of_notice_decides_under_michigans_rule(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 299, 1))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("2", "4", "9", "Return", "1", "Alt+D", "2")
    desk.write("11/10")
    desk.press("Return")
    assert claims(desk).draft.notified_on == date(2026, 11, 10)
    found = [f.code for f in claims(desk).found.verdict.findings]
    assert found == ["price.pay_by"], "told on the 10th, to be paid within two days"


def test_goodwill_is_tied_to_the_customers_case(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 2000, 1))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("Alt+C", "8", "%", "5", "Return", "1", "Alt+D", "2")
    desk.write("CASE-2041")
    desk.press("Return", "F12")
    done = prices(desk).mode
    assert isinstance(done, Done)
    assert stored(desk.station, done.done.transaction_id).transaction.case_id == "CASE-2041"


def test_a_long_table_lends_a_banner_a_row_while_it_stands(desk: DeskWindow) -> None:
    lines = [rung(n, 299, 1) for n in range(1, 30)]
    desk.press("F7")
    desk.scan_receipt(sell(desk.station, *lines))
    page, banner = prices(desk).page, desk.shell.frame.banner
    before = page.table.height()
    desk.shell.desk.banner("Something happened.")
    desk.rest()
    assert banner.isVisible()
    here = QRect(banner.mapToGlobal(QPoint(0, 0)), banner.size())
    for part in (page.head, page.table, page.strip):
        assert not here.intersects(QRect(part.mapToGlobal(QPoint(0, 0)), part.size())), part
    banner.dismiss()
    desk.rest()
    assert page.table.height() == before


def test_the_scan_field_has_the_focus_once_a_correction_is_paid(desk: DeskWindow) -> None:
    desk.press("F7")
    desk.scan_receipt(sell(desk.station, rung(1, 299, 1)))
    page = prices(desk).page
    desk.hands.click(page.edit)
    desk.write("249")
    desk.press("Return", "1", "F12")
    assert isinstance(prices(desk).mode, Done)
    assert desk.shell.frame.scan.edit.hasFocus()
