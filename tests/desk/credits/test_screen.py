"""The credits screen by keys and scans: look up, use, cash out, sell, replace, void."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from counter_app.codes.own_code import OwnCode
from counter_app.core.errors import Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.credits.reading import CreditStanding, again, open_code
from counter_app.desk.credits.screen import CreditsScreen
from counter_app.desk.credits.screen_credit import Holding
from counter_app.desk.credits.screen_done import Done, Home, Lost
from counter_app.desk.credits.screen_sale import Selling
from counter_app.desk.credits.screen_step import Step
from counter_app.desk.credits.service import complete
from counter_app.records.credits import sealed_code
from counter_app.records.payments import unposted_attempts
from counter_app.station import Station
from counter_app.ui.void_questions import Question
from tests.desk.credits.test_credits import DANA, accounts, known, sale
from tests.desk.returns.desk import stored, working
from tests.desk.returns.test_service_tenders import under
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, LEAD
from tests.trade.test_credits import issued


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till in a store in California."""
    working(station)
    under(station, ('place = "" ', 'place = "US-CA" '))
    known(station, DANA)
    with desk_window(qtbot, station) as window:
        yield window


def screen(desk: DeskWindow) -> CreditsScreen:
    assert isinstance(desk.shell.front, CreditsScreen), desk.shell.place
    return desk.shell.front


def holding(desk: DeskWindow) -> Holding:
    mode = screen(desk).mode
    assert isinstance(mode, Holding)
    return mode


def done(desk: DeskWindow) -> Done:
    mode = screen(desk).mode
    assert isinstance(mode, Done)
    return mode


def words(desk: DeskWindow) -> str:
    """The finding on view."""
    found = screen(desk).page.findings.current()
    return "" if found is None else f"{found.title} {found.remedy}"


def sold(station: Station, cents: int, **changes: object) -> tuple[str, str]:
    """A gift card that was just sold: its id and its code."""
    credit_id = complete(sale(cents, **changes), station).issued or ""
    with station.look() as work:
        return credit_id, sealed_code(work.connection, station.keys, credit_id).text


def used(station: Station, credit_id: str, cents: int) -> None:
    complete(CreditDraft(new_id(), Action.USE, credit_id, Money(cents), "4/0271"), station)


def test_a_code_opens_its_credit_from_anywhere(desk: DeskWindow) -> None:
    """Scanned at home or on the return's screen: kind, state, balance and story are there."""
    credit_id, code = issued(desk.station, 5_411)
    desk.scan(code)
    opened = holding(desk).opened
    assert (opened.state.credit.id, opened.standing) == (credit_id, CreditStanding.LIVE)
    view = holding(desk).view()
    assert view.amount.amount == "$54.11"
    assert view.face is not None
    assert code not in f"{view.face.code} {view.sections} {view.rows}"
    desk.press("F2")
    assert desk.shell.place == "returns"
    desk.scan(code)
    assert holding(desk).opened.state.credit.id == credit_id


def test_a_code_is_typed_in_groups(desk: DeskWindow) -> None:
    credit_id, code = issued(desk.station, 5_411)
    desk.press("F10", "G")
    groups = " ".join([code[:2].lower(), *(code[i : i + 4] for i in range(2, 22, 4))])
    desk.write(groups)
    desk.press("Return")
    assert holding(desk).opened.state.credit.id == credit_id


def test_a_wrong_character_is_said_and_nothing_opens(desk: DeskWindow) -> None:
    _, code = issued(desk.station, 5_411)
    desk.scan(code[:-1] + ("0" if code[-1] != "0" else "1"))
    assert isinstance(screen(desk).mode, Home)


def test_a_part_is_used_for_a_registers_receipt(desk: DeskWindow) -> None:
    credit_id, code = issued(desk.station, 5_411)
    desk.scan(code)
    desk.press("F12", "2", "0", "0", "0", "Return")
    desk.write("4/0272")
    desk.press("F12")
    shown = done(desk).view()
    assert (shown.amount.amount, shown.amount.note) == ("$20.00", "$34.11 stays on it.")
    assert again(credit_id, desk.station).state.balance == Money(3_411)
    desk.press("Return")
    assert desk.shell.place == "home"


def test_nothing_typed_takes_all_of_it_and_too_much_is_told_in_place(desk: DeskWindow) -> None:
    credit_id, code = issued(desk.station, 1_000)
    desk.scan(code)
    desk.press("1", "2", "0", "0", "0", "Return")
    desk.write("4/0272")
    assert "$10.00 is left on it." in words(desk)
    desk.press("F12")
    assert again(credit_id, desk.station).state.balance == Money(1_000)
    desk.press("Esc", "Backspace", "Backspace", "Backspace", "Backspace", "Return", "F12")
    assert again(credit_id, desk.station).state.balance == Money(0)


