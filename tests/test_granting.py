"""What a manager grants in advance (O05, O07, O08), and a manager who is alone."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from counter_app import granting
from counter_app.core.approval import Approval, Finding, Severity, Verdict
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.money import Money
from counter_app.core.receipt import ReceiptTender
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.devices.card_processor import Declined, SimulatedProcessor, Step
from counter_app.records import approval_requests as records
from counter_app.records.journal_tables import overrides
from counter_app.records.operators import operator_by_number
from counter_app.station import Station
from tests.desk.returns.desk import coming_back, open_attempts, sell, working
from tests.desk.returns.goods import line
from tests.stores import CLERK, CLERK_2, LEAD, MANAGER, MANAGER_2, PINS
from tests.test_approving import beside, dear, override, verdict_of


@pytest.fixture
def desk_1(station: Station) -> Station:
    """Maria at desk 1 with a till."""
    return working(station)


@pytest.fixture
def desk_2(desk_1: Station) -> Station:
    """Desk 2 with Sam, on the same database."""
    return beside(desk_1, CLERK_2)


CODES = ("returns.limit", "returns.limit_today")


def granted(station: Station, amount: int = 15_000, minutes: int = 30) -> records.Preauthorization:
    manager = station.identify_with_pin(MANAGER, PINS[MANAGER])
    return granting.preauthorize(CLERK, CODES, Money(amount), minutes, manager, station)


def test_each_use_of_a_yes_in_advance_is_an_override_of_its_own(
    desk_1: Station, desk_2: Station
) -> None:
    yes = granted(desk_2)
    for sequence in (183, 184):
        draft = dear(desk_1, 15_000, sequence)
        approval = granting.standing_approval(verdict_of(draft, desk_1), desk_1)
        assert approval is not None
        service.complete(draft, desk_1, approval)
    with desk_1.look() as work:
        rows = work.connection.execute(select(overrides.c.method, overrides.c.reason)).all()
        [live] = records.live_preauthorizations(work.connection, work.now())
    assert [tuple(row) for row in rows] == [("preauthorized", yes.id)] * 2
    assert live.used == 2


def test_a_yes_in_advance_is_bounded_in_sum(desk_1: Station, desk_2: Station) -> None:
    """Three uses of $150 would be allowed by number and by amount, but only $400 in sum."""
    manager = desk_2.identify_with_pin(MANAGER, PINS[MANAGER])
    granting.preauthorize(CLERK, CODES, Money(15_000), 30, manager, desk_2, Money(40_000))
    for sequence in (183, 184):
        draft = dear(desk_1, 15_000, sequence)
        approval = granting.standing_approval(verdict_of(draft, desk_1), desk_1)
        service.complete(draft, desk_1, approval)
    assert granting.standing_approval(verdict_of(dear(desk_1, 15_000, 185), desk_1), desk_1) is None
    with desk_1.look() as work:
        [live] = records.live_preauthorizations(work.connection, work.now())
    assert (live.used, live.spent, live.total) == (2, Money(30_000), Money(40_000))


def test_two_requests_cannot_use_the_last_of_it_both(desk_1: Station, desk_2: Station) -> None:
    """Both were told that it fits; the books take one, and nothing of the other is written."""
    manager = desk_2.identify_with_pin(MANAGER, PINS[MANAGER])
    granting.preauthorize(CLERK, CODES, Money(15_000), 30, manager, desk_2, Money(15_000))
    first, second = dear(desk_1, 15_000, 183), dear(desk_1, 15_000, 184)
    yes = [granting.standing_approval(verdict_of(d, desk_1), desk_1) for d in (first, second)]
    assert None not in yes
    service.complete(first, desk_1, yes[0])
    with pytest.raises(Refused) as no:
        service.complete(second, desk_1, yes[1])
    assert no.value.code == "preauthorization_spent"
    with desk_1.look() as work:
        assert not work.journal.is_posted(second.id)


def used(station: Station) -> tuple[int, Money]:
    """Uses and sum that the only grant has lost."""
    with station.look() as work:
        [live] = records.live_preauthorizations(work.connection, work.now())
    return live.used, live.spent


def card_return(station: Station, sequence: int = 183) -> ReturnDraft:
    """$250 to a card, above the clerk's limit of $200."""
    receipt = sell(station, line(paid=25_000), paid={Tender.CARD: 25_000}, sequence=sequence)
    return coming_back(station, receipt, {1: 1})


