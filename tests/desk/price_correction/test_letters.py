"""Letters to customers whom an error cost money: one each, in their language, on paper or PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.document import Barcode
from counter_app.core.errors import BadInput, Refused
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.core.receipt import Receipt
from counter_app.desk.price_correction import letters, looking, radar, service
from counter_app.desk.price_correction.checks import verify_prices
from counter_app.desk.price_correction.screen import PriceScreen
from counter_app.desk.price_correction.screen_letters import Letters
from counter_app.desk.price_correction.screen_radar import Radar
from counter_app.documents.text import render_text
from counter_app.records.customers import Customer, add_customer
from counter_app.records.verify import verify_store
from counter_app.station import Station
from tests.desk.price_correction.desk import choose, correct
from tests.desk.price_correction.test_radar import milk
from tests.desk.returns.desk import working
from tests.desk.returns.window import desk_window
from tests.stores import BADGES, LEAD, PINS

DANA = Customer("0193a000-0000-7000-8000-000000000a01", "4711", "Dana Whitfield", "en")
LUIS = Customer("0193a000-0000-7000-8000-000000000a02", "4712", "Luis Ortega", "es")


def known(station: Station) -> Station:
    """A lead's desk, two customers, milk at a wrong price: twice Dana's, once Luis's."""
    desk = working(station, LEAD)
    with desk.open_work() as work:
        for customer in (DANA, LUIS):
            add_customer(work.connection, customer, work.now())
        work.commit()
    milk(desk, 12, 249, 1)
    milk(desk, 5, 299, 2, customer_ref=DANA.number, sold=2)
    milk(desk, 4, 299, 3, customer_ref=DANA.number)
    milk(desk, 4, 299, 4, customer_ref=LUIS.number)
    milk(desk, 4, 299, 5)
    return desk


def confirmed(desk: Station) -> Receipt:
    return milk(desk, 3, 299, 6)


def offered(desk: Station) -> radar.Offering:
    done = correct(desk, confirmed(desk), 1, 249)
    return radar.offer_credit(radar.find(done.transaction_id, None, desk), desk)


def paper(letter: letters.Letter, columns: int = 48) -> str:
    return " ".join(render_text(letter.document, columns).split())


def test_each_known_customer_gets_one_letter_with_all_receipts(either_station: Station) -> None:
    desk = known(either_station)
    offering = offered(desk)
    assert (offering.lines, offering.letters) == (3, 2)
    dana, luis = letters.letters_of(offering.task_id, desk)
    assert (dana.customer, dana.receipts, dana.amount) == ("Dana Whitfield", 2, Money(153))
    assert (luis.customer, luis.receipts, luis.amount) == ("Luis Ortega", 1, Money(51))
    said = paper(dana)
    assert "Customer 4711" in said
    assert "Its right price was $2.49." in said
    assert "Receipt 0002 1.02" in said
    assert "WE OWE YOU 1.53" in said
    assert "Dana" not in said, "a person can be forgotten, the books cannot"
    assert verify_store(desk.database, desk.home, desk.keys).clean
    with desk.look() as work:
        assert verify_prices(work.connection) == []


def test_a_letter_is_in_the_customers_language(station: Station) -> None:
    desk = known(station)
    _, luis = letters.letters_of(offered(desk).task_id, desk)
    said = paper(luis)
    assert luis.document.language == "es"
    assert "Estimado cliente" in said
    assert "LE DEBEMOS" in said
    assert "customer" not in said.lower()


def test_what_the_law_may_add_is_said_with_its_source(station: Station) -> None:
    desk = known(station)
    choose(desk, "connecticut")
    dana, _ = letters.letters_of(offered(desk).task_id, desk)
    assert "ask for it at the desk" in paper(dana)
    assert "Connecticut Department of Consumer Protection" in paper(dana)


