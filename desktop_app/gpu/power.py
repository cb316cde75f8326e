"""The power limit of a card: read, set and read back. Each call opens the library for itself and gives it back, so that
a card that is not watched right now is left as it was."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.phrases import Phrase
from desktop_app.gpu import words
from desktop_app.gpu.device import library_is_there
from desktop_app.provider.ports import CannotTell
from desktop_app.provider.ports.comfort import PowerLimit

_NO_PERMISSION = 4
_UNSUPPORTED = (3, 13)
_CLOSE = 1000
"""Milliwatts: drivers round."""


def limit_of(uuid: str) -> PowerLimit | None:
    """What the driver lets this card draw; None where it does not tell."""
    return _asked(lambda nvml: _read(nvml, uuid))  # type: ignore[no-any-return]


def set_limit(limit: PowerLimit) -> None:
    """CannotTell with the reason, for people, when the card does not have this limit afterwards."""
    found = _asked(lambda nvml: _set(nvml, limit))
    if found is None:
        raise CannotTell(Phrase("the card cannot be asked"))
    if found:
        raise CannotTell(found)


def _asked(question: Any) -> Any:
    if not library_is_there():
        return None
    import pynvml as nvml

    try:
        nvml.nvmlInit()
    except nvml.NVMLError:
        return None
    try:
        return question(nvml)
    finally:
        nvml.nvmlShutdown()


def _read(nvml: Any, uuid: str) -> PowerLimit | None:
    try:
        handle = nvml.nvmlDeviceGetHandleByUUID(uuid)
        return PowerLimit(uuid, nvml.nvmlDeviceGetPowerManagementLimit(handle) / 1000)
    except nvml.NVMLError:
        return None


def _set(nvml: Any, limit: PowerLimit) -> str:
    """Why not, "" when it is so."""
    wanted = round(limit.watts * 1000)
    try:
        handle = nvml.nvmlDeviceGetHandleByUUID(limit.uuid)
        nvml.nvmlDeviceSetPowerManagementLimit(handle, wanted)
        told = nvml.nvmlDeviceGetPowerManagementLimit(handle)
    except nvml.NVMLError as error:
        if error.value == _NO_PERMISSION:
            return Phrase("the driver lets only an administrator change it")
        if error.value in _UNSUPPORTED:
            return Phrase("this card's limit cannot be changed")
        return words.why(error).sentence.rstrip(".")
    return "" if abs(told - wanted) <= _CLOSE else Phrase("the driver keeps it at {told} W", told=f"{told / 1000:.0f}")