@pytest.fixture
def pair(either_station: Station) -> tuple[Station, Station]:
    """Maria at two desks on one database, SQLite and PostgreSQL, with a yes for $250 in sum."""
    one = working(either_station)
    two = beside(one, CLERK)
    manager = one.identify_with_pin(MANAGER, PINS[MANAGER])
    granting.preauthorize(CLERK, CODES, Money(25_000), 30, manager, one, Money(25_000))
    return one, two


def by_card(draft: ReturnDraft, station: Station, *steps: Step) -> str:
    """The return confirmed with what was granted in advance: how it ended."""
    yes = granting.standing_approval(verdict_of(draft, station), station)
    if yes is None:
        return "ask a manager"
    try:
        service.complete(draft, station, yes, processor=SimulatedProcessor(list(steps)))
    except Refused as no:
        return no.code
    return "done"


def test_a_declined_card_gives_back_its_use_of_a_yes_in_advance(
    pair: tuple[Station, Station],
) -> None:
    """It is held while a card has not answered, and lost only with the money."""
    one, two = pair
    draft = card_return(one)
    assert by_card(draft, one, Step.DECLINE) == "refund.card_declined"
    assert used(one) == (0, Money(0))
    assert by_card(draft, one, Step.LOSE_ANSWER) == "refund.card_unknown"
    assert used(one) == (1, Money(25_000))
    assert by_card(card_return(two, 184), two) == "ask a manager"
    [open_attempt] = open_attempts(one)
    one.sign_on_with_pin(MANAGER, PINS[MANAGER])
    service.resolve_attempt(open_attempt.request_id, one, Declined("seen on the terminal"))
    assert used(one) == (0, Money(0))
    assert by_card(card_return(two, 185), two) == "done"
    assert used(one) == (1, Money(25_000))
    one.sign_on_with_pin(CLERK, PINS[CLERK])
    assert by_card(draft, one) == "ask a manager"


def test_what_went_another_way_in_the_end_used_nothing_in_advance(
    pair: tuple[Station, Station],
) -> None:
    """One card had its money, the other declined: as store credit the clerk needs no yes at all."""
    desk, _ = pair
    cards = (
        ReceiptTender(1, Tender.CARD, Money(15_000), masked="4417"),
        ReceiptTender(2, Tender.CARD, Money(10_000), masked="9921"),
    )
    draft = coming_back(desk, sell(desk, line(paid=25_000), tenders=cards), {1: 1})
    assert by_card(draft, desk, Step.APPROVE, Step.DECLINE) == "refund.card_declined"
    assert used(desk) == (1, Money(25_000))
    moved = replace(service.refresh(draft, desk), moved={2: Tender.STORE_CREDIT})
    service.complete(moved, desk, processor=SimulatedProcessor())
    assert used(desk) == (0, Money(0))


def test_two_desks_never_use_the_last_of_it_twice(pair: tuple[Station, Station]) -> None:
    """One gives its use back, again and again, while the other tries to take it."""
    one, two = pair
    declined, wanted = card_return(one), card_return(two, 184)
    ready = threading.Barrier(2)
    ends: dict[str, list[str]] = {"D01": [], "D02": []}

    def work_at(station: Station, draft: ReturnDraft, steps: list[tuple[Step, ...]]) -> None:
        ready.wait(10)
        for step in steps:
            ends[station.name].append(by_card(draft, station, *step))

    desks = (
        threading.Thread(target=work_at, args=(one, declined, [(Step.DECLINE,)] * 5 + [()])),
        threading.Thread(target=work_at, args=(two, wanted, [()])),
    )
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join(60)
    assert [*ends["D01"], *ends["D02"]].count("done") == 1
    assert used(one) == (1, Money(25_000))
    with one.look() as work:
        posted = [work.journal.is_posted(draft.id) for draft in (declined, wanted)]
        ids = work.connection.execute(select(overrides.c.method)).scalars().all()
    assert (sum(posted), ids) == (1, [records.IN_ADVANCE])


