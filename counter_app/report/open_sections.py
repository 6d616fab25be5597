"""What the day left open: unfinished work of everybody, and money that waits for its other side."""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.core.book import Column, Oddity, Row, Section, Tone, Unit
from counter_app.core.cash import MovementKind, MovementState
from counter_app.core.money import Money
from counter_app.core.words import Words
from counter_app.records.cash_movements import CashMovement, movements_open_at
from counter_app.records.drafts import StoredDraft, unfinished
from counter_app.report.context import BookContext

KEY = "open_items"


def open_sections(context: BookContext) -> Iterator[Section]:
    """One table of everything that somebody still has to end, oldest first."""
    words, (_, end) = context.words, context.span()
    work = context.work
    drafts = [d for d in unfinished(work.connection, work.keys) if d.changed_at < end]
    moving = movements_open_at(work.connection, end)
    rows = (
        *(_draft(context, one) for one in drafts),
        *(_movement(context, one) for one in moving),
    )
    parked = [one for one in drafts if one.state == "parked"]
    yield Section(
        key=KEY,
        title=words.say("Left open"),
        note=words.say("Parked work stays parked over a settlement; nothing of it is lost."),
        columns=(
            Column(words.say("What"), strong=True),
            Column(words.say("Whose")),
            Column(words.say("Where")),
            Column(words.say("Since"), Unit.TIME),
            Column(words.say("Amount"), Unit.MONEY),
        ),
        rows=rows,
        empty=words.say("Nothing was left open."),
        order=110,
        oddities=tuple(_forgotten(words, parked)),
    )


def _draft(context: BookContext, one: StoredDraft) -> Row:
    words = context.words
    known = {"returns": words.say("Return"), "tills": words.say("Count")}
    what = known.get(one.task, one.task.replace("_", " ").capitalize())
    state = words.say("parked") if one.state == "parked" else words.say("unfinished")
    amount = one.amount if isinstance(one.amount, Money) else None
    return Row(
        (
            f"{what}, {state}",
            context.person(one.operator_id),
            context.station(one.station),
            context.local(one.changed_at),
            amount,
        )
    )


def _movement(context: BookContext, one: CashMovement) -> Row:
    words = context.words
    kinds = {
        MovementKind.FLOAT: words.say("Prepared float"),
        MovementKind.LOAN: words.say("Loan"),
        MovementKind.PICKUP: words.say("Pickup"),
        MovementKind.DROP: words.say("Safe drop"),
        MovementKind.DEPOSIT: words.say("Bank deposit"),
        MovementKind.CHANGE_ORDER: words.say("Change order"),
        MovementKind.ADVANCE: words.say("Petty cash"),
    }
    what = kinds.get(one.kind, one.kind.value)
    if one.received is not None and one.received != one.amount:
        what = words.say("{what}, in dispute", what=what)
    place = _place(one.target if one.source in ("safe", "bank") else one.source, words)
    tone = Tone.QUIET if one.state is MovementState.ASKED else Tone.PLAIN
    left = one.amount if one.received is None else one.amount - one.received
    return Row((what, context.person(one.sent_by), place, context.local(one.sent_at), left), tone)


def _place(account: str, words: Words) -> str:
    head, _, rest = account.partition(":")
    if head == "till":
        return words.say("Till {till}", till=rest)
    known = {"safe": words.say("Safe"), "bank": words.say("Bank")}
    return known.get(head, words.say("Outside"))


def _forgotten(words: Words, parked: list[StoredDraft]) -> Iterator[Oddity]:
    if parked:
        title = words.say("{n} pieces of work are still parked", n=len(parked))
        if len(parked) == 1:
            title = words.say("One piece of work is still parked")
        yield Oddity(
            "work.parked",
            title,
            words.say("A customer may be waiting for each of them."),
            strangeness=30,
            count=len(parked),
            section=KEY,
        )
