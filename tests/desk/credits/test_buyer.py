"""A buyer whom the books do not know shows a card: the limits of one person and day hold for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from counter_app.codes.aamva import parse_licence
from counter_app.core.approval import Approval
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, BadInput, Refused
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.credits.buyer import Shown, see_card, see_typed
from counter_app.desk.credits.draft import CreditDraft
from counter_app.desk.credits.screen import CreditsScreen
from counter_app.desk.credits.screen_sale import Selling
from counter_app.desk.credits.screen_sale_view import Step as Asked
from counter_app.desk.credits.service import complete
from counter_app.devices.card_processor import SimulatedProcessor, Step
from counter_app.records.persons import persons
from counter_app.station import Station
from counter_app.trade.identity import Card, card_of
from tests.codes.cards import NUMBER, card
from tests.desk.credits.test_credits import sale
from tests.desk.returns.desk import approval_for, working
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import LEAD

OTHER = "T99999999"


@pytest.fixture
def desk(station: Station) -> Station:
    return working(station)


def seen(desk: Station, number: str = NUMBER, state: str = "VA") -> Shown:
    return see_card(card_of(parse_licence(card(number, state))), desk)


def approved(desk: Station, draft: CreditDraft) -> Approval:
    with pytest.raises(ApprovalRequired) as asks:
        complete(draft, desk)
    return approval_for(desk, asks.value, LEAD)


def test_a_card_opens_the_limits_of_a_person(desk: Station, clock: FrozenClock) -> None:
    """Above the limit without a name: refused, sold with a card, and counted for that card."""
    with pytest.raises(Refused) as unnamed:
        complete(sale(15_000), desk)
    assert unnamed.value.code == "credits.name_needed"
    complete(sale(15_000, person_id=seen(desk).person_id), desk)
    large = sale(20_000, person_id=seen(desk).person_id)
    complete(large, desk, approved(desk, large))
    with pytest.raises(Refused) as limit:
        complete(sale(15_001, person_id=seen(desk).person_id), desk)
    assert limit.value.code == "credits.sale_limit"
    complete(sale(15_001, person_id=seen(desk, OTHER).person_id), desk)


def test_a_card_that_is_typed_is_the_same_persons(desk: Station) -> None:
    """A card without a barcode, or a desk without a reader for it, counts like a scanned one."""
    assert see_typed(f"va {NUMBER}", desk) == seen(desk)
    for wrong in (NUMBER, "VA", "VA 12"):  # this store's policy names no home state
        with pytest.raises(BadInput):
            see_typed(wrong, desk)


def test_the_hash_is_forgotten_once_no_limit_needs_it(desk: Station, clock: FrozenClock) -> None:
    shown = seen(desk)
    assert shown.words == f"VA ··{NUMBER[-4:]}"
    assert NUMBER not in repr(shown)
    clock.advance(timedelta(days=3))
    seen(desk, OTHER)
    with desk.look() as work:
        known = work.connection.execute(select(persons.c.id)).scalars().all()
    assert shown.person_id not in known
    with pytest.raises(Refused) as gone:
        complete(sale(15_000, person_id=shown.person_id), desk)
    assert gone.value.code == "credits.person_gone"


@pytest.mark.parametrize("state", ["NJ", "NH"])
def test_where_nothing_may_be_kept_the_customer_is_looked_up(desk: Station, state: str) -> None:
    with pytest.raises(Refused) as no:
        see_card(Card(state, NUMBER), desk)
    assert no.value.code == "credits.card_not_kept"


def test_a_card_that_ran_out_shows_nobody(desk: Station) -> None:
    with desk.look() as work:
        yesterday = work.today() - timedelta(days=1)
    with pytest.raises(Refused) as no:
        see_card(Card("VA", NUMBER, expires=yesterday), desk)
    assert no.value.code == "credits.card_expired"


def test_a_bank_cards_late_answer_ends_in_the_same_persons_sale(desk: Station) -> None:
    cards = SimulatedProcessor([Step.LOSE_ANSWER])
    draft = sale(15_000, person_id=seen(desk).person_id, tender=Tender.CARD)
    with pytest.raises(Refused):
        complete(draft, desk, processor=cards)
    complete(draft, desk, processor=cards)
    with pytest.raises(Refused) as limit:
        complete(sale(35_001, person_id=seen(desk).person_id), desk)
    assert limit.value.code == "credits.sale_limit"


@pytest.fixture
def window(qtbot: QtBot, desk: Station) -> Iterator[DeskWindow]:
    with desk_window(qtbot, desk) as opened:
        yield opened


def test_a_licence_scanned_into_a_sale_names_its_buyer(window: DeskWindow) -> None:
    """It stays in the sale, where it opens a return without a receipt anywhere else."""
    window.press("F10", "G", "F12")
    window.write("15000")
    window.press("Return")
    screen = window.shell.front
    assert isinstance(screen, CreditsScreen)
    selling = screen.mode
    assert isinstance(selling, Selling)
    assert selling.stopped
    window.scan(card(NUMBER, "VA"))
    assert window.shell.place == "credits"
    assert (selling.buyer_words, selling.stopped) == (f"Card VA ··{NUMBER[-4:]}", False)
    window.press("F12")
    assert not isinstance(screen.mode, Selling)


def test_a_licence_is_typed_like_in_a_return_without_a_receipt(window: DeskWindow) -> None:
    """Alt+I asks for it; Esc leaves the question, and what no card has stays in the field."""
    window.press("F10", "G", "F12")
    window.write("15000")
    window.press("Return", "Alt+I", "Esc")
    screen = window.shell.front
    assert isinstance(screen, CreditsScreen)
    selling = screen.mode
    assert isinstance(selling, Selling)
    assert (selling.step, selling.amount) == (Asked.AMOUNT, Money(15_000))
    window.press("Alt+I")
    window.write("VA 12")
    window.press("Return")
    assert (selling.step, selling.shown, screen.page.text.text()) == (Asked.LICENCE, None, "VA 12")
    screen.page.text.setText(f"VA {NUMBER}")
    window.press("Return")
    assert (selling.buyer_words, selling.stopped) == (f"Card VA ··{NUMBER[-4:]}", False)
    window.press("F12")
    assert not isinstance(screen.mode, Selling)
