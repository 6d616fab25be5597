"""Every setting of the shipped policy file stands in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

from counter_app.app import default_policy

DOCS = Path(__file__).parents[2] / "docs"
_SETTING = re.compile(r"^(?:# )?([a-z_]+) = ", re.MULTILINE)


def test_every_setting_is_documented() -> None:
    """Also those that stand there as a comment: what they would do has to be known, too."""
    told = "".join(p.read_text("utf-8") for p in DOCS.glob("*.md") if p.stem != "DECISIONS")
    words = set(re.findall(r"[a-z_]+", told))
    assert sorted(set(_SETTING.findall(default_policy())) - words) == []
