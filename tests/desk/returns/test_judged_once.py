"""What the person saw judged is taken over only while it is exactly what would be judged now."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from counter_app.core.canonical import canonical_json
from counter_app.core.errors import ApprovalRequired, Conflict, Refused
from counter_app.core.money import ZERO, total
from counter_app.core.transaction import Tender
from counter_app.core.words import Words
from counter_app.desk.returns import service
from counter_app.desk.returns.ahead import Ahead, asked_of
from counter_app.desk.returns.draft import ReturnDraft, choose_tender, set_quantity
from counter_app.desk.returns.postings import own_side
from counter_app.documents.text import render_text
from counter_app.paths import resources
from counter_app.records.decisions import posted_request
from counter_app.records.operators import set_active
from counter_app.station import Station
from counter_app.trade.papers import place_of
from counter_app.trade.slip_head import Place
from tests.desk.returns.desk import coming_back, give_back, sell, statuses, working
from tests.desk.returns.goods import line
from tests.stores import CLERK, LEAD, PINS


@pytest.fixture
def desk(station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(station, opening_float=200_000)


def drafted(desk: Station, paid: int = 3000, sale: int = 183) -> ReturnDraft:
    return coming_back(desk, sell(desk, line(paid=paid, sold=3), sequence=sale), {1: 2})


def here(desk: Station) -> Place:
    """Where a slip of whoever is signed on is made now."""
    with desk.look() as work:
        return place_of(work, desk, work.operator(desk.operator_id))


def test_a_draft_judged_before_is_posted_on_that_judgement(desk: Station) -> None:
    draft = drafted(desk)
    shown = service.assess(draft, desk)
    completed = service.complete(draft, desk, ahead=Ahead(shown))
    assert completed.tenders == shown.refund.plan.tenders
    assert statuses(desk) == [("posted", "approved")]


def test_it_holds_for_nothing_that_differs(desk: Station) -> None:
    draft = drafted(desk)
    shown = service.assess(draft, desk)
    here = shown.situation
    assert shown.holds_for(draft, here)
    assert not shown.holds_for(set_quantity(draft, 1, draft.line(1).quantity), here)
    assert not shown.holds_for(choose_tender(draft, Tender.CARD), here)
    assert not shown.holds_for(replace(draft, reprint=True), here)
    assert not shown.holds_for(draft, replace(here, store="99"))
    assert not shown.holds_for(draft, replace(here, operator=replace(here.operator, limits={})))
    assert not shown.holds_for(draft, replace(here, policy=replace(here.policy, version=99)))


def test_o05_what_a_lead_saw_is_judged_anew_for_a_clerk(desk: Station) -> None:
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    draft = drafted(desk, paid=27_000)
    seen_by_lead = service.assess(draft, desk)
    assert not seen_by_lead.verdict.to_cover()
    desk.sign_on_with_pin(CLERK, PINS[CLERK])
    with pytest.raises(ApprovalRequired):
        service.complete(draft, desk, ahead=Ahead(seen_by_lead))


def test_what_was_judged_in_another_situation_is_judged_anew(desk: Station) -> None:
    draft = drafted(desk)
    shown = service.assess(draft, desk)
    forged = replace(shown, situation=replace(shown.situation, store="99"))
    completed = service.complete(draft, desk, ahead=Ahead(forged))
    assert completed.refund == shown.refund.total


def test_r12_what_came_back_meanwhile_is_a_conflict_whatever_was_shown(desk: Station) -> None:
    draft = drafted(desk)
    shown = service.assess(draft, desk)
    give_back(desk, draft.receipt, {1: 2})
    with pytest.raises(Conflict):
        service.complete(draft, desk, ahead=Ahead(shown))


def test_a_locked_out_operator_is_refused_whatever_was_shown(desk: Station) -> None:
    draft = drafted(desk)
    shown = service.assess(draft, desk)
    assert desk.operator is not None
    with desk.open_work() as work:
        set_active(work.connection, work.keys, desk.operator.id, active=False)
        work.commit()
    with pytest.raises(Refused) as no:
        service.complete(draft, desk, ahead=Ahead(shown))
    assert no.value.code == "operator_locked"


def test_what_is_made_ahead_is_what_would_be_made_now(desk: Station) -> None:
    """The slip's lines, sums and what is still open, the goods' postings, and the record."""
    draft = drafted(desk)
    shown = service.assess(draft, desk)
    ahead = Ahead.of(shown, here(desk), Words())
    assert ahead.slip is not None
    posted = service.complete(draft, desk, ahead=ahead)
    kept = [b for b in posted.documents[0].blocks if b in ahead.slip.below]
    assert [b for b in ahead.slip.below if b not in kept] == []
    with desk.look() as work:
        remembered = posted_request(work.connection, draft.id)
    assert remembered is not None
    assert remembered.request == json.loads(canonical_json(asked_of(shown)))
    assert ahead.goods == own_side(shown.refund)
    assert posted.postings[: len(ahead.goods)] == ahead.goods
    assert total(p.amount for p in posted.postings) == ZERO


def test_what_is_made_ahead_of_something_else_is_made_anew(desk: Station) -> None:
    """Another language, other amounts, another way to pay: slip and record say what was done."""
    shown = service.assess(drafted(desk), desk)
    other = service.assess(drafted(desk, paid=6000, sale=184), desk)
    spanish = Words.load("es", desk.store.currency, resources("i18n"))
    for sale, ahead in enumerate(
        (Ahead.of(other, here(desk), Words()), Ahead.of(shown, here(desk), spanish)), 185
    ):
        assert ahead.slip is not None
        draft = drafted(desk, sale=sale)
        posted = service.complete(draft, desk, ahead=ahead)
        told = render_text(posted.documents[0])
        assert "REFUND, CASH" in told
        assert "20.00" in told
        with desk.look() as work:
            remembered = posted_request(work.connection, draft.id)
        assert remembered is not None
        assert remembered.request["draft"]["receipt"] == draft.receipt.id


def test_a_slip_in_another_language_is_made_anew_for_the_same_judgement(desk: Station) -> None:
    draft = drafted(desk)
    spanish = Words.load("es", desk.store.currency, resources("i18n"))
    posted = service.complete(
        draft, desk, ahead=Ahead.of(service.assess(draft, desk), here(desk), spanish)
    )
    assert "REFUND, CASH" in render_text(posted.documents[0])


def test_nothing_is_made_ahead_while_a_manager_must_agree(desk: Station) -> None:
    """Whoever agrees stands on it."""
    shown = service.assess(drafted(desk, paid=27_000), desk)
    assert shown.verdict.to_cover()
    assert Ahead.of(shown, here(desk), Words()) == Ahead(shown)
