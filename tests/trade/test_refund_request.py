"""The stored request of a card refund: reading it changes nothing, going on with it does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counter_app.app import default_policy
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Refused
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.records.policy_versions import add_policy
from counter_app.station import Station
from counter_app.trade import refund_request
from tests.desk.returns.desk import coming_back, sell, working
from tests.desk.returns.goods import line


def test_who_reads_a_request_goes_by_the_policies_of_today(
    station: Station, clock: FrozenClock
) -> None:
    desk = working(station)
    sold = sell(desk, line(paid=492), paid={Tender.CARD: 492})
    draft = coming_back(desk, sold, {1: 1})
    with pytest.raises(Refused, match="on the terminal"):
        service.complete(draft, desk)
    clock.advance(timedelta(minutes=1))
    with desk.open_work() as work:
        text = default_policy().replace('store_copy_above = "50.00"', 'store_copy_above = "1.00"')
        new = add_policy(work.connection, work.keys, text, date(2026, 1, 1), "test", work.now())
        work.commit()
    with desk.look() as work:
        before = work.policy().version
        assert refund_request.pending_of(work, draft.id) is not None
        assert work.policy().version == before == new
        assert refund_request.resume(work, draft.id) is not None
        assert work.policy().version < new
