"""Which plan the customer took, in a draft; and whether two drafts differ in nothing else."""

from __future__ import annotations

from dataclasses import replace

from counter_app.desk.returns.draft import ReturnDraft, same_request
from counter_app.rules.refund_options import Routing


def choose_routing(draft: ReturnDraft, routing: Routing) -> ReturnDraft:
    """The plan the customer took."""
    return replace(draft, tender=routing.wish, moved=dict(routing.moved))


def same_goods(one: ReturnDraft, other: ReturnDraft) -> bool:
    """True if two drafts differ at most in how the money goes back."""
    return same_request(_unrouted(one), _unrouted(other))


def _unrouted(draft: ReturnDraft) -> ReturnDraft:
    return replace(draft, tender=None, moved={})
