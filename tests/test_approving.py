"""A manager who is not at the desk (O01, O05, O07, O08): another desk, a spoken code."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from counter_app import approving
from counter_app.core.approval import Verdict
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, NotFound, Refused
from counter_app.core.money import Money
from counter_app.desk.returns import service
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.records.audit import audit_events
from counter_app.records.journal_tables import overrides
from counter_app.station import Station
from tests.desk.returns.desk import coming_back, sell, working
from tests.desk.returns.goods import line
from tests.stores import BADGES, CLERK, CLERK_2, LEAD, MANAGER, MANAGER_2, PINS


@pytest.fixture
def desk_1(station: Station) -> Station:
    """Maria at desk 1 with a till."""
    return working(station)


@pytest.fixture
def desk_2(desk_1: Station) -> Station:
    """Desk 2 with Sam, on the same database."""
    return beside(desk_1, CLERK_2)


def beside(desk: Station, who: str) -> Station:
    """Desk 2, with somebody at it."""
    other = Station(desk.database, desk.home, "D02", desk.keys, desk.clock, desk._parse_policy)
    other.sign_on_with_pin(who, PINS[who])
    return other


def dear(station: Station, cents: int = 15_000, sequence: int = 183) -> ReturnDraft:
    """A cash refund above the clerk's limit of $100."""
    return coming_back(station, sell(station, line(paid=cents), sequence=sequence), {1: 1})


def verdict_of(draft: ReturnDraft, station: Station) -> Verdict:
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(draft, station)
    assert asked.value.verdict is not None
    return asked.value.verdict


def put_up(verdict: Verdict, station: Station) -> approving.OpenRequest:
    return approving.ask_elsewhere(verdict, {"word": "Refund"}, station).request


def override(station: Station) -> tuple[str, str, str]:
    """(approver's number, requester's number, method) of the only override."""
    with station.look() as work:
        row = work.connection.execute(select(overrides)).one()
        numbers = [work.operator(i).number for i in (row.approver_id, row.requester_id)]
    return numbers[0], numbers[1], row.method


def events(station: Station, name: str) -> int:
    with station.look() as work:
        found = work.connection.execute(
            select(audit_events.c.id).where(audit_events.c.event == name)
        )
        return len(found.all())


# -------------------------------------------------------------------------------- another desk


def test_o01_a_manager_agrees_at_another_desk_and_the_clerk_stays(
    desk_1: Station, desk_2: Station
) -> None:
    draft = dear(desk_1)
    asked = put_up(verdict_of(draft, desk_1), desk_1)
    [shown] = approving.requests_for(desk_2)
    assert (shown.clerk, shown.desk, shown.amount) == ("Maria Alvarez", "Desk 1", Money(15_000))
    assert approving.requests_for(desk_1) == ()
    assert approving.collect(asked.id, desk_1) is None
    approving.grant_with_badge(asked.id, BADGES[MANAGER], None, desk_2)
    approval = approving.collect(asked.id, desk_1)
    assert approval is not None
    done = service.complete(draft, desk_1, approval)
    assert done.refund == Money(15_000)
    assert override(desk_1) == (MANAGER, CLERK, "remote_badge")
    assert (desk_1.operator, desk_2.operator) != (None, None)


def test_o07_the_answer_is_good_once_for_this_request_and_for_a_minute(
    desk_1: Station, desk_2: Station, clock: FrozenClock
) -> None:
    draft = dear(desk_1)
    asked = put_up(verdict_of(draft, desk_1), desk_1)
    approving.grant_with_pin(asked.id, MANAGER, PINS[MANAGER], desk_2)
    with pytest.raises(Conflict, match="answered already"):
        approving.refuse_with_pin(asked.id, MANAGER, PINS[MANAGER], desk_2)
    approval = approving.collect(asked.id, desk_1)
    assert approval is not None
    with pytest.raises(Refused, match="Nobody answered in time"):
        approving.collect(asked.id, desk_1)
    other = dear(desk_1, 20_000, 184)
    with pytest.raises(Refused, match="Something changed"):
        service.complete(other, desk_1, approval)
    clock.set(clock.now() + timedelta(seconds=61))
    with pytest.raises(Refused, match="older than a minute"):
        service.complete(draft, desk_1, approval)


def test_a_no_from_elsewhere_and_an_expired_request_are_told(
    desk_1: Station, desk_2: Station, clock: FrozenClock
) -> None:
    draft = dear(desk_1)
    first = put_up(verdict_of(draft, desk_1), desk_1)
    approving.refuse_with_pin(first.id, MANAGER, PINS[MANAGER], desk_2)
    with pytest.raises(Refused, match="said no"):
        approving.collect(first.id, desk_1)
    second = put_up(verdict_of(draft, desk_1), desk_1)
    clock.set(second.expires_at)
    assert approving.requests_for(desk_2) == ()
    with pytest.raises(Conflict, match="over"):
        approving.grant_with_pin(second.id, MANAGER, PINS[MANAGER], desk_2)
    with pytest.raises(Refused, match="in time"):
        approving.collect(second.id, desk_1)


