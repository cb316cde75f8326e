"""The installed program's start beside the checkout's: until a tray host has the icon, and until the registration.

Pairs in one run, because the machine is seldom ours alone; the processor time tells what a busy machine hides. The
program is `build/freeze/out/aitbc-provider`, as `packaging/dev.py build --installer` leaves it, or AITBC_FROZEN."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.common import instant_runtime
from tests.benchmarks.start import seconds_until
from tests.e2e.programs import AITBC, ROOT, end, environment, network, wait_until
from tests.ui.display import TrayHost, missing, virtual_display

FROZEN = Path(os.environ.get("AITBC_FROZEN", ROOT / "build" / "freeze" / "out" / "aitbc-provider" / "aitbc-provider"))


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds on the wall and of all processors, since the process was made."""

    icon: float
    processor: float
    registered: float


def lacking() -> str:
    """Why this cannot be measured here, or ""."""
    return missing() if FROZEN.is_file() else f"{FROZEN} is not there: python3 packaging/dev.py build --installer"


def measure(folder: Path, *, n: int = 7) -> dict[str, Any]:
    """Medians of n rounds after one that warms the disk's cache; a round is one start of each kind. `cold` is one
    start with the program's files put out of that cache."""
    kinds = {"checkout": AITBC, "frozen": [str(FROZEN)], "guarded": [str(FROZEN), "--guarded"]}
    with (
        virtual_display(folder / "display") as display,
        instant_runtime() as runtime,
        network(folder / "net", "--customers", "0") as net,
    ):
        env = {**environment(), **display.env, "AITBC_PROVIDER_KEY": net.ready["miner_key"]}
        arguments = ["--network", net.ready["url"], "--runtime", runtime]
        starts: dict[str, list[Start]] = {kind: [] for kind in kinds}

        async def rounds() -> Start:
            async with TrayHost(display) as host:
                for k in range(n + 1):
                    for kind, command in kinds.items():
                        home = folder / f"{kind}{k}"
                        starts[kind].append(await _started(host, [*command, *arguments], home, env))
                _forget(FROZEN.parent)
                return await _started(host, [*kinds["frozen"], *arguments], folder / "cold", env)

        cold = asyncio.run(rounds())
    found = {kind: _medians(measured[1:]) for kind, measured in starts.items()}
    pairs = zip(starts["frozen"][1:], starts["checkout"][1:], strict=True)
    ratio = statistics.median(frozen.icon / checkout.icon for frozen, checkout in pairs)
    return {**found, "ratio": round(ratio, 2), "cold": _medians([cold]), "load": round(os.getloadavg()[0], 1)}


async def _started(host: TrayHost, command: list[str], home: Path, env: dict[str, str]) -> Start:
    home.mkdir()
    began, since = datetime.now(UTC), time.monotonic()
    process = subprocess.Popen(
        [*command, "--home", str(home)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
    )
    try:
        await host.item()
        icon = time.monotonic() - since
        processor = _processor(process.pid)
        event = "registered with the network"
        await asyncio.to_thread(wait_until, lambda: seconds_until(home, event, began) is not None)
        registered = seconds_until(home, event, began)
        assert registered is not None
        return Start(icon, processor, registered)
    finally:
        await asyncio.to_thread(end, process)


def _processor(pid: int) -> float:
    """Seconds, of the process and of those it started: the guard's is the program."""
    first = psutil.Process(pid)
    return sum(sum(one.cpu_times()[:2]) for one in (first, *first.children(recursive=True)))


def _forget(folder: Path) -> None:
    """Ask the system to put these files out of its cache, as after the computer was switched on."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _medians(starts: list[Start]) -> dict[str, float]:
    return {
        "icon_s": round(statistics.median(each.icon for each in starts), 3),
        "processor_s": round(statistics.median(each.processor for each in starts), 2),
        "registered_s": round(statistics.median(each.registered for each in starts), 3),
    }
