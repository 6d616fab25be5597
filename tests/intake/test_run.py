"""A whole import: counts, repeats, changes, the report's public form, and the dry run."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path

from counter_app.core.receipt import Receipt
from counter_app.intake.memory_sink import MemorySink
from counter_app.intake.report import Added
from counter_app.intake.run import Progress, import_sales
from tests.intake.conftest import OPTIONS, SAMPLES


class Untouchable(MemorySink):
    """A store that a dry run must not reach."""

    def add(self, receipt: Receipt, /) -> Added:
        raise AssertionError(f"{receipt.key} was written")


def all_samples() -> list[Path]:
    return sorted(SAMPLES.rglob("*.xml"))


def test_all_samples_come_in_once_and_are_unchanged_the_second_time() -> None:
    sink = MemorySink()
    first = import_sales(all_samples(), None, sink, options=OPTIONS)
    # 42 + 1 NCR, own target, R10, Wincor; 9 + 1 control and 2 till events are no sales.
    assert (first.new, first.unchanged, first.changed, first.rejected) == (46, 0, 0, 0)
    skipped = {n.code: n.count for n in first.normalisations if n.code.startswith("skipped")}
    assert skipped == {"skipped_control": 10, "skipped_tendercontrol": 2}
    again = import_sales(all_samples(), None, sink, options=OPTIONS)
    assert (again.new, again.unchanged, again.changed, again.rejected) == (0, 46, 0, 0)


def test_changed_content_under_a_known_key_is_told(tmp_path: Path) -> None:
    sink = MemorySink()
    original = SAMPLES / "r10_goconnect" / "r10_sale_1.xml"
    import_sales([original], None, sink, options=OPTIONS)
    altered = tmp_path / "again.xml"
    altered.write_text(original.read_text().replace(">7583599<", ">7583500<"))
    report = import_sales([altered], None, sink, options=OPTIONS)
    assert (report.new, report.changed) == (0, 1)


def test_the_report_as_json_is_the_public_form() -> None:
    wincor = SAMPLES / "wincor_xmldirectives" / "void_with_approval_v22.xml"
    report = import_sales([wincor, Path("missing.xml")], None, MemorySink(), options=OPTIONS)
    content = json.loads(json.dumps(report.as_json()))
    assert list(content) == ["receipts", "normalisations", "rejects"]
    assert content["receipts"] == {"new": 1, "unchanged": 0, "changed": 0, "rejected": 1}
    assert content["rejects"] == [
        {
            "file": "missing.xml",
            "receipt": "",
            "reason": "There is no such file, or it cannot be read.",
        }
    ]
    voided = next(n for n in content["normalisations"] if n["code"] == "voided_line")
    assert voided["count"] == 1
    assert voided["receipts"] == ["502/2/2018-07-14/2729"]


def test_a_dry_run_reaches_nothing_and_knows_what_is_stored() -> None:
    known = MemorySink()
    small = SAMPLES / "ncr_acs_kjbreil" / "SMALL.xml"
    import_sales([small], None, known, options=OPTIONS)
    report = import_sales(
        all_samples(),
        None,
        Untouchable(),
        options=OPTIONS,
        dry_run=True,
        stored=known.digests.get,
    )
    assert (report.new, report.unchanged) == (45, 1)


def test_progress_counts_bytes_and_ends_at_the_whole() -> None:
    told: list[Progress] = []
    import_sales(all_samples(), None, MemorySink(), options=OPTIONS, progress=told.append)
    assert (
        told[-1].done_bytes == told[-1].total_bytes == sum(p.stat().st_size for p in all_samples())
    )
    assert told[-1].receipts == 46
    assert all(a.done_bytes <= b.done_bytes for a, b in pairwise(told))


def test_a_folder_is_read_with_the_folders_in_it(tmp_path: Path) -> None:
    deep = tmp_path / "register" / "monday"
    deep.mkdir(parents=True)
    shutil.copy(SAMPLES / "ncr_acs_kjbreil" / "SMALL.xml", deep / "day.xml")
    report = import_sales([tmp_path], None, MemorySink(), options=OPTIONS)
    assert report.as_json()["receipts"] == {"new": 1, "unchanged": 0, "changed": 0, "rejected": 0}


def test_a_folder_without_sales_says_so(tmp_path: Path) -> None:
    report = import_sales([tmp_path], None, MemorySink(), options=OPTIONS)
    assert [r["reason"] for r in report.as_json()["rejects"]] == [
        "There is no .xml or .csv file in this folder."
    ]