def test_nobody_is_written_to_twice_and_only_new_lines_make_a_letter(station: Station) -> None:
    desk = known(station)
    done = correct(desk, confirmed(desk), 1, 249)
    radar.offer_credit(radar.find(done.transaction_id, None, desk), desk)
    again = radar.offer_credit(radar.find(done.transaction_id, None, desk), desk)
    assert (again.lines, again.letters) == (0, 0)
    milk(desk, 2, 299, 9, customer_ref=LUIS.number)
    more = radar.offer_credit(radar.find(done.transaction_id, None, desk), desk)
    assert (more.lines, more.letters) == (1, 1)
    assert len(letters.letters_of(more.task_id, desk)) == 3


def test_the_offer_comes_up_when_the_customer_brings_the_letter(station: Station) -> None:
    desk = known(station)
    dana, luis = letters.letters_of(offered(desk).task_id, desk)
    hers = looking.open_slip(code_on(dana), desk)
    assert isinstance(hers, tuple)
    assert [c.number for c in hers] == ["0003", "0002"], "she chooses one of two"
    opened = looking.open_slip(code_on(luis), desk)
    assert isinstance(opened, service.Opened)
    assert [(o.line_number, o.right, o.amount) for o in opened.draft.offers] == [
        (1, Money(249), Money(51))
    ]


def code_on(letter: letters.Letter) -> str:
    return next(b.data for b in letter.document.blocks if isinstance(b, Barcode))


def test_letters_print_once_then_as_duplicates_and_are_kept_as_pdf(
    station: Station, tmp_path: Path
) -> None:
    desk = known(station)
    task = offered(desk).task_id
    assert letters.print_letters(task, desk) == 2
    assert [x.printed for x in letters.letters_of(task, desk)] == [True, True]
    assert letters.print_letters(task, desk) == 2
    with desk.look() as work:
        jobs = [
            j.copy_number
            for x in letters.letters_of(task, desk)
            for j in work.print_jobs.of_transaction(x.transaction_id)
        ]
    assert sorted(jobs) == [0, 0, 1, 1]
    folder = tmp_path / "letters"
    folder.mkdir()
    assert letters.save_letters(task, folder, desk) == 2
    files = sorted(folder.iterdir())
    assert len(files) == 2
    assert all(f.read_bytes().startswith(b"%PDF-") for f in files)
    with pytest.raises(BadInput, match="cannot be written"):
        letters.save_letters(task, tmp_path / "missing", desk)


def test_a_clerk_may_not_write_to_customers(station: Station) -> None:
    desk = known(station)
    task = offered(desk).task_id
    desk.sign_off()
    desk.sign_on_with_pin("2047", PINS["2047"])
    with pytest.raises(Refused):
        letters.print_letters(task, desk)


def test_from_the_error_to_the_letters_by_keys(
    qtbot: QtBot, station: Station, tmp_path: Path
) -> None:
    receipt = confirmed(known(station))
    with desk_window(qtbot, station, badge=BADGES[LEAD]) as desk:
        desk.shell.open(Intent("price_correction", receipt_id=receipt.id))
        desk.rest()
        desk.press("2", "4", "9", "Return", "1", "F12", "Alt+R")
        front = desk.shell.front
        assert isinstance(front, PriceScreen)
        assert isinstance(front.mode, Radar)
        desk.press("Alt+K")
        mode = front.mode
        assert isinstance(mode, Letters)
        assert mode.view().amount.amount == "$2.04"
        desk.press("Down", "Return")
        slip = mode.view().slip
        assert slip is not None
        assert slip.language == "es"
        assert mode.view().presses[0].words == "To the list"
        desk.press("Esc", "F12")
        assert all(x.printed for x in mode.letters)
        folder = tmp_path / "letters"
        folder.mkdir()
        mode.save(str(folder))
        desk.rest()
        assert len(list(folder.iterdir())) == 2
        desk.press("Esc")
        assert isinstance(front.mode, Radar)
