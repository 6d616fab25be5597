"""How many straps and rolls the bank should bring so that the safe is at its par levels."""

from __future__ import annotations

from collections.abc import Mapping


def change_order(
    pars: Mapping[str, int],
    packs: Mapping[str, int],
    held: Mapping[str, int],
    coming: Mapping[str, int],
) -> Mapping[str, int]:
    """Pieces to order by denomination: par less what is held and on its way, in whole packs.

    A denomination without a pack size is ordered piece by piece; one that is at par is left out.
    """
    order: dict[str, int] = {}
    for key, par in pars.items():
        missing = par - held.get(key, 0) - coming.get(key, 0)
        pack = packs.get(key, 1)
        if missing > 0:
            order[key] = -(-missing // pack) * pack
    return order
