"""Sentences in other languages: Spanish is complete, keeps every placeholder, and reads right."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from counter_app.core.approval import Finding, Severity
from counter_app.core.errors import Refused
from counter_app.core.money import USD, Currency, Money
from counter_app.core.quantity import Quantity
from counter_app.core.said import said
from counter_app.core.transaction import Tender
from counter_app.core.words import Template, Words, finding_of, tender_name, tender_way
from counter_app.desk.price_correction.policy import (
    CHECKS,
    EVIDENCE,
    GOODWILL,
    MATCH_SOURCES,
    OFFERS,
)
from counter_app.desk.price_correction.wording import SORTS, WHY
from counter_app.desk.returns.wording import say
from counter_app.rules.price_accuracy.packs import shipped_packs
from counter_app.ui.refusals import in_words, spoken

FOLDER = Path("resources/i18n")
PO = FOLDER / "es" / "LC_MESSAGES" / "counter.po"
SPANISH = Words.load("es_US", USD, FOLDER)
ENGLISH = Words.load("en_US", USD, FOLDER)


def spoken_in_code() -> Iterator[tuple[str, ast.expr | None]]:
    """Every first argument of `words.say` and `words.term`, wherever it stands."""
    for path in sorted(Path("counter_app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="words"), attr="say" | "term" as verb),
                    args=[first, *_],
                ):
                    constant = isinstance(first, ast.Constant)
                    assert constant or verb == "term", f"{path}: say() takes its words in place"
                    yield f"{path}:{node.lineno}", first if constant else None
                case _:
                    pass


def registries() -> dict[str, Template]:
    """The words of all findings that any rule or task can raise, by code."""
    found: dict[str, Template] = {}
    for folder in ("rules", "desk", "trade"):
        for path in sorted(Path("counter_app", folder).rglob("*.py")):
            if "Template(" not in path.read_text("utf-8"):
                continue
            module = import_module(".".join(path.with_suffix("").parts))
            tables = [t for t in vars(module).values() if isinstance(t, Mapping)]
            for table in tables:
                found |= {k: t for k, t in table.items() if isinstance(t, Template)}
    return found


def policy_words() -> Iterator[str]:
    """What the default policy shows to people."""
    policy = tomllib.loads(Path("resources/policy/default.toml").read_text("utf-8"))
    for group in policy["reasons"].values():
        yield from (reason["label"] for reason in group)
    returns = policy["returns"]
    yield from (*returns["conditions"].values(), *returns["dispositions"].values())
    yield from (row["why"] for row in returns["non_returnable"])
    yield from (row["name"] for row in returns["extensions"])
    yield returns["contact"]
    yield from (row["text"] for row in returns["questions"])
    for row in returns["warranties"]:
        yield from (row["offer"], row["contact"])
    yield from (row["why"] for row in policy["selling"]["not_sold"])


def price_words() -> Iterator[str]:
    """What price corrections call things where the policy names nothing of its own."""
    yield from (*SORTS.values(), *WHY.values(), *CHECKS.values())
    for reasons in (EVIDENCE, MATCH_SOURCES, OFFERS, GOODWILL):
        yield from (reason.label for reason in reasons)
    for pack in shipped_packs().values():
        yield from (pack.name, *(edition.source for edition in pack.editions))


def everything_said() -> list[str]:
    said = [str(e.value) for _, e in spoken_in_code() if isinstance(e, ast.Constant)]
    for template in registries().values():
        said += [template.text, template.remedy]
    said += [*policy_words(), *price_words()]
    said += [tell(tender) for tender in Tender for tell in (tender_name, tender_way)]
    return list(dict.fromkeys(text for text in said if text))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_spanish_knows_every_sentence_and_keeps_its_placeholders() -> None:
    with PO.open("rb") as file:
        known = {str(m.id): str(m.string) for m in read_po(file) if m.id}
    said = everything_said()
    assert len(said) > 100
    missing = [text for text in said if not known.get(text)]
    assert missing == []
    changed = [text for text in said if placeholders(text) != placeholders(known[text])]
    assert changed == []


def test_every_finding_of_every_task_is_told_in_spanish_by_its_own_words() -> None:
    """Also where a screen meets another task's finding: no table of words has to be at hand."""
    found = registries()
    assert len(found) > 150
    with PO.open("rb") as file:
        known = {str(m.id): str(m.string) for m in read_po(file) if m.id}
    for code, template in found.items():
        values = {name: f"<{name}>" for name in placeholders(template.text + template.remedy)}
        finding = finding_of(template, code, Severity.WARN, values)
        assert finding.text == template.text.format_map(values)
        told = (known[template.text], known.get(template.remedy, ""))
        assert SPANISH.finding(finding) == tuple(text.format_map(values) for text in told), code
        assert in_words(Refused(finding.text, remedy=finding.remedy), "es").text == (
            known[template.text].format_map(values)
        )