def test_what_is_under_the_floor_is_paid_out_in_three_keys(desk: DeskWindow) -> None:
    credit_id, code = sold(desk.station, 5_000)
    used(desk.station, credit_id, 4_180)
    before = desk.shell.counter.keys
    desk.scan(code)
    desk.press("2", "F12", "Return")
    assert desk.shell.counter.keys - before == 3
    assert open_code(code, desk.station).standing is CreditStanding.EMPTY


@pytest.mark.parametrize("kind", ["CR", "CV"])
def test_a_slip_of_this_screen_leads_back_to_it(desk: DeskWindow, kind: str) -> None:
    """Not to the returns, which know nothing of it."""
    desk.scan(OwnCode(kind, 12, 1, date(2026, 11, 21), 28).text)
    assert desk.shell.place == "credits"
    assert "No credit belongs to" in desk.shell.frame.banner.accessibleName()


def test_above_the_floor_the_law_is_explained_and_nobody_can_allow_it(desk: DeskWindow) -> None:
    """No button asks a manager, and F12 does not pay it out either."""
    credit_id, code = sold(desk.station, 5_000)
    desk.scan(code)
    option = holding(desk).view().options[1]
    assert (option.value, option.allowed) == ("Not allowed", False)
    law = holding(desk).view().sections[-1].sub
    assert "In California, under $15.00 is given in cash" in law
    desk.press("2")
    assert "by the law of California only less than $15.00 is paid in cash" in words(desk)
    assert "Nobody can allow more." in words(desk)
    found = screen(desk).page.findings.current()
    assert found is not None
    assert found.choices == ()
    assert desk.shell.card.isHidden()
    desk.press("Esc")
    assert words(desk) == ""
    assert again(credit_id, desk.station).state.balance == Money(5_000)


def test_a_gift_card_is_sold_in_ten_keys_after_the_warning(desk: DeskWindow) -> None:
    before = desk.shell.counter.keys
    desk.press("F10", "G", "F12", "5", "0", "0", "0")
    assert "Gift cards are for gifts." in words(desk)
    desk.press("F12")
    assert isinstance(screen(desk).mode, Selling), "nothing is sold before the buyer was told"
    desk.press("Return", "F12")
    assert desk.shell.counter.keys - before == 10
    sale_done = done(desk).done
    owed = f"owed:gift_card:{sale_done.issued}"
    assert accounts(desk.station, sale_done) == {"till:7": 5_000, owed: -5_000}
    assert sale_done.drawer_kick


def test_the_change_is_the_largest_thing_after_a_sale(desk: DeskWindow) -> None:
    desk.press("F10", "G", "F12", "3", "5", "0", "0", "Return", "4", "0", "0", "0", "F12")
    shown = done(desk).view().amount
    assert (shown.word, shown.amount) == ("Change to customer", "$5.00")


def test_too_little_cash_sells_nothing(desk: DeskWindow) -> None:
    desk.press("F10", "G", "F12", "3", "5", "0", "0", "Return", "3", "0", "0", "0", "F12")
    mode = screen(desk).mode
    assert isinstance(mode, Selling)
    assert mode.view().amount.note == "$5.00 is still missing."


def test_a_gift_card_is_paid_by_card_with_the_terminals_code(desk: DeskWindow) -> None:
    desk.press("F10", "G", "F12", "5", "0", "0", "0", "Shift+F12", "Return", "F12")
    desk.write("118204")
    desk.press("F12")
    owed = f"owed:gift_card:{done(desk).done.issued}"
    assert accounts(desk.station, done(desk).done) == {"card_clearing": 5_000, owed: -5_000}


def test_a_terminal_that_declines_lets_the_sale_go_on_in_cash(desk: DeskWindow) -> None:
    desk.press("F10", "G", "F12")
    desk.write("5000")
    desk.press("Return", "Shift+F12", "F12", "Escape", "Alt+D")
    with desk.station.look() as work:
        assert unposted_attempts(work.connection, desk.station.name) == ()
    desk.press("Shift+F12", "F12")
    owed = f"owed:gift_card:{done(desk).done.issued}"
    assert accounts(desk.station, done(desk).done) == {"till:7": 5_000, owed: -5_000}


def test_above_the_limits_the_buyer_is_named_and_a_lead_agrees(desk: DeskWindow) -> None:
    desk.press("F10", "G", "F12", "2", "5", "0", "0", "0")
    assert "need the buyer’s name" in words(desk)
    desk.press("Alt+C")
    desk.write(DANA.number)
    desk.press("Return", "Return")
    assert "$250.00 in gift cards today is above $200.00" in words(desk)
    desk.press("F12")
    assert not desk.shell.card.isHidden()
    desk.scan(BADGES[LEAD])
    assert done(desk).done.amount == Money(25_000)


