"""A page for every till session: its cash flows, who moved them, each movement, each count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from counter_app.core.book import Column, Evidence, EvidenceKind, Row, Section, Tone, Unit
from counter_app.core.money import ZERO, Money, total
from counter_app.core.store import SessionKind
from counter_app.core.transaction import Kind, Tender
from counter_app.core.words import Words
from counter_app.records.day_ledger import Flow, Movement
from counter_app.records.day_tills import DayCount, DaySession
from counter_app.records.till_counts import AUDIT_TRY, SAFE, SAFE_TRY
from counter_app.report.context import BookContext
from counter_app.report.goods_sections import reason_label, tender_title
from counter_app.report.till_sections import NOT_HELD, TillFigures, by_operator, state_word

ORDER: Final = 600


def page_key(session_id: str) -> str:
    """The key of a session's page: where its row and its oddities point."""
    return f"till:{session_id}"


def till_pages(
    context: BookContext, figures: Mapping[str, Mapping[Tender, TillFigures]]
) -> Iterator[Section]:
    """The pages of all sessions, by till and time."""
    movements: dict[str, list[Movement]] = {}
    for m in context.ledger.movements:
        if m.session_id is not None:
            movements.setdefault(m.session_id, []).append(m)
    for session in context.sessions:
        if session.kind == SessionKind.SAFE:  # what went in and out stands with the bank
            yield _safe(context, session)
            continue
        yield _flows(context, session, figures[session.id])
        yield _operators(context, session)
        yield _movements(context, session, movements.get(session.id, []))
        yield _counts(context, session)


def flow_word(flow: Flow, words: Words) -> str:
    """Why money came or went."""
    return {
        Flow.FLOAT: words.say("Float"),
        Flow.SALES: words.say("Sales"),
        Flow.REFUNDS: words.say("Refunds"),
        Flow.CORRECTIONS: words.say("Price corrections"),
        Flow.PAID_IN: words.say("Paid in"),
        Flow.PAID_OUT: words.say("Paid out"),
        Flow.LOANS: words.say("Loans"),
        Flow.PICKUPS: words.say("Pickups"),
        Flow.CHECKS: words.say("Checks cashed"),
        Flow.COUPONS: words.say("Coupons"),
        Flow.OTHER: words.say("Other"),
        Flow.DIFFERENCE: words.say("Over, short"),
        Flow.CLOSING: words.say("To the safe at closing"),
    }[flow]


def _safe(context: BookContext, session: DaySession) -> Section:
    """The safe in one pair of hands: its counts, since it is no till."""
    counts = _counts(context, session)
    return replace(
        counts,
        key=page_key(session.id),
        title=_title(context, session),
        note=_opened(context, session),
    )


def _title(context: BookContext, session: DaySession) -> str:
    return f"{session.till_name}, {context.station(session.station)}"


def _opened(context: BookContext, session: DaySession) -> str:
    """In which state it is and who began it."""
    words = context.words
    return words.say(
        "{state}. Opened {at} by {name}.",
        state=state_word(session.state, words),
        at=context.local(session.opened_at),
        name=context.person(session.opened_by),
    )


def _flows(
    context: BookContext, session: DaySession, tenders: Mapping[Tender, TillFigures]
) -> Section:
    words = context.words
    rows = [
        Row(
            (tender_title(t, words), flow_word(flow, words), f.flows[flow]),
            Tone.QUIET if not f.flows[flow] else Tone.PLAIN,
        )
        for t, f in tenders.items()
        for flow in Flow
        if flow in f.flows and flow not in NOT_HELD
    ]
    for t, f in tenders.items():
        title = tender_title(t, words)
        rows.append(Row((title, words.say("Expected"), f.expected)))
        if f.counted is not None:
            off = f.over_short or ZERO
            rows.append(Row((title, words.say("Counted"), f.counted)))
            tone = Tone.ALERT if off else Tone.QUIET
            rows.append(Row((title, words.say("Over, short"), off), tone))
    return Section(
        key=page_key(session.id),
        title=_title(context, session),
        note=_opened(context, session),
        columns=(
            Column(words.say("Tender"), strong=True),
            Column(words.say("What")),
            Column(words.say("Amount"), Unit.MONEY, strong=True),
        ),
        rows=tuple(rows),
        order=ORDER,
        starts_page=True,
    )


