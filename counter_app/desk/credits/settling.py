"""Ends what a card was asked for a gift card: its payment, or the refund of a void."""

from __future__ import annotations

from typing import Final

from counter_app.desk.credits.facts import TASK
from counter_app.desk.credits.service import finish
from counter_app.desk.credits.voids import finish_void
from counter_app.trade.settling import Settling

_SETTLING: Final = Settling(TASK, lambda station, id_, _: finish(station, id_), finish_void)
resolve_attempt = _SETTLING.resolve
card_declined = _SETTLING.declined
