"""A price approval before payment: a slip with a barcode for the register, and no money.

The register calls the desk, which looks at the tag and says at what price to sell. Old price, new
price, operator, approver and reason are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from counter_app.core.approval import Approval, Finding, Severity, Verdict, digest
from counter_app.core.document import Document
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.item import ItemRow
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.quantity import NONE, ONE, Quantity
from counter_app.core.said import said
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.core.transaction import Kind, Transaction, TransactionLine
from counter_app.core.words import make_finding
from counter_app.desk.price_correction.case import limit_of
from counter_app.desk.price_correction.policy import SECTION, PricePolicy
from counter_app.desk.price_correction.posting import TASK
from counter_app.desk.price_correction.rules_money import LIMIT
from counter_app.desk.price_correction.slip import ApprovalPaper, approval_slip
from counter_app.desk.price_correction.wording import WORDS
from counter_app.records.decisions import add_decision
from counter_app.records.items import item_by_code
from counter_app.records.journal import NumberedDocument, id_reused
from counter_app.records.price_corrections import (
    CorrectedLine,
    add_corrections,
    corrections_in,
)
from counter_app.records.transaction_reader import read_transaction, stored_document
from counter_app.records.work import Work
from counter_app.rules.price_accuracy.claim import Award, PriceClaim, extended
from counter_app.rules.price_accuracy.compute import award
from counter_app.rules.price_accuracy.pack import Pack
from counter_app.station import Station
from counter_app.trade.approvers import beyond_limit, who_agreed
from counter_app.trade.papers import head, words_for

APPROVAL_SLIP: Final = "PA"
SORT: Final = "override"


@dataclass(frozen=True, slots=True)
class Override:
    """What is asked: an item, what the register charges, what is right, and what shows it.

    The id becomes the transaction's id.
    """

    id: str
    item_code: str
    right: Money
    charged: Money | None = None
    quantity: Quantity = ONE
    source: str = ""
    note: str = ""
    exemption: str = ""


@dataclass(frozen=True, slots=True)
class Priced:
    """An override worked out: the item, both prices, what the law gives, and what is to be paid."""

    item: ItemRow
    charged: Money
    override: Override
    award: Award
    pack: Pack
    until: date
    verdict: Verdict

    @property
    def lowers(self) -> Money:
        """By how much the line becomes cheaper."""
        return extended(self.charged, self.override.quantity) - self.to_pay

    @property
    def to_pay(self) -> Money:
        """What the register charges for all units."""
        whole = extended(self.override.right, self.override.quantity)
        return whole - self.award.off


@dataclass(frozen=True, slots=True)
class Issued:
    """A stored price approval and its slip."""

    transaction_id: str
    number: int
    to_pay: Money
    document: Document
    findings: tuple[Finding, ...] = ()
    replayed: bool = False


def issue(override: Override, station: Station, approval: Approval | None = None) -> Issued:
    """Print a price approval; raises `Refused`, `ApprovalRequired` or `Conflict`."""
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        if work.journal.is_posted(override.id):
            return _again(work, override)
        found = _price(work, override, operator)
        transaction = _transaction(work, found, operator)
        try:
            work.journal.check(transaction, found.verdict, approval)
            _check_approver(work, found, approval)
        except Refused as error:
            refused = error
        else:
            return _post(work, station, found, transaction, operator, approval)
    with station.open_work() as work:
        _keep(work, found, operator, "refused", approval)
        work.commit()
    raise refused


def _price(work: Work, override: Override, operator: Operator) -> Priced:
    item = item_by_code(work.connection, override.item_code)
    if item is None:
        raise NotFound("This item is not in the item file.", code="item_unknown")
    if override.quantity <= NONE or (not item.weighed and not override.quantity.is_whole):
        raise BadInput("Type how many pieces are bought.", code="bad_quantity")
    prices = work.policy().section(SECTION, PricePolicy)
    today = work.today()
    charged = item.price if override.charged is None else override.charged
    clean = replace(override, note=clean_text(override.note, MAX_NOTE))
    key = prices.pack_by_department.get(item.department, prices.pack.key)
    pack = prices.packs[key]
    if override.right < charged:
        claim = PriceClaim(
            charged,
            override.right,
            today,
            today,
            today,
            override.quantity,
            weighed=item.weighed,
            exemption=override.exemption or prices.exempt_departments.get(item.department, ""),
            before_completion=True,
        )
        found = award(claim, pack)
    else:
        found = Award(ZERO)
    until = today + timedelta(days=prices.slip_days)
    empty = Verdict("")
    made = Priced(item, charged, clean, found, pack, until, empty)
    return replace(made, verdict=_judge(work, made, operator, prices))


def _judge(work: Work, found: Priced, operator: Operator, prices: PricePolicy) -> Verdict:
    override, currency = found.override, work.store.currency
    said: list[Finding] = []

    def say(code: str, severity: Severity, **values: str | Money) -> None:
        said.append(make_finding(WORDS, code, severity, currency, None, **values))

    item = found.item.description
    if not operator.may("prices.correct"):
        say("price.not_permitted", Severity.FORBID, operator=operator.short_name)
    if override.right >= found.charged:
        say(
            "price.not_lower",
            Severity.FORBID,
            right=override.right,
            charged=found.charged,
            item=item,
        )
    source = next((r for r in prices.evidence if r.code == override.source), None)
    if source is None:
        say("price.evidence_missing", Severity.FORBID, item=item)
    elif not override.note and (source.needs_note or prices.needs_note):
        say("price.note_missing", Severity.FORBID, item=item, reason=source.label)
    if found.charged.minor * prices.large_below_ppm > override.right.minor * 1_000_000:
        say(
            "price.large",
            Severity.APPROVE,
            right=override.right,
            charged=found.charged,
            item=item,
            percent=f"{prices.large_below_ppm // 10_000}%",
        )
    limit = limit_of(operator, LIMIT)
    if not operator.may("prices.override") or found.lowers > limit:
        most = limit if operator.may("prices.override") else ZERO
        say(
            "price.override",
            Severity.APPROVE,
            item=item,
            right=override.right,
            charged=found.charged,
            operator=operator.short_name,
            limit=most,
        )
    request = digest(
        [
            override.id,
            override.item_code,
            found.charged.minor,
            override.right.minor,
            override.quantity.milli,
            override.source,
            override.note,
            override.exemption,
            found.to_pay.minor,
        ]
    )
    return Verdict(request, tuple(said))


def _transaction(work: Work, found: Priced, operator: Operator) -> Transaction:
    line = TransactionLine(
        number=1,
        description=found.item.description,
        quantity=found.override.quantity,
        net=found.to_pay,
        item_code=found.item.code,
        reason=SORT,
        condition=found.override.source,
        note=f"{found.override.note} {_kept(found).seal}".strip(),
    )
    return Transaction(
        id=found.override.id,
        kind=Kind.CONTROL,
        task=TASK,
        station=work.station,
        operator_id=operator.id,
        business_date=work.today(),
        occurred_at=work.now(),
        lines=(line,),
        policy_version=work.policy().version,
        reason=SORT,
    )


def _kept(found: Priced) -> CorrectedLine:
    override = found.override
    edition = found.pack.on(found.until)
    return CorrectedLine(
        line=1,
        item_code=found.item.code,
        sort=SORT,
        charged=found.charged,
        right=override.right,
        quantity=override.quantity,
        difference=found.award.difference,
        off=found.award.off,
        pack=found.pack.key,
        edition=edition.since.isoformat() if edition.since else "",
        why=found.award.why.value,
        content={
            "source": override.source,
            "note": override.note,
            "exemption": override.exemption,
            "to_pay_cents": found.to_pay.minor,
            "until": found.until.isoformat(),
        },
    )


def _post(
    work: Work,
    station: Station,
    found: Priced,
    transaction: Transaction,
    operator: Operator,
    approval: Approval | None,
) -> Issued:
    number = work.journal.next_number(transaction)
    used = approval if found.verdict.to_cover() else None
    prices = work.policy().section(SECTION, PricePolicy)
    labels = {r.code: r.label for r in prices.evidence}
    paper = ApprovalPaper(
        item=found.item.description,
        item_code=found.item.code,
        charged=found.charged,
        right=found.override.right,
        quantity=found.override.quantity,
        to_pay=found.to_pay,
        free=found.award.off,
        shown_by=labels[found.override.source],
        until=found.until,
        pack=found.pack,
        edition=found.pack.on(work.today()),
        approver=work.operator(used.approver_id).short_name if used else "",
        note=found.override.note,
    )
    at_head = head(work, station, operator, number, APPROVAL_SLIP)
    slip = approval_slip(at_head, paper, words_for(work, None))
    papers = (NumberedDocument("price_approval", slip),)
    posted = work.journal.post(transaction, found.verdict, approval, papers, number=number)
    add_corrections(work.connection, posted.id, [_kept(found)])
    work.print_jobs.add(posted.id, 1, operator.id, work.now())
    _keep(work, found, operator, "posted", used)
    work.commit()
    return Issued(posted.id, posted.number, found.to_pay, slip, found.verdict.findings)


def _again(work: Work, override: Override) -> Issued:
    """The stored answer of an override that was printed already; `Conflict` for another one."""
    stored = read_transaction(work.connection, override.id)
    kept = corrections_in(work.connection, override.id)
    document = stored_document(work.connection, override.id, 1)
    same = (
        len(kept) == 1
        and kept[0].sort == SORT
        and (kept[0].item_code, kept[0].right, kept[0].quantity)
        == (override.item_code, override.right, override.quantity)
    )
    if not same or stored is None or document is None:
        raise id_reused()
    to_pay = Money(kept[0].content["to_pay_cents"])
    number = stored.transaction.number
    return Issued(override.id, number, to_pay, document, replayed=True)


def _check_approver(work: Work, found: Priced, approval: Approval | None) -> None:
    """Nobody approves a price they could not give themselves."""
    approver = who_agreed(work, found.verdict, approval)
    if approver is None:
        return
    if not approver.may("prices.override") or found.lowers > limit_of(approver, LIMIT):
        told = said("{approver} may not give this price.", approver=approver.short_name)
        raise beyond_limit(told, found.verdict)


def _keep(
    work: Work, found: Priced, operator: Operator, status: str, approval: Approval | None
) -> None:
    add_decision(
        work.connection,
        task=TASK,
        station=work.station,
        operator_id=operator.id,
        approver_id=approval.approver_id if approval else None,
        request_id=found.override.id,
        verdict=found.verdict,
        status=status,
        request={"override": _kept(found).content, "item": found.item.code},
        policy_version=work.policy().version,
        at=work.now(),
    )
