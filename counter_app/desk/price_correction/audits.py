"""Price audit: a drawn sample, scanned shelf by shelf, and the report with its rates.

The sample is stratified by department. The report is posted without money, so its slip is in the
chain and prints like every other; the same document makes the PDF.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from counter_app.core.approval import Verdict, digest
from counter_app.core.document import BOLD, Block, Document, Rule, Text
from counter_app.core.errors import BadInput, Conflict, NotFound
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money, total
from counter_app.core.operator import check_may
from counter_app.core.said import said
from counter_app.core.transaction import Kind, Transaction
from counter_app.core.words import Words, percent
from counter_app.desk.price_correction.policy import SECTION, PricePolicy
from counter_app.desk.price_correction.posting import TASK
from counter_app.documents.standard import amount_row, item_rows, total_row, transaction_barcode
from counter_app.records.journal import NumberedDocument
from counter_app.records.price_audits import (
    Audit,
    AuditItem,
    add_audit,
    audit_by_id,
    close_audit,
    open_audit,
    priced_items,
    record_shelf,
)
from counter_app.records.work import Work
from counter_app.rules.price_sampling import MAX_SAMPLE, AuditCounts, draw
from counter_app.station import Station
from counter_app.trade.papers import head, words_for
from counter_app.trade.slip_head import GROUPS, Head, slip_header

AUDIT_SLIP = "AU"
EVENT = "price_audit"


@dataclass(frozen=True, slots=True)
class Reported:
    """A closed audit: its counts, whether it passes, and the report."""

    transaction_id: str
    number: int
    counts: AuditCounts
    passes: bool
    document: Document


def begin(
    station: Station, size: int, *, departments: Iterable[str] = (), seed: str | None = None
) -> Audit:
    """Draw a sample and begin; raises `Refused` or `Conflict` while another audit is open.

    `departments` narrows it to some; the seed is kept, so that anybody can draw the sample again.
    """
    if not 1 <= size <= MAX_SAMPLE:
        raise BadInput(
            said("A sample holds 1 to {max_sample} items.", max_sample=MAX_SAMPLE),
            code="audit_size",
        )
    with station.open_work() as work:
        operator = _may(work, station)
        if open_audit(work.connection) is not None:
            raise Conflict(
                "A price audit is open already.",
                code="audit_open",
                remedy="Finish that one first.",
            )
        wanted = set(departments)
        strata: dict[str, list[AuditItem]] = {}
        for item in priced_items(work.connection):
            if not wanted or item.department in wanted:
                strata.setdefault(item.department, []).append(item)
        population = sum(len(found) for found in strata.values())
        if not population:
            raise NotFound("There is nothing to check.", code="audit_empty")
        lot = seed or new_id()
        sample = [replace(item, number=n) for n, (_, item) in enumerate(draw(strata, size, lot), 1)]
        audit = Audit(
            new_id(),
            station.name,
            operator,
            work.today(),
            work.now(),
            None,
            population,
            tuple(sample),
        )
        add_audit(work.connection, audit, lot, sample)
        work.commit()
    return audit


def current(station: Station) -> Audit | None:
    """The audit that is open, if there is one."""
    with station.look() as work:
        return open_audit(work.connection)


def find(audit: Audit, code: str) -> AuditItem:
    """The sampled item with a scanned code; raises `NotFound`."""
    bare = code.lstrip("0")
    for item in audit.items:
        ours = item.code.lstrip("0")
        if ours == bare or (len(ours) >= 7 and ours == bare[:-1]):
            return item
    raise NotFound(
        "This item is not in the sample.",
        code="audit_not_sampled",
        remedy="Scan the next item on the list.",
    )


def check(
    audit_id: str,
    number: int,
    station: Station,
    *,
    shelf: Money | None = None,
    missing: bool = False,
) -> Audit:
    """What the shelf of one item says (`missing`: it is not there); gives the audit as it is now.

    What is checked again counts as it was seen last. Raises `NotFound`, `BadInput` or `Conflict`.
    """
    if (shelf is None) is not missing or (shelf is not None and shelf < ZERO):
        raise BadInput("Type the shelf's price.", code="audit_price")
    with station.open_work() as work:
        operator = _may(work, station)
        audit = _open(work, audit_id)
        if all(x.number != number for x in audit.items):
            raise NotFound("This item is not in the sample.", code="audit_not_sampled")
        record_shelf(
            work.connection,
            audit_id,
            number,
            shelf=shelf,
            missing=missing,
            operator_id=operator,
            at=work.now(),
        )
        found = audit_by_id(work.connection, audit_id)
        work.commit()
    assert found is not None
    return found


def counts(audit: Audit) -> AuditCounts:
    """What the shelves said so far. A shelf below the register's price is an overcharge."""
    checked = [x for x in audit.items if x.shelf is not None]
    over = [x for x in checked if x.shelf is not None and x.scanned > x.shelf]
    under = [x for x in checked if x.shelf is not None and x.scanned < x.shelf]
    return AuditCounts(
        len(checked),
        len(over),
        len(under),
        sum(x.missing for x in audit.items),
        total(x.scanned - (x.shelf or ZERO) for x in over),
        total((x.shelf or ZERO) - x.scanned for x in under),
    )


