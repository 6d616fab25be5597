"""What has already been given back of a receipt: returned or corrected here, or at the registers.

Never stored twice: always summed from the journal (what was voided left out) and from imported
register returns. Called under the receipt's lock when a return or a price correction is posted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    case,
    func,
    literal_column,
    select,
    union_all,
)

from counter_app.core.item import same_item
from counter_app.core.money import ZERO, Money, total
from counter_app.core.order import order_of
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import Direction, Receipt, ReceiptLine, ReceiptTender
from counter_app.core.transaction import NEVER_HAD, Kind
from counter_app.records.journal_tables import (
    transaction_carried,
    transaction_line_taxes,
    transaction_lines,
    transaction_tenders,
    transactions,
)
from counter_app.records.receipts import key_values, receipt_by_id, receipt_lines
from counter_app.rules.allocation import allocate, next_share
from counter_app.rules.refund_plan import CHANNEL_PAYS
from counter_app.storage.prepared import Prepared

TaxKey = tuple[str, str, int]
"""(authority, name, rate in ppm) of one tax on a line."""


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """Sums over everything of one receipt line that came back.

    `corrected` and `corrected_taxes` went back without goods, because the price was wrong.
    """

    quantity: Quantity = NONE
    net: Money = ZERO
    taxes: dict[TaxKey, Money] = field(default_factory=dict)
    corrected: Money = ZERO
    corrected_taxes: dict[TaxKey, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Returned:
    """Sums by receipt line id, refunded sums by receipt tender id.

    `at_desk`: something of it was returned or corrected at a desk.
    """

    lines: dict[str, ReturnedLine]
    tenders: dict[str, Money]
    at_desk: bool = False
    at_registers: bool = False


class Where(Protocol):
    """Whether anything of a receipt came back at all, and where."""

    @property
    def at_desk(self) -> bool:
        """At a desk."""

    @property
    def at_registers(self) -> bool:
        """At a register."""


def returned_so_far(
    connection: Connection, receipt: Receipt, known: Where | None = None
) -> Returned:
    """All that came back of this receipt up to now; what is `known` under its lock is not asked."""
    at: Where = known or _WHERE.first(
        connection, {"receipt": receipt.id, **key_values(receipt.key)}
    )
    lines = _desk_lines(connection, receipt.id) if at.at_desk else {}
    tenders = _desk_tenders(connection, receipt.id) if at.at_desk else {}
    register = _register_returns(connection, receipt) if at.at_registers else []
    for register_receipt, line in register:
        for original, part in _originals(line, receipt, lines):
            lines[original.id] = _add(lines.get(original.id, ReturnedLine()), part)
        _give_to_tenders(tenders, receipt, register_receipt, line.paid)
    _give_by_channel(connection, receipt, tenders)
    return Returned(lines, tenders, bool(at.at_desk), bool(register))


def by_tax(
    line: ReceiptLine, given: Mapping[TaxKey, Money], before: tuple[Money, ...] = ()
) -> tuple[Money, ...]:
    """What was given back of each of a line's taxes, in the order of the line's own taxes.

    Each takes what carries its name; what matches none fills the room that is left. Taxes of one
    name share it, by what is left of them after `before`.
    """
    rest = dict(given)
    taken = [ZERO] * len(line.taxes)
    named: dict[TaxKey, list[int]] = {}
    for i, tax in enumerate(line.taxes):
        named.setdefault((tax.authority, tax.name, tax.rate_ppm), []).append(i)
    for key, places in named.items():
        if key in rest:
            for i, part in _shared(line, places, rest[key], before):
                taken[i] = part
                rest[key] = rest[key] - part
    for key, amount in rest.items():
        left = amount
        for i, tax in enumerate(line.taxes):
            part = min(left, tax.amount - taken[i])
            if part > ZERO:
                taken[i] = taken[i] + part
                left = left - part
        rest[key] = left
    return tuple(taken)


def _shared(
    line: ReceiptLine, places: Sequence[int], given: Money, before: tuple[Money, ...]
) -> Iterator[tuple[int, Money]]:
    if len(places) == 1:
        yield places[0], min(given, line.taxes[places[0]].amount)
        return
    room = [max(line.taxes[i].amount - (before[i] if before else ZERO), ZERO) for i in places]
    fits = max(min(given, total(room)), ZERO)
    yield from zip(places, allocate(fits, [r.minor for r in room]), strict=True)


_VOID: Final = transactions.alias("void")
GIVING_BACK: Final = (Kind.RETURN, Kind.PRICE_CORRECTION)
"""The kinds of transaction that give back what a receipt's lines were paid."""


