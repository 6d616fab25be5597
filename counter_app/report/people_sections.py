"""Approvals with who agreed, voids, no-sales, reprints and wrong PINs of the day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from counter_app.core.book import Column, Evidence, EvidenceKind, Oddity, Row, Section, Unit
from counter_app.core.money import total
from counter_app.core.transaction import Kind
from counter_app.core.words import Words
from counter_app.records.day_people import (
    ApprovedOne,
    Event,
    VoidedOne,
    approved_ones,
    events_between,
    voided_ones,
)
from counter_app.report.approval_words import because_of
from counter_app.report.context import BookContext
from counter_app.report.goods_sections import reason_label

NO_SALE: Final = "no_sale"
REPRINT: Final = "reprint"
LONE: Final = "lone_manager"
"""How a manager without a second person was approved: by the owner, through the policy."""
_LISTED: Final = (NO_SALE, REPRINT, "operator_unlocked", "payment_resolved", "policy_loaded")


def people_sections(
    context: BookContext, approved: tuple[ApprovedOne, ...], events: tuple[Event, ...]
) -> Iterator[Section]:
    """All sections about what people agreed to, took back or did without money."""
    yield _approvals(context, approved)
    yield from _alone(context, approved)
    yield _voids(context, voided_ones(context.work.connection, context.day))
    yield _events(context, events)


def approvals_of(context: BookContext) -> tuple[ApprovedOne, ...]:
    """Every override of the date."""
    return approved_ones(context.work.connection, context.day)


def events_of(context: BookContext) -> tuple[Event, ...]:
    """The events of the date that the Book lists."""
    return events_between(context.work.connection, *context.span(), _LISTED)


def kind_word(kind: Kind, words: Words) -> str:
    """What sort of transaction it was."""
    known = {
        Kind.RETURN: words.say("Return"),
        Kind.SALE: words.say("Sale"),
        Kind.PRICE_CORRECTION: words.say("Price correction"),
        Kind.CASH_MOVEMENT: words.say("Cash movement"),
        Kind.COUNT: words.say("Count"),
        Kind.CHECK_CASHING: words.say("Check cashed"),
        Kind.COUPON: words.say("Coupon"),
        Kind.SERVICE: words.say("Service"),
        Kind.VOID: words.say("Void"),
        Kind.CONTROL: words.say("Other entry"),
    }
    return known[kind]


def _what(one: ApprovedOne, words: Words) -> str:
    """What was agreed to; entries without money and services are told by why they were asked."""
    code = one.codes[0] if one.codes else ""
    known = {
        "price.override": words.say("Price approval"),
        "tills.no_sale": words.say("No-sale"),
        "safe.key.witness": words.say("Key of the safe"),
    }
    if one.kind is Kind.SERVICE and code.startswith("credits."):
        return words.say("Store credit")
    return known.get(code) or kind_word(one.kind, words)


def _approvals(context: BookContext, found: tuple[ApprovedOne, ...]) -> Section:
    words = context.words
    rows = tuple(
        Row(
            (
                context.local(one.at),
                f"{context.station(one.station)} {one.number:04d}",
                _what(one, words),
                context.person(one.requester_id),
                context.person(one.approver_id),
                because_of(one.codes, words),
                one.amount,
            ),
            evidence=Evidence(EvidenceKind.TRANSACTION, one.transaction_id),
        )
        for one in found
    )
    return Section(
        key="approvals",
        title=words.say("Approvals"),
        note=words.say("Who asked, who agreed, and to what."),
        columns=(
            Column(words.say("Time"), Unit.TIME),
            Column(words.say("Where")),
            Column(words.say("What"), strong=True),
            Column(words.say("Asked by")),
            Column(words.say("Approved by")),
            Column(words.say("Because of")),
            Column(words.say("Amount"), Unit.MONEY, strong=True),
        ),
        rows=rows,
        empty=words.say("Nobody had to ask a manager."),
        order=400,
    )


def _alone(context: BookContext, approved: tuple[ApprovedOne, ...]) -> Iterator[Section]:
    """Beyond their own limit by the owner's policy, with no second person there: for review."""
    words = context.words
    found = [one for one in approved if one.method == LONE]
    if not found:
        return
    rows = tuple(
        Row(
            (
                context.local(one.at),
                f"{context.station(one.station)} {one.number:04d}",
                _what(one, words),
                context.person(one.requester_id),
                one.amount,
            ),
            evidence=Evidence(EvidenceKind.TRANSACTION, one.transaction_id),
        )
        for one in found
    )
    many = words.say("{n} times", n=len(found)) if len(found) > 1 else words.say("once")
    yield Section(
        key="alone",
        title=words.say("Managers who were alone, for review"),
        note=words.say("Beyond their own limits by the owner's policy; nobody else agreed."),
        columns=(
            Column(words.say("Time"), Unit.TIME),
            Column(words.say("Where")),
            Column(words.say("What"), strong=True),
            Column(words.say("Manager")),
            Column(words.say("Amount"), Unit.MONEY, strong=True),
        ),
        rows=rows,
        totals=(None, None, many, None, total(one.amount for one in found)),
        order=405,
        oddities=(
            Oddity(
                "approvals.alone",
                words.say("A manager who was alone went beyond their limits"),
                words.say("The owner's policy allows it; each one is listed for review."),
                strangeness=40,
                amount=total(one.amount for one in found),
                evidence=Evidence(EvidenceKind.SECTION, "alone"),
                section="alone",
            ),
        ),
    )


