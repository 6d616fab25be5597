"""A sale from a script: the goods of the item file, priced, paid, and refused in one sentence."""

from __future__ import annotations

import pytest

from counter_app.core.errors import NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.transaction import Tender
from counter_app.desk.counter_sale.play import ACTIONS
from counter_app.desk.counter_sale.service import resolve_attempt
from counter_app.devices.card_processor import Declined, SimulatedProcessor, Step
from counter_app.play import PlayRequest, PlayResult
from counter_app.records.journal import balance
from counter_app.records.payments import unposted_attempts
from counter_app.station import Station
from counter_app.trade.basket import Basket, add_item
from counter_app.trade.payments import Offer
from counter_app.trade.sale_service import SaleDraft, complete
from tests.desk.returns.desk import working
from tests.stores import MANAGER, PINS
from tests.trade.goods import MUG, stock


@pytest.fixture
def desk(station: Station) -> Station:
    stock(station)
    return working(station)


def sell(desk: Station, **do: object) -> PlayResult:
    wanted = {
        "items": [{"item": MUG.code, "quantity_milli": 1000}],
        "tenders": [{"tender": "cash"}],
    }
    return ACTIONS["sell"].run(desk, PlayRequest(new_id(), wanted | do))


def test_a_script_sells_and_is_told_the_receipt(desk: Station) -> None:
    done = sell(desk, tenders=[{"tender": "cash", "amount_cents": 2000}])
    assert done.data["total_cents"] == 1083
    assert done.data["change_cents"] == 917
    assert str(done.data["receipt"]).startswith("0012/desk.D01/")
    with desk.look() as work:
        assert balance(work.connection, "till:7", Tender.CASH).minor == 50_000 + 1083


def test_a_price_of_its_own_goes_to_the_line_it_names(desk: Station) -> None:
    cheap = {"item": MUG.code, "quantity_milli": 1000, "price_cents": 900, "reason": "shelf_price"}
    plain = {"item": MUG.code, "quantity_milli": 1000}
    assert sell(desk, items=[cheap, plain]).data["total_cents"] == 900 + 56 + 18 + 1083


def test_what_is_not_in_the_item_file_is_not_sold(desk: Station) -> None:
    with pytest.raises(NotFound) as no:
        sell(desk, items=[{"item": "123", "quantity_milli": 1000}])
    assert no.value.code == "item_unknown"


@pytest.mark.parametrize("took", [True, False])
def test_a_payment_nobody_knows_about_is_ended_by_asking_or_by_a_person(
    desk: Station, took: bool
) -> None:
    cards = SimulatedProcessor([Step.LOSE_ANSWER if took else Step.LOSE_REQUEST])
    draft = SaleDraft(new_id(), add_item(Basket(), MUG), (Offer(Tender.CARD),))
    with pytest.raises(Refused):
        complete(draft, desk, "counter_sale", processor=cards)
    with desk.look() as work:
        (waiting,) = unposted_attempts(work.connection, desk.name)
    assert (waiting.direction, waiting.state) == ("in", "unknown")
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    if took:
        done = resolve_attempt(waiting.request_id, desk, processor=cards)
        assert done is not None
        assert done.transaction_id == draft.id
        assert cards.taken_cents == 1083
    else:
        assert resolve_attempt(waiting.request_id, desk, Declined("Not there.")) is None
        with desk.look() as work:
            assert unposted_attempts(work.connection, desk.name) == ()
