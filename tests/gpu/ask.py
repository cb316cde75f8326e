"""Runs in a process of its own, with the stub in its library path: for each line on stdin one line of JSON.

`world STATE`  the stub's world from now on (";" ends a line): the view, a reading, and all cards
`close`        closes the library        `choose UUID`  another card is ours from now on
`limit`        the card's power limit        `set WATTS UUID`  sets it: why not, or ""
`leak N`       opens and closes N times: growth of memory in KiB, of open files, and the threads left
`cost N`       reads N times: CPU seconds a reading"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop_app.gpu.hardware import Hardware
from desktop_app.gpu.nvml import NvmlGpu
from desktop_app.provider.ports import CannotTell
from desktop_app.provider.ports.comfort import PowerLimit

STATE = Path(os.environ["NVML_STUB_STATE"])
HARDWARE = Hardware(Path(os.environ["SYSFS"]))
AT = datetime(2026, 1, 1, tzinfo=UTC)


async def main() -> None:
    gpu = NvmlGpu("", HARDWARE)
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        answer: Any = {}
        if word == "world":
            STATE.write_text(rest.replace(";", "\n") + "\n")
            reading = await gpu.read(AT)
            view, cards = await gpu.view(), await gpu.cards()
            answer = {"view": asdict(view), "reading": asdict(reading) if reading else None,
                      "cards": [asdict(card) for card in cards], "asleep": gpu.asleep()}  # fmt: skip
        elif word == "close":
            await gpu.close()
        elif word == "choose":
            await gpu.close()
            gpu = NvmlGpu(rest, HARDWARE)
        elif word == "limit":
            found = await gpu.power_limit()
            answer = asdict(found) if found else None
        elif word == "set":
            watts, uuid = rest.split()
            try:
                await gpu.set_power_limit(PowerLimit(uuid, float(watts)))
                answer = ""
            except CannotTell as error:
                answer = str(error)
        elif word == "leak":
            answer = await leak(gpu, int(rest))
        elif word == "cost":
            await gpu.read(AT)
            began = time.process_time()
            for _ in range(int(rest)):
                await gpu.read(AT)
            answer = {"cpu_s": (time.process_time() - began) / int(rest)}
        print(json.dumps(answer, default=str), flush=True)
    await gpu.close()


async def leak(gpu: NvmlGpu, times: int) -> dict[str, int]:
    async def turn() -> None:
        await gpu.read(AT)
        await gpu.close()

    for _ in range(100):
        await turn()
    memory, files = rss(), open_files()
    for _ in range(times):
        await turn()
    return {"grown": rss() - memory, "files": open_files() - files,
            "threads": threading.active_count()}  # fmt: skip


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def rss() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4


asyncio.run(main())
