"""The paper of money that moves: a slip for each side, with reason, payee, bag and seal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from counter_app.core.cash import MovementKind
from counter_app.core.document import Block, Cut, Document, Rule, Text
from counter_app.core.money import Money, total
from counter_app.core.operator import Operator
from counter_app.core.store import Store
from counter_app.core.transaction import Tender
from counter_app.core.words import Words
from counter_app.desk.tills.slip import piece_rows, slip_header, tag_rows, tender_words
from counter_app.documents.standard import amount_row, signature_lines, total_row, two_sides


@dataclass(frozen=True, slots=True)
class MovementPaper:
    """Everything a movement's slip says; `source` and `target` are shown as people call them."""

    kind: MovementKind
    station: str
    operator: Operator
    number: int
    at: datetime
    source: str
    target: str
    tenders: Mapping[Tender, Money]
    into: Tender | None = None
    """What came in for them, where one tender was swapped for another."""
    pieces: Mapping[str, int] = field(default_factory=dict)
    pieces_back: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    note: str = ""
    party: str = ""
    reference: str = ""
    bag: str = ""
    seal: str = ""
    approver: str = ""
    copy_for: str = ""
    received: bool = False
    differs: bool = False


def movement_slip(store: Store, paper: MovementPaper, words: Words) -> Document:
    """The slip of one step of a movement."""
    title = f"{movement_title(paper.kind, words)} {paper.number:04d}"
    if paper.received:
        title = words.say("RECEIVED {number}", number=f"{paper.number:04d}")
    blocks: tuple[Block, ...] = (
        *slip_header(store, title, paper.at, words),
        two_sides(paper.station, paper.operator.short_name),
        Rule(),
        *_sides(paper, words),
        *tag_rows(paper.bag, paper.seal, words),
        *_who(paper, words),
        Rule(),
        *piece_rows(paper.pieces, words),
        *_back(paper, words),
        *_tenders(paper, words),
        *total_row(words.say("TOTAL"), words.figure(total(paper.tenders.values()))),
        *_why(paper, words),
        *signature_lines(_signs(paper, words)),
        Cut(),
    )
    return Document(blocks, f"till_{paper.kind.value}", title, words.language)


def advance_slip(
    store: Store, paper: MovementPaper, spent: Money, change: Money, words: Words
) -> Document:
    """The slip of an advance that is over: the receipt, the change, and what neither explains."""
    title = words.say("PETTY CASH SETTLED {number}", number=f"{paper.number:04d}")
    advanced = total(paper.tenders.values())
    off = spent + change - advanced
    blocks: tuple[Block, ...] = (
        *slip_header(store, title, paper.at, words),
        two_sides(paper.station, paper.operator.short_name),
        Rule(),
        *_who(paper, words),
        amount_row(words.say("Advance"), words.figure(advanced)),
        amount_row(words.say("Receipt"), words.figure(spent)),
        amount_row(words.say("Change"), words.figure(change)),
        *((amount_row(words.say("Variance"), words.figure(off)),) if off else ()),
        *_why(paper, words),
        *signature_lines((paper.operator.name, paper.party or words.say("Received by"))),
        Cut(),
    )
    return Document(blocks, "till_advance_settled", title, words.language)


def no_sale_slip(store: Store, paper: MovementPaper, words: Words) -> Document:
    """The slip of a drawer that was opened without a sale; of `paper` only who, when and why."""
    title = words.say("NO SALE {number}", number=f"{paper.number:04d}")
    blocks: tuple[Block, ...] = (
        *slip_header(store, title, paper.at, words),
        two_sides(paper.station, paper.operator.short_name),
        Rule(),
        Text(words.say("The drawer was opened without a sale.")),
        *_why(paper, words),
        *signature_lines((paper.operator.name,)),
        Cut(),
    )
    return Document(blocks, "no_sale", title, words.language)


def movement_title(kind: MovementKind, words: Words) -> str:
    """A movement's name in capitals, as a slip's title has it."""
    known = {
        MovementKind.FLOAT: words.say("FLOAT"),
        MovementKind.LOAN: words.say("LOAN"),
        MovementKind.PICKUP: words.say("PICKUP"),
        MovementKind.DROP: words.say("SAFE DROP"),
        MovementKind.DEPOSIT: words.say("BANK DEPOSIT"),
        MovementKind.CHANGE_ORDER: words.say("CHANGE ORDER"),
        MovementKind.PAID_IN: words.say("PAID IN"),
        MovementKind.PAID_OUT: words.say("PAID OUT"),
        MovementKind.ADVANCE: words.say("PETTY CASH"),
        MovementKind.EXCHANGE: words.say("TENDERS SWAPPED"),
        MovementKind.CHANGE: words.say("CHANGE OF MONEY"),
        MovementKind.COUNTERFEIT: words.say("COUNTERFEIT KEPT"),
    }
    return known[kind]


def _sides(paper: MovementPaper, words: Words) -> Iterator[Block]:
    """From where to where; what stays in one till is said to be there."""
    if paper.source == paper.target:
        yield two_sides(words.say("At"), paper.source)
        return
    yield two_sides(words.say("From"), paper.source)
    yield two_sides(words.say("To"), paper.target)


def _who(paper: MovementPaper, words: Words) -> Iterator[Block]:
    if paper.party:
        yield two_sides(words.say("Who"), paper.party)
    if paper.reference:
        yield two_sides(words.say("Reference"), paper.reference)


def _back(paper: MovementPaper, words: Words) -> Iterator[Block]:
    if paper.pieces_back:
        yield Text(words.say("In exchange for"))
        yield from piece_rows(paper.pieces_back, words)


def _tenders(paper: MovementPaper, words: Words) -> Iterator[Block]:
    if paper.into is not None:
        for tender, amount in paper.tenders.items():
            out = words.say("Given out, {tender}", tender=tender_words(tender, words))
            yield amount_row(out, words.figure(-amount))
        back = words.say("Taken in, {tender}", tender=tender_words(paper.into, words))
        yield amount_row(back, words.figure(total(paper.tenders.values())))
        return
    if set(paper.tenders) != {Tender.CASH}:
        for tender, amount in paper.tenders.items():
            name = tender_words(tender, words)
            yield amount_row(name[:1].upper() + name[1:], words.figure(amount))


def _why(paper: MovementPaper, words: Words) -> Iterator[Block]:
    if paper.reason:
        yield Text(words.say("Reason: {reason}", reason=words.term(paper.reason)))
    if paper.note:
        yield Text(paper.note)
    if paper.differs:
        yield Text(words.say("This is not what was sent. A manager settles the difference."))
    if paper.approver:
        yield Text(words.say("Approved by {name}", name=paper.approver))
    if paper.copy_for:
        yield Text(paper.copy_for)


def _signs(paper: MovementPaper, words: Words) -> tuple[str, ...]:
    """Who signs: who did it, and who stands on the other side."""
    if paper.kind in (MovementKind.PAID_OUT, MovementKind.ADVANCE):
        return (paper.operator.name, paper.party or words.say("Received by"))
    if paper.kind is MovementKind.DEPOSIT:
        return (paper.operator.name, words.say("Courier"))
    return (paper.operator.name, words.say("Witness"))
