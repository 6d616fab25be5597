"""Letters to known customers whom a wrong price cost money: posted with the offer, then printed.

A letter moves no money; it is a stored document with a number of its own, so that it can be printed
again and kept as a PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counter_app.core.approval import Verdict, digest
from counter_app.core.document import Document
from counter_app.core.document_json import read_document
from counter_app.core.errors import BadInput, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money, total
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.transaction import Kind, Transaction, TransactionLine
from counter_app.desk.price_correction.policy import SECTION, PricePolicy
from counter_app.desk.price_correction.posting import TASK
from counter_app.desk.price_correction.slip_letter import LetterPaper, Owed, overcharge_letter
from counter_app.desk.price_correction.sweep import Overcharge, Sweep
from counter_app.documents.pdf import render_pdf
from counter_app.records.customers import find_customer
from counter_app.records.journal import NumberedDocument
from counter_app.records.overcharge_offers import LETTER, letters_for
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.storage.files import write_private
from counter_app.trade.papers import head, words_for

LETTER_SLIP = "PL"


@dataclass(frozen=True, slots=True)
class Letter:
    """A stored letter: whose it is, how many receipts it names, what they come to."""

    transaction_id: str
    number: int
    customer: str
    receipts: int
    amount: Money
    document: Document
    printed: bool = False


def write_letters(
    work: Work, station: Station, found: Sweep, lines: Sequence[Overcharge], task_id: str
) -> int:
    """Post one letter for each customer of these lines; gives how many those were."""
    operator = work.operator(station.operator_id)
    by_customer: dict[str, list[Overcharge]] = {}
    for line in lines:
        by_customer.setdefault(line.sold.customer_ref, []).append(line)
    for reference, owed in by_customer.items():
        _post(work, station, operator, found, reference, owed, task_id)
    return len(by_customer)


def letters_of(task_id: str, station: Station) -> tuple[Letter, ...]:
    """All letters about one error, in the order in which they were written."""
    with station.look() as work:
        return tuple(_read(work, x) for x in letters_for(work.connection, task_id))


def print_letters(task_id: str, station: Station) -> int:
    """Queue all letters about an error that were not printed yet, else all again as duplicates."""
    with station.open_work() as work:
        operator = _may(work, station)
        every = letters_for(work.connection, task_id)
        fresh = [x for x in every if not work.print_jobs.of_transaction(x)]
        for letter in fresh or every:
            work.print_jobs.add(letter, 1, operator.id, work.now(), duplicate=not fresh)
        work.commit()
    return len(fresh or every)


def save_letters(task_id: str, folder: Path, station: Station) -> int:
    """Write each letter about an error as a PDF into a folder; raises `BadInput` if it cannot."""
    with station.look() as work:
        _may(work, station)
        letters = [_read(work, x) for x in letters_for(work.connection, task_id)]
        columns = work.policy().printing.columns
    try:
        for letter in letters:
            name = f"letter-{letter.number:04d}.pdf"
            write_private(folder / name, render_pdf(letter.document, columns))
    except OSError as error:
        raise BadInput("The letters cannot be written there.", code="letters_folder") from error
    return len(letters)


def _post(
    work: Work,
    station: Station,
    operator: Operator,
    found: Sweep,
    reference: str,
    lines: list[Overcharge],
    task_id: str,
) -> None:
    customer = find_customer(work.connection, reference)
    assert customer is not None
    confirmed, policy = found.confirmed, work.policy()
    owed = tuple(_owed(line) for line in lines)
    prices = policy.section(SECTION, PricePolicy)
    pack = prices.packs[prices.pack_by_department.get(confirmed.department, prices.pack.key)]
    transaction = Transaction(
        id=new_id(),
        kind=Kind.CONTROL,
        task=TASK,
        station=work.station,
        operator_id=operator.id,
        business_date=work.today(),
        occurred_at=work.now(),
        lines=tuple(
            TransactionLine(n, x.receipt_number, x.quantity, x.owed, item_code=confirmed.item_code)
            for n, x in enumerate(owed, 1)
        ),
        customer_id=customer.id,
        policy_version=policy.version,
        reason=LETTER,
        note=task_id,
    )
    paper = LetterPaper(
        customer.number,
        confirmed.description,
        confirmed.item_code,
        confirmed.right,
        owed,
        pack,
        pack.on(lines[-1].sold.sold_on),
    )
    number = work.journal.next_number(transaction)
    at_head = head(work, station, operator, number, LETTER_SLIP)
    letter = overcharge_letter(at_head, paper, words_for(work, customer.id))
    verdict = Verdict(digest([LETTER, transaction.id]))
    papers = (NumberedDocument(LETTER, letter),)
    work.journal.post(transaction, verdict, None, papers, number=number)


def _owed(line: Overcharge) -> Owed:
    sold = line.sold
    return Owed(sold.receipt_number, sold.sold_on, line.kept, sold.charged, line.owed)


def _read(work: Work, transaction_id: str) -> Letter:
    stored = read_transaction(work.connection, transaction_id)
    assert stored is not None
    base = stored.transaction
    customer = find_customer(work.connection, base.customer_id or "")
    ((_, content, _),) = stored.documents
    return Letter(
        base.id,
        base.number,
        customer.name if customer else "",
        len(base.lines),
        total(line.net for line in base.lines),
        read_document(content),
        bool(work.print_jobs.of_transaction(base.id)),
    )


def _may(work: Work, station: Station) -> Operator:
    operator = work.operator(station.operator_id)
    if not operator.may("prices.radar"):
        raise Refused(
            said("{operator} may not write to customers.", operator=operator.short_name),
            code="not_permitted",
            remedy="Ask a lead or manager to sign on.",
        )
    return operator
