"""The four outcomes, the paper of a no, and the questions that are asked for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from counter_app.core.approval import Outcome, Severity
from counter_app.core.document_json import read_document
from counter_app.core.errors import Conflict, Refused
from counter_app.core.quantity import units
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Kind
from counter_app.core.words import Words
from counter_app.desk.returns import denials, service, stored_draft
from counter_app.desk.returns.denials import deny, speaks_against
from counter_app.desk.returns.draft import ReturnDraft, set_answer, set_quantity, set_reason
from counter_app.desk.returns.quote import as_expected
from counter_app.desk.returns.rules import INCOMPLETE
from counter_app.desk.returns.screen_strip import Ask
from counter_app.desk.returns.slip_denial import reasons
from counter_app.documents.text import render_text
from counter_app.paths import resources
from counter_app.records.decisions import decisions
from counter_app.records.journal_tables import transactions
from counter_app.station import Station
from tests.desk.returns import goods
from tests.desk.returns.desk import (
    SOLD_ON,
    coming_back,
    sell,
    statuses,
    stored,
    working,
)
from tests.desk.returns.window import DeskWindow, desk_window

OLD = SOLD_ON - timedelta(days=120)


def too_late(station: Station) -> Receipt:
    return sell(station, goods.line(description="Kettle"), on=OLD)


# -------------------------------------------------------------------------------- the slip


@pytest.mark.parametrize(
    ("why", "outcome", "said"),
    [
        ({}, Outcome.DENIED_OVERRIDABLE, "Only a manager can decide otherwise."),
        ({"reprint": True}, Outcome.APPROVAL_NEEDED, "needs a manager's approval"),
        ({"department": "Lottery"}, Outcome.DENIED, "This return cannot be accepted."),
    ],
)
def test_each_kind_of_no_says_how_final_it_is(
    station: Station, why: dict[str, object], outcome: Outcome, said: str
) -> None:
    working(station)
    changes = {"department": why.get("department", "Home")}
    on = SOLD_ON if why else OLD
    sold = sell(station, goods.line(**changes), on=on)  # type: ignore[arg-type]
    draft = coming_back(station, sold, {1: 1}, reprint=bool(why.get("reprint")))
    denied = deny(draft, station)
    assert denied.outcome is outcome
    paper = " ".join(render_text(denied.document, 48).split())
    assert said in paper
    assert ("NEEDS APPROVAL" in paper) is (outcome is Outcome.APPROVAL_NEEDED)


def test_a_denial_is_a_record_with_a_ticket_and_moves_nothing(station: Station) -> None:
    working(station)
    sold = too_late(station)
    draft = coming_back(station, sold, {1: 1})
    denied = deny(draft, station)
    found = stored(station, denied.transaction_id)
    assert (found.transaction.kind, found.transaction.postings) == (Kind.CONTROL, ())
    assert (found.transaction.reason, found.transaction.receipt_id) == ("denied", sold.id)
    assert statuses(station) == [("denied", "denied_overridable")]
    paper = render_text(read_document(found.documents[0][1]), 48)
    assert f"NOT ACCEPTED {denied.number:04d}" in paper
    assert "Kettle could be returned until" in " ".join(paper.split())
    assert denied.ticket.startswith("DN ")
    assert denied.ticket in " ".join(paper.split())
    assert "Ask for the store manager" in paper
    with station.look() as work:
        jobs = work.print_jobs.of_transaction(denied.transaction_id)
        [earlier] = denials.denials_of(work, sold.id)
    assert len(jobs) == 1
    assert earlier.transaction_id == denied.transaction_id
    again = service.start(station, sold.id)
    assert again.returnable(1) == draft.returnable(1)


def test_a_limit_of_the_clerk_is_nobody_elses_business(station: Station) -> None:
    working(station)
    sold = sell(station, goods.line(paid=15_000))
    paper = render_text(deny(coming_back(station, sold, {1: 1}), station).document, 48)
    assert "A manager has to agree" in paper
    assert "limit" not in paper.lower()
    assert "$" not in paper


def test_it_ends_as_a_denial_or_as_a_return_never_as_both(station: Station) -> None:
    working(station)
    draft = coming_back(station, too_late(station), {1: 1})
    first = deny(draft, station)
    again = deny(draft, station)
    assert (again.transaction_id, again.ticket) == (first.transaction_id, first.ticket)
    with pytest.raises(Conflict):
        service.complete(draft, station)
    sold = sell(station, goods.line(), sequence=200)
    back = coming_back(station, sold, {1: 1})
    service.complete(back, station)
    with pytest.raises(Conflict, match="refunded already"):
        deny(back, station)


def test_nothing_is_denied_that_nothing_speaks_against(station: Station) -> None:
    working(station)
    draft = coming_back(station, sell(station, goods.line()), {1: 1})
    with pytest.raises(Refused, match="Nothing speaks against"):
        deny(draft, station)
    bare = replace(draft, choices=())
    assert speaks_against(service.assess(bare, station).verdict) == ()


def test_a_spanish_customer_reads_why_in_spanish(station: Station) -> None:
    working(station)
    sold = too_late(station)
    draft = coming_back(station, sold, {1: 1})
    with station.look() as work:
        words = Words.load("es", work.store.currency, resources("i18n"))
    told = reasons(speaks_against(service.assess(draft, station).verdict), words)
    assert told[0].startswith("Kettle se podía devolver hasta")


def test_what_was_given_up_is_kept_too(station: Station) -> None:
    working(station)
    draft = coming_back(station, sell(station, goods.line()), {1: 1})
    service.save(draft, station)
    service.abandon(draft, station)
    assert statuses(station) == [("abandoned", "approved")]
    with station.look() as work:
        row = work.connection.execute(select(decisions.c.request)).scalar_one()
        none = select(func.count()).where(transactions.c.kind == Kind.CONTROL.value)
        assert work.connection.execute(none).scalar_one() == 0
    assert [c["line"] for c in row["draft"]["choices"]] == [1]


# -------------------------------------------------------------------------------- questions


def faulty(**changes: object) -> ReturnDraft:
    base = goods.draft(goods.receipt(goods.line(department="Electronics")), **changes)
    return set_reason(set_quantity(base, 1, units(1)), 1, goods.reason("faulty"))


def test_a_reason_raises_its_questions_and_the_answer_is_judged() -> None:
    skipped, wrong = "returns.question_skipped", "returns.answer"
    base = faulty()
    assert goods.findings(base) == {skipped: Severity.WARN}
    assert goods.findings(set_answer(base, 1, "works_plugged_in", False)) == {}
    assert goods.findings(set_answer(base, 1, "works_plugged_in", True)) == {
        wrong: Severity.APPROVE
    }
    assert goods.findings(set_reason(base, 1, goods.reason("not_wanted"))) == {}
    assert goods.findings(as_expected(base, goods.situation().terms)) == {}


def test_a_required_question_must_be_asked() -> None:
    strict = goods.situation(policy=goods.policy(("required = false", "required = true")))
    found = goods.findings(faulty(), strict)
    assert found == {"returns.question_open": Severity.FORBID}
    assert set(found) <= INCOMPLETE
    answered = set_answer(faulty(), 1, "works_plugged_in", False)
    assert goods.findings(answered, strict) == {}


def test_answers_are_part_of_the_request_and_of_the_stored_draft() -> None:
    base = faulty()
    answered = set_answer(base, 1, "works_plugged_in", True)
    assert goods.judge(base).request_digest != (goods.judge(answered).request_digest)
    fresh = replace(answered, choices=())
    again = stored_draft.from_json(stored_draft.to_json(answered), fresh, lambda _: None)
    assert again.choices == answered.choices


# -------------------------------------------------------------------------------- the window


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, on the home screen."""
    working(station)
    with desk_window(qtbot, station) as window:
        yield window


