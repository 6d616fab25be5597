"""The tour drives the real window through every task; what it leaves behind is what it says."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from counter_app.app import discover_tasks, open_database
from counter_app.core.errors import BadInput
from counter_app.core.task import resolve
from counter_app.core.transaction import Tender
from counter_app.demo import store_for_tour
from counter_app.demo.build import DemoStore
from counter_app.demo.tour import TOLD, run_tour
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.verify import verify_store
from counter_app.storage.keys import load_keys
from tests.demo.conftest import TODAY


@pytest.fixture(scope="module")
def toured(
    demo: DemoStore, qapp: object, tmp_path_factory: pytest.TempPathFactory
) -> tuple[DemoStore, Path]:
    folder = tmp_path_factory.mktemp("tour")
    store = replace(demo, folder=Path(shutil.copytree(demo.folder, folder / "store")))
    out = folder / "out"
    run_tour(store, out)
    return store, out


@pytest.fixture(scope="module")
def flows(toured: tuple[DemoStore, Path]) -> list[dict[str, Any]]:
    told = json.loads((toured[1] / TOLD).read_text("utf-8"))
    assert set(told) == {"tasks"}
    found: list[dict[str, Any]] = told["tasks"]
    return found


def test_every_task_with_a_tour_is_in_it_and_every_step_is_told(
    flows: list[dict[str, Any]],
) -> None:
    assert {f["task"] for f in flows} == {"desk", *(t.key for t in discover_tasks() if t.tour)}
    for flow in flows:
        assert set(flow) == {
            "task", "flow", "steps", "keys", "scans", "clicks", "transactions",
        }  # fmt: skip
        assert flow["steps"]
        assert all(set(step) == {"picture", "does"} for step in flow["steps"])
        assert all(step["picture"] and step["does"] for step in flow["steps"])


def test_every_picture_is_there_in_its_size_and_shows_something(
    toured: tuple[DemoStore, Path], flows: list[dict[str, Any]]
) -> None:
    out = toured[1]
    named = [s["picture"] for flow in flows for s in flow["steps"]]
    assert sorted(p.name for p in out.glob("*.png")) == sorted(named)
    assert [name.split("-")[0] for name in named] == [f"{n:02d}" for n in range(1, len(named) + 1)]
    sizes = set()
    for name in named:
        image = QImage(str(out / name))
        sizes.add((image.width(), image.height()))
        small = image.scaled(64, 40)
        colours = {small.pixel(x, y) for x in range(64) for y in range(40)}
        assert len(colours) > 5, name
    assert sizes == {(1280, 800), (1024, 768), (1920, 1080), (960, 600)}


def test_the_transactions_are_in_the_books_and_the_books_are_clean(
    toured: tuple[DemoStore, Path], flows: list[dict[str, Any]]
) -> None:
    store, _ = toured
    ids = [t for flow in flows for t in flow["transactions"]]
    assert len(ids) == len(set(ids)) >= 8
    with closing(open_database(store.folder)) as database:
        with database.read() as connection:
            assert all(read_transaction(connection, t) is not None for t in ids)
        report = verify_store(database, store.folder, load_keys(store.folder))
    assert report.clean, report.problems


def test_a_receipted_return_of_one_item_takes_two_scans_and_three_keys(
    flows: list[dict[str, Any]],
) -> None:
    flow = next(f for f in flows if f["flow"].startswith("Refund in cash"))
    assert flow["scans"] <= 2
    assert flow["keys"] <= 3
    assert flow["clicks"] == 0
    assert len(flow["transactions"]) == 1


def test_the_drawn_refund_comes_out_as_drawn(
    toured: tuple[DemoStore, Path], flows: list[dict[str, Any]]
) -> None:
    store, out = toured
    flow = next(f for f in flows if "fee" in f["flow"])
    with closing(open_database(store.folder)) as database, database.read() as connection:
        stored = read_transaction(connection, flow["transactions"][0])
    assert stored is not None
    assert [t.amount.minor for t in stored.transaction.tenders] == [6899]
    slips = [p.read_text("utf-8") for p in out.glob("*-slip-*.txt")]
    assert any("-68.99" in slip and "Receipt 0183" in slip for slip in slips)


def test_what_stands_in_the_way_is_answered_as_told(
    toured: tuple[DemoStore, Path], flows: list[dict[str, Any]]
) -> None:
    """Managers who are away, a card that says no, a drawer with too little, recalled goods."""
    store, _ = toured
    names = ("another desk", "telephone", "declined", "too little", "recalled")
    ids = [next(f for f in flows if name in f["flow"])["transactions"] for name in names]
    with closing(open_database(store.folder)) as database, database.read() as connection:
        read = [read_transaction(connection, first) for (first,) in ids]
    elsewhere, spoken, *others = (stored for stored in read if stored is not None)
    asked = [stored.approval.method for stored in (elsewhere, spoken) if stored.approval]
    assert asked == ["remote_badge", "code"]
    credit = [[t.tender for t in stored.transaction.tenders] for stored in others]
    assert credit == [[Tender.STORE_CREDIT]] * 3
    assert [x.disposition for x in others[-1].transaction.lines] == ["quarantine"]


def test_slips_come_in_pairs_and_the_drawer_opens_once_for_each_cash_refund(
    toured: tuple[DemoStore, Path],
) -> None:
    out = toured[1]
    slips = sorted(out.glob("*-slip-*.txt"))
    assert len(slips) >= 8
    for text in [*slips, *out.glob("*-drawer-*.txt")]:
        data = text.with_suffix(".bin").read_bytes()
        assert data
        if "-drawer-" in text.name:
            assert data.startswith(b"\x1bp")
        else:
            assert b"\x1bp" not in data
    assert any("DUPLICATE" in slip.read_text("utf-8") for slip in slips)
    assert not list(out.glob("printer*"))


def test_every_morning_book_is_kept_as_a_pdf(toured: tuple[DemoStore, Path]) -> None:
    store, out = toured
    made = {path.name: path.read_bytes() for path in (store.folder / "books").glob("*.pdf")}
    kept = {path.name.partition("-")[2]: path.read_bytes() for path in out.glob("*.pdf")}
    assert len(made) == 2
    assert kept == made


def test_the_tasks_tours_are_data(qtbot: QtBot) -> None:
    orders = [f.order for t in discover_tasks() if t.tour for f in resolve(t.tour)]
    assert len(orders) == len(set(orders))


def test_a_tour_goes_into_no_file_and_leaves_other_files_alone(
    toured: tuple[DemoStore, Path], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(BadInput):
        run_tour(replace(toured[0]), file)
    assert file.read_text() == "x"


def test_a_used_store_is_left_as_it_is_and_the_tour_gets_its_own(
    toured: tuple[DemoStore, Path], tmp_path: Path
) -> None:
    store, _ = toured
    before = (store.folder / "store.db").read_bytes()
    own = store_for_tour(store, tmp_path / "out", TODAY)
    assert own.folder == tmp_path / "out" / "store"
    assert own.built
    assert (store.folder / "store.db").read_bytes() == before
    assert store_for_tour(own, tmp_path / "out", TODAY) is own
