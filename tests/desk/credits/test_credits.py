"""Credits at the desk: used in part, paid out under the law's floor only, sold within limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from counter_app.core.approval import Severity
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, Conflict, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import USD, Money
from counter_app.core.operator import Operator, Role
from counter_app.core.transaction import Tender
from counter_app.desk.credits.checks import verify_credits
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.credits.reading import CreditStanding, again, open_code
from counter_app.desk.credits.rules import PERMISSION, Facts, judge
from counter_app.desk.credits.service import CreditDone, complete, look_up
from counter_app.desk.credits.settling import resolve_attempt
from counter_app.devices.card_processor import Approved
from counter_app.records.credits import credit_table, sealed_code
from counter_app.records.customers import Customer, add_customer
from counter_app.records.decisions import decisions
from counter_app.records.payments import attempts_of
from counter_app.records.transaction_reader import read_transaction
from counter_app.rules.credit_policy import CashOutLaw, CreditPolicy
from counter_app.station import Station
from tests.desk.returns.desk import approval_for, booked, working
from tests.desk.returns.goods import policy as default_policy
from tests.desk.returns.test_service_tenders import under
from tests.stores import LEAD, MANAGER, OWN_CUSTOMER, PINS
from tests.trade.test_credits import issued

LAWS = default_policy().credits.laws
DAY = date(2026, 11, 21)
MAY = frozenset(PERMISSION.values())
MARIA = Operator(7, "2047", "Maria Alvarez", Role.CLERK, MAY)
DANA = Customer("01980000-0000-7000-8000-00000000c0d1", "9000077", "Dana Whitfield")


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station)


def codes(draft: CreditDraft, facts: Facts, policy: CreditPolicy) -> dict[str, Severity]:
    return {f.code: f.severity for f in judge(draft, facts, policy, MARIA, USD).findings}


def at(place: str) -> CreditPolicy:
    return CreditPolicy(place=place, laws=LAWS)


# ------------------------------------------------------------------------- cash-out law


@pytest.mark.parametrize(
    ("place", "day", "balance", "loaded", "allowed"),
    [
        ("US-CA", date(2026, 3, 31), 999, 5000, True),
        ("US-CA", date(2026, 3, 31), 1000, 5000, False),
        ("US-CA", DAY, 1499, 5000, True),
        ("US-CA", DAY, 1500, 5000, False),
        ("US-CO", DAY, 500, 5000, True),
        ("US-CO", DAY, 501, 5000, False),
        ("US-WA", DAY, 499, 5000, True),
        ("US-WA", DAY, 500, 5000, False),
        ("US-RI", DAY, 99, 5000, True),
        ("US-RI", DAY, 100, 5000, False),
        ("US-MA", DAY, 1000, 10000, True),  # 90 % of it is used
        ("US-MA", DAY, 1001, 10000, False),
        ("US-MA", DAY, 499, 500, True),
    ],
)
def test_the_floor_of_the_place_is_a_hard_ceiling(
    place: str, day: date, balance: int, loaded: int, allowed: bool
) -> None:
    facts = Facts(day, Tender.GIFT_CARD, Money(balance), Money(loaded))
    found = codes(CreditDraft("x", Action.CASH_OUT, "c"), facts, at(place))
    assert found == ({} if allowed else {"credits.above_floor": Severity.FORBID})


def test_without_a_place_and_for_other_kinds_nothing_is_paid_out() -> None:
    facts = Facts(DAY, Tender.GIFT_CARD, Money(100), Money(5000))
    draft = CreditDraft("x", Action.CASH_OUT, "c")
    assert codes(draft, facts, at("")) == {"credits.no_law": Severity.FORBID}
    store = Facts(DAY, Tender.STORE_CREDIT, Money(100), Money(5000))
    assert codes(draft, store, at("US-CA")) == {"credits.kind_stays": Severity.FORBID}
    both = CreditPolicy(place="US-CA", laws=LAWS, cash_out=(Tender.GIFT_CARD, Tender.STORE_CREDIT))
    assert codes(draft, store, both) == {}


def test_every_law_of_the_pack_is_dated_and_has_a_source() -> None:
    assert {law.place for law in LAWS} == {
        "US-CA", "US-CO", "US-ME", "US-MT", "US-NJ", "US-OR", "US-WA", "US-MA", "US-RI", "US-VT",
    }  # fmt: skip
    assert all(law.source and law.since < DAY for law in LAWS)
    newest = at("US-CA").law(DAY)
    assert isinstance(newest, CashOutLaw)
    assert newest.since == date(2026, 4, 1)


def test_req_05_a_gift_card_is_paid_out_below_the_floor_and_the_till_knows(desk: Station) -> None:
    """REQ-05: elsewhere cashing a card out does not change the expected cash."""
    under(desk, ('place = "" ', 'place = "US-CA" '))
    credit_id, code = issued(desk, 1499, Tender.GIFT_CARD)
    draft = CreditDraft(new_id(), Action.CASH_OUT, look_up(desk, code).credit.id)
    done = complete(draft, desk)
    assert done.drawer_kick
    assert accounts(desk, done) == {f"owed:gift_card:{credit_id}": 1499, "till:7": -1499}
    assert look_up(desk, code).balance == Money(0)
    again = complete(draft, desk)
    assert (again.replayed, again.drawer_kick) == (True, False)
    with pytest.raises(Refused) as empty:
        complete(CreditDraft(new_id(), Action.CASH_OUT, credit_id), desk)
    assert empty.value.code == "credits.empty"


def test_nobody_pays_out_above_the_floor(desk: Station) -> None:
    under(desk, ('place = "" ', 'place = "US-CA" '))
    credit_id, _ = issued(desk, 1500, Tender.GIFT_CARD)
    with pytest.raises(Refused) as no:
        complete(CreditDraft(new_id(), Action.CASH_OUT, credit_id), desk)
    assert not isinstance(no.value, ApprovalRequired)
    assert no.value.code == "credits.above_floor"


# ------------------------------------------------------------------------------- using


def accounts(station: Station, done: CreditDone) -> dict[str, int]:
    with station.look() as work:
        stored = read_transaction(work.connection, done.transaction_id)
    assert stored is not None
    return booked(stored.transaction.postings)


def test_a_credit_is_used_in_parts_for_a_registers_receipt(desk: Station) -> None:
    credit_id, code = issued(desk, 5411)
    draft = CreditDraft(new_id(), Action.USE, credit_id, Money(2000), "4/0271")
    done = complete(draft, desk)
    assert (done.amount, done.left, done.drawer_kick) == (Money(2000), Money(3411), False)
    account = f"owed:store_credit:{credit_id}"
    assert accounts(desk, done) == {account: 2000, "register:store_credit": -2000}
    slip = done.documents[0].to_json()
    assert "4/0271" in slip
    assert code.replace(" ", "") not in slip
    assert complete(draft, desk).left == Money(3411)
    with pytest.raises(Refused) as no:
        complete(CreditDraft(new_id(), Action.USE, credit_id, Money(3412), "4/0272"), desk)
    assert no.value.text == "$34.11 is left on it."
    other = CreditDraft(draft.id, Action.USE, credit_id, Money(1), "4/0273")
    with pytest.raises(Conflict):
        complete(other, desk)
    with desk.look() as work:
        assert verify_credits(work.connection) == []


def test_an_expired_credit_needs_a_manager(desk: Station, clock: FrozenClock) -> None:
    under(desk, ("store_credit_days = 0", "store_credit_days = 30"))
    credit_id, _ = issued(desk, 1000)
    clock.advance(timedelta(days=31))
    draft = CreditDraft(new_id(), Action.USE, credit_id, Money(500), "4/0271")
    with pytest.raises(ApprovalRequired) as asked:
        complete(draft, desk)
    assert asked.value.verdict is not None
    assert complete(draft, desk, approval_for(desk, asked.value, LEAD)).left == Money(500)


def test_an_expired_credit_gets_a_new_paper_that_is_good_again(
    desk: Station, clock: FrozenClock
) -> None:
    under(desk, ("store_credit_days = 0", "store_credit_days = 30"))
    credit_id, old = issued(desk, 1000)
    clock.advance(timedelta(days=31))
    draft = CreditDraft(new_id(), Action.REPLACE, credit_id, reference="expired")
    with pytest.raises(ApprovalRequired) as asked:
        complete(draft, desk)
    assert asked.value.verdict is not None
    assert asked.value.verdict.to_cover() == {"credits.expired", "credits.replaced"}
    done = complete(draft, desk, approval_for(desk, asked.value, LEAD))
    fresh = again(done.issued or "", desk)
    assert (fresh.standing, fresh.state.balance) == (CreditStanding.LIVE, Money(1000))
    assert fresh.state.credit.expires_on == date(2027, 1, 21)
    assert open_code(old, desk).standing is CreditStanding.REPLACED


def test_a_lost_paper_is_replaced_and_the_old_code_is_worthless(desk: Station) -> None:
    credit_id, old = issued(desk, 1000)
    draft = CreditDraft(new_id(), Action.REPLACE, credit_id, reference="slip lost")
    with pytest.raises(ApprovalRequired) as asked:
        complete(draft, desk)
    done = complete(draft, desk, approval_for(desk, asked.value, LEAD))
    assert done.issued is not None
    with desk.look() as work:
        fresh = sealed_code(work.connection, desk.keys, done.issued)
    assert look_up(desk, old).balance == Money(0)
    assert look_up(desk, fresh.text).balance == Money(1000)


# ------------------------------------------------------------------------ selling cards


def sale(cents: int, **changes: object) -> CreditDraft:
    return CreditDraft(
        new_id(),
        Action.SELL,
        amount=Money(cents),
        told=True,
        **changes,  # type: ignore[arg-type]
    )


def test_what_was_asked_for_is_kept_with_the_decision(desk: Station) -> None:
    """How much was wanted, and for whom, was not in it."""
    silent = CreditDraft(
        new_id(), Action.SELL, amount=Money(5000), customer_id=OWN_CUSTOMER.id, given=Money(6000)
    )
    with pytest.raises(Refused):
        complete(silent, desk)
    with desk.look() as work:
        (kept,) = work.connection.execute(select(decisions.c.request)).scalars()
    assert kept == {
        "action": "sell",
        "credit": None,
        "amount_cents": 5000,
        "reference": "",
        "customer": OWN_CUSTOMER.id,
        "person": None,
        "told": False,
        "tender": "cash",
        "given_cents": 6000,
    }


def test_a_gift_card_is_sold_after_the_warning(desk: Station) -> None:
    silent = CreditDraft(new_id(), Action.SELL, amount=Money(5000))
    with pytest.raises(Refused) as no:
        complete(silent, desk)
    assert no.value.code == "credits.not_told"
    assert "thief" in no.value.text
    done = complete(sale(5000), desk)
    assert done.issued is not None
    owed = f"owed:gift_card:{done.issued}"
    assert accounts(desk, done) == {"till:7": 5000, owed: -5000}
    assert [d.title for d in done.documents] == ["GIFT CARD"]


def test_a_person_buys_so_much_a_day_and_nobody_can_allow_more(desk: Station) -> None:
    known(desk, DANA)
    complete(sale(20_000, customer_id=DANA.id), desk)
    more = sale(30_000, customer_id=DANA.id)
    with pytest.raises(ApprovalRequired) as asked:
        complete(more, desk)
    assert asked.value.text == "$500.00 in gift cards today is above $200.00 for one person."
    complete(more, desk, approval_for(desk, asked.value, LEAD))
    with pytest.raises(Refused) as no:
        complete(sale(500, customer_id=DANA.id), desk)
    assert no.value.code == "credits.sale_limit"
    assert not isinstance(no.value, ApprovalRequired)


def known(station: Station, *customers: Customer) -> None:
    with station.open_work() as work:
        for customer in customers:
            add_customer(work.connection, customer, work.now())
        work.commit()


def test_nobody_serves_their_own_record(desk: Station) -> None:
    """A clerk buys, cashes and replaces nothing in their own name."""
    own = Customer("01980000-0000-7000-8000-00000000c0d2", "9000078", "Maria ALVAREZ")
    known(desk, own)
    with pytest.raises(Refused) as no:
        complete(sale(5_000, customer_id=own.id), desk)
    assert no.value.code == "credits.own"
    assert not isinstance(no.value, ApprovalRequired)


def test_a_gift_card_is_paid_by_card_and_posted_once_the_card_said_yes(desk: Station) -> None:
    """No till is needed, and the code of the terminal is asked for once."""
    draft = sale(7_500, tender=Tender.CARD)
    with pytest.raises(Refused) as waits:
        complete(draft, desk)
    assert waits.value.code == "sale.card_entry"
    with desk.look() as work:
        assert work.connection.execute(select(credit_table.c.id)).all() == []
    done = complete(draft, desk, card_code="118204")
    assert (done.drawer_kick, done.amount) == (False, Money(7_500))
    owed = f"owed:gift_card:{done.issued}"
    assert accounts(desk, done) == {"card_clearing": 7_500, owed: -7_500}
    again = complete(draft, desk, card_code="118204")
    assert (again.replayed, again.issued) == (True, done.issued)
    changed = replace(draft, amount=Money(8_000))
    with pytest.raises(Conflict):
        complete(changed, desk)


def test_a_card_payment_whose_end_nobody_knew_is_settled_by_a_person(desk: Station) -> None:
    draft = sale(7_500, tender=Tender.CARD)
    with pytest.raises(Refused):
        complete(draft, desk)
    with desk.look() as work:
        attempt = attempts_of(work.connection, draft.id)[0]
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    done = resolve_attempt(attempt.request_id, desk, Approved("118204", "ref"))
    assert done is not None
    assert done.transaction_id == draft.id
    with desk.look() as work:
        assert verify_credits(work.connection) == []


def test_sales_without_a_name_count_together_for_a_while(desk: Station, clock: FrozenClock) -> None:
    complete(sale(6_000), desk)
    with pytest.raises(Refused) as no:
        complete(sale(4_001), desk)
    assert no.value.code == "credits.name_needed"
    complete(sale(4_000), desk)
    clock.advance(timedelta(minutes=61))
    assert complete(sale(10_000), desk).amount == Money(10_000)
    with pytest.raises(Refused) as small:
        complete(sale(499), desk)
    assert small.value.code == "credits.sale_too_small"
