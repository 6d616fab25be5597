"""How well things fit what was typed, and which of them are shown."""

from __future__ import annotations

import pytest

from counter_app.core.search import MOST_HITS, PER_GROUP, Fit, Group, Hit, fit, ranked


@pytest.mark.parametrize(
    ("typed", "title", "also", "expected"),
    [
        ("return", "Return", (), Fit.SAME),
        ("  RETURN ", "Return", (), Fit.SAME),
        ("ret", "Return", (), Fit.BEGINS),
        ("out", "Paid out", (), Fit.WORDS),
        ("out pa", "Paid out", (), Fit.WORDS),
        ("pay out", "Paid out", ("pay", "expense"), Fit.ALSO),
        ("settle", "Count and close", ("settle", "close the till"), Fit.BEGINS),
        ("close till", "Count and close", ("settle", "close the till"), Fit.ALSO),
        ("devolucion", "Devolución", (), Fit.SAME),
        ("DEVOLUCIÓN", "Devolucion", (), Fit.SAME),
        ("cup", "Coffee maker, 12-cup", (), Fit.WITHIN),
        ("up", "Coffee maker, 12-cup", (), None),
        ("", "Return", (), None),
        ("   ", "Return", ("refund",), None),
        ("zzz", "Return", ("refund",), None),
    ],
)
def test_how_well_a_name_fits(
    typed: str, title: str, also: tuple[str, ...], expected: Fit | None
) -> None:
    assert fit(typed, title, also) is expected


def hits(group: Group, how_well: Fit, many: int) -> list[Hit]:
    return [Hit(group, f"{group.name} {n}", how_well, "tag") for n in range(many)]


def test_the_heading_with_the_best_hit_comes_first_and_no_heading_crowds_out_another() -> None:
    found = ranked(
        [
            *hits(Group.ACTIONS, Fit.ALSO, 9),
            *hits(Group.ITEMS, Fit.WORDS, 30),
            *hits(Group.RECEIPTS, Fit.SAME, 20),
        ]
    )
    groups = [hit.group for hit in found]
    assert list(dict.fromkeys(groups)) == [Group.RECEIPTS, Group.ITEMS, Group.ACTIONS]
    assert len(found) == MOST_HITS
    assert groups.count(Group.RECEIPTS) == PER_GROUP
    assert Group.ACTIONS in groups


def test_one_heading_alone_has_all_the_room() -> None:
    assert len(ranked(hits(Group.ITEMS, Fit.BEGINS, 30))) == MOST_HITS
    assert ranked([]) == ()
