"""One demo store for all: who changes anything in it makes a copy."""

from __future__ import annotations

from datetime import date

import pytest

from counter_app.demo.build import DemoStore, build_demo

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoStore:
    return build_demo(tmp_path_factory.mktemp("demo") / "store", date=TODAY)
