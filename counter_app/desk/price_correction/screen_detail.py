"""What a correction may need besides its price: customer, case, day of notice, what the law asks.

Only what the rule in force and the sort of claim can use is offered; what was said stands in the
panel.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from counter_app.core.errors import BadInput
from counter_app.core.typed_day import day_of
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.draft import BY_PRICE, Correction, Sort
from counter_app.desk.price_correction.screen_view import Step
from counter_app.desk.price_correction.stored_draft import correction_of
from counter_app.desk.price_correction.wording import SORTS
from counter_app.rules.price_accuracy.pack import Edition
from counter_app.ui.widgets.context_panel import KeyRow, Section
from counter_app.ui.widgets.reason_picker import Reason

if TYPE_CHECKING:
    from counter_app.desk.price_correction.screen_claims import Claims
    from counter_app.desk.price_correction.screen_words import Said

translate = QCoreApplication.translate
GIVE_UP = "give_up"
_STEPS = {
    "customer": Step.CUSTOMER,
    "case": Step.CASE,
    "told": Step.TOLD,
    "exempt": Step.EXEMPT,
    "since": Step.SINCE,
    "unit": Step.UNIT,
}
_KEYS = {"out": "Alt+O", "intended": "Alt+I", "tampered": "Alt+T", "asked": "Alt+A"}


def options(at: Claims, edition: Edition) -> tuple[Reason, ...]:
    """What can be said about this correction and this line; never more than nine."""
    found = [("customer", translate("Prices", "Customer"))]
    made = at.correction
    if made is not None and made.sort is Sort.GOODWILL:
        found.append(("case", translate("Prices", "Case number")))
    if made is not None and made.sort is Sort.WRONG_PRICE:
        found += _by_law(made, edition)
    if made is not None and made.sort in BY_PRICE:
        found.append(("since", translate("Prices", "Tag hangs since")))
        found.append(("unit", translate("Prices", "Size on the tag")))
    if made is not None:
        found.append(("out", translate("Prices", "Leave this line out")))
    found.append((GIVE_UP, translate("Prices", "Give up")))
    return tuple(Reason(key, words) for key, words in found)


def _by_law(made: Correction, edition: Edition) -> list[tuple[str, str]]:
    """What the rule of the place makes a difference of."""
    found = []
    if edition.notify_days:
        found.append(("told", translate("Prices", "Told us before")))
    if edition.must_ask:
        asked, unasked = (
            translate("Prices", "Customer did ask"),
            translate("Prices", "Customer did not ask"),
        )
        found.append(("asked", unasked if made.asked else asked))
    if edition.exemptions:
        found.append(("exempt", translate("Prices", "Exempt goods")))
    if edition.rule != "difference_only":
        tampered, sound = (
            translate("Prices", "Tag tampered with"),
            translate("Prices", "Tag is sound"),
        )
        found.append(("tampered", sound if made.tampered else tampered))
    if edition.gross_error is not None and edition.gross_error.unless_intended_days:
        words = {
            None: translate("Prices", "Low price was meant"),
            True: translate("Prices", "Low price was a mistake"),
            False: translate("Prices", "Nobody knows if meant"),
        }
        found.append(("intended", words[made.intended]))
    return found


def pick(at: Claims, key: str) -> None:
    """One of the options was chosen."""
    if key in _STEPS:
        at.go(_STEPS[key])
    elif key == GIVE_UP:
        at.keep.give_up()
    else:
        at.step = Step.PRICE
        at.take_key(_KEYS[key])


def typed(at: Claims, text: str) -> None:
    """The customer's number, the case, or the day of notice was typed."""
    if at.step is Step.CUSTOMER:
        use_case = partial(service.name_customer, at.draft, text)
        at.desk.runner.run(use_case, done=at.again)
    elif at.step is Step.CASE:
        at.step = Step.PRICE
        at.about(case_id=text[:36] or None)
    elif at.step is Step.UNIT:
        at.step = Step.PRICE
        at.evidence(unit=text)
    elif at.step in (Step.TOLD, Step.SINCE):
        try:
            day = day_of(text, at.draft.as_of)
        except BadInput as error:
            at.desk.refusal(error)
            return
        told, at.step = at.step is Step.TOLD, Step.PRICE
        if told:
            at.about(notified_on=day)
        else:
            at.evidence(day=day)


