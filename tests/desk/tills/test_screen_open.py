"""Opening a till with keys alone, by touch alone, and what is refused."""

from __future__ import annotations

from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.tills.screen_state import Mode
from counter_app.records.journal import balance
from counter_app.records.print_jobs import PrintJobs
from counter_app.station import Station
from tests.desk.tills.conftest import Person


def cash(station: Station, account: str) -> int:
    with station.look() as work:
        return balance(work.connection, account, Tender.CASH).minor


def test_a_till_is_opened_with_keys_alone(clerk: Person, station: Station) -> None:
    clerk.press("F8")
    assert clerk.mode() is Mode.OPEN
    clerk.press("2")
    clerk.write("25050")
    assert clerk.work().opening_float == Money(25050)
    clerk.press("F12")
    assert clerk.mode() is Mode.OVERVIEW
    assert (cash(station, "till:8"), cash(station, "safe")) == (25050, -25050)
    with station.look() as work:
        session = work.till_session()
        assert session is not None
        assert (session.till_id, session.state) == (8, "open")
        assert len(PrintJobs(work.connection, station.name).waiting()) == 1
    assert clerk.said == "Till 8 is open. Its slip prints now."


def test_the_suggested_float_is_offered_but_never_taken_by_itself(
    clerk: Person, station: Station
) -> None:
    clerk.press("F8", "1")
    assert clerk.work().opening_float is None
    clerk.press("F12")
    assert clerk.mode() is Mode.OPEN
    assert cash(station, "safe") == 0
    clerk.press("Return", "F12")
    assert cash(station, "till:7") == 20000


def test_a_till_is_opened_by_touch_alone(clerk: Person, station: Station) -> None:
    clerk.touch_words("Cash")
    clerk.touch_words("Till 7")
    for digit in "12000":
        clerk.touch_words(digit)
    clerk.touch_words("Open till 7")
    assert cash(station, "till:7") == 12000


def test_b2_58_a_double_touch_opens_once(clerk: Person, station: Station) -> None:
    clerk.press("F8", "1")
    clerk.write("100")
    clerk.touch(clerk.screen.pages.panel.block.button, double=True)
    assert cash(station, "till:7") == 100
    with station.look() as work:
        assert work.journal.chain()[0] == 1


def test_escape_goes_back_to_the_choice_and_loses_no_float(clerk: Person) -> None:
    clerk.press("F8", "1")
    clerk.write("777")
    clerk.press("Esc")
    assert clerk.work().till_id is None
    clerk.press("2")
    assert (clerk.work().till_id, clerk.work().opening_float) == (8, Money(777))
    clerk.press("Esc", "Esc")
    assert clerk.shell.place == "home"


def test_a_zero_float_is_a_float(clerk: Person, station: Station) -> None:
    clerk.press("F8", "1", "0", "F12")
    assert clerk.mode() is Mode.OVERVIEW
    assert cash(station, "safe") == 0


def test_enter_opens_nothing(clerk: Person, station: Station) -> None:
    clerk.press("F8", "1", "5", "Return", "Return", "Return")
    assert clerk.mode() is Mode.OPEN
    assert cash(station, "till:7") == 0


def test_nothing_slow_happens_on_the_gui_thread(clerk: Person, gui_thread_guard: list[str]) -> None:
    clerk.press("F8", "1", "Return", "F12", "F12")
    clerk.press("Alt+T")
    clerk.write("20000")
    clerk.press("F12")
    assert clerk.mode() is Mode.DONE


def test_shift_f8_on_home_counts_the_till_that_is_open(clerk: Person) -> None:
    clerk.press("F8", "2")
    clerk.write("20000")
    clerk.press("F12")
    clerk.press("Esc", "Shift+F8")
    assert (clerk.shell.place, clerk.mode()) == ("tills", Mode.COUNT)
    clerk.write("120.00")
    typed = clerk.count()
    clerk.press("Shift+F8")
    assert clerk.mode() is Mode.COUNT
    assert clerk.count() == typed


def test_shift_f8_without_an_open_till_asks_for_one(clerk: Person) -> None:
    clerk.press("Shift+F8")
    assert (clerk.shell.place, clerk.mode()) == ("tills", Mode.OPEN)


def test_the_button_on_home_says_the_key_and_leads_to_the_count(clerk: Person) -> None:
    clerk.press("F8", "2")
    clerk.write("20000")
    clerk.press("F12")
    clerk.press("Esc")
    clerk.touch_words("Count and close")
    assert clerk.mode() is Mode.COUNT
