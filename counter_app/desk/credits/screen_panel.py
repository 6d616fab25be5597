"""The right side of the credits screen: the credit, whose it is, the law, and limits of sales."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from counter_app.core.money import ZERO
from counter_app.desk.credits.reading import OpenCredit, SaleSeen, Terms
from counter_app.desk.credits.screen_words import kind_words
from counter_app.rules.credit_policy import CashOutLaw, CreditPolicy
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.words import Words

translate = QCoreApplication.translate


def law_words(opened: OpenCredit) -> tuple[str, str]:
    """What the law of the place says about cash, and where it stands."""
    law = opened.law
    if law is None:
        return translate("Credits", "No law of this place pays it out in cash."), ""
    if opened.state.credit.kind not in opened.policy.cash_out:
        words = translate("Credits", "In {0} gift cards give cash; this is store credit.")
        return words.replace("{0}", law.name), law.source
    return "", law.source


def sourced(source: str) -> str:
    """Where a rule stands."""
    return translate("Credits", "Source: {0}").replace("{0}", source) if source else ""


def law_sentence(law: CashOutLaw, words: Words) -> str:
    """What the law of the place gives in cash, in a sentence."""
    if law.below is not None:
        told = translate("Credits", "In {0}, under {1} is given in cash when the holder asks.")
        floor = law.below
    else:
        assert law.at_most is not None
        told = translate("Credits", "In {0}, up to {1} is given in cash when the holder asks.")
        floor = law.at_most
    told = told.replace("{0}", law.name).replace("{1}", words.money(floor))
    if law.used_ppm:
        more = translate("Credits", "Or once {0} % of it is used.")
        told = f"{told} {more.replace('{0}', str(law.used_ppm // 10_000))}"
    return told


def sections(opened: OpenCredit, words: Words) -> tuple[Section, ...]:
    """The right side: the credit, whose it is, and the law in words."""
    credit = opened.state.credit
    rows = [
        KeyRow(translate("Credits", "Issued"), words.full_day(credit.issued_on)),
        KeyRow(translate("Credits", "Put on it"), words.money(opened.state.loaded)),
        KeyRow(
            translate("Credits", "Taken off"),
            words.money(opened.state.loaded - opened.state.balance),
        ),
        KeyRow(translate("Credits", "Left on it"), words.money(opened.state.balance), total=True),
    ]
    name = opened.customer or translate("Credits", "Whoever holds it")
    shown = translate("Credits", "Its code was seen.")
    if opened.by_paper:
        shown = translate("Credits", "Its code was not seen.")
    told, source = law_words(opened)
    law = opened.law
    if law is not None and not told:
        told = law_sentence(law, words)
    return (
        Section(kind_words(credit.kind), rows=tuple(rows), style=SectionStyle.HEAD),
        Section(name, sub=shown, style=SectionStyle.PERSON),
        Section(
            translate("Credits", "Cash by law"),
            sub="\n".join(part for part in (told, sourced(source)) if part),
        ),
    )


def terms_sections(found: Terms | None, words: Words) -> tuple[Section, ...]:
    """The right side while nothing is open: the law in words, and how gift cards are sold."""
    if found is None:
        return ()
    law, policy = found.policy.law(found.day), found.policy
    told = translate("Credits", "No law of this place pays it out in cash.")
    if law is not None:
        told = f"{law_sentence(law, words)}\n{sourced(law.source)}"
    return (
        Section(translate("Credits", "Cash by law"), sub=told, style=SectionStyle.HEAD),
        Section(
            translate("Credits", "Gift cards to one person a day"),
            rows=(
                KeyRow(
                    translate("Credits", "Without a name up to"),
                    words.money(policy.sale_without_name),
                ),
                KeyRow(
                    translate("Credits", "A manager above"), words.money(policy.sale_asks_above)
                ),
                KeyRow(translate("Credits", "Never above"), words.money(policy.sale_per_day)),
            ),
        ),
    )


def sale_sections(
    seen: SaleSeen | None, policy: CreditPolicy | None, buyer: str, words: Words
) -> tuple[Section, ...]:
    """The right side of a sale: the limits it is under, and who buys."""
    rows: tuple[KeyRow, ...] = ()
    if policy is not None:
        rows = (
            KeyRow(translate("Credits", "A card from"), words.money(policy.sale_least)),
            KeyRow(
                translate("Credits", "Without a name up to"), words.money(policy.sale_without_name)
            ),
            KeyRow(translate("Credits", "A manager above"), words.money(policy.sale_asks_above)),
            KeyRow(translate("Credits", "Never above"), words.money(policy.sale_per_day)),
        )
    earlier = seen.earlier if seen is not None else ZERO
    sub = translate("Credits", "For one person and day.")
    if earlier:
        sub = translate("Credits", "Bought today already: {0}").format(words.money(earlier))
    return (
        Section(translate("Credits", "Limits"), rows=rows, sub=sub, style=SectionStyle.HEAD),
        Section(
            buyer or translate("Credits", "Buyer without a name"),
            sub=""
            if buyer
            else translate("Credits", "Alt+C names the buyer; or scan or type an ID."),
            style=SectionStyle.PERSON,
        ),
    )
