"""A few of the faults, as the benchmark injects them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform != "linux", reason="faults are injected as Linux does it")
def test_what_is_killed_starved_and_damaged_ends_in_the_same_graph() -> None:
    command = [sys.executable, "-m", "benchmarks.faults", "--reports=2", "--instants=1", "--workers=0", "--full=1"]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], timeout=300)
    assert ran.returncode == 0, ran.stderr
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in ran.stdout.splitlines() if "| " in line]
    told = {(what, outcome): times for what, outcome, times in rows if what != "fault"}
    assert sum(int(times) for (what, outcome), times in told.items() if outcome == "identical") >= 3
    assert not [key for key in told if key[1] in ("different", "not built", "not said") or key[1].startswith("status")]
