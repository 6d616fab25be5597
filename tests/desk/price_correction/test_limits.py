"""Limits of price corrections: of a role over a receipt's day, and of everybody."""

from __future__ import annotations

import pytest

from counter_app.core.errors import ApprovalRequired, Refused
from counter_app.core.money import Money
from counter_app.desk.price_correction import service
from counter_app.station import Station
from tests.desk.price_correction.desk import approval_for, claim, codes, correct, rung
from tests.desk.returns.desk import sell, working
from tests.stores import LEAD


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
