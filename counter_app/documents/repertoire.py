"""The characters a receipt printer has (code page 858) and how all other text is spelt in them.

Every output uses the same spelling, so the paper, the stored text and the screen agree.
"""

from __future__ import annotations

import unicodedata

CODE_PAGE = "cp858"

# What decomposition does not give; a no-break space lives on until lines have been broken.
_SPELT = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": ",", "‛": "'", "′": "'", "ʼ": "'", "ˈ": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "‹": "<", "›": ">",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "⁃": "-",
        "…": "...", "•": "·", "∙": "·", "‣": "·", "⁄": "/", "∕": "/", "×": "×", "✕": "×", "✓": "v",
        "™": "(TM)", "℠": "(SM)", "℗": "(P)", "‰": " o/oo", "≤": "<=", "≥": ">=", "≠": "!=",
        "≈": "~", "→": "->", "←": "<-", "↔": "<->", "Œ": "OE", "œ": "oe", "ẞ": "SS", "Ł": "L",
        "ł": "l", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "ĸ": "k", "Ŋ": "NG", "ŋ": "ng",
        "Ŧ": "T", "ŧ": "t", "Ə": "E", "ə": "e", "₹": "Rs", "₽": "RUB", "₺": "TL", "₩": "KRW",
        "₪": "ILS", "₫": "VND", "\u202f": "\u00a0", "\u2007": "\u00a0",
    }
)  # fmt: skip


def _encodes(character: str) -> bool:
    """Tell whether the printer has it; box drawing is kept for rules, and fonts lack it."""
    if "\u2500" <= character <= "\u259f" or character == "‗":
        return False
    try:
        return character.encode(CODE_PAGE) >= b" "
    except UnicodeEncodeError:
        return False


def _spell(character: str) -> str:
    if unicodedata.category(character) == "Zs":
        return " "
    if unicodedata.category(character)[0] in "MC":
        return ""
    apart = unicodedata.normalize("NFKD", character).translate(_SPELT)
    kept = "".join(c for c in apart if _encodes(c))
    if kept.strip():
        return kept
    return "??" if unicodedata.east_asian_width(character) in "WF" else "?"


def transliterate(text: str) -> str:
    """Return `text` in the printer's characters, each one column wide.

    Accents the printer lacks are dropped (`Łódź` is spelt `Lódz`); a character without any
    spelling becomes `?`, or `??` where it takes two columns.
    """
    text = text.translate(_SPELT)
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _encodes(c) else _spell(c) for c in text)