def test_no_rule_writes_a_finding_that_forgets_its_words() -> None:
    plain = {"core/words.py", "cli/doctor_command.py", "ui/away.py"}
    """Makes them; is not a desk; reads back what was kept with its words."""
    writers = {
        path.relative_to("counter_app").as_posix()
        for path in Path("counter_app").rglob("*.py")
        for tree in [ast.parse(path.read_text("utf-8"))]
        if any(
            isinstance(node, ast.ImportFrom)
            and node.module == "counter_app.core.approval"
            and any(name.name == "Finding" for name in node.names)
            for node in ast.walk(tree)
        )
        and any(
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "Finding"
            for node in ast.walk(tree)
        )
    }
    assert writers - plain == set()


def test_spanish_keeps_no_sentence_that_nobody_says() -> None:
    with PO.open("rb") as file:
        known = {str(m.id) for m in read_po(file) if m.id}
    joints = {", ", " and "}
    inside = {"an unknown tender", "the card", "the EBT card"}
    assert known - set(everything_said()) - joints - inside == set()


def test_a_card_in_a_sentence_is_told_in_spanish_and_keeps_its_digits() -> None:
    told = "Refund {amount} to {card} on the terminal."
    shown = said(told, amount="$4.92", card="the EBT card •••• 1111")
    assert spoken(shown, "es") == "Reembolse $4.92 a la tarjeta EBT •••• 1111 en la terminal."


def test_the_compiled_catalogue_is_the_written_one() -> None:
    """After a change: `pybabel compile -d resources/i18n -D counter`."""
    with PO.open("rb") as file:
        written = {str(m.id): str(m.string) for m in read_po(file) if m.id}
    with PO.with_suffix(".mo").open("rb") as compiled:
        found = read_mo(compiled)
    assert {str(m.id): str(m.string) for m in found if m.id} == written


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (ENGLISH, ("Feb 5, 2027", "Nov 7", "Sat Nov 21, 2026  10:43 AM", "-6.75", "$6.75")),
        (SPANISH, ("5 feb 2027", "7 nov", "sáb 21 nov 2026  10:43 a.m.", "-6.75", "$6.75")),
    ],
)
def test_days_times_and_amounts(words: Words, shown: tuple[str, ...]) -> None:
    assert shown == (
        words.day(date(2027, 2, 5)),
        words.short_day(date(2026, 11, 7)),
        words.stamp(datetime(2026, 11, 21, 10, 43)),  # noqa: DTZ001 - a wall clock's time
        words.figure(Money(-675)),
        words.amount(Money(675)),
    )


@pytest.mark.parametrize(("hour", "shown"), [(0, "12:05 AM"), (12, "12:05 PM"), (23, "11:05 PM")])
def test_the_twelve_hour_clock_has_no_hour_zero(hour: int, shown: str) -> None:
    at = datetime(2026, 11, 21, hour, 5)  # noqa: DTZ001 - a wall clock's time
    assert ENGLISH.stamp(at).endswith(shown)


def test_a_template_takes_values_of_every_kind() -> None:
    values: dict[str, Any] = {"a": Money(-5), "q": Quantity(420), "d": date(2026, 1, 2), "n": 3}
    assert ENGLISH.say("{a} {q} {d} {n}", **values) == "−$0.05 0.42 Jan 2, 2026 3"
    assert Words("en", Currency("BHD", 3)).amount(Money(6750)) == "6.750 BHD"


def test_what_stands_in_braces_in_a_name_is_left_alone() -> None:
    assert SPANISH.say("Approved by {name}", name="{day} %s") == "Aprobado por {day} %s"


def test_a_finding_is_told_in_spanish_with_its_values() -> None:
    finding = say(
        "returns.window", Severity.DENY, USD, 1, item="Radio", until=date(2026, 12, 7), days="30"
    )
    text, remedy = SPANISH.finding(finding)
    assert text == "Radio se podía devolver hasta el 7 dic 2026, 30 días después de la venta."
    assert remedy == "¿Defectuoso? Busque la garantía. Si no, decide gerencia."
    assert ENGLISH.finding(finding) == (finding.text, finding.remedy)


def test_tenders_and_conditions_inside_a_finding_are_translated() -> None:
    mixed = say(
        "returns.tender_not_allowed",
        Severity.FORBID,
        USD,
        way="in cash",
        paid_with="check, EBT food",
    )
    assert SPANISH.finding(mixed)[0] == (
        "Lo pagado con cheque, EBT alimentos no puede volver en efectivo."
    )
    fee = say(
        "returns.fee", Severity.WARN, USD, 1, item="Radio", percent="15%", fee=Money(675),
        condition="opened",
    )  # fmt: skip
    assert SPANISH.finding(fee)[0].endswith("a Radio (abierto).")


def test_an_unknown_language_or_code_falls_back_to_what_is_there() -> None:
    assert Words.load("tlh", USD, FOLDER).language == "en"
    stray = Finding("stray", Severity.WARN, "As it stands.", "So.")
    assert SPANISH.finding(stray) == ("As it stands.", "So.")
    assert SPANISH.term("") == ""
