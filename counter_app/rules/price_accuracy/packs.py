"""The packs that come with the program, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from counter_app.core.money import USD
from counter_app.paths import resources
from counter_app.rules.policy_text import read_source
from counter_app.rules.price_accuracy.pack import Pack, parse_pack

NEUTRAL: Final = "neutral"
"""The pack in force until a store chooses one: the difference and nothing more."""


@cache
def shipped_packs() -> Mapping[str, Pack]:
    """All packs under `resources/policy/price_accuracy/` by their key, which is the file's name.

    They count in US and Canadian dollars, both of which have two decimal places.
    """
    found: dict[str, Pack] = {}
    for path in sorted(resources("policy", "price_accuracy").glob("*.toml")):
        pack = parse_pack(read_source(path.read_text("utf-8"), USD))
        assert pack.key == path.stem, path
        found[pack.key] = pack
    return MappingProxyType(found)
