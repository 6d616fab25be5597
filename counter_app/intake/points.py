"""Loyalty points as registers write them: whole numbers, of the receipt or of a line."""

from __future__ import annotations

import re
from collections.abc import Callable

from counter_app.core.errors import ImportRejected
from counter_app.core.points import ACCOUNT, EARNED, MAX_POINTS, SPENT
from counter_app.intake.basket import Basket
from counter_app.intake.reading import plain_text


def whole_points(text: str) -> str:
    """A number of points in plain digits; `ImportRejected` for anything else."""
    bare = text.strip().lstrip("+-").removesuffix(".00").removesuffix(".0")
    if not re.fullmatch(r"[0-9]{1,8}", bare) or int(bare) > MAX_POINTS:
        raise ImportRejected(f"“{plain_text(text, 24)}” is no number of points.", code="points")
    return str(int(bare))


def read_points(basket: Basket, told: Callable[[str], str]) -> None:
    """Keep the points of a whole receipt; `told` gives a field's text by its name."""
    for name, key in (("points_earned", EARNED), ("points_spent", SPENT)):
        if told(name):
            basket.extra[key] = whole_points(told(name))
    if told("points_account"):
        basket.extra[ACCOUNT] = plain_text(told("points_account"), 60)
