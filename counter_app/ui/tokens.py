"""The colours of the look, light and dark. Nothing else names a colour."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours as `#RRGGBB` (`#AARRGGBB` where see-through)."""

    canvas: str
    surface: str
    sunken: str
    raised: str
    hair: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_press: str
    accent_tint: str
    accent_flash: str
    accent_ink: str
    block: str
    well: str
    block_text2: str
    inform: str
    inform_tint: str
    inform_line: str
    warn: str
    warn_tint: str
    warn_line: str
    warn_fill: str
    approve: str
    approve_tint: str
    approve_line: str
    on_approve: str
    deny: str
    deny_tint: str
    deny_line: str
    scrim: str
    on_block: str = "#FFFFFF"
    go: str = "#3FCBB4"
    on_go: str = "#04231E"
    go_hover: str = "#5FD8C4"
    go_press: str = "#2FB49E"
    forbid: str = "#A3142B"
    on_forbid: str = "#FFFFFF"
    paper: str = "#FFFFFF"
    on_paper: str = "#111111"


LIGHT: Final = Tokens(
    canvas="#F2F4F5",
    surface="#FFFFFF",
    sunken="#E9EDEF",
    raised="#FFFFFF",
    hair="#DCE2E5",
    line="#BFC9CE",
    edge="#72818B",
    ink="#0F1F28",
    ink2="#43545E",
    ink3="#566670",
    accent="#0B6B60",
    on_accent="#FFFFFF",
    accent_hover="#095A51",
    accent_press="#07483F",
    accent_tint="#E0F1EE",
    accent_flash="#CFE8E3",
    accent_ink="#085348",
    block="#10242D",
    well="#1B323C",
    block_text2="#A9BDC6",
    inform="#1B5A96",
    inform_tint="#E8F1F9",
    inform_line="#BCD5EC",
    warn="#7A4A00",
    warn_tint="#FFF4DB",
    warn_line="#EBC87D",
    warn_fill="#B46900",
    approve="#5A3BA8",
    approve_tint="#F1ECFB",
    approve_line="#D2C4F1",
    on_approve="#FFFFFF",
    deny="#A23A10",
    deny_tint="#FDEDE5",
    deny_line="#F0C0A9",
    scrim="#5C0F1F28",
)

DARK: Final = Tokens(
    canvas="#0C1317",
    surface="#141D23",
    sunken="#0F171C",
    raised="#1C272E",
    hair="#28343C",
    line="#3D4B54",
    edge="#6F808A",
    ink="#E9EFF2",
    ink2="#B5C2C9",
    ink3="#94A3AB",
    accent="#3FCBB4",
    on_accent="#04231E",
    accent_hover="#5FD8C4",
    accent_press="#2FB49E",
    accent_tint="#12332F",
    accent_flash="#153B36",
    accent_ink="#7FE3D1",
    block="#1E2C34",
    well="#2A3A43",
    block_text2="#A9BDC6",
    inform="#8FC1F0",
    inform_tint="#14293C",
    inform_line="#2B4A66",
    warn="#F0C060",
    warn_tint="#33270E",
    warn_line="#5E4A1C",
    warn_fill="#E0A93A",
    approve="#C3AEFA",
    approve_tint="#2A2145",
    approve_line="#4C3D78",
    on_approve="#1E2C34",
    deny="#F5A482",
    deny_tint="#381E13",
    deny_line="#6A3A25",
    scrim="#99060A0C",
)
