"""Returns without a receipt from the records: prices found, cards seen, all read afresh.

The number on a card is hashed here and goes no further: not into a draft, a decision or a log.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counter_app.codes.aamva import plain_number
from counter_app.codes.gtin import ItemCode, is_gtin, normalise
from counter_app.core.approval import Verdict
from counter_app.core.errors import Conflict, NotFound
from counter_app.core.ids import new_id
from counter_app.core.item import ItemRow
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator, check_may
from counter_app.core.quantity import ONE
from counter_app.core.receipt import ReceiptLine
from counter_app.core.said import said
from counter_app.core.text import shown
from counter_app.core.transaction import Proof, ProofKind, Transaction
from counter_app.core.words import amount_text
from counter_app.desk.returns.draft import ReturnDraft, clear_line, set_quantity, set_reason
from counter_app.desk.returns.new_goods import FIRST_NEW, NewGoods
from counter_app.desk.returns.policy import SECTION, ReturnsPolicy
from counter_app.desk.returns.policy_without import WithoutReceiptPolicy
from counter_app.desk.returns.rules_without import LIMIT
from counter_app.desk.returns.without import (
    Goods,
    Prices,
    Seen,
    WithoutReceipt,
    add_goods,
    as_long_as,
    line_of,
    nothing_bought,
)
from counter_app.records.items import find_item
from counter_app.records.persons import (
    exempt_today,
    lock_person,
    past_returns,
    person_by_id,
)
from counter_app.records.recalls import recall_of
from counter_app.records.selling_prices import SellingPrice, selling_price_of
from counter_app.records.work import Work
from counter_app.rules.person_limits import PastReturn
from counter_app.rules.policy import Policy
from counter_app.station import Station
from counter_app.trade.approvers import beyond_limit
from counter_app.trade.basket import Basket
from counter_app.trade.basket import add_item as put_in
from counter_app.trade.identity import Card, remember_card


def start_without(
    station: Station, proof: ProofKind = ProofKind.NONE, *, draft_id: str | None = None
) -> ReturnDraft:
    """A fresh return of goods whose receipt is not there; raises `Refused`."""
    with station.look() as work:
        operator = work.operator(station.operator_id)
        check_may(operator, "returns.open", "{operator} may not open returns.")
        return empty(work, draft_id or new_id(), operator.id, proof)


def add_item(draft: ReturnDraft, item: ItemCode, station: Station) -> ReturnDraft:
    """One more piece of a scanned item comes back, priced; `NotFound` if it is not sold here.

    Among empty containers a drink's barcode is on an empty one, too.
    """
    code = item.code
    if draft.choices:
        with station.look() as work:
            if _only_containers(work, draft):
                code = container_of(work, code) or code
    draft, number = priced(draft, code, station)
    fresh = draft.choice(number) is None
    more = item.weight if item.weight is not None and draft.line(number).weighed else ONE
    draft = set_quantity(draft, number, draft.returning(number) + more)
    return with_own_reason(draft, number, station) if fresh else draft


def with_own_reason(draft: ReturnDraft, number: int, station: Station) -> ReturnDraft:
    """Empty containers that come back have the reason that policy names; nobody is asked."""
    with station.look() as work:
        policy = work.policy().section(SECTION, ReturnsPolicy)
    deposit = policy.goods.deposit(draft.line(number))
    reason = policy.reason(deposit.reason) if deposit is not None and deposit.most else None
    if reason is None:
        return draft
    return replace(set_reason(draft, number, reason), last_reason=draft.last_reason)


def take_as_empty(draft: ReturnDraft, number: int, station: Station) -> tuple[ReturnDraft, int]:
    """What was scanned as a drink is its empty container: the draft, and the container's line.

    Raises `NotFound` if none is redeemed for it.
    """
    assert draft.without is not None
    code = draft.without.containers.get(number, "")
    if not code:
        raise _no_container(draft.line(number).description)
    count = draft.returning(number)
    draft, container = priced(clear_line(draft, number), code, station)
    draft = set_quantity(draft, container, draft.returning(container) + count)
    return with_own_reason(draft, container, station), container


def container_of(work: Work, code: str) -> str:
    """What the empty container with this barcode is redeemed as; "" if it is not redeemed here."""
    return _container(work, find_item(work.connection, code))


def _container(work: Work, item: ItemRow | None) -> str:
    if item is None or not item.deposit_item:
        return ""
    linked = find_item(work.connection, item.deposit_item)
    if linked is None or not _redeems(work, linked.department):
        return ""
    return normalise(linked.code) if is_gtin(linked.code) else linked.code


def empty_container(code: str, station: Station) -> str:
    """The same for a script, which says that what it names is empty; raises `NotFound`."""
    with station.look() as work:
        found = container_of(work, code)
    if not found:
        raise _no_container(shown(code.lstrip("0")))
    return found


def priced(draft: ReturnDraft, code: str, station: Station) -> tuple[ReturnDraft, int]:
    """The draft with a line for this item, and its number; nothing more comes back yet."""
    known = line_of(draft, code)
    if known is not None:
        return draft, known.number
    with station.look() as work:
        return add_goods(draft, find_goods(work, code))


def identify(draft: ReturnDraft, card: Card, station: Station) -> ReturnDraft:
    """Somebody's card was seen: hashed, remembered as policy allows, and their returns read."""
    assert draft.without is not None
    number = plain_number(card.number)
    with station.open_work() as work:
        policy = policy_of(work.policy())
        today = work.today()
        expired = card.expires if card.expires is not None and card.expires < today else None
        person = remember_card(work, card, policy.identity)
        seen = Seen(
            card.document, card.jurisdiction, number[-4:], typed=card.typed, expired_on=expired
        )
        if person is not None:
            seen = replace(seen, person_id=person.id)
        found = replace(draft.without, seen=seen)
        found = replace(found, past=_past(work, seen, policy, today))
        work.commit()
    return replace(draft, without=found)