def came_back() -> ColumnElement[int]:
    """1 for a line whose goods came back or were never had, 0 for one that was only corrected."""
    gone = (transactions.c.kind == Kind.RETURN.value) | (
        transaction_lines.c.disposition == NEVER_HAD
    )
    return case((gone, literal_column("1")), else_=literal_column("0"))


LIVE_RETURNS: Final = (
    transactions.c.receipt_id == bindparam("receipt"),
    transactions.c.kind.in_([kind.value for kind in GIVING_BACK]),
    ~select(_VOID.c.id).where(_VOID.c.reverses == transactions.c.id).exists(),
)
_RECEIPT_LINE: Final = transaction_lines.c.receipt_line_id
_CAME_BACK: Final = came_back().label("came_back")
_LINES: Final = Prepared(
    select(
        _RECEIPT_LINE,
        _CAME_BACK,
        func.sum(transaction_lines.c.quantity).label("quantity"),
        func.sum(transaction_lines.c.net).label("net"),
    )
    .join(transactions, transactions.c.id == transaction_lines.c.transaction_id)
    .where(*LIVE_RETURNS, _RECEIPT_LINE.is_not(None))
    .group_by(_RECEIPT_LINE, "came_back")
)
_TAX: Final = transaction_line_taxes.c
_TAXES: Final = Prepared(
    select(
        _RECEIPT_LINE,
        _CAME_BACK,
        _TAX.authority,
        _TAX.name,
        _TAX.rate_ppm,
        func.sum(_TAX.amount).label("amount"),
    )
    .join(
        transaction_lines,
        (transaction_lines.c.transaction_id == _TAX.transaction_id)
        & (transaction_lines.c.number == _TAX.line),
    )
    .join(transactions, transactions.c.id == _TAX.transaction_id)
    .where(*LIVE_RETURNS, _RECEIPT_LINE.is_not(None))
    .group_by(_RECEIPT_LINE, "came_back", _TAX.authority, _TAX.name, _TAX.rate_ppm)
)


def _taken_from(table: Table) -> Select[Any]:
    """What live returns took from each payment of the receipt, as refunds or into new goods."""
    return (
        select(table.c.receipt_tender_id, table.c.amount)
        .join(transactions, transactions.c.id == table.c.transaction_id)
        .where(*LIVE_RETURNS, table.c.receipt_tender_id.is_not(None))
    )


_TAKEN: Final = union_all(
    _taken_from(transaction_tenders), _taken_from(transaction_carried)
).subquery()
_TENDERS: Final = Prepared(
    select(_TAKEN.c.receipt_tender_id, func.sum(_TAKEN.c.amount).label("amount")).group_by(
        _TAKEN.c.receipt_tender_id
    )
)
LINKS_HERE: Final = (
    receipt_lines.c.link_store == bindparam("store"),
    receipt_lines.c.link_workstation == bindparam("workstation"),
    receipt_lines.c.link_date == bindparam("business_date"),
    receipt_lines.c.link_sequence == bindparam("sequence"),
)
_LINKED: Final = Prepared(select(receipt_lines.c.receipt_id).where(*LINKS_HERE).distinct())
_WHERE: Final = Prepared(
    select(
        select(transactions.c.id).where(*LIVE_RETURNS).exists().label("at_desk"),
        select(receipt_lines.c.receipt_id).where(*LINKS_HERE).exists().label("at_registers"),
    )
)
"""Whether anything came back, and where: most receipts have none of it, and one look says so."""


def _desk_lines(connection: Connection, receipt_id: str) -> dict[str, ReturnedLine]:
    sums = _LINES.all(connection, {"receipt": receipt_id})
    if not sums:
        return {}
    taxes: dict[tuple[str, int], dict[TaxKey, Money]] = {}
    for tax in _TAXES.all(connection, {"receipt": receipt_id}):
        key = (tax.authority, tax.name, tax.rate_ppm)
        taxes.setdefault((tax.receipt_line_id, tax.came_back), {})[key] = _money(tax.amount)
    found: dict[str, ReturnedLine] = {}
    for row in sums:
        line_id = row.receipt_line_id
        line, of_kind = found.get(line_id, ReturnedLine()), taxes.get((line_id, row.came_back), {})
        if row.came_back:
            quantity, net = _quantity(row.quantity), _money(row.net)
            found[line_id] = replace(line, quantity=quantity, net=net, taxes=of_kind)
        else:
            found[line_id] = replace(line, corrected=_money(row.net), corrected_taxes=of_kind)
    return found