def finish(audit_id: str, station: Station) -> Reported:
    """Close an audit and post its report; items nobody looked at stay unchecked.

    Raises `Conflict` if it is closed already and `BadInput` if nothing was checked.
    """
    with station.open_work() as work:
        operator_id = _may(work, station)
        operator = work.operator(operator_id)
        audit = _open(work, audit_id)
        found = counts(audit)
        if not found.checked:
            raise BadInput("Nothing was checked yet.", code="audit_nothing")
        prices = work.policy().section(SECTION, PricePolicy)
        transaction = Transaction(
            id=audit_id,
            kind=Kind.CONTROL,
            task=TASK,
            station=work.station,
            operator_id=operator_id,
            business_date=work.today(),
            occurred_at=work.now(),
            policy_version=work.policy().version,
            reason=EVENT,
        )
        number = work.journal.next_number(transaction)
        words = words_for(work, None)
        at_head = head(work, station, operator, number, AUDIT_SLIP)
        report = audit_report(at_head, audit, prices.audit_pass_ppm, words)
        papers = (NumberedDocument(EVENT, report),)
        verdict = Verdict(digest([EVENT, audit_id]))
        posted = work.journal.post(transaction, verdict, None, papers, number=number)
        work.print_jobs.add(posted.id, 1, operator_id, work.now())
        close_audit(work.connection, audit_id, work.now())
        work.commit()
    return Reported(posted.id, posted.number, found, found.passes(prices.audit_pass_ppm), report)


def audit_report(at: Head, audit: Audit, line_ppm: int, words: Words) -> Document:
    """The report: rates, the line to reach, and every item that was not right."""
    found = counts(audit)
    title = words.say("PRICE AUDIT {number}", number=f"{at.number:04d}")
    blocks: list[Block] = [*slip_header(at, title, "", words)]
    rows = (
        (words.say("Items in the file"), str(audit.population)),
        (words.say("Sampled"), str(len(audit.items))),
        (words.say("Checked"), str(found.checked)),
        (words.say("Not on the shelf"), str(found.missing)),
        (words.say("Right"), str(found.right)),
        (words.say("Overcharged"), _rate(found.over, found.over_ppm())),
        (words.say("Undercharged"), _rate(found.under, found.under_ppm())),
    )
    blocks += [amount_row(label, value) for label, value in rows]
    blocks += total_row(words.say("ACCURACY"), percent(_tenths(found.accuracy_ppm())))
    line = percent(line_ppm)
    if found.passes(line_ppm):
        blocks.append(Text(words.say("Reaches the line of {line}.", line=line), style=BOLD))
    else:
        blocks.append(Text(words.say("Below the line of {line}.", line=line), style=BOLD))
    blocks += _wrong(audit, words)
    blocks.append(Rule())
    blocks.append(
        Text(
            words.say(
                "Random sample, stratified by department, after NIST Handbook 130 (EPPV). The "
                "accuracy that Massachusetts names is 98%."
            )
        )
    )
    blocks += transaction_barcode(at.code.text, GROUPS)
    return Document(tuple(blocks), EVENT, title, words.language)


def _wrong(audit: Audit, words: Words) -> Iterable[Block]:
    """Every item whose shelf says something else, the largest overcharges first."""
    wrong = [x for x in audit.items if x.shelf is not None and x.shelf != x.scanned]
    wrong.sort(key=lambda x: ((x.shelf or ZERO) - x.scanned, x.number))
    if wrong:
        yield Rule()
    for item in wrong:
        assert item.shelf is not None
        off = item.scanned - item.shelf
        note = words.say(
            "{register} at the register, {shelf} on the shelf",
            register=words.figure(item.scanned),
            shelf=words.figure(item.shelf),
        )
        yield from item_rows(item.description, words.figure(off), "", [item.code, note])


def _rate(count: int, ppm: int) -> str:
    return f"{count}  ({percent(_tenths(ppm))})"


def _tenths(ppm: int) -> int:
    """Parts per million cut to tenths of a percent, so that 97.99 never shows as 98."""
    return ppm - ppm % 1000


def _open(work: Work, audit_id: str) -> Audit:
    audit = audit_by_id(work.connection, audit_id)
    if audit is None:
        raise NotFound("There is no such price audit.", code="audit_unknown")
    if audit.closed_at is not None:
        raise Conflict("This price audit is finished already.", code="audit_closed")
    return audit


def _may(work: Work, station: Station) -> int:
    operator = work.operator(station.operator_id)
    check_may(operator, "prices.audit", "{operator} may not audit prices.")
    return operator.id