def _operators(context: BookContext, session: DaySession) -> Section:
    words = context.words
    shares = by_operator(context, session)
    rows = tuple(
        Row(
            (
                context.person(operator),
                _sum(flows, Flow.SALES),
                _sum(flows, Flow.REFUNDS, Flow.CORRECTIONS, Flow.COUPONS, Flow.CHECKS),
                _sum(flows, Flow.PAID_IN, Flow.PAID_OUT, Flow.OTHER),
                _sum(flows, Flow.FLOAT, Flow.LOANS, Flow.PICKUPS),
                total(flows.values()),
            ),
            evidence=Evidence(EvidenceKind.OPERATOR, str(operator)),
        )
        for operator, flows in sorted(shares.items(), key=lambda kv: context.person(kv[0]))
    )
    sums = tuple(
        total(c for row in rows if isinstance(c := row.cells[i], Money)) for i in range(1, 6)
    )
    return Section(
        key=f"{page_key(session.id)}:operators",
        title=words.say("Cash by operator"),
        note=words.say("A variance belongs to the till, not to a person."),
        columns=(
            Column(words.say("Operator"), strong=True),
            Column(words.say("Sales"), Unit.MONEY),
            Column(words.say("Refunds"), Unit.MONEY),
            Column(words.say("Paid in, out"), Unit.MONEY),
            Column(words.say("Float, loans, pickups"), Unit.MONEY),
            Column(words.say("Sum"), Unit.MONEY, strong=True),
        ),
        rows=rows,
        totals=(words.say("The till"), *sums) if rows else None,
        empty=words.say("Nobody moved cash."),
        order=ORDER,
    )


def _sum(flows: Mapping[Flow, Money], *wanted: Flow) -> Money:
    return total(flows.get(f, ZERO) for f in wanted)


def _movements(context: BookContext, session: DaySession, found: list[Movement]) -> Section:
    words = context.words
    rows = tuple(
        Row(
            (
                context.local(m.at),
                f"{m.number:04d}",
                _movement_word(m, words),
                context.person(m.operator_id),
                _note(context, m),
                m.amount,
            ),
            evidence=Evidence(EvidenceKind.TRANSACTION, m.transaction_id),
        )
        for m in found
        if m.account == session.account
    )
    return Section(
        key=f"{page_key(session.id)}:movements",
        title=words.say("Movements and voids"),
        columns=(
            Column(words.say("Time"), Unit.TIME),
            Column(words.say("No.")),
            Column(words.say("What"), strong=True),
            Column(words.say("Operator")),
            Column(words.say("Note")),
            Column(words.say("Amount"), Unit.MONEY, strong=True),
        ),
        rows=rows,
        empty=words.say("No money was moved in or out."),
        order=ORDER,
    )


def _movement_word(m: Movement, words: Words) -> str:
    """What one movement was; a void says what it took back."""
    if m.kind is Kind.VOID:
        return words.say("Void: {what}", what=flow_word(m.flow, words))
    if m.flow is Flow.OTHER and m.other == m.account:
        return words.say("Swapped tenders")
    if m.flow is Flow.OTHER and m.other.startswith("losses:"):
        return words.say("Counterfeit note")
    return flow_word(m.flow, words)


_REASONS: Final[Mapping[Flow, str]] = {
    Flow.DIFFERENCE: "over_short",
    Flow.PAID_IN: "paid_in",
    Flow.PAID_OUT: "paid_out",
}


def _note(context: BookContext, m: Movement) -> str:
    """The reason as people know it, and what was noted."""
    group = "void" if m.kind is Kind.VOID else _REASONS.get(m.flow, "")
    reason = reason_label(context, group, m.reason) if group and m.reason else ""
    return ", ".join(part for part in (reason, m.note) if part)


def _counts(context: BookContext, session: DaySession) -> Section:
    words = context.words
    rows = tuple(
        Row(
            (
                context.local(c.at),
                _occasion(c, session.counts, words),
                tender_title(c.tender, words),
                context.person(c.operator_id),
                _pieces(c, words),
                c.counted,
            ),
            evidence=Evidence(EvidenceKind.TRANSACTION, c.transaction_id),
        )
        for c in session.counts
    )
    return Section(
        key=f"{page_key(session.id)}:counts",
        title=words.say("Counts"),
        columns=(
            Column(words.say("Time"), Unit.TIME),
            Column(words.say("Occasion"), strong=True),
            Column(words.say("Tender")),
            Column(words.say("Counted by")),
            Column(words.say("Pieces")),
            Column(words.say("Counted"), Unit.MONEY, strong=True),
        ),
        rows=rows,
        empty=words.say("Nothing was counted."),
        order=ORDER,
    )


def _occasion(count: DayCount, counts: Sequence[DayCount], words: Words) -> str:
    """What was counted and the how-manieth time, tries among them, each occasion from one."""
    kind = _kept(count.occasion)
    numbers = sorted({c.number for c in counts if _kept(c.occasion) == kind})
    known = {
        "opening": words.say("Opening"),
        "closing": words.say("Closing"),
        "spot": words.say("Spot count"),
        "audit": words.say("Spot count"),
        SAFE: words.say("Count of the safe"),
    }
    return f"{known.get(kind, kind)} {numbers.index(count.number) + 1}"


def _kept(occasion: str) -> str:
    """The occasion that a try was made for."""
    return {AUDIT_TRY: "audit", SAFE_TRY: SAFE}.get(occasion, occasion)


def _pieces(count: DayCount, words: Words) -> str:
    """``9 × 20.00, 1482 × 0.01``: largest first."""
    found = sorted(
        ((int(worth), n) for key, n in count.pieces.items() if n
         for worth in (key.partition(":")[2],) if worth.isdigit()),
        reverse=True,
    )  # fmt: skip
    return ", ".join(f"{n} × {words.figure(Money(worth))}" for worth, n in found)
