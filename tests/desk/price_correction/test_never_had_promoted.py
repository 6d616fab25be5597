"""What never reached the customer, of a promotion that is priced anew when goods of it come back."""

from __future__ import annotations

import pytest

from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.receipt import Receipt
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.checks import verify_prices
from counter_app.desk.price_correction.draft import Correction, Evidence, Sort, put
from counter_app.desk.price_correction.voids import void
from counter_app.desk.returns.checks import verify_returns
from counter_app.documents.text import render_text
from counter_app.records.returned import returned_so_far
from counter_app.station import Station
from counter_app.trade.answers import Completed
from tests.desk.price_correction.desk import choose
from tests.desk.returns.desk import booked, give_back, sell, stored, working
from tests.desk.returns.test_promotions import SHAMPOO, promoted
from tests.stores import MANAGER, PINS


@pytest.fixture
def desk(either_station: Station) -> Station:
    working(either_station)
    either_station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    return either_station


def three_for_two(desk: Station) -> Receipt:
    """Three things of 10.00 on three lines, the last of them free."""
    goods = [promoted(n, "M3", SHAMPOO, 1, 1000, 1000 if n == 3 else 0) for n in (1, 2, 3)]
    return sell(desk, *goods)


def never_had(
    desk: Station, sold: Receipt, *numbers: int, sort: Sort = Sort.NEVER_RECEIVED
) -> Completed:
    draft = service.start(desk, sold.id)
    for number in numbers:
        draft = put(draft, Correction(number, sort, evidence=Evidence(note="not in the bag")))
    return service.complete(draft, desk)


def nets(desk: Station, done: Completed) -> list[tuple[int, int, int]]:
    """(line, thousandths, cents) of what a correction gave back."""
    lines = stored(desk, done.transaction_id).transaction.lines
    return [(x.number, x.quantity.milli, x.net.minor) for x in lines]


def sound(desk: Station, sold: Receipt) -> None:
    """All that was paid is back, and the books agree."""
    with desk.look() as work:
        so_far = returned_so_far(work.connection, sold)
        assert [so_far.lines[x.id].net for x in sold.lines] == [x.net for x in sold.lines]
        assert [*verify_returns(work.connection), *verify_prices(work.connection)] == []


@pytest.mark.parametrize("sort", [Sort.NEVER_RECEIVED, Sort.DOUBLE_SCAN])
def test_what_was_held_back_is_due_when_the_rest_never_came(desk: Station, sort: Sort) -> None:
    """The first came back for nothing, since two cost 20.00; then nothing is kept, so 20.00 go."""
    sold = three_for_two(desk)
    assert give_back(desk, sold, {1: 1}).refund == Money(0)
    done = never_had(desk, sold, 2, 3, sort=sort)
    assert done.refund == Money(2_000)
    assert booked(done.postings) == {"price_corrections": 2_000, "till:7": -2_000}
    assert nets(desk, done) == [(1, 0, 1000), (2, 1000, 1000), (3, 1000, 0)]
    assert "Held back before, due now" in render_text(done.documents[0])
    sound(desk, sold)


def test_the_void_of_it_holds_it_back_again(desk: Station) -> None:
    sold = three_for_two(desk)
    give_back(desk, sold, {1: 1})
    done = never_had(desk, sold, 2, 3)
    void(done.transaction_id, "clerk_mistake", desk)
    again = never_had(desk, sold, 2, 3)
    assert again.refund == Money(2_000)
    sound(desk, sold)


def test_a_part_that_never_came_lets_go_what_the_kept_goods_do_not_cost(desk: Station) -> None:
    """Kept is one of 10.00, so 10.00 of 20.00 are due, not the third's share of 6.66."""
    sold = sell(desk, promoted(1, "M3", SHAMPOO, 3, 3000, 1000))
    assert give_back(desk, sold, {1: 1}).refund == Money(0)
    draft = service.start(desk, sold.id)
    one = Correction(1, Sort.NEVER_RECEIVED, quantity=units(1))
    assert service.complete(put(draft, one), desk).refund == Money(1_000)
    assert give_back(desk, sold, {1: 1}).refund == Money(1_000)
    sound(desk, sold)


def test_without_an_earlier_return_it_goes_back_at_its_share(desk: Station) -> None:
    sold = sell(desk, promoted(1, "M3", SHAMPOO, 3, 3000, 1000))
    draft = service.start(desk, sold.id)
    one = Correction(1, Sort.NEVER_RECEIVED, quantity=units(1))
    assert service.complete(put(draft, one), desk).refund == Money(667)
    assert [give_back(desk, sold, {1: 1}).refund.minor for _ in range(2)] == [333, 1_000]
    sound(desk, sold)


def test_it_is_due_though_policy_has_the_promotion_no_longer(desk: Station) -> None:
    sold = three_for_two(desk)
    give_back(desk, sold, {1: 1})
    choose(desk, "neutral", ('code = "M3"', 'code = "M4"'))
    assert never_had(desk, sold, 2, 3).refund == Money(2_000)
    sound(desk, sold)
