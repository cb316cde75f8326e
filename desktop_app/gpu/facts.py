"""What a card is, read once from the driver."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop_app.domain.state import GpuView
from desktop_app.gpu.hardware import Hardware

_ARCHITECTURES = {
    2: "Kepler", 3: "Maxwell", 4: "Pascal", 5: "Volta", 6: "Turing", 7: "Ampere", 8: "Ada", 9: "Hopper",
    10: "Blackwell", 13: "Rubin",
}  # fmt: skip

Ask = Callable[..., Any]
"""Calls a function of the binding; None where the card does not report it."""


def facts(nvml: Any, handle: Any, ask: Ask, hardware: Hardware) -> GpuView:
    """The card behind `handle`. NVMLError when not even its name and memory can be read."""
    name = nvml.nvmlDeviceGetName(handle)
    pci = ask(nvml.nvmlDeviceGetPciInfo, handle)
    pci_id = _text(pci.busId) if pci else ""
    is_laptop = hardware.is_laptop(name)
    return GpuView(
        name=name,
        memory_bytes=_memory(nvml, handle, ask),
        driver=ask(nvml.nvmlSystemGetDriverVersion) or "",
        uuid=ask(nvml.nvmlDeviceGetUUID, handle) or "",
        cuda=_cuda(ask(nvml.nvmlSystemGetCudaDriverVersion_v2)),
        capability=_pair(ask(nvml.nvmlDeviceGetCudaComputeCapability, handle)),
        architecture=_ARCHITECTURES.get(ask(nvml.nvmlDeviceGetArchitecture, handle), ""),
        pci_id=pci_id,
        power_limit=_watts(ask(nvml.nvmlDeviceGetPowerManagementLimit, handle)),
        power_range=_range(ask(nvml.nvmlDeviceGetPowerManagementLimitConstraints, handle)),
        is_laptop=is_laptop,
        can_sleep=bool(is_laptop and pci_id and hardware.can_sleep(pci_id)),
    )


def _memory(nvml: Any, handle: Any, ask: Ask) -> int:
    """All the memory that the driver tells of. The newer call counts what the driver reserves for itself; it is
    used where it tells more, so that a card is not published below what it has."""
    plain = int(nvml.nvmlDeviceGetMemoryInfo(handle).total)
    newer = ask(nvml.nvmlDeviceGetMemoryInfo, handle, nvml.nvmlMemory_v2)
    return max(plain, int(newer.total)) if newer else plain


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _cuda(version: Any) -> str:
    """12080 is CUDA 12.8."""
    return f"{version // 1000}.{version % 1000 // 10}" if version else ""


def _pair(capability: Any) -> str:
    return ".".join(map(str, capability)) if capability else ""


def _watts(milliwatts: Any) -> float | None:
    return None if milliwatts is None else milliwatts / 1000


def _range(milliwatts: Any) -> tuple[float, float] | None:
    return (milliwatts[0] / 1000, milliwatts[1] / 1000) if milliwatts else None
