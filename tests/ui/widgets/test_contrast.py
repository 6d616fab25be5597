"""Every pair of colours that meet: texts 4.5, marks of focus and frames 3, in both themes."""

from __future__ import annotations

import pytest

from counter_app.ui.tokens import DARK, LIGHT, Tokens
from tests.ui.widgets import look_checks


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "surface"),
        ("ink2", "surface"),
        ("ink3", "canvas"),
        ("ink3", "surface"),
        ("ink3", "accent_tint"),
        ("ink3", "accent_flash"),
        ("ink2", "accent_flash"),
        ("ink2", "canvas"),
        ("ink2", "sunken"),
        ("ink2", "accent_tint"),
        ("ink2", "inform_tint"),
        ("ink2", "warn_tint"),
        ("ink2", "approve_tint"),
        ("ink2", "deny_tint"),
        ("ink2", "raised"),
        ("ink", "accent_flash"),
        ("ink", "deny_line"),
        ("accent", "accent_tint"),
        ("accent", "canvas"),
        ("ink3", "sunken"),
        ("accent", "surface"),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("on_accent", "accent_press"),
        ("accent_ink", "accent_tint"),
        ("block_text2", "block"),
        ("block_text2", "well"),
        ("on_go", "go"),
        ("on_go", "go_press"),
        ("on_go", "go_hover"),
        ("on_block", "block"),
        ("on_block", "well"),
        ("go", "block"),
        ("approve", "surface"),
        ("inform", "surface"),
        ("warn", "surface"),
        ("inform", "inform_tint"),
        ("warn", "warn_tint"),
        ("approve", "approve_tint"),
        ("on_approve", "approve"),
        ("deny", "deny_tint"),
        ("deny", "surface"),
        ("on_forbid", "forbid"),
        ("on_paper", "paper"),
    ],
)
def test_every_pair_of_text_and_ground_reaches_4_5(chosen: Tokens, ink: str, ground: str) -> None:
    pair = [int(getattr(chosen, name)[1:], 16) for name in (ink, ground)]
    assert look_checks._contrast(*pair) >= 4.5


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("mark", "ground"),
    [
        ("accent", "surface"),
        ("accent", "canvas"),
        ("accent", "sunken"),
        ("accent", "accent_tint"),
        ("accent", "accent_flash"),
        ("accent", "raised"),
        ("accent", "approve_tint"),
        ("accent", "warn_tint"),
        ("accent", "deny_tint"),
        ("accent", "inform_tint"),
        ("on_accent", "accent"),
        ("on_go", "go"),
        ("on_approve", "approve"),
        ("go", "block"),
        ("edge", "surface"),
        ("edge", "canvas"),
        ("warn_fill", "surface"),
        ("deny", "surface"),
        ("approve", "surface"),
    ],
)
def test_every_mark_of_focus_and_every_frame_of_a_field_reaches_3(
    chosen: Tokens, mark: str, ground: str
) -> None:
    """WCAG 2.2, 1.4.11 and 2.4.13: what shows a control or its focus, against what is beside it."""
    pair = [int(getattr(chosen, name)[1:], 16) for name in (mark, ground)]
    assert look_checks._contrast(*pair) >= 3
