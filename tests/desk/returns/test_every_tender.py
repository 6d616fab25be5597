"""Whatever paid, whatever is wished: what is judged is what is posted, also where a card says yes first."""

from __future__ import annotations

import pytest

from counter_app.core.approval import Outcome
from counter_app.core.errors import Refused
from counter_app.core.transaction import ELECTRONIC, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.devices.card_processor import SimulatedProcessor
from counter_app.station import Station
from tests.desk.returns.desk import approved, coming_back, sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_service_tenders import under
from tests.stores import MANAGER

WISHES = (None, Tender.CASH, Tender.CARD, Tender.STORE_CREDIT, Tender.GIFT_CARD, Tender.EBT_CASH)
CARD_FOR_CASH = (
    ('from.cash]\nto = ["cash"', 'from.cash]\nto = ["card", "cash"'),
    ('from.money_order]\nto = ["cash"', 'from.money_order]\nto = ["card", "cash"'),
)
"""A store that gives back by card what was paid otherwise, asking nobody."""


def same_as_judged(desk: Station, paid: dict[Tender, int], wish: Tender | None, number: int) -> int:
    """One return: judged, approved if need be, posted; gives what cards moved, in cents."""
    food = {Tender.EBT_FOOD, Tender.WIC} & paid.keys()
    bought = line(paid=sum(paid.values()), food_stampable=bool(food))
    receipt = sell(desk, bought, paid=paid, sequence=number)
    draft = coming_back(desk, receipt, {1: 1}, tender=wish)
    assessment = service.assess(draft, desk)
    if assessment.verdict.outcome is Outcome.DENIED:
        return 0
    yes = approved(desk, draft, MANAGER) if assessment.verdict.to_cover() else None
    cards = SimulatedProcessor()
    done = service.complete(draft, desk, yes, processor=cards)
    planned = sorted((t.tender, t.amount) for t in assessment.refund.plan.tenders)
    assert sorted((t.tender, t.amount) for t in done.tenders) == planned, (paid, wish)
    by_card = sum(a.minor for t, a in planned if t in ELECTRONIC)
    assert (done.refund, cards.moved_cents) == (assessment.refund.total, by_card)
    assert (stored(desk, done.transaction_id).approval is not None) == (yes is not None)
    return by_card


@pytest.mark.parametrize("paid", Tender)
def test_what_is_judged_is_what_is_posted(station: Station, paid: Tender) -> None:
    desk = working(station)
    for number, wish in enumerate(WISHES, 1):
        same_as_judged(desk, {paid: 1464}, wish, number)
    with desk.look() as work:
        assert verify_returns(work.connection) == []


@pytest.mark.parametrize("other", [Tender.CHECK, Tender.CARD, Tender.EBT_FOOD, Tender.GIFT_CARD])
def test_so_it_is_with_two_payments(station: Station, other: Tender) -> None:
    desk = working(station)
    for number, wish in enumerate(WISHES, 1):
        same_as_judged(desk, {Tender.CASH: 1000, other: 464}, wish, number)


def test_cash_goes_back_by_card_with_a_managers_yes_and_the_books_have_it(station: Station) -> None:
    """The card had its money, and the books refused the return: cash had paid for it."""
    assert same_as_judged(working(station), {Tender.CASH: 1464}, Tender.CARD, 1) == 1464


@pytest.mark.parametrize("paid", [Tender.CASH, Tender.MONEY_ORDER])
def test_a_policy_may_give_back_by_card_whatever_paid(station: Station, paid: Tender) -> None:
    desk = working(station)
    under(desk, *CARD_FOR_CASH)
    for number, wish in enumerate((None, Tender.CARD), 1):
        assert same_as_judged(desk, {paid: 1464}, wish, number) == 1464
    with desk.look() as work:
        assert verify_returns(work.connection) == []


def test_a_ceiling_is_told_before_what_the_drawer_holds(station: Station) -> None:
    """Nobody learns from a refund that nobody may give how much cash is in the till."""
    desk = working(station)
    for number, cents in enumerate((100_001, 49_900_000), 1):
        draft = coming_back(desk, sell(desk, line(paid=cents), sequence=number), {1: 1})
        with pytest.raises(Refused) as no:
            service.complete(draft, desk)
        assert no.value.code == "returns.ceiling"
