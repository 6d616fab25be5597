"""The style sheet: frames, line edits, label inks and scroll bars of one theme, as text."""

from counter_app.ui.tokens import Tokens

_INKS = (
    "ink",
    "ink2",
    "ink3",
    "accent",
    "accent_ink",
    "inform",
    "warn",
    "approve",
    "deny",
    "on_forbid",
    "on_block",
    "block_text2",
)


def style_sheet(t: Tokens, scale: float) -> str:
    """All rules of one theme; sizes are pixels times `scale`. Never a bare `QWidget` rule."""

    def px(size: float) -> str:
        return f"{round(size * scale)}px"

    inks = "".join(f'QLabel[ink="{name}"]{{color:{getattr(t, name)}}}\n' for name in _INKS)
    frames = f"""
QMainWindow,QDialog{{background:{t.canvas}}}
QFrame[kind="card"]{{background:{t.surface};border:1px solid {t.hair};border-radius:{px(12)}}}
QFrame[kind="side"]{{background:{t.surface};border:none;border-left:1px solid {t.hair}}}
QFrame[kind="rail"]{{background:{t.surface};border:none;border-right:1px solid {t.hair}}}
QFrame[kind="status"]{{background:{t.surface};border:none;border-top:1px solid {t.hair}}}
QFrame[kind="block"]{{background:{t.block};border:none;border-radius:{px(14)}}}
QFrame[kind="well"]{{background:{t.sunken};border:none;border-radius:{px(10)}}}
QFrame[kind="rule"]{{background:{t.hair};border:none}}
QFrame[kind="scan"]{{background:{t.surface};border:1px solid {t.edge};border-radius:{px(12)};
 padding:1px}}
QFrame[kind="scan"][focused="true"]{{border:2px solid {t.accent};padding:0px}}
"""
    edits = f"""
QLineEdit[kind="bare"]{{background:transparent;border:none;padding:0;color:{t.ink};
 placeholder-text-color:{t.ink3};selection-background-color:{t.accent};
 selection-color:{t.on_accent}}}
QLineEdit[kind="field"]{{background:{t.surface};border:1px solid {t.edge};color:{t.ink};
 border-radius:{px(8)};padding:0 {px(15)};placeholder-text-color:{t.ink3};
 selection-background-color:{t.accent};selection-color:{t.on_accent}}}
QLineEdit[kind="field"]:focus{{border:2px solid {t.accent};padding:0 {px(14)}}}
QLineEdit[kind="field"][fault="true"]{{border:2px solid {t.deny};padding:0 {px(14)}}}
QLineEdit[kind="field"]:disabled{{background:{t.sunken};color:{t.ink3};border-color:{t.line}}}
QLineEdit[kind="pieces"]{{background:{t.surface};border:1px solid {t.edge};color:{t.ink};
 border-radius:{px(8)};padding:0 {px(11)};selection-background-color:{t.accent};
 selection-color:{t.on_accent}}}
QLineEdit[kind="pieces"][filled="true"]{{border-color:{t.hair}}}
QLineEdit[kind="pieces"]:focus{{border:2px solid {t.accent};padding:0 {px(10)}}}
"""
    views = f"""
QTableView{{background:transparent;border:none;gridline-color:transparent;outline:none}}
QScrollArea{{background:transparent;border:none}}
QScrollArea>QWidget#qt_scrollarea_viewport,QWidget[kind="clear"]{{background:transparent}}
QScrollBar:vertical{{background:transparent;width:{px(12)};margin:0}}
QScrollBar::handle:vertical{{background:{t.line};border-radius:{px(4)};min-height:{px(48)};
 margin:{px(2)}}}
QScrollBar::add-line,QScrollBar::sub-line{{height:0;width:0}}
QScrollBar::add-page,QScrollBar::sub-page{{background:transparent}}
QToolTip{{background:{t.block};color:{t.on_block};border:1px solid {t.line};padding:{px(6)}}}
"""
    return frames + edits + views + inks
