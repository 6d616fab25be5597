"""A manager who is not at this desk, through the window (O01, O07): code, other desk, later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from counter_app import approving, granting
from counter_app.core.approval import Verdict
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.records import approval_requests as records
from counter_app.records.journal_tables import overrides
from counter_app.station import Station
from counter_app.ui.away import asked_of
from counter_app.ui.refusals import finding_in_words
from counter_app.ui.requests import RequestsScreen
from counter_app.ui.widgets.approval_parts import BadgeHint, PersonKey
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, CLERK, CLERK_2, MANAGER, PINS


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till who needs a manager for $150.00."""
    working(station)
    sold = sell(station, line(paid=15_000))
    with desk_window(qtbot, station) as window:
        window.scan_receipt(sold)
        window.scan("4001")
        window.press("1", "F12")
        assert window.shell.card.isVisible()
        yield window


@pytest.fixture
def desk_2(desk: DeskWindow) -> Station:
    """Sam at desk 2, on the same database."""
    s = desk.station
    other = Station(s.database, s.home, "D02", s.keys, s.clock, s._parse_policy)
    other.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    return other


def choose(desk: DeskWindow, number: str) -> None:
    for _ in range(4):
        for key in desk.shell.card.findChildren(PersonKey):
            if key.name == number and key.isVisible():
                desk.hands.click(key)
                return
        desk.press("Right")
    raise AssertionError(number)


def hint(desk: DeskWindow) -> str:
    return desk.shell.card.findChildren(BadgeHint)[0].accessibleName()


def methods(station: Station) -> list[str]:
    with station.look() as work:
        return list(work.connection.execute(select(overrides.c.method)).scalars())


def shown_words(request: approving.OpenRequest, desk: DeskWindow) -> list[str]:
    """Every text of the card as this window says it."""
    card = asked_of(request, desk.shell.desk.words).context
    assert card is not None
    found = [card.word, card.amount]
    for section in card.sections:
        found += [section.title, section.note, *section.sentences]
        found += [text for line in section.lines for text in (line.count, line.words, line.note)]
        found += [text for row in section.rows for text in (row.words, row.value)]
    return found


def test_a_yes_from_another_desk_finishes_the_refund_here(
    desk: DeskWindow, desk_2: Station
) -> None:
    [request] = approving.requests_for(desk_2)
    card = asked_of(request, desk.shell.desk.words).context
    assert card is not None
    assert (card.amount, card.word) == ("$150.00", "Refund in cash")
    approving.grant_with_badge(request.id, BADGES[MANAGER], None, desk_2)
    desk.shell.card.away.look()
    desk.rest()
    assert desk.shell.card.isHidden()
    assert methods(desk.station) == ["remote_badge"]


def test_another_desk_says_why_in_its_own_language(desk: DeskWindow, desk_2: Station) -> None:
    [request] = approving.requests_for(desk_2)
    assert "Not wanted" in shown_words(request, desk)
    desk.press("Esc", "F10", "E")  # from here on the window is the Spanish desk of the manager
    asked = asked_of(request, desk.shell.desk.words)
    [limit] = asked.verdict.findings
    assert "limit" in limit.text
    assert "límite" in finding_in_words(limit, "es")[0]
    assert finding_in_words(limit, "es")[1] == "Gerencia puede aprobarlo."
    words = shown_words(request, desk)
    assert words[:2] == ["Pagar efectivo", "$150.00"]
    assert {
        "Qué se devuelve",
        "Recibo 0183, hace 14 días",
        "No lo quiere",
        "Cliente",
        "Nunca",
    } <= set(words)
    assert not {"Not wanted", "Customer", "Never", "Clerk", "What comes back"} & set(words)


def test_a_no_from_another_desk_is_said_and_a_badge_still_works(
    desk: DeskWindow, desk_2: Station
) -> None:
    [request] = approving.requests_for(desk_2)
    approving.refuse_with_pin(request.id, MANAGER, PINS[MANAGER], desk_2)
    desk.shell.card.away.look()
    desk.rest()
    assert "said no" in hint(desk)
    desk.scan(BADGES[MANAGER])
    assert methods(desk.station) == ["badge"]


def test_a_code_from_the_telephone_is_typed_in_place_of_the_pin(
    desk: DeskWindow, desk_2: Station
) -> None:
    [request] = approving.requests_for(desk_2)
    code = approving.spoken_code(
        request.challenge, request.amount, CLERK, MANAGER, PINS[MANAGER], desk_2
    )
    desk.press("Alt+C")
    assert (
        f"{request.challenge[:4]}-{request.challenge[4:]}, $150.00" in desk.shell.card.away.line()
    )
    assert "Code by telephone" in hint(desk)
    choose(desk, MANAGER)
    desk.write(f"{(int(code) + 1) % 10**8:08d}")
    desk.press("F12")
    assert "does not fit" in hint(desk)
    desk.write(code)
    desk.press("F12")
    assert methods(desk.station) == ["code"]


def test_the_card_that_closes_takes_its_request_back(desk: DeskWindow, desk_2: Station) -> None:
    assert len(approving.requests_for(desk_2)) == 1
    desk.press("Esc")
    assert desk.shell.card.isHidden()
    assert approving.requests_for(desk_2) == ()


def test_a_tick_lets_the_same_go_on_for_a_while_without_a_manager(
    desk: DeskWindow, desk_2: Station
) -> None:
    desk.press("Alt+T")
    desk.scan(BADGES[MANAGER])
    desk.press("Return")
    second = sell(desk.station, line(paid=15_000), sequence=184)
    desk.scan_receipt(second)
    desk.scan("4001")
    desk.press("1", "F12")
    assert desk.shell.card.isHidden()
    assert methods(desk.station) == ["badge", "preauthorized"]
    dearer = sell(desk.station, line(paid=15_001), sequence=185)
    desk.press("Return")
    desk.scan_receipt(dearer)
    desk.scan("4001")
    desk.press("1", "F12")
    assert desk.shell.card.isVisible()


def test_another_desk_shows_a_quiet_banner_and_the_manager_answers_there(
    qtbot: QtBot, station: Station
) -> None:
    working(station)
    s = station
    other = Station(s.database, s.home, "D02", s.keys, s.clock, s._parse_policy)
    other.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    verdict = Verdict("d" * 64, amount=Money(15_000))
    asked = approving.ask_elsewhere(verdict, {}, other)
    with desk_window(qtbot, station, badge=BADGES[MANAGER]) as desk:
        desk.shell.elsewhere.look()
        desk.rest()
        assert "Sam Boone asks for a manager at Desk 2" in desk.shell.frame.banner.accessibleName()
        desk.press("Alt+W")
        assert desk.shell.card.isVisible()
        desk.scan(BADGES[MANAGER])
        assert desk.shell.card.isHidden()
        approval = approving.collect(asked.request.id, other)
        assert approval is not None
        assert approval.method == "remote_badge"


def test_the_list_shows_what_holds_in_advance_and_ends_it(qtbot: QtBot, station: Station) -> None:
    working(station)
    manager = station.identify_with_pin(MANAGER, PINS[MANAGER])
    granting.preauthorize(CLERK, ("returns.limit",), Money(15_000), 30, manager, station)
    with desk_window(qtbot, station, badge=BADGES[MANAGER]) as desk:
        desk.press("F10", "W")
        assert isinstance(desk.shell.front, RequestsScreen)
        desk.press("1")
        desk.rest()
        with station.look() as work:
            assert records.live_preauthorizations(work.connection, work.now()) == ()
        desk.shell.open(Intent("home"))
