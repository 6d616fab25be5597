"""Signals about refunds: explainable, for managers only, never about oneself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.concern import Concern
from counter_app.core.errors import Refused
from counter_app.core.ids import new_id
from counter_app.core.money import USD, Money
from counter_app.core.transaction import Tender
from counter_app.core.words import Words
from counter_app.desk.patterns.book import pattern_sections
from counter_app.desk.patterns.rules import People, signals
from counter_app.desk.patterns.screen import PatternsScreen
from counter_app.desk.patterns.service import concerning, read_signals
from counter_app.paths import resources
from counter_app.records.customers import Customer, add_customer
from counter_app.records.persons import cards_of, forget_persons
from counter_app.records.refund_patterns import past_refunds
from counter_app.rules.past_refunds import PastRefund
from counter_app.rules.policy import PatternsPolicy
from counter_app.station import Station
from counter_app.ui.widgets.label import Label
from tests.desk.returns.bare import MINE, SOAP, TODAY, posted, returning, stocked
from tests.desk.returns.desk import give_back, sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import desk_window
from tests.stores import BADGES, CLERK, CLERK_2, MANAGER, PINS

DAY = date(2026, 11, 21)
PEOPLE = People(
    {1: "Maria Alvarez", 2: "Sam Boone"},
    {"c1": "Dana"},
    {1: {"refund_cash": Money(10_000)}},
    {"p1": "TX ··4217"},
)


def refund(number: int, **changes: object) -> PastRefund:
    made = PastRefund(
        f"t{number}", 1, "2047", None, DAY - timedelta(days=number % 20), Tender.CASH,
        Money(1000), "1108", False, frozenset(),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "count", "code"),
    [
        ({"customer_id": "c1"}, 5, "pattern.person"),
        ({"customer_id": "c1"}, 4, None),
        ({"person_id": "p1"}, 5, "pattern.card"),
        ({"person_id": "p1"}, 4, None),
        ({"person_id": "forgotten"}, 9, None),
        ({"customer_id": "c1", "person_id": "p1"}, 5, "pattern.person"),
        ({"codes": frozenset({"returns.reprint"})}, 1, "pattern.reprint"),
        ({"keyed": True}, 2, "pattern.keyed"),
        ({"keyed": True}, 1, None),
        ({"amount": Money(9_001)}, 3, "pattern.under_limit"),
        ({"amount": Money(10_000)}, 3, "pattern.under_limit"),
        ({"amount": Money(9_000)}, 3, None),
        ({"amount": Money(10_001)}, 3, None),
        ({"sold_by": "002047"}, 1, "pattern.own_sale"),
        ({"sold_by": ""}, 1, None),
    ],
)
def test_a_signal_stands_on_what_the_books_say(
    changes: dict[str, object], count: int, code: str | None
) -> None:
    past = [refund(n, **changes) for n in range(count)]
    found = signals(past, PEOPLE, PatternsPolicy(), USD)
    assert [s.finding.code for s in found] == ([code] if code else [])
    for signal in found:
        assert (signal.count, len(signal.evidence)) == (count, count)
        assert str(count) in signal.finding.text
        assert "2026" in signal.finding.remedy


def test_a_card_shown_by_a_customer_of_ours_and_by_others_is_told_by_itself() -> None:
    ours = [refund(n, customer_id="c1", person_id="p1") for n in range(5)]
    found = signals([*ours, refund(9, person_id="p1")], PEOPLE, PatternsPolicy(), USD)
    assert [(s.finding.code, s.count) for s in found] == [
        ("pattern.card", 6),
        ("pattern.person", 5),
    ]
    assert "TX ··4217" in found[0].finding.text


def test_many_refunds_of_one_clerk_are_measured_by_the_others() -> None:
    mine = [refund(n) for n in range(24)]
    theirs = [refund(100 + n, operator_id=2, operator_number="2048") for n in range(8)]
    [signal] = signals([*mine, *theirs], PEOPLE, PatternsPolicy(), USD)
    assert signal.finding.text == (
        "Maria Alvarez made 24 refunds, $240.00; the others made 8 on average."
    )
    more = [refund(200 + n, operator_id=2, operator_number="2048") for n in range(9)]
    assert signals([*mine, *more], PEOPLE, PatternsPolicy(), USD) == ()
    assert signals(mine, PEOPLE, PatternsPolicy(), USD) == ()


def own_sale(station: Station) -> None:
    """Sam refunds what Sam rang up, with Ken's yes."""
    working(station, CLERK_2)
    for sequence in (183, 184, 185):
        give_back(station, sell(station, line(paid=9_500), sequence=sequence), {1: 1})


