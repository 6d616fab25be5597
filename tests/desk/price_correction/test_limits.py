"""Limits of price corrections: of a role over a receipt's day, and of everybody."""

from __future__ import annotations

import pytest

from counter_app.core.errors import ApprovalRequired, Refused
from counter_app.core.money import Money
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.voids import void
from counter_app.granting import preauthorize, standing_approval
from counter_app.records.operators import operator_by_number
from counter_app.station import Station
from tests.desk.price_correction.desk import approval_for, claim, codes, correct, rung
from tests.desk.returns.desk import sell, working
from tests.stores import CLERK, LEAD


def test_o08_many_small_corrections_of_a_receipt_keep_the_limit_together(station: Station) -> None:
    """Three times 8.00 is 24.00, and a clerk corrects 20.00; nor may a lead pass 100.00 in parts."""
    desk = working(station)
    sold = sell(desk, rung(1, 1000, 6), rung(2, 20_000, 1))
    for _ in range(2):
        correct(desk, sold, right=600, quantity=2)
    draft = claim(desk, sold, right=600, quantity=2)
    assert codes(desk, draft) == {"price.limit_today": "APPROVE"}
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(draft, desk)
    done = service.complete(draft, desk, approval_for(desk, asked.value, LEAD))
    assert done.refund == Money(800)
    large = claim(desk, sold, 2, right=12_000)
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(large, desk)
    with pytest.raises(Refused, match="may approve up to"):
        service.complete(large, desk, approval_for(desk, asked.value, LEAD))


def test_what_a_correction_is_about_is_told_to_who_is_away_and_granted_in_advance(
    station: Station,
) -> None:
    desk = working(station)
    sold = sell(desk, rung(1, 9000, 1))
    draft = claim(desk, sold, right=6500)
    verdict = service.assess(draft, desk).verdict
    assert verdict.amount == Money(2500)
    with desk.look() as work:
        lead = operator_by_number(work.connection, LEAD)
        assert lead is not None
        approver = work.operator(lead.id)
    preauthorize(CLERK, ("price.limit",), Money(2499), 30, approver, desk)
    assert standing_approval(verdict, desk) is None
    preauthorize(CLERK, ("price.limit",), Money(2500), 30, approver, desk)
    done = service.complete(draft, desk, standing_approval(verdict, desk))
    with pytest.raises(ApprovalRequired) as asked:
        void(done.transaction_id, "clerk_mistake", desk)
    assert asked.value.verdict is not None
    assert asked.value.verdict.amount == Money(2500)