def _voids(context: BookContext, found: tuple[VoidedOne, ...]) -> Section:
    words = context.words
    rows = tuple(
        Row(
            (
                context.local(one.at),
                f"{context.station(one.station)} {one.number:04d}",
                f"{one.first_number:04d}",
                context.person(one.operator_id),
                reason_label(context, "void", one.reason),
                one.amount,
            ),
            evidence=Evidence(EvidenceKind.TRANSACTION, one.transaction_id),
        )
        for one in found
    )
    return Section(
        key="voids",
        title=words.say("Voids"),
        columns=(
            Column(words.say("Time"), Unit.TIME),
            Column(words.say("Where")),
            Column(words.say("Takes back")),
            Column(words.say("Operator")),
            Column(words.say("Reason")),
            Column(words.say("Amount"), Unit.MONEY, strong=True),
        ),
        rows=rows,
        empty=words.say("Nothing was voided."),
        order=410,
    )


def _events(context: BookContext, events: tuple[Event, ...]) -> Section:
    words = context.words
    rows = tuple(
        Row(
            (
                context.local(event.at),
                context.station(event.station),
                _event_word(event.event, words),
                context.person(event.operator_id),
                _event_detail(context, event),
            ),
            evidence=None
            if event.transaction_id is None
            else Evidence(EvidenceKind.TRANSACTION, event.transaction_id),
        )
        for event in events
    )
    return Section(
        key="events",
        title=words.say("No-sales, reprints and other events"),
        columns=(
            Column(words.say("Time"), Unit.TIME),
            Column(words.say("Where")),
            Column(words.say("What"), strong=True),
            Column(words.say("Operator")),
            Column(words.say("Reason")),
        ),
        rows=rows,
        empty=words.say("No drawer was opened without a sale, and nothing was printed again."),
        order=420,
    )


def _event_word(event: str, words: Words) -> str:
    known = {
        NO_SALE: words.say("No-sale"),
        REPRINT: words.say("Printed again"),
        "operator_unlocked": words.say("Operator unlocked"),
        "payment_resolved": words.say("Card refund settled by hand"),
        "policy_loaded": words.say("Policy loaded"),
    }
    return known.get(event, event)


def _event_detail(context: BookContext, event: Event) -> str:
    reason = str(event.detail.get("reason") or "")
    if event.event == NO_SALE and reason:
        return reason_label(context, "no_sale", reason)
    return reason