def titles() -> dict[Step, str]:
    """The heading of each question that is typed here."""
    return {
        Step.CUSTOMER: translate("Prices", "Customer number"),
        Step.CASE: translate("Prices", "Case number"),
        Step.TOLD: translate("Prices", "When were we told? (11/7)"),
        Step.SINCE: translate("Prices", "Since when does the tag say so? (11/7)"),
        Step.UNIT: translate("Prices", "What unit is the tag’s price for? (EA, LB)"),
        Step.PARK: translate("Prices", "Park it under what name? Enter or F9 parks it."),
    }


def begun(at: Claims) -> str:
    """What stands in the field when a question is asked."""
    made = at.correction
    match at.step:
        case Step.NOTE:
            return made.evidence.note if made else ""
        case Step.CERTIFICATE:
            return made.certificate if made else ""
        case Step.CASE:
            return at.draft.case_id or ""
        case Step.PARK:
            return at.opened.customer[:40]
        case _:
            return ""


def said(at: Claims, words: Said, edition: Edition) -> tuple[Section, ...]:
    """The panel's section about what was said beside the price; none if nothing was."""
    made, draft = at.correction, at.draft
    rows: list[KeyRow] = []
    if draft.case_id:
        rows.append(KeyRow(translate("Prices", "Case number"), draft.case_id))
    if draft.notified_on != draft.as_of:
        told = _day(words, draft.notified_on)
        rows.append(KeyRow(translate("Prices", "We were told"), told))
    if made is not None:
        rows += evidence_rows(made, words)
        rows += _about_line(made, edition, words)
    return (Section(translate("Prices", "Kept with it"), rows=tuple(rows)),) if rows else ()


def evidence_rows(made: Correction, words: Said) -> list[KeyRow]:
    """Picture, note and what else the tag or the ad says."""
    rows = []
    if made.evidence.file_name:
        rows.append(KeyRow(translate("Prices", "Picture"), made.evidence.file_name[-24:]))
    if made.evidence.day is not None:
        rows.append(KeyRow(translate("Prices", "Tag hangs since"), _day(words, made.evidence.day)))
    if made.evidence.item_code:
        rows.append(KeyRow(translate("Prices", "Tag of item"), made.evidence.item_code))
    if made.evidence.unit:
        rows.append(KeyRow(translate("Prices", "Size on the tag"), made.evidence.unit))
    if made.evidence.note:
        rows.append(KeyRow(translate("Prices", "Note"), _short(made.evidence.note)))
    return rows


def kept_rows(content: Mapping[str, Any], words: Said) -> tuple[KeyRow, ...]:
    """What the books keep about one corrected line: what was wrong, and what showed it."""
    if "sort" not in content:  # a price before payment
        note = str(content.get("note") or "")
        return (KeyRow(translate("Prices", "Note"), _short(note)),) if note else ()
    made = correction_of(content)
    rows = [KeyRow(words.catalogue.term(SORTS[made.sort]), "")]
    if made.right is not None:
        rows.append(KeyRow(translate("Prices", "Right price"), words.money(made.right)))
    rows += evidence_rows(made, words)
    rows += _about_line(made, None, words)
    return tuple(rows)


def _about_line(made: Correction, edition: Edition | None, words: Said) -> list[KeyRow]:
    rows = []
    if not made.asked:
        rows.append(KeyRow(translate("Prices", "Customer did not ask"), ""))
    if made.tampered:
        rows.append(KeyRow(translate("Prices", "Tag tampered with"), ""))
    if made.intended is not None:
        meant = translate("Prices", "Low price was meant")
        slip = translate("Prices", "Low price was a mistake")
        rows.append(KeyRow(meant if made.intended else slip, ""))
    exempt = edition.exemption(made.exemption) if edition is not None else None
    if made.exemption and exempt is None:
        rows.append(KeyRow(translate("Prices", "Exempt goods"), made.exemption))
    if exempt is not None:
        language = words.desk.words.language
        named = exempt.words.get(language, exempt.words["en"])
        rows.append(KeyRow(translate("Prices", "Exempt goods"), named))
    if made.certificate:
        rows.append(KeyRow(translate("Prices", "Certificate number"), made.certificate))
    if made.expires is not None:
        rows.append(KeyRow(translate("Prices", "Valid until"), _day(words, made.expires)))
    return rows


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"


def _day(words: Said, day: date) -> str:
    return words.desk.words.day(day)