def test_more_than_the_policy_lets_one_grant_cover_is_not_granted(desk_2: Station) -> None:
    manager = desk_2.identify_with_pin(MANAGER, PINS[MANAGER])
    for amount, total in ((50_001, None), (200, 100), (100, 50_001)):
        most = None if total is None else Money(total)
        with pytest.raises(BadInput, match=r"\$500.00 in sum"):
            granting.preauthorize(CLERK, CODES, Money(amount), 5, manager, desk_2, most)


def test_o07_it_fits_no_other_amount_clerk_finding_or_time(
    desk_1: Station, desk_2: Station, clock: FrozenClock
) -> None:
    granted(desk_2)
    verdict = verdict_of(dear(desk_1), desk_1)

    def fits(changed: Verdict, station: Station = desk_1) -> Approval | None:
        return granting.standing_approval(changed, station)

    strange = Finding("returns.reprint", Severity.APPROVE, "A duplicate.")
    assert fits(verdict) is not None
    assert fits(replace(verdict, amount=Money(15_001))) is None
    assert fits(replace(verdict, amount=None)) is None
    assert fits(replace(verdict, findings=(*verdict.findings, strange))) is None
    assert fits(verdict, desk_2) is None
    clock.set(clock.now() + timedelta(minutes=30))
    assert fits(verdict) is None


def test_it_is_used_up_or_revoked(desk_1: Station, desk_2: Station) -> None:
    yes = granted(desk_2)
    verdict = verdict_of(dear(desk_1), desk_1)
    assert not replace(yes, used=yes.uses).covers(verdict, yes.granted_at)
    with pytest.raises(Refused, match="may not do this"):
        granting.revoke(yes.id, desk_1)
    desk_2.sign_on_with_pin(LEAD, PINS[LEAD])
    granting.revoke(yes.id, desk_2)
    assert granting.standing_approval(verdict, desk_1) is None
    with pytest.raises(NotFound):
        granting.revoke(yes.id, desk_2)


def test_o08_nobody_grants_it_to_themselves_or_without_the_right(desk_2: Station) -> None:
    manager = desk_2.identify_with_pin(MANAGER, PINS[MANAGER])
    clerk = desk_2.identify_with_pin(CLERK_2, PINS[CLERK_2])
    with pytest.raises(Refused, match="own request"):
        granting.preauthorize(MANAGER, CODES, Money(1), 5, manager, desk_2)
    with pytest.raises(Refused, match="may not approve"):
        granting.preauthorize(CLERK, CODES, Money(1), 5, clerk, desk_2)
    for codes, minutes in (((), 5), (CODES, 0), (CODES, 241)):
        with pytest.raises(BadInput):
            granting.preauthorize(CLERK, codes, Money(1), minutes, manager, desk_2)


# -------------------------------------------------------------------------------- alone


def alone(station: Station) -> Station:
    """Desk 1 with the manager, in a store whose owner lets her go on alone."""
    parse = station._parse_policy
    station._parse_policy = lambda text, store: parse(
        text.replace('lone_manager = "no"', 'lone_manager = "listed"'), store
    )
    station._policies.clear()
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    return station


def make_owner(station: Station) -> None:
    with station.open_work() as work:
        row = operator_by_number(work.connection, MANAGER_2)
        assert row is not None
        work.connection.exec_driver_sql(
            f"UPDATE operators SET role = 'administrator' WHERE id = {row.id}"
        )
        work.commit()


def test_a_lone_manager_goes_on_by_the_owners_policy_and_it_is_listed(desk_1: Station) -> None:
    make_owner(desk_1)
    station = alone(desk_1)
    draft = coming_back(station, sell(station, line(paid=5_000)), {1: 1}, reprint=True)
    verdict = verdict_of(draft, station)
    service.complete(draft, station, granting.lone_approval(verdict, station))
    assert override(station) == (MANAGER_2, MANAGER, "lone_manager")


def test_alone_is_not_enough_without_the_policy_an_owner_or_for_a_denial(desk_1: Station) -> None:
    draft = dear(desk_1)
    verdict = verdict_of(draft, desk_1)
    with pytest.raises(Refused, match="second person"):
        granting.lone_approval(verdict, desk_1)
    station = alone(desk_1)
    with pytest.raises(Refused, match="stands behind"):
        granting.lone_approval(verdict, station)
    make_owner(station)
    denied = Verdict("d", (Finding("returns.window", Severity.DENY, "Too late."),))
    with pytest.raises(Refused, match="Too late"):
        granting.lone_approval(denied, station)
