"""NVIDIA cards through the driver's management library (port `Gpu`). This folder is the only importer of pynvml.

"Not available" is a value here, with a sentence and a next step for a person; nothing of NVML is ever raised. All
calls are made on one thread: the library blocks while the driver is busy, and the window must not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from desktop_app.domain.card import Reading
from desktop_app.domain.state import GpuView
from desktop_app.gpu import power
from desktop_app.gpu.device import Device
from desktop_app.gpu.hardware import Hardware
from desktop_app.gpu.words import UNUSED
from desktop_app.provider.ports.comfort import PowerLimit

_T = TypeVar("_T")

NO_CARD_CHOSEN = "none"
"""The choice of an owner who offers the processor and keeps the card."""


class NvmlGpu:
    """The card with the UUID `uuid`, the first one when it is empty, or none at all (`NO_CARD_CHOSEN`).

    `close` gives the library back; the next question opens it again."""

    def __init__(self, uuid: str = "", hardware: Hardware | None = None) -> None:
        self._hardware = hardware or Hardware()
        self._unused = uuid == NO_CARD_CHOSEN
        self._device = Device("" if self._unused else uuid, self._hardware)
        self._worker: ThreadPoolExecutor | None = None

    async def view(self) -> GpuView:
        """The card, or why there is none. One that sleeps is told of as it was last seen; never seen, it wakes."""
        if self._unused:
            return GpuView(why_none=UNUSED.sentence, next_step=UNUSED.next_step)
        known = self._device.known
        if known is not None and self.asleep():
            return replace(known, is_asleep=True)
        return await self._on_worker(self._device.view)

    async def cards(self) -> tuple[GpuView, ...]:
        """Every card that the driver knows."""
        return await self._on_worker(self._device.cards)

    def asleep(self) -> bool:
        """Whether the card sleeps right now; asks the system, not the card."""
        known = self._device.known
        return self._hardware.asleep(known.pci_id if known else "")

    async def read(self, at: datetime) -> Reading | None:
        """A reading, each value None where the card does not report it; None without a card."""
        return None if self._unused else await self._on_worker(lambda: self._device.read(at))

    async def power_limit(self) -> PowerLimit | None:
        """What the driver lets the card draw (port `PowerControl`); None without a card that was seen."""
        known = self._device.known
        if self._unused or known is None or not known.uuid:
            return None
        return await self._aside(lambda: power.limit_of(known.uuid))

    async def set_power_limit(self, limit: PowerLimit) -> None:
        """Also for a card that is not ours any more: what was lowered is put back. CannotTell when it cannot be."""
        await self._aside(lambda: power.set_limit(limit))

    async def close(self) -> None:
        if self._worker is not None:
            worker, self._worker = self._worker, None
            await asyncio.get_running_loop().run_in_executor(worker, self._device.close)
            worker.shutdown(wait=False)

    async def _aside(self, work: Callable[[], _T]) -> _T:
        """On the one thread; a library that nobody had open is not left open, nor the thread."""
        was_idle = self._worker is None
        try:
            return await self._on_worker(work)
        finally:
            if was_idle:
                await self.close()

    async def _on_worker(self, work: Callable[[], _T]) -> _T:
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, thread_name_prefix="nvml")
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)
