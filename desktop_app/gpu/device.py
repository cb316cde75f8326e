"""The driver's library and the one card of it that is sold. Opened when first asked, and after a fault at the next
question. Everything here is called on one thread."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.domain.card import Reading
from desktop_app.domain.state import GpuView
from desktop_app.gpu import words
from desktop_app.gpu.counters import Watch
from desktop_app.gpu.facts import facts
from desktop_app.gpu.hardware import Hardware
from desktop_app.gpu.sample import Sampler
from desktop_app.gpu.words import Why


class Device:
    """The card with this UUID; the first one when `uuid` is empty. "Not available" is a value here, never raised."""

    def __init__(self, uuid: str, hardware: Hardware) -> None:
        self._uuid, self._hardware = uuid, hardware
        self._nvml: Any = None
        self._sampler: Sampler | None = None
        self._programs = system_counters()
        self.known: GpuView | None = None
        """The card as it was when it was last seen."""

    def view(self) -> GpuView:
        """The card, or why there is none."""
        why = self._open()
        if why is None:
            assert self.known is not None  # set by every successful opening
            return self.known
        return GpuView(why_none=why.sentence, next_step=why.next_step, is_lost=self.known is not None)

    def cards(self) -> tuple[GpuView, ...]:
        """Every card; empty when the driver cannot be asked. A card that does not answer is left out."""
        if self._load() is not None:
            return ()
        found = []
        for index in range(self._ask(self._nvml.nvmlDeviceGetCount) or 0):
            handle = self._ask(self._nvml.nvmlDeviceGetHandleByIndex, index)
            if handle is not None:
                card = self._ask(facts, self._nvml, handle, self._ask, self._hardware)
                found += [card] if card else []
        return tuple(found)

    def read(self, at: datetime) -> Reading | None:
        if self._open() is not None:
            return None
        assert self._sampler is not None
        try:
            return self._sampler.read(at)
        except self._nvml.NVMLError:
            self.close()  # all is given back, so that the next question starts anew
            return None

    def close(self) -> None:
        if self._sampler is not None:
            self._sampler.close()
        if self._nvml is not None:
            self._ask(self._nvml.nvmlShutdown)
        self._nvml = self._sampler = None

    # ---- opening ---------------------------------------------------------------------------------------------

    def _load(self) -> Why | None:
        """The library, ready to be asked; or why not."""
        if self._nvml is not None:
            return None
        if not library_is_there():
            return words.without_library(self._hardware.vendors())  # without importing pynvml, which takes 16 MB
        import pynvml as nvml

        try:
            nvml.nvmlInit()
        except nvml.NVMLError as error:
            return words.why(error)
        self._nvml = nvml
        return None

    def _open(self) -> Why | None:
        if self._sampler is not None:
            return None
        why = self._load()
        if why is not None:
            return why
        try:
            found = self._find()
            if isinstance(found, Why):
                self.close()
                return found
            self.known = facts(self._nvml, found, self._ask, self._hardware)
            self._sampler = Sampler(self._nvml, found, self._programs)
        except self._nvml.NVMLError as error:
            why = words.why(error)
            self.close()
            return why
        return None

    def _find(self) -> Any:
        """The handle of our card, or why there is none. One that was seen is looked for by its UUID: a card that
        vanished must not be replaced by its neighbour."""
        nvml, uuid = self._nvml, self._uuid or (self.known.uuid if self.known else "")
        if not uuid:
            return nvml.nvmlDeviceGetHandleByIndex(0) if nvml.nvmlDeviceGetCount() else words.NO_CARD
        try:
            return nvml.nvmlDeviceGetHandleByUUID(uuid)
        except (nvml.NVMLError_NotFound, nvml.NVMLError_InvalidArgument):
            return words.LOST if self.known else words.NOT_CHOSEN

    def _ask(self, call: Callable[..., Any], *args: Any) -> Any:
        """None where the card does not report it (or not any more: the next view tells)."""
        try:
            return call(*args)
        except self._nvml.NVMLError:
            return None


def system_counters() -> Watch | None:
    """The system's own word on programs; None where it has none (Linux: there NVML tells)."""
    if sys.platform == "win32":
        from desktop_app.gpu.counters_windows import PdhCounters

        try:
            return Watch(PdhCounters())
        except OSError:
            return None
    return None


def library_is_there() -> bool:
    """Whether the driver's library can be loaded, at little cost."""
    names = ["libnvidia-ml.so.1"]
    if sys.platform == "win32":
        system = Path(os.environ.get("WINDIR", r"C:\Windows"), "System32", "nvml.dll")
        programs = Path(os.environ.get("PROGRAMFILES", r"C:\Program Files"), "NVIDIA Corporation", "NVSMI", "nvml.dll")
        names = [str(system), str(programs)]
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False
