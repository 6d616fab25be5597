"""Approvals of refunds, two desks at once, voids and reprints; on both engines."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.app import open_station
from counter_app.core.approval import Approval
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import set_quantity
from counter_app.desk.tills.draft import CountDraft, OpenDraft
from counter_app.desk.tills.service import close_till, open_till
from counter_app.records.journal import balance
from counter_app.records.operators import set_active
from counter_app.station import Station
from counter_app.trade.answers import Completed
from tests.desk.returns.desk import (
    approval_for,
    approved,
    coming_back,
    give_back,
    sell,
    statuses,
    stored,
    working,
)
from tests.desk.returns.goods import line
from tests.stores import CLERK, CLERK_2, LEAD, MANAGER, PINS


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station, opening_float=200_000)


@pytest.fixture
def second(desk: Station) -> Iterator[Station]:
    """Sam at desk 2 of the same store with till 8 open."""
    where = desk.database.location
    folder = where.parent if isinstance(where, Path) else where
    opened = open_station(folder, desk.home, "D02", desk.clock)
    with closing(opened):
        opened.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
        open_till(OpenDraft(new_id(), 8, Money(50_000)), opened)
        yield opened


# ------------------------------------------------------------------------------ approvals


def test_o01_a_manager_approves_and_both_names_are_kept(desk: Station) -> None:
    draft = coming_back(desk, sell(desk, line(paid=15_000)), {1: 1})
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(draft, desk)
    done = service.complete(draft, desk, approval_for(desk, asked.value, MANAGER))
    assert desk.operator is not None
    assert desk.operator.number == CLERK
    kept = stored(desk, done.transaction_id)
    assert kept.approval is not None
    assert kept.approval.approver_id != kept.transaction.operator_id == desk.operator.id
    assert statuses(desk) == [("refused", "approval_needed"), ("posted", "approval_needed")]
    kinds = [kind for kind, _, _ in kept.documents]
    assert kinds == ["slip", "store_copy"]


def test_o05_a_request_built_by_hand_without_the_grant_is_refused(desk: Station) -> None:
    """A made-up approval of a real manager does not fit what is asked."""
    draft = coming_back(desk, sell(desk, line(paid=15_000)), {1: 1})
    real = approved(desk, draft, MANAGER)
    forged = replace(real, id=new_id(), request_digest="0" * 64)
    with pytest.raises(Refused) as no:
        service.complete(draft, desk, forged)
    assert no.value.code == "approval_mismatch"
    unseen = replace(real, codes=frozenset())
    with pytest.raises(ApprovalRequired):
        service.complete(draft, desk, unseen)


def test_o07_b2_86_an_approval_is_good_for_one_amount_once_for_a_minute(
    desk: Station, clock: FrozenClock
) -> None:
    receipt = sell(desk, line(paid=50_000, sold=4))
    draft = coming_back(desk, receipt, {1: 1})
    yes = approved(desk, draft, MANAGER)
    more = set_quantity(draft, 1, units(2))
    refused_with(desk, more, yes, "approval_mismatch")
    clock.advance(timedelta(seconds=61))
    refused_with(desk, draft, yes, "approval_expired")
    service.complete(draft, desk, approved(desk, draft, MANAGER))
    other = coming_back(desk, receipt, {1: 1})
    refused_with(desk, other, yes, "approval_mismatch")


def test_b2_87_an_approval_given_at_another_desk_is_refused(desk: Station, second: Station) -> None:
    draft = coming_back(desk, sell(desk, line(paid=15_000)), {1: 1})
    yes = approved(desk, draft, MANAGER)
    refused_with(desk, draft, replace(yes, station="D02"), "approval_elsewhere")


def test_o08_b2_85_nobody_approves_their_own_request(desk: Station) -> None:
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    draft = coming_back(desk, sell(desk, line(paid=30_000)), {1: 1})
    with pytest.raises(Refused) as no:
        approved(desk, draft, LEAD)
    assert no.value.code == "own_approval"
    desk.sign_on_with_pin(CLERK, PINS[CLERK])
    draft = coming_back(desk, sell(desk, line(paid=30_000), sequence=184), {1: 1})
    yes = approved(desk, draft, MANAGER)
    forged = replace(yes, approver_id=yes.requester_id)
    refused_with(desk, draft, forged, "own_approval")


def test_a_lead_approves_up_to_her_own_limit_only(desk: Station) -> None:
    draft = coming_back(desk, sell(desk, line(paid=20_000)), {1: 1})
    service.complete(draft, desk, approved(desk, draft, LEAD))
    draft = coming_back(desk, sell(desk, line(paid=20_001), sequence=184), {1: 1})
    refused_with(desk, draft, approved(desk, draft, LEAD), "approver_limit")
    service.complete(draft, desk, approved(desk, draft, MANAGER))


def test_a_ceiling_is_for_everybody(desk: Station) -> None:
    draft = coming_back(desk, sell(desk, line(paid=100_001)), {1: 1})
    with pytest.raises(Refused) as no:
        service.complete(draft, desk, approved(desk, draft, MANAGER))
    assert no.value.code == "returns.ceiling"


def test_b2_92_many_small_refunds_of_one_receipt_are_summed(desk: Station) -> None:
    receipt = sell(desk, line(paid=21_000, sold=3))
    give_back(desk, receipt, {1: 1})
    with pytest.raises(ApprovalRequired) as asked:
        give_back(desk, receipt, {1: 1})
    assert asked.value.verdict is not None
    assert asked.value.verdict.to_cover() == {"returns.limit_today"}


def test_b2_89_a_role_without_refunds_is_refused_at_the_next_action(desk: Station) -> None:
    """B2-89: what the database says of a person counts, not what the desk remembers."""
    draft = coming_back(desk, sell(desk, line(paid=1_000)), {1: 1})
    assert desk.operator is not None
    with desk.open_work() as work:
        set_active(work.connection, work.keys, desk.operator.id, False)
        work.commit()
    refused_with(desk, draft, None, "operator_locked")


def refused_with(station: Station, draft: object, approval: Approval | None, code: str) -> None:
    with pytest.raises(Refused) as no:
        service.complete(draft, station, approval)  # type: ignore[arg-type]
    assert no.value.code == code


# ------------------------------------------------------------------------------- two desks


def test_r12_b2_93_the_second_desk_is_told_what_is_left(desk: Station, second: Station) -> None:
    receipt = sell(desk, line(paid=1_000, description="Radio"))
    here = coming_back(desk, receipt, {1: 1})
    there = coming_back(second, receipt, {1: 1})
    service.complete(here, desk)
    with pytest.raises(Conflict) as no:
        service.complete(there, second)
    assert no.value.text == "Part of this receipt came back meanwhile: 0 of Radio is left."
    with pytest.raises(Refused):
        service.complete(service.refresh(there, second), second)


def test_r12_both_confirm_in_the_same_moment_and_one_wins(desk: Station, second: Station) -> None:
    receipt = sell(desk, line(paid=1_000))
    drafts = [
        (coming_back(desk, receipt, {1: 1}), desk),
        (coming_back(second, receipt, {1: 1}), second),
    ]
    ready = threading.Barrier(2)
    ends: list[object] = []

    def confirm(draft: object, station: Station) -> None:
        ready.wait(10)
        try:
            ends.append(service.complete(draft, station))  # type: ignore[arg-type]
        except (Conflict, Refused) as no:
            ends.append(no)

    threads = [threading.Thread(target=confirm, args=pair) for pair in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(type(end).__name__ for end in ends) == ["Completed", "Conflict"]
    with desk.look() as work:
        assert balance(work.connection, "returns") == Money(1_000)
        assert verify_returns(work.connection) == []


# ------------------------------------------------------------------------------------ voids


def voided(station: Station, done: Completed, who: str = LEAD) -> Completed:
    with pytest.raises(ApprovalRequired) as asked:
        service.void(done.transaction_id, "clerk_mistake", station)
    yes = approval_for(station, asked.value, who)
    return service.void(done.transaction_id, "clerk_mistake", station, yes)


def test_a_void_mirrors_the_return_and_the_goods_are_returnable_again(desk: Station) -> None:
    receipt = sell(desk, line(paid=1_000, taxes=(80,)))
    done = give_back(desk, receipt, {1: 1})
    back = voided(desk, done)
    kept = stored(desk, back.transaction_id).transaction
    assert kept.kind is Kind.VOID
    assert kept.reverses == done.transaction_id
    assert [-p.amount for p in kept.postings] == [p.amount for p in done.postings]
    assert back.drawer_kick
    with desk.look() as work:
        assert balance(work.connection, "till:7", Tender.CASH) == Money(200_000)
        assert verify_returns(work.connection) == []
    assert service.todays_returns(desk)[0].voided
    assert give_back(desk, receipt, {1: 1}).refund == Money(1_080)


def test_a_return_is_voided_once(desk: Station) -> None:
    done = give_back(desk, sell(desk, line(paid=1_000)), {1: 1})
    voided(desk, done)
    with pytest.raises(Refused) as no:
        service.void(done.transaction_id, "clerk_mistake", desk)
    assert no.value.code == "void.already"


def test_a_void_sent_again_is_answered_again(desk: Station) -> None:
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    done = give_back(desk, sell(desk, line(paid=1_000)), {1: 1})
    request = new_id()
    first = service.void(done.transaction_id, "clerk_mistake", desk, request_id=request)
    again = service.void(done.transaction_id, "clerk_mistake", desk, request_id=request)
    assert again.replayed
    assert (again.transaction_id, again.drawer_kick) == (first.transaction_id, False)


def test_a_void_of_yesterday_or_of_a_settled_till_is_refused(
    desk: Station, clock: FrozenClock
) -> None:
    done = give_back(desk, sell(desk, line(paid=1_000)), {1: 1})
    with desk.look() as work:
        session = work.till_session()
    assert session is not None
    close_till(CountDraft(new_id(), session.id, total_only=Money(199_000)), desk)
    clock.advance(timedelta(days=1))
    with pytest.raises(Refused) as no:
        service.void(done.transaction_id, "clerk_mistake", desk)
    assert no.value.verdict is not None
    codes = {f.code for f in no.value.verdict.findings}
    assert {"void.not_today", "void.till_settled"} <= codes


def test_o08_many_small_voids_are_summed(desk: Station) -> None:
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    receipt = sell(desk, line(paid=15_000))
    service.void(give_back(desk, receipt, {1: 1}).transaction_id, "clerk_mistake", desk)
    done = give_back(desk, receipt, {1: 1})
    with pytest.raises(ApprovalRequired) as asked:
        service.void(done.transaction_id, "clerk_mistake", desk)
    assert asked.value.verdict is not None
    assert asked.value.verdict.to_cover() == {"void.limit"}


def test_a_void_needs_a_known_reason_and_a_known_return(desk: Station) -> None:
    done = give_back(desk, sell(desk, line(paid=1_000)), {1: 1})
    with pytest.raises(BadInput):
        service.void(done.transaction_id, "no_such_reason", desk)
    with pytest.raises(NotFound):
        service.void(new_id(), "clerk_mistake", desk)
    back = voided(desk, done)
    with pytest.raises(Refused) as no:
        service.void(back.transaction_id, "clerk_mistake", desk)
    assert no.value.code == "void.not_a_return"


def test_a_return_of_another_desks_till_is_voided_there(desk: Station, second: Station) -> None:
    done = give_back(desk, sell(desk, line(paid=1_000)), {1: 1})
    with pytest.raises(Refused) as no:
        service.void(done.transaction_id, "clerk_mistake", second)
    assert no.value.code == "void.other_desk"


# ---------------------------------------------------------------------------------- reprints


def test_a_reprint_is_the_stored_slip_marked_and_numbered(desk: Station) -> None:
    done = give_back(desk, sell(desk, line(paid=1_000)), {1: 1})
    first, second = (service.reprint(done.transaction_id, desk) for _ in range(2))
    assert (first.copy_number, second.copy_number) == (1, 2)
    for block in done.documents[0].blocks:
        assert block in second.document.blocks
    assert "DUPLICATE" in str(second.document.blocks[0])
    with pytest.raises(NotFound):
        service.reprint(new_id(), desk)


def test_our_own_slip_leads_back_to_its_receipt(desk: Station) -> None:
    receipt = sell(desk, line(paid=1_000))
    done = give_back(desk, receipt, {1: 1})
    code = done.documents[0].to_json().split('"data":"')[1].split('"')[0]
    found = service.find_slip(desk, code)
    assert (found.transaction_id, found.receipt_id) == (done.transaction_id, receipt.id)
    assert service.the_one(desk, f"{code[:2]} {code[2:]}") == receipt.id
    with pytest.raises(BadInput):
        service.find_slip(desk, code[:-1] + ("1" if code[-1] != "1" else "2"))
