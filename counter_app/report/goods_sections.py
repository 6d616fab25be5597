"""Refunds by reason, tender and operator, and what the registers sold that day."""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.core.book import Column, Evidence, EvidenceKind, Row, Section, Unit
from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Tender
from counter_app.core.words import Words, tender_name
from counter_app.records.day_goods import lines_back, register_sales, tenders_back
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


def _money_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words.say("Lines"), Unit.COUNT),
        Column(words.say("Net"), Unit.MONEY),
        Column(words.say("Tax"), Unit.MONEY),
        Column(words.say("Fees kept"), Unit.MONEY),
        Column(words.say("Refunded"), Unit.MONEY, strong=True),
    )


def _by_reason(context: BookContext) -> Section:
    words = context.words
    found: dict[str, list[Money | int]] = {}
    for back in lines_back(context.work.connection, context.day):
        row = found.setdefault(back.reason, [0, ZERO, ZERO, ZERO, ZERO])
        values: list[Money | int] = [back.count, back.net, back.tax, back.fee, back.refunded]
        found[back.reason] = [_plus(a, b) for a, b in zip(row, values, strict=True)]
    rows = tuple(
        Row((reason_label(context, "return", reason), *values))
        for reason, values in sorted(found.items())
    )
    return Section(
        key="refunds_by_reason",
        title=words.say("Refunds by reason"),
        note=words.say("Returned lines; voided returns are left out."),
        columns=(Column(words.say("Reason"), strong=True), *_money_columns(words)),
        rows=rows,
        totals=_totals(words.say("All reasons"), rows),
        empty=words.say("Nothing came back."),
        order=300,
    )


def _plus(a: Money | int, b: Money | int) -> Money | int:
    if isinstance(a, Money) and isinstance(b, Money):
        return a + b
    assert isinstance(a, int)
    assert isinstance(b, int)
    return a + b


def _totals(title: str, rows: tuple[Row, ...]) -> tuple[str | Money | int, ...] | None:
    if not rows:
        return None
    sums: list[Money | int] = []
    for i in range(1, len(rows[0].cells)):
        column = [row.cells[i] for row in rows]
        money = [c for c in column if isinstance(c, Money)]
        sums.append(total(money) if money else sum(c for c in column if isinstance(c, int)))
    return (title, *sums)


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
        totals=_totals(words.say("All tenders"), rows),
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
    found: dict[int, list[Money | int]] = {}
    for back in lines_back(context.work.connection, context.day):
        row = found.setdefault(back.operator_id, [0, ZERO, ZERO, ZERO, ZERO])
        values: list[Money | int] = [back.count, back.net, back.tax, back.fee, back.refunded]
        found[back.operator_id] = [_plus(a, b) for a, b in zip(row, values, strict=True)]
    rows = tuple(
        Row(
            (context.person(operator), *values),
            evidence=Evidence(EvidenceKind.OPERATOR, str(operator)),
        )
        for operator, values in sorted(found.items(), key=lambda kv: context.person(kv[0]))
    )
    return Section(
        key="refunds_by_operator",
        title=words.say("Refunds by operator"),
        columns=(Column(words.say("Operator"), strong=True), *_money_columns(words)),
        rows=rows,
        totals=_totals(words.say("All operators"), rows),
        empty=words.say("Nothing was paid back."),
        order=302,
    )


def _registers(context: BookContext) -> Section:
    words = context.words
    rows = tuple(
        Row((sales.workstation, sales.count, sales.paid, sales.refunded))
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
        totals=_totals(words.say("All registers"), rows),
        empty=words.say("No receipts of this date were sent in."),
        order=310,
    )