def test_more_than_the_most_a_day_is_sold_by_nobody(desk: DeskWindow) -> None:
    desk.press("F10", "G", "F12", "5", "0", "0", "0", "1", "Return", "F12")
    assert "nobody can allow more" in words(desk)
    assert desk.shell.card.isHidden()
    assert isinstance(screen(desk).mode, Selling)


def test_p05_what_was_sold_today_is_voided_with_a_lead(desk: DeskWindow) -> None:
    credit_id, code = sold(desk.station, 5_000)
    desk.scan(code)
    desk.press("4", "2", "F12")
    desk.scan(BADGES[LEAD])
    assert done(desk).view().amount.amount == "$50.00"
    assert again(credit_id, desk.station).standing is CreditStanding.VOID


def test_p05_a_reason_that_needs_a_note_asks_for_it(desk: DeskWindow) -> None:
    label = 'label = "Clerk\'s mistake"'
    under(desk.station, (label, f"{label}\nneeds_note = true"))
    credit_id, code = sold(desk.station, 5_000)
    desk.scan(code)
    desk.press("4", "1", "F12")
    assert holding(desk).void.question is Question.NOTE
    desk.press("F12", "Escape", "F12")
    desk.write("Not paid for")
    desk.press("F12")
    desk.scan(BADGES[LEAD])
    assert again(credit_id, desk.station).standing is CreditStanding.VOID
    assert stored(desk.station, done(desk).done.transaction_id).transaction.note == "Not paid for"


def test_p05_a_bank_card_gets_it_back_at_the_terminal(desk: DeskWindow) -> None:
    """The lead voids, refunds on the stand-alone terminal, and types the code it shows."""
    draft = sale(5_000, tender=Tender.CARD)
    with pytest.raises(Refused):
        complete(draft, desk.station)
    credit_id = complete(draft, desk.station, card_code="118204").issued or ""
    desk.scan(BADGES[LEAD])
    with desk.station.look() as work:
        code = sealed_code(work.connection, desk.station.keys, credit_id).text
    desk.scan(code)
    desk.press("4", "1")
    shown = holding(desk).view().amount
    assert (shown.word, shown.amount) == ("Back to the card", "$50.00")
    desk.press("F12")
    assert holding(desk).void.question is Question.CODE
    desk.press("Escape")
    assert holding(desk).void.question is Question.CODE
    desk.press("Alt+D")
    assert (holding(desk).step, holding(desk).opened.standing) == (Step.CHOOSE, CreditStanding.LIVE)
    desk.press("4", "F12")
    desk.write("777041")
    desk.press("F12")
    assert (done(desk).word, done(desk).shown) == ("Back to the card", Money(5_000))
    assert again(credit_id, desk.station).standing is CreditStanding.VOID


def test_p05_a_used_card_cannot_be_voided_and_the_screen_says_why(desk: DeskWindow) -> None:
    credit_id, code = sold(desk.station, 5_000)
    used(desk.station, credit_id, 1)
    desk.scan(code)
    desk.press("4")
    assert words(desk).startswith("$49.99 of $50.00 is left on it: it was used or replaced.")
    assert again(credit_id, desk.station).standing is CreditStanding.LIVE


def test_a_lost_paper_is_found_by_its_holder_and_only_replaced(desk: DeskWindow) -> None:
    credit_id, code = sold(desk.station, 5_000, customer_id=DANA.id)
    sold(desk.station, 2_000, customer_id=DANA.id)
    desk.press("F10", "G", "Alt+L")
    desk.write(DANA.number)
    desk.press("Return")
    mode = screen(desk).mode
    assert isinstance(mode, Lost)
    place = [x.state.credit.id for x in mode.found].index(credit_id) + 1
    desk.press(str(place), "1")
    assert "code was not seen" in words(desk)
    desk.press("F12", "1", "F12")
    desk.scan(BADGES[LEAD])
    fresh = done(desk).done.issued
    assert fresh is not None
    assert again(fresh, desk.station).state.balance == Money(5_000)
    assert open_code(code, desk.station).standing is CreditStanding.REPLACED


def test_touch_does_all_that_the_keys_do(desk: DeskWindow) -> None:
    credit_id, code = sold(desk.station, 1_000)
    desk.scan(code)
    page = screen(desk).page
    page.chosen.emit("cash")
    desk.rest()
    page.block.button.click()
    desk.rest()
    assert again(credit_id, desk.station).state.balance == Money(0)


def test_another_screen_takes_what_was_on_view_away(desk: DeskWindow) -> None:
    """The next customer does not see this one's balance."""
    _, code = issued(desk.station, 5_411, Tender.GIFT_CARD)
    desk.scan(code)
    desk.press("F2", "F10", "G")
    assert isinstance(screen(desk).mode, Home)
