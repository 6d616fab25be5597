"""P05: a gift card's sale is voided while nobody touched the card, and money goes back once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from counter_app.codes.own_code import OwnCode
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, Conflict, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.receipt import ReceiptTender
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.credits.checks import verify_credits
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.credits.reading import CreditStanding, Told, again, find_lost, open_code, told
from counter_app.desk.credits.service import CreditDone, complete
from counter_app.desk.credits.settling import resolve_attempt
from counter_app.desk.credits.voids import void_sale
from counter_app.desk.returns import service
from counter_app.desk.returns.crediting import go_onto
from counter_app.desk.returns.new_goods import pay_with
from counter_app.devices.card_processor import Approved, SimulatedProcessor, Step
from counter_app.documents.text import render_text
from counter_app.records.credits import sealed_code
from counter_app.records.payments import unposted_attempts
from counter_app.station import Station
from counter_app.trade.answers import Completed
from counter_app.trade.credit_payments import offer_credit
from tests.desk.credits.test_credits import DANA, accounts, known, sale
from tests.desk.returns.desk import approval_for, coming_back, give_back, stored, working
from tests.desk.returns.desk import sell as rung_up
from tests.desk.returns.goods import line
from tests.desk.returns.test_exchange import swapping
from tests.desk.returns.test_service_tenders import under
from tests.stores import LEAD, MANAGER, PINS
from tests.trade.goods import LAMP
from tests.trade.test_credits import issued

CHANGED = "customer_changed_mind"


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station)


def sold(station: Station, cents: int = 5_000) -> str:
    done = complete(sale(cents), station)
    assert done.issued is not None
    return done.issued


def with_lead(station: Station, call: Callable[..., CreditDone], *args: object) -> CreditDone:
    with pytest.raises(ApprovalRequired) as asked:
        call(*args, station)
    return call(*args, station, approval_for(station, asked.value, LEAD))


def test_p05_a_gift_card_sale_is_taken_back_once(desk: Station) -> None:
    """The whole amount leaves the till, the code is worthless, and a second void is refused."""
    credit_id = sold(desk)
    with desk.look() as work:
        code = sealed_code(work.connection, desk.keys, credit_id).text
    done = with_lead(desk, void_sale, credit_id, CHANGED)
    assert accounts(desk, done) == {"till:7": -5_000, f"owed:gift_card:{credit_id}": 5_000}
    assert stored(desk, done.transaction_id).transaction.kind is Kind.VOID
    assert done.drawer_kick
    opened = open_code(code, desk)
    assert (opened.standing, opened.state.balance) == (CreditStanding.VOID, Money(0))
    assert [told(m) for m in opened.moves] == [Told.SOLD, Told.VOIDED]
    with pytest.raises(Refused) as twice:
        void_sale(credit_id, CHANGED, desk)
    assert twice.value.code == "credits.void_already"
    with desk.look() as work:
        assert verify_credits(work.connection) == []


def test_p05_a_card_that_paid_already_is_not_taken_back(desk: Station) -> None:
    """The seen fault gave the money twice: once for goods, once for the card."""
    credit_id = sold(desk)
    complete(CreditDraft(new_id(), Action.USE, credit_id, Money(1), "4/0271"), desk)
    with pytest.raises(Refused) as no:
        void_sale(credit_id, CHANGED, desk)
    assert no.value.code == "credits.void_used"
    assert no.value.text == "$49.99 of $50.00 is left on it: it was used or replaced."
    assert not isinstance(no.value, ApprovalRequired)


def test_p05_a_replaced_card_is_not_taken_back_either(desk: Station) -> None:
    credit_id = sold(desk)
    with_lead(desk, complete, CreditDraft(new_id(), Action.REPLACE, credit_id, reference="lost"))
    with pytest.raises(Refused) as no:
        void_sale(credit_id, CHANGED, desk)
    assert no.value.code == "credits.void_used"


def test_a_sale_of_yesterday_stays(desk: Station, clock: FrozenClock) -> None:
    credit_id = sold(desk)
    assert again(credit_id, desk).void is not None
    clock.advance(timedelta(days=1))
    with pytest.raises(Refused) as no:
        void_sale(credit_id, CHANGED, desk)
    assert no.value.code == "credits.void_not_today"
    assert again(credit_id, desk).void is None


def sold_by_card(station: Station, cards: SimulatedProcessor) -> str:
    """A gift card for 50.00 that a bank card paid for; the lead is signed on afterwards."""
    done = complete(sale(5_000, tender=Tender.CARD), station, processor=cards)
    station.sign_on_with_pin(LEAD, PINS[LEAD])
    assert done.issued is not None
    return done.issued


def test_p05_a_bank_card_that_paid_gets_its_money_back(desk: Station) -> None:
    """Through its terminal and never as cash; the gift card is worthless."""
    cards = SimulatedProcessor()
    credit_id = sold_by_card(desk, cards)
    done = void_sale(credit_id, CHANGED, desk, processor=cards)
    assert accounts(desk, done) == {"card_clearing": -5_000, f"owed:gift_card:{credit_id}": 5_000}
    assert (cards.taken_cents, cards.moved_cents, done.drawer_kick) == (5_000, 5_000, False)
    assert again(credit_id, desk).standing is CreditStanding.VOID
    slip = render_text(done.documents[0], 48)
    assert "BACK TO CARD" in slip
    assert "Approval code" in slip
    with pytest.raises(Refused) as twice:
        void_sale(credit_id, CHANGED, desk, processor=cards)
    assert twice.value.code == "credits.void_already"


def test_p05_a_declined_card_leaves_the_gift_card_good(desk: Station) -> None:
    cards = SimulatedProcessor([Step.APPROVE, Step.DECLINE])
    credit_id = sold_by_card(desk, cards)
    with pytest.raises(Refused) as no:
        void_sale(credit_id, CHANGED, desk, processor=cards)
    assert no.value.code == "refund.card_declined"
    assert again(credit_id, desk).standing is CreditStanding.LIVE
    complete(CreditDraft(new_id(), Action.USE, credit_id, Money(1), "4/0271"), desk)
    with pytest.raises(Refused) as used:
        void_sale(credit_id, CHANGED, desk, processor=cards)
    assert used.value.code == "credits.void_used"
    assert cards.moved_cents == 0


def test_p05_while_the_card_is_asked_nothing_is_spent(desk: Station) -> None:
    """An answer that got lost: the gift card stands still until the void is in the books."""
    cards = SimulatedProcessor([Step.APPROVE, Step.LOSE_ANSWER])
    credit_id = sold_by_card(desk, cards)
    with desk.look() as work:
        code = sealed_code(work.connection, desk.keys, credit_id).text
    request = new_id()
    with pytest.raises(Refused) as unknown:
        void_sale(credit_id, CHANGED, desk, request_id=request, processor=cards)
    assert unknown.value.code == "refund.card_unknown"
    for action in (Action.USE, Action.REPLACE):
        draft = CreditDraft(new_id(), action, credit_id, Money(100), "4/0271")
        with pytest.raises(Refused) as held:
            complete(draft, desk)
        assert held.value.code == "credits.voiding"
    with pytest.raises(Refused) as goods:
        offer_credit(code, desk)
    assert goods.value.code == "credit.voiding"
    with pytest.raises(Conflict):
        void_sale(credit_id, CHANGED, desk, processor=cards)
    done = void_sale(credit_id, CHANGED, desk, request_id=request, processor=cards)
    assert (done.transaction_id, cards.moved_cents) == (request, 5_000)
    with desk.look() as work:
        assert verify_credits(work.connection) == []


def test_p05_a_person_who_found_out_ends_the_void(desk: Station) -> None:
    credit_id = sold_by_card(desk, SimulatedProcessor())
    with pytest.raises(Refused) as entry:
        void_sale(credit_id, CHANGED, desk)
    assert entry.value.code == "refund.card_entry"
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    with desk.look() as work:
        (attempt,) = unposted_attempts(work.connection, desk.name)
    done = resolve_attempt(attempt.request_id, desk, Approved("B77001", ""))
    assert done is not None
    assert again(credit_id, desk).standing is CreditStanding.VOID


def test_only_a_sold_card_is_voided(desk: Station) -> None:
    credit_id, _ = issued(desk, 1_000)
    assert again(credit_id, desk).void is None
    with pytest.raises(NotFound):
        void_sale(credit_id, CHANGED, desk)


def test_p05_a_return_lands_on_the_card_that_paid(desk: Station) -> None:
    """Balance plus amount, charged once."""
    credit_id, _ = issued(desk, 2_000, Tender.GIFT_CARD)
    receipt = rung_up(desk, line(1, 500, 1), tenders=(paid_by(credit_id, 500),))
    give_back(desk, receipt, {1: 1})
    assert again(credit_id, desk).state.balance == Money(2_500)


def test_p05_an_expired_card_is_replaced_when_a_return_lands_on_it(
    desk: Station, clock: FrozenClock
) -> None:
    """The money goes on a new one, and nothing is put where nobody can spend it."""
    under(desk, ("store_credit_days = 0", "store_credit_days = 30"))
    credit_id, _ = issued(desk, 2_000)
    receipt = rung_up(
        desk, line(1, 500, 1), tenders=(paid_by(credit_id, 500, Tender.STORE_CREDIT),)
    )
    clock.advance(timedelta(days=31))
    done = give_back(desk, receipt, {1: 1})
    assert again(credit_id, desk).state.balance == Money(2_000)
    fresh = find_lost(slip_code(desk, done.transaction_id), desk)
    assert [(f.state.balance, f.standing) for f in fresh] == [(Money(500), CreditStanding.LIVE)]


def paid_by(credit_id: str, cents: int, kind: Tender = Tender.GIFT_CARD) -> ReceiptTender:
    return ReceiptTender(1, kind, Money(cents), reference=credit_id)


def slip_code(station: Station, transaction_id: str) -> str:
    base = stored(station, transaction_id).transaction
    return OwnCode("RT", 12, 1, base.business_date, base.number).text


def test_a_lost_paper_is_found_by_its_buyer_or_phone(desk: Station) -> None:
    known(desk, DANA)
    first = complete(sale(2_000, customer_id=DANA.id), desk)
    second = complete(sale(3_000, customer_id=DANA.id), desk)
    found = find_lost(DANA.number, desk)
    assert {f.state.credit.id for f in found} == {first.issued, second.issued}
    assert all(f.by_paper for f in found)
    with pytest.raises(NotFound):
        find_lost("123", desk)


def test_an_expired_credit_offers_nothing_for_goods(desk: Station, clock: FrozenClock) -> None:
    under(desk, ("store_credit_days = 0", "store_credit_days = 30"))
    _, code = issued(desk, 2_000)
    assert offer_credit(code, desk).offer.amount == Money(2_000)
    clock.advance(timedelta(days=31))
    with pytest.raises(Refused) as no:
        offer_credit(code, desk)
    assert no.value.code == "credit.expired"


def put_on(station: Station, credit_id: str) -> tuple[int, int]:
    """What the quotient of the cash-out law is made of: all that was loaded, and what is left."""
    state = again(credit_id, station).state
    return state.loaded.minor, state.balance.minor


def goods_for(station: Station, code: str, **rung: Any) -> Completed:
    """A lamp for 27.06 against 10.00 that came back: the credit pays 17.06."""
    receipt = rung_up(station, line(paid=1_000), **rung)
    draft = swapping(station, receipt, {1: 1}, LAMP)
    draft = replace(draft, new=pay_with(draft.new, offer_credit(code, station).offer))
    return service.complete(draft, station)


def test_ma_a_use_that_was_voided_is_no_load(desk: Station) -> None:
    """53.00 of 60.00 is used, 88.3 %; the 17.06 that were used and put back are not 90.9 %."""
    under(desk, ('place = "" ', 'place = "US-MA" '))
    credit_id, code = issued(desk, 6_000, Tender.GIFT_CARD)
    first = goods_for(desk, code)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    service.void(first.transaction_id, "clerk_mistake", desk)
    assert put_on(desk, credit_id) == (6_000, 6_000)
    complete(CreditDraft(new_id(), Action.USE, credit_id, Money(5_300), "4/0271"), desk)
    assert put_on(desk, credit_id) == (6_000, 700)
    with pytest.raises(Refused) as no:
        complete(CreditDraft(new_id(), Action.CASH_OUT, credit_id), desk)
    assert no.value.code == "credits.above_floor"


def test_ma_a_load_that_was_voided_is_none(desk: Station) -> None:
    """A sale that was taken back, and a refund onto a store credit that was taken back."""
    credit_id = sold(desk)
    with_lead(desk, void_sale, credit_id, CHANGED)
    assert put_on(desk, credit_id) == (0, 0)
    store_id, code = issued(desk, 2_000)
    receipt = rung_up(desk, line(1, 500, 1))
    shown = go_onto(coming_back(desk, receipt, {1: 1}), code, desk)
    done = service.complete(shown, desk)
    assert put_on(desk, store_id) == (2_500, 2_500)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    service.void(done.transaction_id, "clerk_mistake", desk)
    assert put_on(desk, store_id) == (2_000, 2_000)


def test_ma_what_a_card_paid_and_got_back_is_no_load_and_its_void_no_use(desk: Station) -> None:
    """A refund to the gift card that paid undoes the use of it; its void makes it a use again."""
    under(desk, ('place = "" ', 'place = "US-MA" '))
    credit_id, _ = issued(desk, 10_000, Tender.GIFT_CARD)
    complete(CreditDraft(new_id(), Action.USE, credit_id, Money(8_500), "4/0271"), desk)
    receipt = rung_up(desk, line(1, 8_500, 1), tenders=(paid_by(credit_id, 8_500),))
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    done = give_back(desk, receipt, {1: 1})
    assert put_on(desk, credit_id) == (10_000, 10_000)
    service.void(done.transaction_id, "clerk_mistake", desk)
    assert put_on(desk, credit_id) == (10_000, 1_500)
    give_back(desk, receipt, {1: 1})
    complete(CreditDraft(new_id(), Action.USE, credit_id, Money(8_500), "4/0272"), desk)
    assert put_on(desk, credit_id) == (10_000, 1_500)
    with pytest.raises(Refused) as no:
        complete(CreditDraft(new_id(), Action.CASH_OUT, credit_id), desk)
    assert no.value.code == "credits.above_floor"


def test_ma_a_new_paper_remembers_what_was_loaded_on_the_old_one(desk: Station) -> None:
    """91 % of 100.00 was used before the paper was lost, so the rest may still leave in cash."""
    under(desk, ('place = "" ', 'place = "US-MA" '))
    credit_id, _ = issued(desk, 10_000, Tender.GIFT_CARD)
    complete(CreditDraft(new_id(), Action.USE, credit_id, Money(9_100), "4/0271"), desk)
    lost = CreditDraft(new_id(), Action.REPLACE, credit_id, reference="lost")
    new = with_lead(desk, complete, lost).issued
    assert new is not None
    assert put_on(desk, new) == (10_000, 900)
    assert complete(CreditDraft(new_id(), Action.CASH_OUT, new), desk).amount == Money(900)


def test_ma_a_void_that_reaches_a_new_paper_is_no_load(desk: Station) -> None:
    credit_id, code = issued(desk, 3_000, Tender.GIFT_CARD)
    used = goods_for(desk, code)
    lost = CreditDraft(new_id(), Action.REPLACE, credit_id, reference="lost")
    new = with_lead(desk, complete, lost).issued
    assert new is not None
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    service.void(used.transaction_id, "clerk_mistake", desk)
    assert put_on(desk, new) == (3_000, 3_000)
