"""Upgrades one database file with the migrations in a folder; killed from outside.

Run: python -m tests.faults.upgrade_once DATABASE SCRIPTS
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from counter_app.storage.engine import Database
from counter_app.storage.migrate import upgrade

if __name__ == "__main__":
    with closing(Database(Path(sys.argv[1]))) as opened:
        upgrade(opened, Path(sys.argv[2]))
    sys.stdout.write("done\n")
