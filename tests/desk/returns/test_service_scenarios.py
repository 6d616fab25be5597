"""Tenders kept apart, approvers judged by their own rights, the better of two policies."""

from __future__ import annotations

from datetime import date

import pytest

from counter_app.app import default_policy
from counter_app.core.errors import ApprovalRequired, Refused
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.devices.card_processor import SimulatedProcessor
from counter_app.records.policy_versions import add_policy
from counter_app.station import Station
from tests.desk.returns.desk import approved, booked, coming_back, give_back, sell, stored, working
from tests.desk.returns.goods import line
from tests.stores import CLERK_2, MANAGER, PINS


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station)


def test_p07_a_refund_by_another_tender_leaves_the_cash_alone(desk: Station) -> None:
    in_cash = give_back(desk, sell(desk, line(paid=100)), {1: 1})
    by_card = sell(desk, line(paid=200), paid={Tender.CARD: 200}, sequence=184)
    draft = coming_back(desk, by_card, {1: 1})
    to_card = service.complete(draft, desk, processor=SimulatedProcessor())
    cash, card = booked(in_cash.postings), booked(to_card.postings)
    assert (cash["till:7"], "card_clearing" in cash) == (-100, False)
    assert (card["card_clearing"], "till:7" in card) == (-200, False)


def test_o04_a_clerk_who_may_not_approve_gets_the_managers_yes_by_pin(desk: Station) -> None:
    """The PIN of the manager decides, not the rights of the one who asks."""
    draft = coming_back(desk, sell(desk, line(paid=15_000)), {1: 1})
    with pytest.raises(ApprovalRequired):
        service.complete(draft, desk)
    assert desk.operator is not None
    assert not desk.operator.may("approve")
    with pytest.raises(Refused) as no:
        desk.approve_with_pin(service.assess(draft, desk).verdict, MANAGER, "111222")
    assert no.value.code == "wrong_pin"
    done = service.complete(draft, desk, approved(desk, draft, MANAGER))
    assert stored(desk, done.transaction_id).transaction.operator_id == desk.operator.id


def test_o02_the_pin_of_one_approves_under_no_other_name(desk: Station) -> None:
    draft = coming_back(desk, sell(desk, line(paid=15_000)), {1: 1})
    verdict = service.assess(draft, desk).verdict
    for name, pin in ((MANAGER, PINS[CLERK_2]), (CLERK_2, PINS[MANAGER])):
        with pytest.raises(Refused) as no:
            desk.approve_with_pin(verdict, name, pin)
        assert no.value.code == "wrong_pin"


@pytest.mark.parametrize("shorter", [date(2026, 9, 1), date(2026, 10, 15), date(2026, 1, 1)])
def test_the_better_policy_of_the_sales_day_and_today_counts(desk: Station, shorter: date) -> None:
    """Back after 62 days: ninety days then or now allow it, ten on both days do not."""
    usual = default_policy()
    ten = usual.replace("\nwindow_days = 90", "\nwindow_days = 10", 1)
    with desk.open_work() as work:
        add_policy(work.connection, work.keys, ten, shorter, "test", work.now())
        if shorter == date(2026, 9, 1):
            add_policy(work.connection, work.keys, usual, date(2026, 10, 15), "test", work.now())
        work.commit()
    draft = coming_back(desk, sell(desk, line(paid=1_000), on=date(2026, 9, 20)), {1: 1})
    codes = {f.code for f in service.assess(draft, desk).verdict.findings}
    assert codes == ({"returns.window"} if shorter == date(2026, 1, 1) else set())