def _desk_tenders(connection: Connection, receipt_id: str) -> dict[str, Money]:
    rows = _TENDERS.all(connection, {"receipt": receipt_id})
    return {row.receipt_tender_id: _money(row.amount) for row in rows}


def _register_returns(
    connection: Connection, receipt: Receipt
) -> list[tuple[Receipt, ReceiptLine]]:
    """Lines of this receipt that came back at a register, each with the register's receipt."""
    key = receipt.key
    found: list[tuple[Receipt, ReceiptLine]] = []
    for row in _LINKED.all(connection, key_values(receipt.key)):
        register = receipt_by_id(connection, row.receipt_id)
        if register is None or register.status != "finished":
            continue
        found.extend(
            (register, line)
            for line in register.lines
            if line.direction is Direction.RETURNED
            and line.link is not None
            and line.link.key == key
        )
    return found


def _originals(
    line: ReceiptLine, receipt: Receipt, returned: dict[str, ReturnedLine]
) -> Iterator[tuple[ReceiptLine, ReturnedLine]]:
    """The sold lines that a register's return belongs to, each with its part of it.

    The line the register named; or else lines of the same item, as far as they are still open,
    and the last of them takes what is left.
    """
    named = line.link.line_sequence if line.link else None
    if named is not None:
        for sold in receipt.sold:
            if named in (sold.source_sequence, sold.number):
                yield sold, _part(line, NONE, line.quantity)
                return
    same = [sold for sold in receipt.sold if same_item(sold.item_code, line.item_code)]
    done = NONE
    for sold in same:
        rest = line.quantity - done
        back = returned.get(sold.id, ReturnedLine()).quantity
        open_quantity = max(sold.quantity - back, NONE)
        taken = rest if sold is same[-1] else min(rest, open_quantity)
        if taken > NONE:
            yield sold, _part(line, done, taken)
            done += taken


def _part(line: ReceiptLine, done: Quantity, taken: Quantity) -> ReturnedLine:
    def part(amount: Money) -> Money:
        if amount < ZERO:
            return -next_share(-amount, done, taken, line.quantity)
        return next_share(amount, done, taken, line.quantity)

    taxes: dict[TaxKey, Money] = {}
    for t in line.taxes:
        key = (t.authority, t.name, t.rate_ppm)
        taxes[key] = taxes.get(key, ZERO) + part(t.amount)
    return ReturnedLine(taken, part(line.net), taxes)


def _add(sofar: ReturnedLine, more: ReturnedLine) -> ReturnedLine:
    taxes = dict(sofar.taxes)
    for key, amount in more.taxes.items():
        taxes[key] = taxes.get(key, ZERO) + amount
    return replace(
        sofar, quantity=sofar.quantity + more.quantity, net=sofar.net + more.net, taxes=taxes
    )


def _give_by_channel(connection: Connection, receipt: Receipt, tenders: dict[str, Money]) -> None:
    """What a web channel gave back of its own accord, charged to what it was paid with.

    What it tells includes what this desk asked of it before; that is in the sums already.
    """
    order = order_of(receipt)
    if order is None or not order.given_back:
        return
    t, paid = transactions.c, transaction_tenders.c
    asked = connection.execute(
        select(func.sum(paid.amount))
        .join(transactions, t.id == paid.transaction_id)
        .where(
            *LIVE_RETURNS,
            paid.receipt_tender_id.is_not(None),
            paid.tender.in_([x.value for x in CHANNEL_PAYS]),
            t.occurred_at <= order.told_at,
        ),
        {"receipt": receipt.id},
    ).scalar()
    amount = max(order.given_back - _money(asked), ZERO)
    for tender in receipt.tenders:
        if tender.tender in CHANNEL_PAYS:
            part = min(tender.amount - tenders.get(tender.id, ZERO), amount)
            if part > ZERO:
                tenders[tender.id] = tenders.get(tender.id, ZERO) + part
                amount -= part


def _give_to_tenders(
    tenders: dict[str, Money], receipt: Receipt, register: Receipt, amount: Money
) -> None:
    """Charge a register's refund to the original tenders: the same kind first, then in order."""
    kinds = {t.tender for t in register.tenders}
    ordered: list[ReceiptTender] = sorted(receipt.tenders, key=lambda t: t.tender not in kinds)
    for tender in ordered:
        open_amount = tender.amount - tenders.get(tender.id, ZERO)
        part = min(open_amount, amount)
        if part > ZERO:
            tenders[tender.id] = tenders.get(tender.id, ZERO) + part
            amount -= part


def _money(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))


def _quantity(value: object) -> Quantity:
    return value if isinstance(value, Quantity) else Quantity(int(str(value or 0)))
