"""A return on the real books: exact, posted once, refused with a reason; on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import (
    Direction,
    LineLink,
    ReceiptTender,
)
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.draft import ReturnChoice, set_quantity, set_reason
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.service import open_till
from counter_app.desk.tills.standing import suspend_till
from counter_app.devices.card_processor import SimulatedProcessor
from counter_app.records.journal import balance
from counter_app.station import Station
from tests.desk.returns import goods
from tests.desk.returns.desk import (
    coming_back,
    drafts_parked,
    give_back,
    open_drafts,
    sell,
    statuses,
    stored,
    working,
)
from tests.desk.returns.goods import line
from tests.stores import CLERK, CLERK_2, LEAD, OWN_CUSTOMER, PINS


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station)


# ----------------------------------------------------------------------------- quantities


def test_r01_the_third_return_of_two_is_refused(desk: Station) -> None:
    receipt = sell(desk, line(paid=2000, sold=2))
    give_back(desk, receipt, {1: 1})
    give_back(desk, receipt, {1: 1})
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {1: 1})
    assert no.value.code == "returns.nothing_left"
    assert service.receipt_view(desk, receipt.id).lines[0].returnable == units(0)
    assert statuses(desk) == [("posted", "approved"), ("posted", "approved"), ("refused", "denied")]


def test_r03_a_request_that_asks_for_four_of_three_is_refused_by_the_service(desk: Station) -> None:
    receipt = sell(desk, line(paid=3000, sold=3))
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {1: 4})
    assert no.value.text == "Only 3 of Item 1 can still come back: 3 sold, 0 returned."


def test_r04_a_line_that_came_back_at_the_register_cannot_come_back(desk: Station) -> None:
    receipt = sell(desk, line(), line(2, direction=Direction.RETURNED))
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {2: 1})
    assert no.value.code == "returns.line_is_return"


def test_r06_one_of_three_then_exactly_the_other_two(desk: Station) -> None:
    receipt = sell(desk, line(paid=3000, sold=3))
    assert give_back(desk, receipt, {1: 1}).refund == Money(1000)
    fresh = service.start(desk, receipt.id)
    assert fresh.returnable(1) == units(2)
    assert give_back(desk, receipt, {1: 2}).refund == Money(2000)


@pytest.mark.parametrize("much", [Quantity(-1000), Quantity(0), units(3)])
def test_r07_r16_a_draft_made_by_hand_moves_no_money(desk: Station, much: Quantity) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = coming_back(desk, receipt, {1: 1})
    forged = replace(draft, choices=(ReturnChoice(1, much, "not_wanted", "sealed", "stock"),))
    with pytest.raises(Refused):
        service.complete(forged, desk)
    with desk.look() as work:
        assert balance(work.connection, "returns") == Money(0)


def test_r07_a_receipt_made_richer_by_hand_is_not_believed(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = coming_back(desk, receipt, {1: 1})
    richer = replace(draft.receipt, lines=(replace(draft.receipt.lines[0], gross=Money(9000)),))
    with pytest.raises(Conflict):
        service.complete(replace(draft, receipt=richer), desk)


def test_r09_b2_16_half_a_piece_is_refused(desk: Station) -> None:
    receipt = sell(desk, line(sold=1))
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {1: Quantity(500)})
    assert no.value.code == "returns.fraction"


def test_r10_weighed_goods_in_two_parts(desk: Station) -> None:
    receipt = sell(desk, line(paid=936, sold=Quantity(2345), weighed=True))
    parts = (Quantity(1000), Quantity(1345))
    assert [give_back(desk, receipt, {1: p}).refund.minor for p in parts] == [399, 537]


def test_r13_the_same_request_again_gets_the_same_answer(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000, sold=2))
    draft = coming_back(desk, receipt, {1: 1})
    first = service.complete(draft, desk)
    again = service.complete(draft, desk)
    assert (again.transaction_id, again.number, again.refund) == (
        first.transaction_id,
        first.number,
        first.refund,
    )
    assert again.replayed
    assert first.drawer_kick
    assert not again.drawer_kick
    assert service.start(desk, receipt.id).returnable(1) == units(1)
    with desk.look() as work:
        assert len(work.print_jobs.of_transaction(first.transaction_id)) == 1


def test_b2_58_a_double_click_on_a_refreshed_draft_posts_once(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000, sold=2))
    draft = coming_back(desk, receipt, {1: 1})
    first = service.complete(draft, desk)
    again = service.complete(service.refresh(draft, desk), desk)
    assert again.replayed
    assert again.transaction_id == first.transaction_id


def test_r13_the_id_of_a_posted_return_takes_no_other_request(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000, sold=2))
    draft = coming_back(desk, receipt, {1: 1})
    service.complete(draft, desk)
    with pytest.raises(Conflict) as no:
        service.complete(set_quantity(draft, 1, units(2)), desk)
    assert no.value.code == "id_reused"


def test_r18_the_rest_comes_back_on_another_day(desk: Station, clock: FrozenClock) -> None:
    receipt = sell(desk, line(paid=1000, sold=3))
    assert give_back(desk, receipt, {1: 1}).refund == Money(333)
    clock.advance(timedelta(days=1))
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {1: 2})
    assert no.value.code == "till_of_yesterday"
    with desk.look() as work:
        session = work.till_session()
    assert session is not None
    suspend_till(session.id, new_id(), desk)
    open_till(OpenDraft(new_id(), 8, Money(50_000)), desk)
    assert give_back(desk, receipt, {1: 2}).refund == Money(667)


def test_r19_three_announced_two_received(desk: Station) -> None:
    receipt = sell(desk, line(paid=26997, sold=3), paid={Tender.CARD: 26997})
    draft = coming_back(desk, receipt, {1: 3})
    draft = set_quantity(draft, 1, units(2))
    cards = SimulatedProcessor()
    done = service.complete(draft, desk, processor=cards)
    assert (done.refund, cards.moved_cents) == (Money(17998), 17998)
    assert service.start(desk, receipt.id).returnable(1) == units(1)


# ----------------------------------------------------------------------------- people, tills


def test_without_an_open_till_no_cash_leaves(either_station: Station) -> None:
    either_station.sign_on_with_pin(CLERK, PINS[CLERK])
    receipt = sell(either_station, line(paid=1000))
    with pytest.raises(Refused) as no:
        give_back(either_station, receipt, {1: 1})
    assert no.value.code == "till_not_open"


def test_b2_91_nobody_signed_on_moves_nothing(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = coming_back(desk, receipt, {1: 1})
    desk.sign_off()
    for call in (
        lambda: service.complete(draft, desk),
        lambda: service.start(desk, receipt.id),
        lambda: service.void(draft.id, "clerk_mistake", desk),
        lambda: service.reprint(draft.id, desk),
    ):
        with pytest.raises(Refused) as no:
            call()
        assert no.value.code == "not_signed_on"


def test_nobody_serves_their_own_customer_record(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000), customer_ref=OWN_CUSTOMER.number)
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {1: 1})
    assert no.value.code == "returns.own_customer"
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    assert give_back(desk, receipt, {1: 1}).refund == Money(1000)


def test_a_receipt_that_is_not_here_cannot_be_opened(desk: Station) -> None:
    with pytest.raises(NotFound):
        service.start(desk, new_id())
    with pytest.raises(NotFound):
        service.find_receipt(desk, "999999")
    with pytest.raises(BadInput):
        service.find_receipt(desk, "9" * 500)


def test_b2_94_a_receipt_voided_at_the_register_gives_nothing_back(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000), status="voided")
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {1: 1})
    assert no.value.code == "returns.receipt_void"


def test_what_came_back_at_a_register_is_not_returnable_here(desk: Station) -> None:
    receipt = sell(desk, line(paid=2000, sold=2, source_sequence=1))
    back = line(
        paid=1000,
        direction=Direction.RETURNED,
        link=LineLink(receipt.key, 1),
    )
    sell(
        desk,
        back,
        sequence=200,
        tenders=(ReceiptTender(1, Tender.CASH, Money(-1000)),),
    )
    draft = service.start(desk, receipt.id)
    assert draft.returnable(1) == units(1)
    assert give_back(desk, receipt, {1: 1}).refund == Money(1000)
    with pytest.raises(Refused):
        give_back(desk, receipt, {1: 1})


# ------------------------------------------------------------------------------- drafts


def test_a_parked_return_comes_back_with_what_was_entered(desk: Station) -> None:
    receipt = sell(desk, line(paid=2000, sold=2))
    draft = coming_back(desk, receipt, {1: 1})
    service.save(draft, desk, park=True)
    (parked,) = drafts_parked(desk)
    assert (parked.id, parked.amount) == (draft.id, Money(1000))
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    again = service.load(draft.id, desk)
    assert again.choices == draft.choices
    service.complete(again, desk)
    with pytest.raises(NotFound):
        service.load(draft.id, desk)


def test_an_open_draft_stays_with_its_owner_and_can_be_given_up(desk: Station) -> None:
    receipt = sell(desk, line(paid=2000, sold=2))
    draft = coming_back(desk, receipt, {1: 1})
    service.save(draft, desk)
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    with pytest.raises(Refused):
        service.load(draft.id, desk)
    desk.sign_on_with_pin(CLERK, PINS[CLERK])
    assert [d.id for d in open_drafts(desk)] == [draft.id]
    service.abandon(draft, desk)
    assert open_drafts(desk) == ()
    assert statuses(desk) == [("abandoned", "approved")]


# -------------------------------------------------------------------------------- keyed receipts


def keyed(**changes: object) -> service.KeyedReceipt:
    made = service.KeyedReceipt(
        id=new_id(),
        workstation="4",
        business_date=date(2026, 11, 20),
        sequence=900,
        number="0900",
        lines=(service.KeyedLine("Lamp", units(1), Money(1000), Money(60)),),
        tenders=(service.KeyedTender(Tender.CASH, Money(1060)),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_paper_receipt_is_keyed_once_per_number(desk: Station) -> None:
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    request = keyed()
    receipt_id = service.key_provisional(request, desk)
    assert service.key_provisional(request, desk) == receipt_id
    for twice in (keyed(), keyed(sequence=901)):
        with pytest.raises(Conflict) as no:
            service.key_provisional(twice, desk)
        assert no.value.code == "receipt_exists"
    with desk.look() as work:
        assert service.receipt_view(desk, receipt_id).receipt.provisional
        assert work.print_jobs.of_transaction(request.id) == ()


def test_a_clerk_keys_a_receipt_with_a_leads_approval(desk: Station) -> None:
    request = keyed()
    with pytest.raises(ApprovalRequired) as asked:
        service.key_provisional(request, desk)
    assert asked.value.verdict is not None
    yes = desk.approve_with_pin(asked.value.verdict, LEAD, PINS[LEAD])
    receipt_id = service.key_provisional(request, desk, yes)
    kept = stored(desk, request.id)
    assert kept.transaction.kind is Kind.CONTROL
    assert kept.approval is not None
    draft = service.start(desk, receipt_id)
    draft = set_reason(set_quantity(draft, 1, units(1)), 1, goods.reason())
    with pytest.raises(ApprovalRequired) as again:
        service.complete(draft, desk)
    assert again.value.verdict is not None
    assert again.value.verdict.to_cover() == {"returns.provisional"}


@pytest.mark.parametrize(
    "changes",
    [
        {"tenders": (service.KeyedTender(Tender.CASH, Money(1)),)},
        {"lines": ()},
        {"lines": (service.KeyedLine("Lamp", units(-1), Money(1060)),)},
        {"lines": (service.KeyedLine("Lamp\x00", units(1), Money(1060)),)},
        {"business_date": date(2027, 1, 1)},
        {"workstation": " "},
        {"id": "x"},
        {"tenders": (service.KeyedTender(Tender.CARD, Money(1060), "4111111111111111"),)},
    ],
)
def test_what_no_paper_says_is_refused(desk: Station, changes: dict[str, object]) -> None:
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    with pytest.raises(BadInput):
        service.key_provisional(keyed(**changes), desk)
