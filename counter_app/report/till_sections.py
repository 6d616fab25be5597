"""Till by till and operator by operator: float, sales, refunds, movements, expected, counted.

Every till of the store has a row: settled, open, force-closed, or not opened at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from counter_app.core.book import (
    Cell,
    Column,
    Evidence,
    EvidenceKind,
    Oddity,
    Row,
    Section,
    Tone,
    Unit,
)
from counter_app.core.money import ZERO, Money, total
from counter_app.core.store import SessionKind, SessionState
from counter_app.core.transaction import Tender
from counter_app.core.words import Words
from counter_app.records.day_ledger import Flow, Sum
from counter_app.records.day_tills import DaySession, tills_without
from counter_app.report.context import BookContext, short_names
from counter_app.report.variance_evidence import case_of
from counter_app.report.variance_words import in_words
from counter_app.rules.till_policy import TillPolicy
from counter_app.rules.variance.detective import explain

SURE: Final = 600
"""From this score on the Book names a cause; below it the amount alone fits."""
NOT_HELD: Final = frozenset({Flow.DIFFERENCE, Flow.CLOSING})
"""Flows that come after the count: they are no part of what the till should hold."""


@dataclass(frozen=True, slots=True)
class TillFigures:
    """What one session took in, paid out, should hold and was counted to hold, in one tender."""

    session: DaySession
    tender: Tender
    flows: Mapping[Flow, Money]
    operators: tuple[int, ...]
    counted: Money | None

    def flow(self, *flows: Flow) -> Money:
        """The sum of some flows."""
        return total(self.flows.get(f, ZERO) for f in flows)

    @property
    def opening(self) -> Money:
        """What lay in it at the beginning: left, of its own from days before, or brought."""
        return self._begun + self.flow(Flow.FLOAT)

    @property
    def _begun(self) -> Money:
        return self.session.begun.get(self.tender, ZERO)

    @property
    def expected(self) -> Money:
        """What the books say it holds at the count, whatever counts have found."""
        moved = total(m for f, m in self.flows.items() if f not in NOT_HELD)
        return moved + self._begun

    @property
    def over_short(self) -> Money | None:
        """Counted minus expected, opening and spot counts included; None until accounted for."""
        return None if self.counted is None else self.counted - self.expected


def till_figures(context: BookContext) -> dict[str, dict[Tender, TillFigures]]:
    """Figures of every session of the day by session id and tender; cash is always there."""
    grouped: dict[tuple[str, Tender], dict[Flow, Money]] = {}
    people: dict[tuple[str, Tender], set[int]] = {}
    accounts = {s.id: s.account for s in context.sessions}
    for s in context.ledger.everything():
        if s.session_id is None or s.tender is None or s.account != accounts.get(s.session_id):
            continue
        key = (s.session_id, s.tender)
        flows = grouped.setdefault(key, {})
        flows[s.flow] = flows.get(s.flow, ZERO) + s.amount
        if s.flow not in NOT_HELD:
            people.setdefault(key, set()).add(s.operator_id)
    found: dict[str, dict[Tender, TillFigures]] = {}
    for session in context.sessions:
        counted = {c.tender for c in session.counts if c.occasion == "closing"}
        tenders = {t for i, t in grouped if i == session.id} | counted | {Tender.CASH}
        tenders |= set(session.begun)
        found[session.id] = {
            t: _figures(session, t, grouped, people) for t in sorted(tenders, key=_cash_first)
        }
    return found


def _figures(
    session: DaySession,
    tender: Tender,
    grouped: Mapping[tuple[str, Tender], Mapping[Flow, Money]],
    people: Mapping[tuple[str, Tender], set[int]],
) -> TillFigures:
    key = (session.id, tender)
    final = session.final(tender) if session.accounted else None
    return TillFigures(
        session,
        tender,
        grouped.get(key, {}),
        tuple(sorted(people.get(key, {session.opened_by}))),
        None if final is None else final.counted,
    )


def _cash_first(tender: Tender) -> tuple[bool, str]:
    return tender is not Tender.CASH, tender.value


def state_word(state: str, words: Words) -> str:
    """A till's state as the Book says it."""
    known = {
        "prepared": words.say("Prepared"),
        "open": words.say("Still open"),
        "suspended": words.say("Suspended"),
        "blind_closed": words.say("Not counted"),
        "counted": words.say("Not settled"),
        "recounted": words.say("Not settled"),
        "settled": words.say("Settled"),
        "force_closed": words.say("Force-closed"),
        "disputed": words.say("Disputed"),
    }
    return known.get(state, state)


def tills_section(
    context: BookContext, figures: Mapping[str, Mapping[Tender, TillFigures]]
) -> Section:
    """All tills in cash, one row each, those without a drawer too."""
    words = context.words
    cash = [figures[s.id][Tender.CASH] for s in context.sessions if s.kind != SessionKind.SAFE]
    rows = [_till_row(f, context) for f in cash]
    dashes: tuple[Cell, ...] = (None,) * 8
    used = {s.till_id for s in context.sessions}
    for till_id, name in tills_without(context.work.connection, used):
        nobody = words.say("No drawer")
        cells = (name or str(till_id), nobody, *dashes, words.say("Not opened"))
        rows.append(Row(cells, Tone.QUIET))
    return Section(
        key="tills",
        title=words.say("Tills, cash"),
        note=words.say("All amounts in {currency}.", currency=context.work.store.currency.code),
        columns=(
            Column(words.say("Till"), strong=True),
            Column(words.say("Operator")),
            *(Column(title, Unit.MONEY) for title in _money_titles(words)),
            Column(words.say("Counted"), Unit.MONEY, strong=True),
            Column(words.say("Over, short"), Unit.MONEY, strong=True, signed=True),
            Column(words.say("State"), right=True),
        ),
        rows=tuple(rows),
        totals=(words.say("All tills"), "", *_sums(cash), ""),
        order=100,
        oddities=tuple(_till_oddities(context, cash)),
    )


