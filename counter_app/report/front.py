"""The first page of the Book: one sentence that says how the day went, and its few figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from counter_app.core.book import Oddity, Run, Tile, Tone
from counter_app.core.money import ZERO, Money, total
from counter_app.core.store import UNSETTLED, SessionKind, SessionState
from counter_app.core.transaction import Tender
from counter_app.core.words import Words
from counter_app.records.day_goods import register_sales, tenders_back
from counter_app.records.day_ledger import balances
from counter_app.records.day_people import declined_count
from counter_app.report.context import BookContext
from counter_app.report.money_sections import owed_total
from counter_app.report.till_sections import TillFigures


def over_short_of(figures: Mapping[str, Mapping[Tender, TillFigures]]) -> Money:
    """Counted minus expected of all tills in all tenders."""
    return total(
        f.over_short for tenders in figures.values() for f in tenders.values() if f.over_short
    )


def headline(
    context: BookContext,
    figures: Mapping[str, Mapping[Tender, TillFigures]],
    oddities: Sequence[Oddity],
    faults: int,
) -> tuple[Run, ...]:
    """One short sentence, or a few, in the order of how bad it is."""
    words = context.words
    runs: list[Run] = []
    if faults == 1:
        runs.append(Run(words.say("The books have one fault."), strong=True))
    elif faults:
        runs.append(Run(words.say("The books have {n} faults.", n=faults), strong=True))
    off = over_short_of(figures)
    if not figures:
        runs.append(Run(words.say("No till was opened.")))
    elif all(f.over_short is None for tenders in figures.values() for f in tenders.values()):
        runs.append(Run(words.say("No till was counted.")))
    elif off:
        runs += _around(_direction(off, words), words.amount(abs(off)))
    else:
        runs.append(Run(words.say("Cash came out even.")))
    worst = max((o for o in oddities if o.code == "tills.variance"), default=None, key=_size)
    if worst is not None and worst.amount is not None and worst.amount != off:
        runs.append(Run(words.say("{what}.", what=worst.title)))
    tills = [s for s in context.sessions if s.kind != SessionKind.SAFE]
    still = sum(1 for s in tills if s.state in UNSETTLED - {SessionState.PREPARED})
    if still == 1:
        runs.append(Run(words.say("One till is not settled.")))
    elif still:
        runs.append(Run(words.say("{n} tills are not settled.", n=still)))
    return tuple(runs)


def _size(oddity: Oddity) -> Money:
    return abs(oddity.amount or ZERO)


def _direction(off: Money, words: Words) -> str:
    amount = "\0"
    if off > ZERO:
        return words.say("Cash came out {amount} over.", amount=amount)
    return words.say("Cash came out {amount} short.", amount=amount)


def _around(sentence: str, amount: str) -> Iterator[Run]:
    """The sentence in three runs, the amount in bold."""
    before, _, after = sentence.partition("\0")
    yield Run(before)
    yield Run(amount, strong=True)
    yield Run(after)


def tiles(
    context: BookContext, figures: Mapping[str, Mapping[Tender, TillFigures]], approvals: int
) -> tuple[Tile, ...]:
    """Six figures: sales, refunds, over or short, in the safe, owed, approvals."""
    words, connection = context.words, context.work.connection
    limit = context.work.policy(context.day).till.variance_manager_above
    sales = _sales(context, context.day)
    week = _sales(context, context.day - timedelta(days=7))
    back = total(t.amount for t in tenders_back(connection, context.day))
    off = over_short_of(figures)
    after = balances(connection, context.day)
    before = balances(connection, context.day - timedelta(days=1))
    safe = total(m for (account, _), m in after.items() if account == "safe")
    safe_before = total(m for (account, _), m in before.items() if account == "safe")
    owed, owed_before = owed_total(after), owed_total(before)
    declined = declined_count(connection, *context.span())
    return (
        Tile(words.say("Sales"), sales, _against(sales, week, words)),
        Tile(words.say("Refunds"), back, _share(back, sales, words)),
        Tile(
            words.say("Over or short"),
            off,
            words.say("limit {limit} a till", limit=limit),
            Tone.ALERT if abs(off) > limit else Tone.PLAIN,
            signed=True,
        ),
        Tile(words.say("In the safe"), safe, _change(safe - safe_before, words)),
        Tile(words.say("Store credit owed"), owed, _change(owed - owed_before, words)),
        Tile(words.say("Approvals"), approvals, words.say("{n} declined", n=declined)),
    )


def _sales(context: BookContext, day: date) -> Money:
    """What the registers and the desk sold, refunds at registers taken off."""
    found = register_sales(context.work.connection, day)
    return total(s.paid + s.refunded for s in found)


def _against(now: Money, then: Money, words: Words) -> str:
    if not then:
        return words.say("nothing a week ago")
    tenths = (now.minor - then.minor) * 1000 // then.minor
    sign = "+" if tenths > 0 else "−" if tenths < 0 else ""
    shown = f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}%"
    return words.say("{percent} on a week ago", percent=shown)


def _share(part: Money, whole: Money, words: Words) -> str:
    if whole <= ZERO:
        return words.say("no sales to compare")
    tenths = part.minor * 1000 // whole.minor
    return words.say("{percent} of sales", percent=f"{tenths // 10}.{tenths % 10}%")


def _change(amount: Money, words: Words) -> str:
    if not amount:
        return words.say("as the day before")
    sign = "+" if amount > ZERO else ""
    return words.say("{amount} in one day", amount=f"{sign}{words.amount(amount)}")
