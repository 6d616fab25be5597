"""Evidence on the screen: kept with the correction, and there again when its slip is scanned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from counter_app.core.document import Barcode
from counter_app.core.errors import BadInput, NotFound
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.desk.price_correction import looking
from counter_app.desk.price_correction.screen import PriceScreen
from counter_app.desk.price_correction.screen_claims import Claims
from counter_app.desk.price_correction.screen_done import Done
from counter_app.records.items import put_items
from counter_app.rules.price_accuracy.packs import shipped_packs
from counter_app.station import Station
from tests.desk.price_correction.desk import choose, correct, rung
from tests.desk.returns.desk import sell, working
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, LEAD

JAM, BIG_JAM = "041196910117", "041196910124"


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A lead at an open till, at the price screen; the item file knows two sizes of jam."""
    working(station, LEAD)
    rows = [ItemRow(JAM, "Jam 8 oz", Money(299)), ItemRow(BIG_JAM, "Jam 16 oz", Money(449))]
    with station.open_work() as work:
        put_items(work.connection, rows, work.now())
        work.commit()
    with desk_window(qtbot, station, badge=BADGES[LEAD]) as window:
        window.press("F7")
        yield window


def screen(desk: DeskWindow) -> PriceScreen:
    assert isinstance(desk.shell.front, PriceScreen)
    return desk.shell.front


def claims(desk: DeskWindow) -> Claims:
    mode = screen(desk).mode
    assert isinstance(mode, Claims)
    return mode


def done(desk: DeskWindow) -> Done:
    mode = screen(desk).mode
    assert isinstance(mode, Done)
    return mode


def told(desk: DeskWindow) -> dict[str, str]:
    sections = screen(desk).mode.view().sections
    return {row.words: row.value for s in sections for row in s.rows}


def tag_picture(folder: Path) -> Path:
    picture = folder / "tag.png"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x2A6F4E)
    assert image.save(str(picture))
    return picture


def slip_code(mode: Done) -> str:
    blocks = mode.record.slip.blocks
    return next(b.data for b in blocks if isinstance(b, Barcode))


def test_note_and_picture_are_there_again_when_the_slip_is_scanned(
    desk: DeskWindow, tmp_path: Path
) -> None:
    desk.scan_receipt(sell(desk.station, rung(1, 299, 1)))
    desk.press("2", "4", "9", "Return", "1", "Alt+N")
    desk.write("blue tag, aisle 7")
    desk.press("Return")
    claims(desk).keep_picture(str(tag_picture(tmp_path)))
    desk.rest()
    assert {"Picture", "Note"} <= set(told(desk)), "what is kept stands beside the lines"
    desk.press("F12")
    code = slip_code(done(desk))
    desk.press("Return", "Esc")
    desk.scan(code)
    assert not done(desk).fresh
    assert told(desk)["Note"] == "blue tag, aisle 7"
    assert told(desk)["Picture"] == "tag.png"
    assert told(desk)["Right price"] == "$2.49"
    desk.press("Alt+P")
    assert screen(desk).page._picture.shows
    desk.press("Esc")
    assert not screen(desk).page._picture.shows
    desk.press("Alt+V", "1")
    assert screen(desk).mode.view().title == "Voided"
    desk.press("Esc")
    desk.scan(code)
    assert screen(desk).mode.view().title == "Corrected, then voided"


def test_a_correction_by_its_slip_from_any_screen(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 299, 1))
    slip = correct(desk.station, receipt, right=249).documents[0]
    code = next(b.data for b in slip.blocks if isinstance(b, Barcode))
    desk.press("F2")
    desk.scan(code)
    assert desk.shell.place == "price_correction"
    assert done(desk).record.transaction.receipt_id == receipt.id


def test_a_kept_pdf_is_given_back_as_a_file(station: Station, tmp_path: Path) -> None:
    working(station)
    looking.save_copy(b"%PDF-1.7 tag", tmp_path / "tag.pdf", station)
    assert (tmp_path / "tag.pdf").read_bytes() == b"%PDF-1.7 tag"
    with pytest.raises(BadInput):
        looking.save_copy(b"x", tmp_path / "no" / "tag.pdf", station)
    with pytest.raises(NotFound):
        looking.evidence_of("0" * 64, station)


def test_the_tag_of_another_size_is_refused_on_the_screen(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, rung(1, 299, 1, item_code=JAM)))
    desk.press("2", "4", "9", "Return", "1")
    desk.scan(BIG_JAM)
    assert [f.code for f in claims(desk).found.verdict.findings] == ["price.other_item"]
    assert not screen(desk).page.block.button.isEnabled()


def test_a_price_of_another_unit_is_refused_on_the_screen(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, rung(1, 299, 1)))
    desk.press("2", "4", "9", "Return", "1", "Alt+D")
    keys = [r.key for r in claims(desk).view().reasons]
    desk.press(str(keys.index("unit") + 1))
    desk.write("LB")
    desk.press("Return")
    assert [f.code for f in claims(desk).found.verdict.findings] == ["price.other_unit"]
    assert not screen(desk).page.block.button.isEnabled()


def test_what_was_rung_as_another_item_takes_the_price_of_the_scanned_one(
    desk: DeskWindow,
) -> None:
    desk.scan_receipt(sell(desk.station, rung(1, 449, 1, item_code=BIG_JAM)))
    desk.press("Alt+C", "3")
    desk.scan(JAM)
    assert claims(desk).found.amounts.total == Money(150)
    desk.press("F12")
    assert done(desk).done.refund == Money(150)


def test_the_day_of_the_tag_is_what_the_radar_begins_with(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, rung(1, 299, 1)))
    desk.press("2", "4", "9", "Return", "1", "Alt+D")
    keys = [r.key for r in claims(desk).view().reasons]
    desk.press(str(keys.index("since") + 1))
    desk.write("11/5")
    desk.press("Return")
    assert told(desk)["Tag hangs since"] == "Thu, Nov 5"
    desk.press("F12", "Alt+R")
    assert "since Nov 5, 2026" in screen(desk).mode.view().line


@pytest.mark.parametrize("pack", sorted(shipped_packs()))
def test_what_else_is_to_be_said_never_needs_more_than_nine_keys(
    desk: DeskWindow, pack: str
) -> None:
    if pack != "neutral":
        choose(desk.station, pack)
    desk.scan_receipt(sell(desk.station, rung(1, 299, 1)))
    desk.press("2", "4", "9", "Alt+D")
    assert 4 <= len(claims(desk).view().reasons) <= 9