def same_again(draft: ReturnDraft, station: Station) -> ReturnDraft:
    """What comes back goes home again as the same items; raises `NotFound` for an unknown one."""
    basket = Basket()
    with station.look() as work:
        for choice in draft.choices:
            line = draft.line(choice.line_number)
            item = find_item(work.connection, line.item_code)
            if item is None:
                raise NotFound(
                    said("{item} is not in the item file.", item=line.description),
                    code="item_unknown",
                    remedy="Give its value instead.",
                )
            basket = put_in(basket, item, choice.quantity, first=FIRST_NEW)
    return replace(draft, new=NewGoods(basket))


def empty(work: Work, draft_id: str, operator_id: int, proof: ProofKind) -> ReturnDraft:
    """A draft in which nothing comes back yet."""
    today, store = work.today(), work.store
    return ReturnDraft(
        id=draft_id,
        receipt=nothing_bought(store.number, store.currency.code, work.now(), today),
        as_of=today,
        proof=proof,
        without=WithoutReceipt(exempt_today=exempt_today(work.connection, operator_id, today)),
    )


def rebuild(work: Work, draft: ReturnDraft, operator_id: int) -> ReturnDraft:
    """The same goods and person on what the records say now; `NotFound` for goods that are gone.

    Somebody who was forgotten meanwhile has to show the card again.
    """
    assert draft.without is not None
    fresh = empty(work, draft.id, operator_id, draft.proof)
    for line in draft.receipt.lines:
        fresh, number = add_goods(fresh, find_goods(work, line.item_code), line.number)
        fresh = as_long_as(fresh, number, line.quantity)
    assert fresh.without is not None
    seen = draft.without.seen
    if seen is not None and seen.person_id is not None:
        person = person_by_id(work.connection, seen.person_id)
        seen = (
            None
            if person is None
            else replace(
                seen,
                document=person.document,
                jurisdiction=person.jurisdiction,
                last_four=person.last_four,
            )
        )
    past = _past(work, seen, policy_of(work.policy()), fresh.as_of)
    return replace(fresh, without=replace(fresh.without, seen=seen, past=past))


def as_posted(work: Work, posted: Transaction) -> ReturnDraft:
    """The draft that a posted return (or its void) without a receipt is shown by."""
    receipt = nothing_bought(
        work.store.number, work.store.currency.code, posted.occurred_at, posted.business_date
    )
    lines = tuple(
        ReceiptLine(x.number, x.item_code, x.description, x.quantity, x.net) for x in posted.lines
    )
    proof = posted.proof or Proof(ProofKind.NONE)
    person = person_by_id(work.connection, proof.person_id or "")
    seen = None
    if person is not None:
        seen = Seen(person.document, person.jurisdiction, person.last_four, person.id)
    return ReturnDraft(
        id=posted.id,
        receipt=replace(receipt, lines=lines),
        as_of=posted.business_date,
        customer_id=posted.customer_id,
        proof=proof.kind,
        without=WithoutReceipt(seen=seen),
    )