def _money_titles(words: Words) -> tuple[str, ...]:
    return (
        words.say("Float"),
        words.say("Sales"),
        words.say("Refunds"),
        words.say("Paid in, out"),
        words.say("Loans, pickups"),
        words.say("Expected"),
    )


def _columns(f: TillFigures) -> tuple[Money, ...]:
    return (
        f.opening,
        f.flow(Flow.SALES),
        f.flow(Flow.REFUNDS, Flow.CORRECTIONS, Flow.COUPONS, Flow.CHECKS),
        f.flow(Flow.PAID_IN, Flow.PAID_OUT, Flow.OTHER),
        f.flow(Flow.LOANS, Flow.PICKUPS),
        f.expected,
    )


def _shown(columns: tuple[Money, ...]) -> tuple[Money | None, ...]:
    """Float and expected always; what did not happen is a dash."""
    return (columns[0], *(m or None for m in columns[1:-1]), columns[-1])


def _till_row(f: TillFigures, context: BookContext) -> Row:
    session, words = f.session, context.words
    limits = context.work.policy(context.day).till
    off = f.over_short
    alert = session.state != SessionState.SETTLED or (
        off is not None and abs(off) > limits.variance_manager_above
    )
    return Row(
        (
            session.till_name,
            short_names([context.person(i) for i in f.operators]),
            *_shown(_columns(f)),
            f.counted,
            off,
            state_word(session.state, words),
        ),
        Tone.ALERT if alert else Tone.PLAIN,
        Evidence(EvidenceKind.TILL_SESSION, session.id),
    )


def _sums(cash: Sequence[TillFigures]) -> tuple[Money, ...]:
    columns = [_columns(f) for f in cash]
    sums = tuple(total(row[i] for row in columns) for i in range(6))
    counted = total(f.counted for f in cash if f.counted is not None)
    return (*sums, counted, total(f.over_short for f in cash if f.over_short is not None))


def _till_oddities(context: BookContext, cash: Sequence[TillFigures]) -> Iterator[Oddity]:
    words, limits = context.words, context.work.policy(context.day).till
    for f in cash:
        session, off = f.session, f.over_short
        place = Evidence(EvidenceKind.TILL_SESSION, session.id)
        if session.state == SessionState.PREPARED:
            continue  # its float is on its way to whoever opens it
        if not session.accounted:
            yield Oddity(
                "tills.not_settled",
                words.say("{till} is not settled", till=session.till_name),
                words.say(
                    "{state} since {at}, opened by {name}. What it holds was not counted.",
                    state=state_word(session.state, words),
                    at=context.local(session.opened_at),
                    name=context.person(session.opened_by),
                ),
                strangeness=60,
                amount=f.expected,
                evidence=place,
                section="tills",
            )
        elif off is not None and abs(off) > limits.variance_reason_above:
            counts = len({c.number for c in session.counts if c.tender is Tender.CASH})
            why = _likeliest(context, session) or words.say(
                "Counted {n} times by {name}.", n=counts, name=_counter(context, f)
            )
            yield Oddity(
                "tills.variance",
                _variance_title(f, off, words),
                why,
                strangeness=_variance_strangeness(session, off, limits),
                amount=off,
                evidence=place,
                section="tills",
            )


def _likeliest(context: BookContext, session: DaySession) -> str:
    """What the detective thinks, where something besides the amount speaks for it."""
    words, case = context.words, case_of(context.work, session.id)
    if case.at_opening:
        return words.say("It was off when it was opened.")
    found = explain(case)
    if not found or found[0].score < SURE:
        return ""
    likely = in_words(found[0], words)
    return words.say("Likeliest: {cause}. {evidence}", cause=likely.title, evidence=likely.evidence)


def _variance_strangeness(session: DaySession, off: Money, limits: TillPolicy) -> int:
    if session.state == SessionState.DISPUTED:
        return 95
    return 90 if abs(off) > limits.variance_manager_above else 40


def _variance_title(f: TillFigures, off: Money, words: Words) -> str:
    till = f.session.till_name
    if off > ZERO:
        return words.say("{till} is {amount} over", till=till, amount=off)
    return words.say("{till} is {amount} short", till=till, amount=abs(off))


def _counter(context: BookContext, f: TillFigures) -> str:
    final = f.session.final(f.tender)
    return context.person(None if final is None else final.operator_id)


def by_operator(context: BookContext, session: DaySession) -> dict[int, dict[Flow, Money]]:
    """A till's cash by who moved it; the sums are the till's own at every instant."""
    found: dict[int, dict[Flow, Money]] = {}
    for s in context.ledger.everything():
        if _in_till(s, session):
            flows = found.setdefault(s.operator_id, {})
            flows[s.flow] = flows.get(s.flow, ZERO) + s.amount
    return found


def _in_till(s: Sum, session: DaySession) -> bool:
    return (
        s.session_id == session.id
        and s.account == session.account
        and s.tender is Tender.CASH
        and s.flow not in NOT_HELD
    )