def asking(desk: DeskWindow) -> Ask:
    return desk.screen.work.strip.asking


def test_the_reason_prints_and_its_code_opens_the_receipt_again(desk: DeskWindow) -> None:
    sold = too_late(desk.station)
    desk.scan_receipt(sold)
    desk.scan("4001")
    desk.press("1", "Alt+N")
    assert desk.shell.place == "home"
    assert statuses(desk.station)[-1] == ("denied", "denied_overridable")
    with desk.station.look() as work:
        code = select(transactions.c.number).where(transactions.c.reason == "denied")
        number = work.connection.execute(code).scalar_one()
        [denial] = denials.denials_of(work, sold.id)
    ticket = denials._slip_code(
        desk.station.store.number, denial.station, denial.business_date, denial.number
    ).grouped
    assert number == denial.number
    desk.scan(ticket.replace(" ", ""))
    assert desk.shown.draft.receipt.id == sold.id
    assert desk.shown.opened.denied[0].transaction_id == denial.transaction_id


def test_alt_n_denies_nothing_without_a_reason(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, goods.line()))
    desk.scan("4001")
    desk.press("1", "Alt+N")
    assert desk.shown.draft.choices
    assert statuses(desk.station) == []


def test_the_question_is_asked_where_the_reason_stood(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, goods.line(department="Electronics")))
    desk.scan("4001")
    desk.press("2")
    assert asking(desk) is Ask.QUESTION
    desk.press("2")
    assert desk.shown.draft.choices[0].answers == (("works_plugged_in", False),)
    assert asking(desk) is Ask.REASON
    desk.press("F12")
    assert statuses(desk.station) == [("posted", "approved")]


def test_a_question_can_be_left_and_confirmed_as_left_out(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, goods.line(department="Electronics")))
    desk.scan("4001")
    desk.press("2", "Esc")
    assert asking(desk) is Ask.REASON
    desk.press("Return")
    assert asking(desk) is Ask.REASON
    desk.press("F12")
    assert statuses(desk.station) == [("posted", "approved")]
