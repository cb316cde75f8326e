"""The window's budgets: a year of history, stalls with every page visited, the first chart, memory in a real tray."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.year import make_year
from tests.e2e.programs import AITBC, ROOT, end, environment, unwatched
from tests.ui.display import Display, TrayHost, missing, virtual_display

SETTLE = 6.0
OPENINGS = 5
"""Fresh programs whose window is opened; the middle one counts."""


def measure(folder: Path) -> dict[str, Any]:
    """Milliseconds and MB; of how fast the window opens the median of OPENINGS starts."""
    year = folder / "year"
    year.mkdir()
    file = asyncio.run(make_year(year))
    found = window(year)
    openings = [found, *(window(year, "opening") for _ in range(OPENINGS - 1))]
    for name in ("standing_ms", "first_chart_ms", "first_chart_after_standing_ms"):
        every = sorted(one[name] for one in openings)
        found |= {name: every[OPENINGS // 2], f"every_{name}": every}
    found["database_mb"] = round(file.stat().st_size / 1e6, 1)
    return found | ({} if missing() else {"memory_mb": memory(folder)})


def window(*arguments: str | Path) -> dict[str, Any]:
    """What a fresh process with the window measured."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.ui.window", *map(str, arguments)],
        env=environment(PYTHONPATH=str(ROOT)), capture_output=True, text=True, timeout=300, cwd=ROOT, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def memory(folder: Path) -> dict[str, float]:
    """The tray's resident set before the window was opened, and after its charts were."""
    shown = folder / "display"
    shown.mkdir()
    with virtual_display(shown) as display:
        return asyncio.run(_memory(unwatched(folder / "home"), display))


async def _memory(home: Path, display: Display) -> dict[str, float]:
    async with TrayHost(display) as host:
        process = subprocess.Popen(
            [*AITBC, "--home", str(home), "--practice"], env={**environment(), **display.env},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            await host.item()
            program = psutil.Process(process.pid)
            await asyncio.sleep(SETTLE * 2)
            before = program.memory_info().rss / 1e6
            await host.activate()
            await asyncio.sleep(SETTLE * 2)
            after = program.memory_info().rss / 1e6
        finally:
            end(process)
    return {"tray": round(before, 1), "after_a_chart": round(after, 1)}
