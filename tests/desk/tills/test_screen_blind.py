"""The count is blind: until it is final, nothing anywhere says what the till should hold."""

from __future__ import annotations

import json

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from counter_app.core.ids import new_id
from counter_app.core.money import Money, plain
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.service import open_till
from counter_app.documents.text import render_text
from counter_app.records.drafts import draft_by_id, drafts
from counter_app.records.transaction_reader import stored_document
from counter_app.station import Station
from tests.desk.tills.conftest import Person
from tests.ui.widgets import look_checks

HOLDS = Money(4_318_957)


def everything_said(window: QWidget) -> str:
    """All texts of all widgets, also hidden ones: painted, spoken, in tooltips and properties."""
    said = [painted.text for painted in look_checks.painted(window)]
    for widget in (window, *window.findChildren(QWidget)):
        for read in ("text", "placeholderText", "toPlainText", "windowTitle", "words"):
            got = getattr(widget, read, None)
            if callable(got):
                said.append(str(got()))
        said += [widget.toolTip(), widget.statusTip(), widget.whatsThis()]
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None:
            kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
            said += [interface.text(kind) for kind in kinds]
    return "\n".join(said)


def tells(text: str, *amounts: Money) -> list[str]:
    """The amounts that a text gives away, with or without separators."""
    bare = text.replace(",", "").replace(" ", "")
    return [plain(a) for a in amounts if plain(a) in bare or str(a.minor) in bare]


@pytest.mark.parametrize("language", ["en", "es"])
def test_b2_nothing_tells_what_the_till_should_hold_before_the_count_is_final(
    clerk: Person, station: Station, language: str
) -> None:
    open_till(OpenDraft(new_id(), 7, HOLDS), station)
    if language == "es":
        clerk.shell.switch_language()
    seen: list[str] = []

    def look() -> None:
        clerk.rest()
        seen.append(everything_said(clerk.shell))

    short = HOLDS - Money(100)
    clerk.press("F8")
    look()
    clerk.press("Shift+F8")
    look()
    clerk.write("1")
    look()
    clerk.press("Alt+T")
    for _ in range(2):
        clerk.write("100")
        look()
        clerk.press("F12")
        look()
        if clerk.mode() is Mode.COUNT:
            clerk.press("Alt+T")
    assert clerk.mode() is Mode.REASON
    clerk.press("1", "F12")
    assert not clerk.shell.card.isHidden()
    look()
    off = HOLDS - Money(100)
    assert [found for text in seen for found in tells(text, HOLDS, off, short)] == []
    with station.look() as work:
        ids = work.connection.execute(select(drafts.c.id)).scalars()
        kept = [draft_by_id(work.connection, work.keys, draft) for draft in ids]
        stored = json.dumps([str(draft) for draft in kept])
        jobs = work.print_jobs.waiting()
        papers = [stored_document(work.connection, job.transaction_id, 1) for job in jobs[1:]]
    assert tells(stored, HOLDS, off) == []
    assert [render_text(paper, 48) for paper in papers if paper is not None] == []
    clerk.press("Alt+D")


def test_the_variance_is_told_once_the_count_is_final(clerk: Person, station: Station) -> None:
    open_till(OpenDraft(new_id(), 7, Money(20000)), station)
    clerk.press("F8", "Shift+F8", "Alt+T")
    clerk.write("19900")
    clerk.press("F12")
    assert clerk.mode() is Mode.DONE
    assert "Short $1.00" in everything_said(clerk.shell)
