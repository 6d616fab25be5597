"""What customers never had: paid back as if it came back, whatever its promotion. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counter_app.core.order import order_of
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import NEVER_HAD
from counter_app.desk.price_correction.draft import (
    BY_QUANTITY,
    Correction,
    CorrectionDraft,
    charged_price,
)
from counter_app.desk.price_correction.puts import Put, line_of
from counter_app.rules.delivery import delivery_shares
from counter_app.rules.online_policy import FeesBack, OnlinePolicy
from counter_app.rules.promoted import Going, LineShare, Promoted, promoted
from counter_app.rules.promotions import Promotion
from counter_app.rules.still_paid import returned_share


def by_promotions(draft: CorrectionDraft, promotions: Sequence[Promotion]) -> Promoted:
    """What promotions make of the units that the customer never had."""
    return promoted(promotions, None, [_going(draft, line) for line in draft.receipt.sold])


def never_had(
    draft: CorrectionDraft, line: ReceiptLine, correction: Correction, quantity: Quantity
) -> Put:
    """What units that the customer never had were paid, as if they came back."""
    state = draft.state(line.number)
    net = returned_share(state.price, state.returned, quantity, line.quantity)
    taxes = tuple(returned_share(t, state.returned, quantity, line.quantity) for t in state.taxes)
    made = replace(line_of(line, correction, quantity, net, taxes), disposition=NEVER_HAD)
    return Put(correction, made, charged_price(line), difference=net)


def _going(draft: CorrectionDraft, line: ReceiptLine) -> Going:
    """A line as promotions see it: what the customer never had goes back, nothing else does."""
    state, correction = draft.state(line.number), draft.correction(line.number)
    now = NONE
    if correction is not None and correction.sort in BY_QUANTITY:
        now = max(min(draft.quantity(correction), draft.kept(line.number)), NONE)
    return Going(line, state.returned, state.price, state.taxes, now, never_had=True)


def of_promotion(
    draft: CorrectionDraft, line: ReceiptLine, correction: Correction, part: LineShare
) -> Put | None:
    """What a line of a promotion gives back for units that the customer never had."""
    quantity = min(draft.quantity(correction), draft.kept(line.number))
    if quantity <= NONE:
        return None
    made = replace(line_of(line, correction, quantity, part.net, part.taxes), disposition=NEVER_HAD)
    return Put(correction, made, charged_price(line), difference=part.net)


def delivery_of(draft: CorrectionDraft, puts: Sequence[Put], policy: OnlinePolicy) -> Iterator[Put]:
    """The share of an online order's delivery that units which the customer never had take along.

    Whatever policy says of other returns: that they never came is no choice of the customer's.
    """
    cause = next((p.correction for p in puts if p.correction.sort in BY_QUANTITY), None)
    if cause is None or order_of(draft.receipt) is None or policy.fees is FeesBack.NEVER:
        return
    lines = [_going(draft, line) for line in draft.receipt.sold]
    now = {n: much for n, much in units_never_had(puts).items() if not policy.is_fee(draft.line(n))}
    for fee, quantity, part in delivery_shares(lines, now, draft.standing, policy):
        correction = Correction(fee.number, cause.sort, quantity=quantity)
        made = replace(
            line_of(fee, correction, quantity, part.net, part.taxes), disposition=NEVER_HAD
        )
        yield Put(correction, made, charged_price(fee), difference=part.net, delivery=True)


def units_never_had(puts: Sequence[Put]) -> dict[int, Quantity]:
    """How much of which line never reached the customer."""
    return {
        p.line.number: p.line.quantity
        for p in puts
        if p.line.disposition == NEVER_HAD and p.line.quantity
    }


def held_back(draft: CorrectionDraft, puts: Sequence[Put], gone: Promoted) -> Iterator[Put]:
    """What pricing anew held back of goods that came back before and is due now, of no units."""
    cause = next((p.correction for p in puts if p.correction.sort in BY_QUANTITY), None)
    done = {p.line.number for p in puts}
    for number, part in sorted(gone.shares.items()):
        if cause is None or number in done or not (part.net or any(part.taxes)):
            continue
        line = draft.line(number)
        correction = Correction(number, cause.sort, quantity=NONE)
        made = replace(line_of(line, correction, NONE, part.net, part.taxes), disposition=NEVER_HAD)
        yield Put(correction, made, charged_price(line), difference=part.net)
