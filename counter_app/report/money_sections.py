"""Safe, bank and money on its way; what the tills hold besides cash; what the store owes.

Every figure is a sum of postings, so the sections add up with one another and with the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from counter_app.core.book import Column, Evidence, EvidenceKind, Row, Section, Tone, Unit
from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Tender
from counter_app.core.words import Words
from counter_app.records.day_ledger import balances
from counter_app.records.day_tills import safe_counts
from counter_app.records.till_counts import SAFE_TRY
from counter_app.report.context import BookContext
from counter_app.report.goods_sections import tender_title
from counter_app.report.till_sections import TillFigures

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


def _roll_forward(
    context: BookContext, before: Balances, after: Balances, prefixes: tuple[str, ...], sign: int
) -> Iterator[Row]:
    """Opening, in, out and closing of accounts, by account and tender."""
    words = context.words
    keys = {k for k in (*before, *after) if k[0].partition(":")[0] in prefixes}
    flows: dict[tuple[str, Tender | None], tuple[Money, Money]] = {}
    for s in context.ledger.everything():
        key = (s.account, s.tender)
        if key in keys:
            into, out = flows.get(key, (ZERO, ZERO))
            amount = s.amount * sign
            flows[key] = (into + amount, out) if amount > ZERO else (into, out + amount)
    for account, tender in sorted(keys, key=lambda k: (k[0], k[1] or "")):
        into, out = flows.get((account, tender), (ZERO, ZERO))
        opening = before.get((account, tender), ZERO) * sign
        closing = after.get((account, tender), ZERO) * sign
        if not (opening or closing or into or out):
            continue
        title = "" if tender is None else tender_title(tender, words)
        yield Row((account_word(account, words), title, opening, into, out, closing))


def _roll_columns(words: Words, increase: str, decrease: str) -> tuple[Column, ...]:
    return (
        Column(words.say("Account"), strong=True),
        Column(words.say("Tender")),
        Column(words.say("Before"), Unit.MONEY),
        Column(increase, Unit.MONEY),
        Column(decrease, Unit.MONEY),
        Column(words.say("After"), Unit.MONEY, strong=True),
    )


def _vaults(context: BookContext, before: Balances, after: Balances) -> Section:
    words = context.words
    return Section(
        key="safe_bank",
        title=words.say("Safe, bank and money on its way"),
        note=words.say("What is on its way was sent and not received yet."),
        columns=_roll_columns(words, words.say("In"), words.say("Out")),
        rows=tuple(_roll_forward(context, before, after, ("safe", "bank", "transit"), 1)),
        empty=words.say("Nothing went into the safe or came out of it."),
        order=200,
    )


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


def _owed(context: BookContext, before: Balances, after: Balances) -> Section:
    words = context.words
    return Section(
        key="owed",
        title=words.say("Store credit and gift cards owed"),
        columns=_roll_columns(words, words.say("Issued"), words.say("Used")),
        rows=tuple(_roll_forward(context, before, after, ("owed", "deposits"), -1)),
        empty=words.say("The store owes nothing on store credit or gift cards."),
        order=500,
    )


def _accounts(context: BookContext, before: Balances, after: Balances) -> Section:
    """The whole ledger by account: it sums to zero, before and after."""
    words = context.words
    accounts: dict[str, tuple[Money, Money]] = {}
    for found, at in ((before, 0), (after, 1)):
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
        totals=(words.say("All accounts"), *_three(accounts)),
        empty=words.say("Nothing was ever posted."),
        order=900,
    )


def _three(accounts: Mapping[str, tuple[Money, Money]]) -> tuple[Money, Money, Money]:
    old = total(a for a, _ in accounts.values())
    new = total(b for _, b in accounts.values())
    return old, new - old, new


def account_word(account: str, words: Words) -> str:
    """An account as people call it; what stands behind a colon is kept as it is."""
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
    }
    title = known.get(head, head.replace("_", " "))
    if head == "transit":
        return words.say("On its way: {account}", account=account_word(rest, words))
    return f"{title} {rest.replace('_', ' ')}".strip()