def test_they_are_for_managers_and_never_about_oneself(station: Station) -> None:
    own_sale(station)
    with pytest.raises(Refused, match="may not read"):
        read_signals(station)
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    [signal] = read_signals(station)
    assert (signal.finding.code, signal.count) == ("pattern.under_limit", 3)
    station.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    with station.open_work() as work:
        work.connection.exec_driver_sql(
            f"UPDATE operators SET role = 'manager' WHERE number = '{CLERK_2}'"
        )
        work.commit()
    assert read_signals(station) == ()


def test_the_morning_book_has_them_with_their_ground(station: Station) -> None:
    own_sale(station)
    with station.look() as work:
        words = Words.load("es_US", USD, resources("i18n"))
        [section] = pattern_sections(work, work.today(), words)
    assert section.rows[0].cells[3:] == (3, Money(28_500))
    assert str(section.rows[0].cells[0]).startswith("Sam Boone hizo 3 reembolsos")
    assert len(section.oddities) == 1


def test_the_page_shows_them_to_a_manager(qtbot: QtBot, station: Station) -> None:
    own_sale(station)
    with desk_window(qtbot, station, badge=BADGES[MANAGER]) as desk:
        desk.press("F10", "P")
        assert isinstance(desk.shell.front, PatternsScreen)
        assert "just under" in " ".join(
            label.text() for label in desk.shell.front.findChildren(Label)
        )


def test_a_card_is_known_from_the_books_until_it_is_forgotten(either_station: Station) -> None:
    desk = stocked(either_station)
    for _ in range(2):
        posted(returning(desk, SOAP), desk)
    with desk.look() as work:
        past = past_refunds(work.connection, work.today(), 30)
        (person,) = {r.person_id for r in past}
        assert person is not None
        assert len(past) == 2
        assert cards_of(work.connection, [person]) == {
            person: f"{MINE.jurisdiction} ··{MINE.number[-4:]}"
        }
    with desk.open_work() as work:
        forget_persons(work.connection, TODAY + timedelta(days=2000))
        assert cards_of(work.connection, [person]) == {}


def a_regular(station: Station) -> str:
    """Dana's record, with five refunds made for her by Maria; gives its id."""
    working(station)
    with station.open_work() as work:
        add_customer(work.connection, Customer(new_id(), "L77", "Dana Reyes"), work.now())
        work.commit()
    for sequence in range(5):
        sold = sell(station, line(paid=500), sequence=sequence + 1, customer_ref="L77")
        give_back(station, sold, {1: 1})
    with station.look() as work:
        found = work.connection.exec_driver_sql("SELECT id FROM customers WHERE number = 'L77'")
        return str(found.scalar_one())


def about(customer: str | None, clerk: str = CLERK) -> Concern:
    return Concern(customer, None, clerk)


def test_on_an_approval_a_manager_reads_what_concerns_it_and_never_themselves(
    station: Station,
) -> None:
    dana = a_regular(station)
    manager = station.identify_with_pin(MANAGER, PINS[MANAGER])
    [(text, ground)] = concerning(about(dana), manager, "en", station)
    assert text == "Dana Reyes brought goods back 5 times, $25.00 in all."
    assert ground.startswith("Refunds to this customer from ")
    assert concerning(about(None), manager, "en", station) == ()
    herself = replace(manager, customer_id=dana)
    assert concerning(about(dana), herself, "en", station) == ()
    with pytest.raises(Refused):
        concerning(about(dana), station.identify_with_pin(CLERK_2, PINS[CLERK_2]), "en", station)


def test_what_is_known_of_the_clerk_is_told_only_at_another_desk(station: Station) -> None:
    own_sale(station)
    manager = station.identify_with_pin(MANAGER, PINS[MANAGER])
    assert concerning(about(None, CLERK_2), manager, "en", station) == ()
    station.sign_on_with_pin(CLERK, PINS[CLERK])
    [(text, _)] = concerning(about(None, CLERK_2), manager, "en", station)
    assert "just under" in text


def test_the_card_shows_them_after_name_and_pin_and_not_before(
    qtbot: QtBot, station: Station
) -> None:
    a_regular(station)
    sold = sell(station, line(paid=15_000), sequence=99, customer_ref="L77")
    with desk_window(qtbot, station) as desk:
        desk.scan_receipt(sold)
        desk.scan("4001")
        desk.press("1", "F12")
        card = desk.shell.card
        assert not card.isHidden()

        def read() -> str:
            return " ".join(label.text() for label in card.findChildren(Label))

        desk.press("Alt+S")
        assert "brought goods back" not in read()
        desk.write(PINS[MANAGER])
        card._names.choose(MANAGER)
        desk.write(PINS[MANAGER])
        desk.press("Alt+S")
        assert "Dana Reyes brought goods back 5 times" in read()
        assert card.pin.text() == ""
        assert not card.isHidden(), "nothing was approved by reading"
        desk.press("Esc")
