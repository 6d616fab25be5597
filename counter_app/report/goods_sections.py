"""Refunds by reason, tender and operator, and what the registers sold that day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counter_app.core.book import Cell, Column, Evidence, EvidenceKind, Row, Section, Unit
from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import DESK
from counter_app.core.transaction import Tender
from counter_app.core.words import Words, tender_name
from counter_app.records.day_goods import LinesBack, lines_back, register_sales, tenders_back
from counter_app.records.day_ledger import Flow, Movement, Sum
from counter_app.report.context import BookContext


def goods_sections(context: BookContext) -> Iterator[Section]:
    """All sections about goods and refunds."""
    yield _by_reason(context)
    yield _by_tender(context)
    yield _by_operator(context)
    yield _registers(context)


def tender_title(tender: Tender, words: Words) -> str:
    """A tender as a row's title."""
    name = words.term(tender_name(tender))
    return name[:1].upper() + name[1:]


def reason_label(context: BookContext, group: str, code: str) -> str:
    """A coded reason as people know it; the code itself if the policy has forgotten it."""
    words = context.words
    if not code:
        return words.say("No reason")
    found = context.work.policy(context.day).reason(group, code)
    return code if found is None else words.term(found.label)


def summed(title: str, rows: tuple[Row, ...]) -> tuple[Cell, ...] | None:
    """The totals of amounts and counts under a title; None where there is nothing to sum."""
    if not rows:
        return None
    columns = zip(*(row.cells[1:] for row in rows), strict=True)
    return (title, *(_sum(column) for column in columns))


def _sum(column: tuple[Cell, ...]) -> Cell:
    money = [cell for cell in column if isinstance(cell, Money)]
    return total(money) if money else sum(cell for cell in column if isinstance(cell, int))


def _lines_section(
    context: BookContext,
    by: tuple[str, str],
    rows: tuple[tuple[Cell, Evidence | None, list[LinesBack]], ...],
    section: Section,
) -> Section:
    """Returned lines by something: how many, net, tax, fees, refunds; `by` is it and all of it."""
    words = context.words
    made = tuple(
        Row(
            (
                title,
                sum(b.count for b in backs),
                total(b.net for b in backs),
                total(b.tax for b in backs),
                total(b.fee for b in backs),
                total(b.refunded for b in backs),
            ),
            evidence=evidence,
        )
        for title, evidence, backs in rows
    )
    columns = (
        Column(by[0], strong=True),
        Column(words.say("Lines"), Unit.COUNT),
        Column(words.say("Net"), Unit.MONEY),
        Column(words.say("Tax"), Unit.MONEY),
        Column(words.say("Fees kept"), Unit.MONEY),
        Column(words.say("Refunded"), Unit.MONEY, strong=True),
    )
    return replace(section, columns=columns, rows=made, totals=summed(by[1], made))


def _by_reason(context: BookContext) -> Section:
    words = context.words
    found: dict[str, list[LinesBack]] = {}
    for back in lines_back(context.work.connection, context.day):
        found.setdefault(back.reason, []).append(back)
    section = Section(
        key="refunds_by_reason",
        title=words.say("Refunds by reason"),
        note=words.say("Returned lines; voided returns are left out."),
        empty=words.say("Nothing came back."),
        order=300,
    )
    rows = tuple(
        (reason_label(context, "return", reason), None, backs)
        for reason, backs in sorted(found.items())
    )
    return _lines_section(context, (words.say("Reason"), words.say("All reasons")), rows, section)


def _by_tender(context: BookContext) -> Section:
    words = context.words
    found: dict[Tender, tuple[int, Money]] = {}
    for back in tenders_back(context.work.connection, context.day):
        count, amount = found.get(back.tender, (0, ZERO))
        found[back.tender] = (count + back.count, amount + back.amount)
    rows = tuple(
        Row((tender_title(tender, words), *found[tender]))
        for tender in sorted(found, key=lambda t: (t is not Tender.CASH, t.value))
    ) + tuple(_exchanged(context))
    return Section(
        key="refunds_by_tender",
        title=words.say("Refunds by tender"),
        columns=(
            Column(words.say("Tender"), strong=True),
            Column(words.say("Times"), Unit.COUNT),
            Column(words.say("Refunded"), Unit.MONEY, strong=True),
        ),
        rows=rows,
        totals=summed(words.say("All tenders"), rows),
        empty=words.say("Nothing was paid back."),
        order=301,
    )


def _exchanged(context: BookContext) -> Iterator[Row]:
    """What was given back in new goods, so that tenders and reasons come to the same."""
    given = [s for s in context.ledger.sums if _cleared(s)]
    voided = [m for m in context.ledger.movements if _cleared(m)]
    amount = -total(s.amount for s in given) - total(m.amount for m in voided)
    if amount:
        many = sum(s.count for s in given) - len(voided)
        words = context.words
        yield Row((words.say("New goods (exchange)"), many, amount))


def _cleared(one: Sum | Movement) -> bool:
    return one.account == "exchange_clearing" and one.flow is Flow.REFUNDS


def _by_operator(context: BookContext) -> Section:
    words = context.words
    found: dict[int, list[LinesBack]] = {}
    for back in lines_back(context.work.connection, context.day):
        found.setdefault(back.operator_id, []).append(back)
    section = Section(
        key="refunds_by_operator",
        title=words.say("Refunds by operator"),
        empty=words.say("Nothing was paid back."),
        order=302,
    )
    rows = tuple(
        (context.person(operator), Evidence(EvidenceKind.OPERATOR, str(operator)), backs)
        for operator, backs in sorted(found.items(), key=lambda kv: context.person(kv[0]))
    )
    return _lines_section(
        context, (words.say("Operator"), words.say("All operators")), rows, section
    )


def _register(context: BookContext, workstation: str) -> str:
    """A register's number; what a desk sold itself stands under the desk's name."""
    station = workstation.removeprefix(DESK)
    return workstation if station == workstation else context.station(station)


def _registers(context: BookContext) -> Section:
    words = context.words
    rows = tuple(
        Row((_register(context, sales.workstation), sales.count, sales.paid, sales.refunded))
        for sales in register_sales(context.work.connection, context.day)
    )
    return Section(
        key="registers",
        title=words.say("Receipts of the registers"),
        note=words.say("As sent in by the registers, tax included."),
        columns=(
            Column(words.say("Register"), strong=True),
            Column(words.say("Receipts"), Unit.COUNT),
            Column(words.say("Paid"), Unit.MONEY),
            Column(words.say("Paid out"), Unit.MONEY),
        ),
        rows=rows,
        totals=summed(words.say("All registers"), rows),
        empty=words.say("No receipts of this date were sent in."),
        order=310,
    )