def hold(work: Work, draft: ReturnDraft) -> None:
    """Lock what the limits are counted on, so that two desks cannot pass them together."""
    without = draft.without
    if without is not None and without.seen is not None and without.seen.person_id is not None:
        lock_person(work.connection, without.seen.person_id)


def waits_for_a_card() -> Conflict:
    """What stands in the way while an exchange of the same person has no end."""
    return Conflict(
        "An exchange of this customer still waits for a card.",
        code="refund.card_under_way",
        remedy="Settle that one first.",
    )


def check_approver(work: Work, amount: Money, verdict: Verdict, approver: Operator) -> None:
    """Nobody approves more without a receipt than they may give; raises `Refused`."""
    limit = approver.limits.get(LIMIT, ZERO)
    if amount > limit:
        shown_limit = amount_text(limit, work.store.currency)
        told = said(
            "{approver} may approve up to {shown_limit} without a receipt.",
            approver=approver.short_name,
            shown_limit=shown_limit,
        )
        raise beyond_limit(told, verdict)


def find_goods(work: Work, code: str) -> Goods:
    """An item with its price as policy finds it; raises `NotFound` if it is not sold here."""
    rules, today = work.policy(), work.today()
    returns = rules.section(SECTION, ReturnsPolicy)
    policy = returns.without
    found = selling_price_of(work.connection, code, today, policy.price_days)
    if found.item is None and found.last is None:
        raise NotFound(
            said("No item {text} is sold here.", text=shown(code.lstrip("0"))),
            code="returns.not_sold_here",
            remedy="Check the number, or send the customer to the store that sold it.",
        )
    goods = _goods(code, found, policy.price_days)
    if found.item is not None:  # what only old receipts know has no tax class
        taxes = rules.tax.on(found.item.tax, today)
        goods = replace(goods, prices=replace(goods.prices, taxes=taxes))
    deposit = returns.goods.deposit_of(goods.department)
    if deposit is not None and deposit.most:  # what it was sold for before says nothing
        each = deposit.each if deposit.each is not None else goods.prices.today
        goods = replace(
            goods, prices=replace(goods.prices, lowest=None, lowest_on=None, today=each)
        )
    container = _container(work, found.item)
    return replace(goods, recall=recall_of(work.connection, code), container=container)


def _redeems(work: Work, department: str) -> bool:
    """True if goods of this department are containers that are redeemed without a receipt."""
    deposit = work.policy().section(SECTION, ReturnsPolicy).goods.deposit_of(department)
    return deposit is not None and bool(deposit.most)


def _only_containers(work: Work, draft: ReturnDraft) -> bool:
    return all(_redeems(work, draft.line(c.line_number).department) for c in draft.choices)


def _no_container(item: str) -> NotFound:
    return NotFound(
        said("The item file names no deposit for {item}.", item=item),
        code="returns.no_container",
        remedy="Scan the deposit’s own code.",
    )


def policy_of(policy: Policy) -> WithoutReceiptPolicy:
    """The part about returns without a receipt."""
    return policy.section(SECTION, ReturnsPolicy).without


def _goods(code: str, found: SellingPrice, days: int) -> Goods:
    """The item file's words go first, the last sale's fill in what it lacks."""
    item, last = found.item, found.last
    today = item.price if item is not None and item.price > ZERO else None
    if today is None and last is not None:
        today = last.price
    prices = Prices(days, found.lowest, found.lowest_on, today)
    food = last is not None and last.food
    if item is not None:
        return Goods(code, item.description, prices, item.department, item.unit, item.weighed, food)
    assert last is not None
    return Goods(code, last.description, prices, last.department, last.unit, last.weighed, food)


def _past(
    work: Work, seen: Seen | None, policy: WithoutReceiptPolicy, today: date
) -> tuple[PastReturn, ...]:
    if seen is None or seen.person_id is None:
        return ()
    return past_returns(work.connection, seen.person_id, today, policy.longest_window)
