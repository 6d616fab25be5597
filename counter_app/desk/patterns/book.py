"""The Morning Book's section of signals about refunds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counter_app.core.book import Column, Evidence, EvidenceKind, Oddity, Row, Section, Unit
from counter_app.core.words import Words
from counter_app.desk.patterns.rules import Signal
from counter_app.desk.patterns.service import signals_on
from counter_app.records.work import Work

KEY = "patterns"
STRANGENESS = 40


def pattern_sections(work: Work, day: date, words: Words) -> Sequence[Section]:
    """What stood out in the days that end with a business date."""
    found = signals_on(work, day)
    columns = (
        Column(words.say("Signal")),
        Column(words.say("From"), Unit.DAY),
        Column(words.say("To"), Unit.DAY),
        Column(words.say("Refunds"), Unit.COUNT),
        Column(words.say("Amount"), Unit.MONEY),
    )
    return (
        Section(
            KEY,
            words.say("Patterns in refunds"),
            columns,
            tuple(_row(s, words) for s in found),
            note=words.say("A signal proves nothing; it says where to look."),
            empty=words.say("No pattern stood out."),
            order=460,
            oddities=tuple(_oddity(s, words) for s in found),
        ),
    )


def _row(signal: Signal, words: Words) -> Row:
    said, days = words.finding(signal.finding)[0], signal.finding.params
    first, last = (date.fromisoformat(days[name]) for name in ("first_on", "last_on"))
    return Row((said, first, last, signal.count, signal.amount))


def _oddity(signal: Signal, words: Words) -> Oddity:
    text, based_on = words.finding(signal.finding)
    proof = Evidence(EvidenceKind.TRANSACTION, signal.evidence[-1])
    return Oddity(
        signal.finding.code,
        text,
        based_on,
        STRANGENESS,
        amount=signal.amount,
        evidence=proof,
        section=KEY,
    )
