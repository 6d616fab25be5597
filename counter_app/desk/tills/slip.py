"""What a till prints: that it was opened with so much, and how it was settled.

Sums stand in one column; all words come in the language of who signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from counter_app.core.document import BOLD, Block, Cut, Document, Feed, Rule, Text
from counter_app.core.money import ZERO, Money, total
from counter_app.core.operator import Operator
from counter_app.core.store import SessionState, Store, TillSession
from counter_app.core.transaction import Tender
from counter_app.core.words import Words
from counter_app.documents.standard import (
    amount_row,
    signature_lines,
    total_row,
    two_sides,
)
from counter_app.trade.slip_head import store_rows

MAX_ROWS = 30
"""No currency has more notes and coins."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Everything a settlement slip says; `chain` is (count, head) before this transaction."""

    station: str
    operator: Operator
    session: TillSession
    counted: Mapping[Tender, Money]
    differences: Mapping[Tender, Money]
    number: int
    at: datetime
    chain: tuple[int, str]
    opened_by: str = ""
    pieces: Mapping[str, int] = field(default_factory=dict)
    leave: Money = ZERO
    reason: str = ""
    approver: str = ""
    disputed: bool = False

    @property
    def to_safe(self) -> Money:
        """What leaves the till for the safe, in all tenders."""
        return total(self.counted.values()) - self.leave


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything an opening slip says; `difference` is counted minus what it should have been."""

    station: str
    operator: Operator
    session: TillSession
    amount: Money
    number: int
    at: datetime
    source: str
    difference: Money = ZERO
    pieces: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    approver: str = ""
    tag: str = ""
    seal: str = ""


def opening_slip(store: Store, opening: Opening, words: Words) -> Document:
    """The slip that stays in the drawer with the float."""
    title = words.say("TILL OPENED {number}", number=f"{opening.number:04d}")
    if opening.session.state == SessionState.PREPARED:
        title = words.say("TILL PREPARED {number}", number=f"{opening.number:04d}")
    variance: tuple[Block, ...] = ()
    if opening.difference:
        label, figure = _variance(opening.difference, words), words.figure(opening.difference)
        variance = (amount_row(label, figure),)
    blocks: tuple[Block, ...] = (
        *slip_header(store, title, opening.at, words),
        slip_place(opening.station, opening.session, opening.operator, words),
        Rule(),
        Text(opening.source),
        *piece_rows(opening.pieces, words),
        *total_row(words.say("FLOAT"), words.figure(opening.amount)),
        *variance,
        *_why(opening.reason, opening.approver, words),
        *tag_rows(opening.tag, opening.seal, words),
        Text(words.say("Keep this slip in the drawer.")),
        *signature_lines((opening.operator.name,)),
        Cut(),
    )
    return Document(blocks, "till_opening", title, words.language)


def settlement_slip(store: Store, settlement: Settlement, words: Words) -> Document:
    """The slip of a counted till; it carries the anchor of the books."""
    title = words.say("TILL SETTLED {number}", number=f"{settlement.number:04d}")
    if settlement.disputed:
        title = words.say("TILL DISPUTED {number}", number=f"{settlement.number:04d}")
    stays: tuple[Block, ...] = ()
    if settlement.leave:
        stays = (amount_row(words.say("Stays in the till"), words.figure(settlement.leave)),)
    blocks: tuple[Block, ...] = (
        *_counted(store, settlement, title, words),
        *stays,
        *total_row(words.say("TO SAFE"), words.figure(settlement.to_safe)),
        *_why(settlement.reason, settlement.approver, words),
        *_open_question(settlement, words),
        *_books(settlement.chain, words),
        *signature_lines((settlement.operator.name, words.say("Witness"))),
        Cut(),
    )
    return Document(blocks, "till_settlement", title, words.language)


def audit_slip(store: Store, settlement: Settlement, words: Words) -> Document:
    """The slip of a spot count; the till stays open."""
    title = words.say("TILL AUDITED {number}", number=f"{settlement.number:04d}")
    blocks: tuple[Block, ...] = (
        *_counted(store, settlement, title, words),
        *_why(settlement.reason, settlement.approver, words),
        Text(words.say("The till stays open.")),
        *signature_lines((settlement.operator.name, words.say("Witness"))),
        Cut(),
    )
    return Document(blocks, "till_audit", title, words.language)


def safe_slip(
    store: Store,
    settlement: Settlement,
    order: Mapping[str, int],
    words: Words,
    given_up: Sequence[tuple[datetime, Money]] = (),
) -> Document:
    """The slip of a counted safe: who handed it over, who took it, what the bank should bring.

    `given_up`: when a count before this one was made, and its figure.
    """
    title = words.say("SAFE COUNTED {number}", number=f"{settlement.number:04d}")
    off = settlement.differences.get(Tender.CASH, ZERO)
    wanted: tuple[Block, ...] = ()
    if order:
        wanted = (Text(words.say("Change to order"), style=BOLD), *piece_rows(order, words))
    blocks: tuple[Block, ...] = (
        *slip_header(store, title, settlement.at, words),
        two_sides(words.say("Handed over by"), settlement.operator.name),
        two_sides(words.say("Taken over by"), settlement.approver),
        Rule(),
        *piece_rows(settlement.pieces, words),
        *total_row(words.say("SAFE"), words.figure(settlement.counted[Tender.CASH])),
        amount_row(_variance(off, words), words.figure(off)),
        *_why(settlement.reason, "", words),
        *_counted_before(store, given_up, words),
        *wanted,
        *_books(settlement.chain, words),
        *signature_lines((settlement.operator.name, settlement.approver)),
        Cut(),
    )
    return Document(blocks, "safe_count", title, words.language)


def _counted_before(
    store: Store, given_up: Sequence[tuple[datetime, Money]], words: Words
) -> Iterator[Block]:
    for at, counted in given_up:
        label = words.say("Counted before, {at}", at=words.stamp(store.calendar.local(at)))
        yield amount_row(label, words.figure(counted))


def _counted(store: Store, settlement: Settlement, title: str, words: Words) -> Iterator[Block]:
    """What a count says before what becomes of the contents."""
    session = settlement.session
    yield from slip_header(store, title, settlement.at, words)
    yield slip_place(settlement.station, session, settlement.operator, words)
    yield two_sides(words.say("Opened"), words.stamp(store.calendar.local(session.opened_at)))
    yield from _opened_by(settlement, words)
    yield Rule()
    yield from piece_rows(settlement.pieces, words)
    for tender, amount in settlement.counted.items():
        yield amount_row(counted_label(tender, words), words.figure(amount))
    for tender in sorted({Tender.CASH, *settlement.differences}):
        off = settlement.differences.get(tender, ZERO)
        label = _variance(off, words)
        if len(settlement.counted) > 1 or tender is not Tender.CASH:
            label = f"{label}, {tender_words(tender, words)}"
        yield amount_row(label, words.figure(off))


def tender_words(tender: Tender, words: Words) -> str:
    """A tender as slips say it."""
    known = {
        Tender.CASH: words.say("cash"),
        Tender.CHECK: words.say("checks"),
        Tender.COUPON: words.say("coupons"),
        Tender.MONEY_ORDER: words.say("money orders"),
        Tender.GIFT_CARD: words.say("gift card slips"),
    }
    return known.get(tender, tender.value)


def counted_label(tender: Tender, words: Words) -> str:
    """``Cash counted``, ``Checks counted``."""
    if tender is Tender.CASH:
        return words.say("Cash counted")
    name = tender_words(tender, words)
    return words.say("{tender} counted", tender=name[:1].upper() + name[1:])


def _open_question(settlement: Settlement, words: Words) -> Iterator[Block]:
    if settlement.disputed:
        yield Text(words.say("Nobody has accepted the difference yet. A manager decides."))


def slip_header(store: Store, title: str, at: datetime, words: Words) -> Iterator[Block]:
    """The store, what this paper is, and when it was printed."""
    yield from store_rows(store, words)
    yield two_sides(title, words.stamp(store.calendar.local(at)), BOLD)


def slip_place(station: str, session: TillSession, operator: Operator, words: Words) -> Block:
    """Where, in which till, and by whom."""
    place = words.say("{station}, till {till}", station=station, till=session.till_id)
    return two_sides(place, operator.short_name)


def _opened_by(settlement: Settlement, words: Words) -> Iterator[Block]:
    if settlement.opened_by and settlement.opened_by != settlement.operator.name:
        yield two_sides(words.say("Opened by"), settlement.opened_by)


def piece_rows(pieces: Mapping[str, int], words: Words) -> Iterator[Block]:
    """What lay in the drawer, piece by piece; nothing where only a total was counted."""
    counted = sorted(
        ((int(key.partition(":")[2]), key.startswith("note:"), n)) for key, n in pieces.items() if n
    )
    noted = {worth for worth, note, _ in counted if note}
    for worth, note, count in reversed(counted[-MAX_ROWS:]):
        figure = words.figure(Money(worth))
        label = f"{count} x {figure}"
        if worth in noted and not note:
            label = words.say("{pieces} in coins", pieces=label)
        yield amount_row(label, words.figure(Money(worth) * count))
    if counted:
        yield Rule()


def _variance(difference: Money, words: Words) -> str:
    if difference > Money(0):
        return words.say("Variance, over")
    return words.say("Variance, short") if difference else words.say("Variance")


def _why(reason: str, approver: str, words: Words) -> Iterator[Block]:
    if reason:
        yield Text(words.say("Reason: {reason}", reason=words.term(reason)))
    if approver:
        yield Text(words.say("Approved by {name}", name=approver))


def tag_rows(tag: str, seal: str, words: Words) -> Iterator[Block]:
    """The drawer's or bag's tag, and its seal."""
    if tag:
        yield two_sides(words.say("Tag"), tag)
    if seal:
        yield two_sides(words.say("Seal"), seal)


def _books(chain: tuple[int, str], words: Words) -> Iterator[Block]:
    count, head = chain
    yield Feed()
    yield Text(words.say("Books before this slip: {count} entries", count=count))
    if head:
        yield Text(grouped_head(head))


def grouped_head(head: str) -> str:
    """The first half of a chain's head in groups that can be compared by eye."""
    return " ".join(head[i : i + 8] for i in range(0, 32, 8))