def test_o08_neither_the_clerk_nor_a_colleague_without_the_right_agrees(
    desk_1: Station, desk_2: Station
) -> None:
    draft = dear(desk_1)
    asked = put_up(verdict_of(draft, desk_1), desk_1)
    for number, why in ((CLERK, "own request"), (CLERK_2, "may not approve")):
        with pytest.raises(Refused, match=why):
            approving.grant_with_pin(asked.id, number, PINS[number], desk_2)
    with pytest.raises(Refused, match="not right"):
        approving.grant_with_pin(asked.id, MANAGER, "111222", desk_2)
    approving.withdraw(asked.id, desk_1)
    assert approving.requests_for(desk_2) == ()


def test_a_lead_cannot_agree_to_more_than_their_own_limit(desk_1: Station, desk_2: Station) -> None:
    draft = dear(desk_1, 30_000)
    asked = put_up(verdict_of(draft, desk_1), desk_1)
    approving.grant_with_pin(asked.id, LEAD, PINS[LEAD], desk_2)
    approval = approving.collect(asked.id, desk_1)
    assert approval is not None
    with pytest.raises(Refused, match="may approve up to"):
        service.complete(draft, desk_1, approval)


# -------------------------------------------------------------------------------- a spoken code


def code_for(asked: approving.OpenRequest, station: Station, **changes: str) -> str:
    return approving.spoken_code(
        changes.get("challenge", asked.challenge),
        asked.amount,
        changes.get("clerk", CLERK),
        MANAGER,
        PINS[MANAGER],
        station,
    )


def test_a_code_read_out_over_the_telephone_agrees_once(desk_1: Station, desk_2: Station) -> None:
    draft = dear(desk_1)
    asked = put_up(verdict_of(draft, desk_1), desk_1)
    spoken = f"{asked.challenge[:4]}-{asked.challenge[4:].lower()}"
    code = code_for(asked, desk_2, challenge=spoken)
    assert (len(asked.challenge), len(code), code.isdigit()) == (8, 8, True)
    approval = approving.redeem_code(asked.id, MANAGER, f"{code[:4]} {code[4:]}", desk_1)
    service.complete(draft, desk_1, approval)
    assert override(desk_1) == (MANAGER, CLERK, "code")
    with pytest.raises(Refused, match="over"):
        approving.redeem_code(asked.id, MANAGER, code, desk_1)


def test_o07_the_code_fits_no_other_request_amount_clerk_manager_or_time(
    desk_1: Station, desk_2: Station, clock: FrozenClock
) -> None:
    draft = dear(desk_1)
    first = put_up(verdict_of(draft, desk_1), desk_1)
    code = code_for(first, desk_2)
    second = put_up(verdict_of(dear(desk_1, 20_000, 184), desk_1), desk_1)
    with pytest.raises(Refused, match="does not fit"):
        approving.redeem_code(second.id, MANAGER, code, desk_1)
    with pytest.raises(Refused, match="does not fit"):
        approving.redeem_code(first.id, MANAGER_2, code, desk_1)
    for wrong in (replace(first, amount=Money(15_001)), first):
        clerk = CLERK_2 if wrong is first else CLERK
        with pytest.raises(Refused, match="another amount, or another clerk"):
            code_for(wrong, desk_2, clerk=clerk)
    with pytest.raises(NotFound):
        approving.redeem_code(first.id, MANAGER, code, desk_2)
    clock.set(first.expires_at)
    with pytest.raises(Refused, match="over"):
        approving.redeem_code(first.id, MANAGER, code, desk_1)


def test_a_code_for_an_unknown_challenge_opens_nothing_here(
    desk_1: Station, desk_2: Station
) -> None:
    asked = put_up(verdict_of(dear(desk_1), desk_1), desk_1)
    stranger = code_for(asked, desk_2, challenge="22222222")
    with pytest.raises(Refused, match="does not fit"):
        approving.redeem_code(asked.id, MANAGER, stranger, desk_1)


def test_five_wrong_codes_end_the_request(desk_1: Station, desk_2: Station) -> None:
    draft = dear(desk_1)
    asked = put_up(verdict_of(draft, desk_1), desk_1)
    right = code_for(asked, desk_2)
    wrong = f"{(int(right) + 1) % 10**8:08d}"
    for _ in range(approving.MAX_TRIES):
        with pytest.raises(Refused, match="does not fit"):
            approving.redeem_code(asked.id, MANAGER, wrong, desk_1)
    with pytest.raises(Refused, match="over"):
        approving.redeem_code(asked.id, MANAGER, right, desk_1)
    assert events(desk_1, "approval_code_wrong") == approving.MAX_TRIES


def test_who_may_not_approve_gets_no_code(desk_1: Station, desk_2: Station) -> None:
    asked = put_up(verdict_of(dear(desk_1), desk_1), desk_1)
    said = (asked.challenge, asked.amount)
    with pytest.raises(Refused, match="own request"):
        approving.spoken_code(*said, CLERK, CLERK, PINS[CLERK], desk_2)
    with pytest.raises(Refused, match="may not approve"):
        approving.spoken_code(*said, CLERK, CLERK_2, PINS[CLERK_2], desk_2)
    with pytest.raises(BadInput, match="Nobody here"):
        approving.spoken_code(*said, "9999", MANAGER, PINS[MANAGER], desk_2)
