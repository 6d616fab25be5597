"""Safe, bank and money on its way; what the tills hold besides cash; what the store owes.

Every figure is a sum of postings, so the sections add up with one another and with the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from counter_app.core.book import Column, Evidence, EvidenceKind, Oddity, Row, Section, Tone, Unit
from counter_app.core.cash import MOVEMENT_RESOLVED
from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Kind, Tender
from counter_app.core.words import Words
from counter_app.records.day_ledger import Flow, balances, owed_flows
from counter_app.records.day_tills import safe_counts
from counter_app.records.till_counts import SAFE_TRY
from counter_app.report.context import BookContext
from counter_app.report.goods_sections import summed, tender_title
from counter_app.report.till_sections import TillFigures

VAULTS: Final = ("safe", "bank", "transit")
OWED: Final = ("owed", "deposits")
Balances = Mapping[tuple[str, Tender | None], Money]


def money_sections(
    context: BookContext, figures: Mapping[str, Mapping[Tender, TillFigures]]
) -> Iterator[Section]:
    """All sections about where money is and who it belongs to."""
    connection = context.work.connection
    before = balances(connection, context.day - timedelta(days=1))
    after = balances(connection, context.day)
    yield _other_tenders(context, figures)
    yield _vaults(context, before, after)
    yield _safe_counts(context)

    yield _cashed(context)
    yield _owed(context, before, after)
    yield _accounts(context, before, after)


def owed_total(found: Balances) -> Money:
    """What the store owes on store credit and gift cards: a liability is a negative balance."""
    return -total(m for (account, _), m in found.items() if account.startswith("owed:"))


def _other_tenders(
    context: BookContext, figures: Mapping[str, Mapping[Tender, TillFigures]]
) -> Section:
    words = context.words
    rows = tuple(
        Row(
            (session.till_name, tender_title(tender, words), f.expected, f.counted, f.over_short),
            Tone.ALERT if f.over_short else Tone.PLAIN,
            Evidence(EvidenceKind.TILL_SESSION, session.id),
        )
        for session in context.sessions
        for tender, f in figures[session.id].items()
        if tender is not Tender.CASH
    )
    return Section(
        key="other_tenders",
        title=words.say("Tills, checks, coupons and cards"),
        columns=(
            Column(words.say("Till"), strong=True),
            Column(words.say("Tender")),
            Column(words.say("Expected"), Unit.MONEY),
            Column(words.say("Counted"), Unit.MONEY, strong=True),
            Column(words.say("Over, short"), Unit.MONEY, strong=True, signed=True),
        ),
        rows=rows,
        empty=words.say("The tills held nothing but cash."),
        order=110,
    )


Key = tuple[str, Tender | None]
Flows = Mapping[Key, tuple[Money, Money]]


def _roll_forward(
    words: Words, before: Balances, after: Balances, flows: Flows, sign: int
) -> Iterator[Row]:
    """Opening, in, out and closing of every account and tender that has any of them."""
    for account, tender in sorted({*before, *after, *flows}, key=lambda k: (k[0], k[1] or "")):
        key = (account, tender)
        into, out = flows.get(key, (ZERO, ZERO))
        opening, closing = before.get(key, ZERO) * sign, after.get(key, ZERO) * sign
        if not (opening or closing or into or out):
            continue
        title = "" if tender is None else tender_title(tender, words)
        yield Row((account_word(account, words), title, opening, into, out, closing))


def _among(found: Balances, prefixes: tuple[str, ...]) -> Balances:
    return {key: m for key, m in found.items() if key[0].partition(":")[0] in prefixes}


def _moved(context: BookContext, prefixes: tuple[str, ...]) -> Flows:
    """What came in and what went out of accounts whose movements stand one by one."""
    flows: dict[Key, tuple[Money, Money]] = {}
    for s in context.ledger.everything():
        if s.account.partition(":")[0] in prefixes:
            into, out = flows.get((s.account, s.tender), (ZERO, ZERO))
            more, less = max(s.amount, ZERO), min(s.amount, ZERO)
            flows[s.account, s.tender] = (into + more, out + less)
    return flows


def _credited(context: BookContext) -> Flows:
    """What was put on credits and taken off them, by their kind."""
    flows: dict[Key, tuple[Money, Money]] = {}
    for account, (issued, used) in owed_flows(context.work.connection, context.day).items():
        put, taken = flows.get((_kind(account), None), (ZERO, ZERO))
        flows[_kind(account), None] = (put - issued, taken - used)
    return flows


def _kind(account: str) -> str:
    """What is owed has an account for each credit; the Book tells store credit and gift cards."""
    return ":".join(account.split(":")[:2]) if account.startswith("owed:") else account


def _by_kind(found: Balances) -> dict[tuple[str, Tender | None], Money]:
    kinds: dict[tuple[str, Tender | None], Money] = {}
    for (account, tender), amount in found.items():
        kind = _kind(account)
        key = (kind, None if kind.startswith("owed:") else tender)
        kinds[key] = kinds.get(key, ZERO) + amount
    return kinds


def _roll_section(
    words: Words, changes: tuple[str, str], rows: Iterator[Row], section: Section
) -> Section:
    """Accounts before and after a day; `changes` is how increase and decrease are called."""
    columns = (
        Column(words.say("Account"), strong=True),
        Column(words.say("Tender")),
        Column(words.say("Before"), Unit.MONEY),
        Column(changes[0], Unit.MONEY),
        Column(changes[1], Unit.MONEY),
        Column(words.say("After"), Unit.MONEY, strong=True),
    )
    return replace(section, columns=columns, rows=tuple(rows))


def _vaults(context: BookContext, before: Balances, after: Balances) -> Section:
    words = context.words
    rows = _roll_forward(
        words, _among(before, VAULTS), _among(after, VAULTS), _moved(context, VAULTS), 1
    )
    section = Section(
        key="safe_bank",
        title=words.say("Safe, bank and money on its way"),
        note=words.say("What is on its way was sent and not received yet."),
        empty=words.say("Nothing went into the safe or came out of it."),
        order=200,
        oddities=(*_safe_oddities(context), *_lost_oddities(context)),
    )
    return _roll_section(words, (words.say("In"), words.say("Out")), rows, section)


def _safe_counts(context: BookContext) -> Section:
    """What the safe was counted to hold, and the counts before that nobody signed for."""
    words = context.words
    rows = tuple(
        Row(
            (
                context.local(c.at),
                words.say("Not signed for") if c.occasion == SAFE_TRY else words.say("Signed for"),
                context.person(c.operator_id),
                c.counted,
            ),
            Tone.ALERT if c.occasion == SAFE_TRY else Tone.PLAIN,
            Evidence(EvidenceKind.TRANSACTION, c.transaction_id),
        )
        for c in safe_counts(context.work.connection, context.day)
    )
    return Section(
        key="safe_counts",
        title=words.say("Counts of the safe"),
        note=words.say("A count that was off and then given up, or made again, stays here."),
        columns=(
            Column(words.say("Time"), Unit.TIME),
            Column(words.say("Count"), strong=True),
            Column(words.say("Counted by")),
            Column(words.say("Counted"), Unit.MONEY, strong=True),
        ),
        rows=rows,
        empty=words.say("The safe was not counted."),
        order=201,
    )


def _safe_oddities(context: BookContext) -> Iterator[Oddity]:
    """Counts of the safe that were off by more than a till may be."""
    words, limits = context.words, context.work.policy(context.day).till
    for m in context.ledger.movements:
        if m.flow is not Flow.DIFFERENCE or m.account != "safe":
            continue
        off = abs(m.amount)
        if off <= limits.variance_reason_above:
            continue
        title = words.say("The safe is {amount} short", amount=off)
        if m.amount > ZERO:
            title = words.say("The safe is {amount} over", amount=off)
        yield Oddity(
            "safe.variance",
            title,
            words.say("Counted at {at} by {name}.", at=context.local(m.at),
                      name=context.person(m.operator_id)),
            strangeness=90 if off > limits.variance_manager_above else 40,
            amount=m.amount,
            evidence=Evidence(EvidenceKind.TRANSACTION, m.transaction_id),
            section="safe_bank",
        )  # fmt: skip


def _lost_oddities(context: BookContext) -> Iterator[Oddity]:
    """What movements and petty cash were off by, once somebody took it for over or short."""
    words, limits = context.words, context.work.policy(context.day).till
    for m in context.ledger.movements:
        lost = m.reason == MOVEMENT_RESOLVED
        off = abs(m.amount)
        if m.account != "over_short" or not (lost or m.kind is Kind.CASH_MOVEMENT):
            continue
        if off <= limits.variance_reason_above:
            continue
        missing = m.amount > ZERO
        title = words.say("Petty cash came back {amount} over", amount=off)
        if lost and missing:
            title = words.say("{amount} was lost on its way", amount=off)
        elif lost:
            title = words.say("{amount} too much arrived", amount=off)
        elif missing:
            title = words.say("Petty cash came back {amount} short", amount=off)
        yield Oddity(
            "money.lost",
            title,
            words.say("Accepted at {at} by {name}: {note}", at=context.local(m.at),
                      name=context.person(m.operator_id), note=m.note),
            strangeness=90 if off > limits.variance_manager_above else 40,
            amount=-m.amount,
            evidence=Evidence(EvidenceKind.TRANSACTION, m.transaction_id),
            section="safe_bank",
        )  # fmt: skip


def _owed(context: BookContext, before: Balances, after: Balances) -> Section:
    words = context.words
    old, new = _among(_by_kind(before), OWED), _among(_by_kind(after), OWED)
    section = Section(
        key="owed",
        title=words.say("Store credit and gift cards owed"),
        empty=words.say("The store owes nothing on store credit or gift cards."),
        order=500,
    )
    rows = _roll_forward(words, old, new, _credited(context), -1)
    rolled = _roll_section(words, (words.say("Issued"), words.say("Used")), rows, section)
    return _without_tenders(rolled)


def _without_tenders(section: Section) -> Section:
    """What is owed has no tender: its column would be empty."""
    columns = section.columns[:1] + section.columns[2:]
    rows = tuple(replace(r, cells=r.cells[:1] + r.cells[2:]) for r in section.rows)
    return replace(section, columns=columns, rows=rows)


def _cashed(context: BookContext) -> Section:
    """Checks that were cashed: what came in on paper, went out in cash, and was kept as a fee."""
    words = context.words
    found: dict[int, list[Money]] = {}
    many: dict[int, int] = {}
    for s in context.ledger.everything():
        if s.flow is not Flow.CHECKS:
            continue
        sums = found.setdefault(s.operator_id, [ZERO, ZERO, ZERO])
        if s.tender is Tender.CHECK:
            many[s.operator_id] = many.get(s.operator_id, 0) + s.count
            sums[0] += s.amount
        elif s.tender is Tender.CASH:
            sums[1] -= s.amount
        elif s.account.startswith("income:"):
            sums[2] -= s.amount
    rows = tuple(
        Row((context.person(who), many.get(who, 0), *sums)) for who, sums in sorted(found.items())
    )
    return Section(
        key="cashed_checks",
        title=words.say("Cashed checks"),
        columns=(
            Column(words.say("Operator"), strong=True),
            Column(words.say("Checks"), Unit.COUNT),
            Column(words.say("Taken in"), Unit.MONEY),
            Column(words.say("Paid out"), Unit.MONEY),
            Column(words.say("Fees"), Unit.MONEY, strong=True),
        ),
        rows=rows,
        empty=words.say("No check was cashed."),
        order=430,
    )


def _accounts(context: BookContext, before: Balances, after: Balances) -> Section:
    """The whole ledger by account: it sums to zero, before and after."""
    words = context.words
    accounts: dict[str, tuple[Money, Money]] = {}
    for found, at in ((_by_kind(before), 0), (_by_kind(after), 1)):
        for (account, _), amount in found.items():
            pair = list(accounts.get(account, (ZERO, ZERO)))
            pair[at] += amount
            accounts[account] = (pair[0], pair[1])
    rows = tuple(
        Row((account_word(account, words), old, new - old, new))
        for account, (old, new) in sorted(accounts.items())
        if old or new
    )
    return Section(
        key="ledger",
        title=words.say("The whole ledger"),
        note=words.say("Value that went in is positive; the sum of all accounts is zero."),
        columns=(
            Column(words.say("Account"), strong=True),
            Column(words.say("Before"), Unit.MONEY),
            Column(words.say("Change"), Unit.MONEY, signed=True),
            Column(words.say("After"), Unit.MONEY, strong=True),
        ),
        rows=rows,
        totals=summed(words.say("All accounts"), rows),
        empty=words.say("Nothing was ever posted."),
        order=900,
    )


_NUMBERED: Final = frozenset({"till", "coupon_claims"})
"""Accounts of which each has a number or a code, and no word."""


def account_word(account: str, words: Words) -> str:
    """An account as people call it; what stands behind a colon is said if the words know it."""
    whole = {
        "owed:store_credit": words.say("Store credit owed"),
        "owed:gift_card": words.say("Gift cards owed"),
        "deposits:bottle": words.say("Bottle deposits"),
        "losses:counterfeit": words.say("Losses, counterfeit notes"),
        "income:restocking_fees": words.say("Income, restocking fees"),
        "online_clearing:web": words.say("Online clearing, web shop"),
        "register:gift_card": words.say("Registers, gift cards"),
    }
    if account in whole:
        return whole[account]
    head, _, rest = account.partition(":")
    known = {
        "till": words.say("Till"),
        "safe": words.say("Safe"),
        "bank": words.say("Bank"),
        "returns": words.say("Returns"),
        "sales": words.say("Sales"),
        "tax": words.say("Tax"),
        "price_corrections": words.say("Price corrections"),
        "compensation": words.say("Compensation"),
        "goodwill": words.say("Goodwill"),
        "over_short": words.say("Over and short"),
        "disputed_variance": words.say("Disputed variance"),
        "advances": words.say("Petty cash advances"),
        "losses": words.say("Losses"),
        "rounding": words.say("Rounding"),
        "owed": words.say("Owed"),
        "deposits": words.say("Deposits"),
        "coupon_claims": words.say("Coupon claims"),
        "coupons_given_back": words.say("Coupons given back"),
        "income": words.say("Income"),
        "fees": words.say("Fees"),
        "paid_in": words.say("Paid in"),
        "paid_out": words.say("Paid out"),
        "card_clearing": words.say("Card clearing"),
        "online_clearing": words.say("Online clearing"),
        "exchange_clearing": words.say("Exchange clearing"),
        "register": words.say("Registers"),
    }
    title = known.get(head, head.replace("_", " ").capitalize())
    if head == "transit":
        return words.say("On its way: {account}", account=account_word(rest, words))
    if rest and head not in _NUMBERED:
        return ", ".join((title, words.term(rest.replace("_", " "))))
    return f"{title} {rest.replace('_', ' ')}".strip()
