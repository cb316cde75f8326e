"""One reading of a card. Cheap enough for every two seconds: what a card once refused is not asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from desktop_app.domain.card import Reading
from desktop_app.gpu.counters import Watch

_UNSUPPORTED = 3  # NVML_ERROR_NOT_SUPPORTED
_NO_FUNCTION = 13  # NVML_ERROR_FUNCTION_NOT_FOUND: an older driver
_XID = 0x8  # nvmlEventTypeXidCriticalError
_MOST_EVENTS = 16


class Sampler:
    """Reads the card behind `handle`, from opening to `close`. `programs` tells of programs where NVML does not."""

    def __init__(self, nvml: Any, handle: Any, programs: Watch | None = None) -> None:
        self._nvml, self._handle, self._programs = nvml, handle, programs
        self._ecc = (nvml.NVML_MEMORY_ERROR_TYPE_UNCORRECTED, nvml.NVML_VOLATILE_ECC)
        self._refused: set[str] = set()
        self._loads_seen = 0
        self._events = self._listen()

    def read(self, at: datetime) -> Reading:
        """NVMLError when the card cannot be asked at all."""
        nvml, ask = self._nvml, self._ask
        memory = ask("memory_v2", nvml.nvmlDeviceGetMemoryInfo, nvml.nvmlMemory_v2)
        memory = memory or nvml.nvmlDeviceGetMemoryInfo(self._handle)
        rates = ask("utilisation", nvml.nvmlDeviceGetUtilizationRates)
        milliwatts = ask("power", nvml.nvmlDeviceGetPowerUsage)
        processes, loads = self._by_program(int(memory.used))
        return Reading(
            at,
            utilisation=float(rates.gpu) if rates else None,
            memory_used=int(memory.used),
            temperature=_float(ask("temperature", nvml.nvmlDeviceGetTemperature, nvml.NVML_TEMPERATURE_GPU)),
            power=milliwatts / 1000 if milliwatts is not None else None,
            fan=_float(ask("fan", nvml.nvmlDeviceGetFanSpeed)),
            clock=ask("clock", nvml.nvmlDeviceGetClockInfo, nvml.NVML_CLOCK_SM),
            memory_clock=ask("memory clock", nvml.nvmlDeviceGetClockInfo, nvml.NVML_CLOCK_MEM),
            throttle=self._throttle(),
            processes=processes,
            memory_free=int(memory.free),
            ecc_errors=ask("ecc", nvml.nvmlDeviceGetTotalEccErrors, *self._ecc),
            xids=self._xids(),
            loads=loads,
        )

    def close(self) -> None:
        if self._events is not None:
            self._try(lambda: self._nvml.nvmlEventSetFree(self._events))
            self._events = None

    def _ask(self, what: str, call: Callable[..., Any], *args: Any) -> Any:
        """None where the card does not report it, or not right now."""
        if what in self._refused:
            return None
        try:
            return call(self._handle, *args)
        except self._nvml.NVMLError as error:
            if error.value in (_UNSUPPORTED, _NO_FUNCTION):
                self._refused.add(what)
            return None

    def _throttle(self) -> int | None:
        """The older name of the call is there on every driver of the last years; the newer one only on new ones."""
        bits = self._ask("throttle", self._nvml.nvmlDeviceGetCurrentClocksThrottleReasons)
        if bits is None:
            bits = self._ask("clock reasons", self._nvml.nvmlDeviceGetCurrentClocksEventReasons)
        return bits if isinstance(bits, int) else None

    def _by_program(self, used: int) -> tuple[Mapping[int, int | None] | None, Mapping[int, float] | None]:
        """What each program holds and computes with, from NVML, else from the system's own counters."""
        processes, loads = self._processes(), self._loads()
        is_silent = processes is None or None in processes.values()
        if self._programs is None or not (is_silent or loads is None):
            return processes, loads
        told = self._programs.told(used)
        if told is None:
            return processes, loads
        return (dict(told.memory) if is_silent else processes), (told.loads if loads is None else loads)

    def _processes(self) -> dict[int, int | None] | None:
        """Compute and graphics programs; one that does both is told twice, with the same figure."""
        nvml = self._nvml
        lists = [
            self._ask("compute processes", nvml.nvmlDeviceGetComputeRunningProcesses_v3),
            self._ask("graphics processes", nvml.nvmlDeviceGetGraphicsRunningProcesses_v3),
        ]
        if all(found is None for found in lists):
            return None
        return {process.pid: process.usedGpuMemory for found in lists for process in found or ()}

    def _loads(self) -> dict[int, float] | None:
        """What each program computes with, since the reading before."""
        nvml = self._nvml
        if "loads" in self._refused:
            return None
        try:
            samples = nvml.nvmlDeviceGetProcessUtilization(self._handle, self._loads_seen)
        except nvml.NVMLError_NotFound:
            return {}  # nobody computed
        except nvml.NVMLError as error:
            if error.value in (_UNSUPPORTED, _NO_FUNCTION):
                self._refused.add("loads")
            return None
        self._loads_seen = max((int(sample.timeStamp) for sample in samples), default=self._loads_seen)
        return {s.pid: float(s.smUtil) for s in sorted(samples, key=lambda s: s.timeStamp) if s.pid and s.smUtil <= 100}

    def _listen(self) -> Any:
        """The driver's critical errors from now on, where it tells them (Linux)."""
        nvml = self._nvml
        events = self._try(nvml.nvmlEventSetCreate)
        if events is None:
            return None
        try:
            nvml.nvmlDeviceRegisterEvents(self._handle, _XID, events)
        except nvml.NVMLError:
            self._try(lambda: nvml.nvmlEventSetFree(events))
            return None
        return events

    def _xids(self) -> tuple[int, ...]:
        found: list[int] = []
        while self._events is not None and len(found) < _MOST_EVENTS:
            event = self._try(lambda: self._nvml.nvmlEventSetWait(self._events, 0))
            if event is None:
                break
            found.append(int(event.eventData))
        return tuple(found)

    def _try(self, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except self._nvml.NVMLError:
            return None


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
