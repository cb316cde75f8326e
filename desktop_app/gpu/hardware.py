"""What the system itself knows about graphics cards, without any driver of theirs and without waking one."""

from __future__ import annotations

import re
import sys
from pathlib import Path

SYSFS = Path("/sys")
VENDORS = {"0x10de": "NVIDIA", "0x1002": "AMD", "0x8086": "Intel"}
_DISPLAY = "0x03"  # PCI class: display controller
_PORTABLE = {"8", "9", "10", "11", "14", "30", "31", "32"}  # SMBIOS chassis types
_MOBILE = re.compile(r"\d{3,4}MX?\b|\bMX\d{3}\b|\bLaptop\b|\bMax-Q\b|\bMobile\b")
_WINDOWS_CLASS = r"SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}"


class Hardware:
    """The PCI bus as Linux shows it under `root`; elsewhere little is known."""

    def __init__(self, root: Path = SYSFS) -> None:
        self._root = root

    def vendors(self) -> tuple[str, ...]:
        """Who made the graphics cards here, each once."""
        found = [self._vendor(card) for card in self._cards()]
        if sys.platform == "win32":
            found += _windows_vendors()
        return tuple(dict.fromkeys(name for name in found if name))

    def asleep(self, pci_id: str) -> bool:
        """Whether the NVIDIA card at this address (of NVML) sleeps now; with "" every one here must."""
        if pci_id:
            return _says(self._device(pci_id) / "power/runtime_status") == "suspended"
        states = [_says(c / "power/runtime_status") for c in self._cards() if self._vendor(c) == "NVIDIA"]
        return bool(states) and set(states) == {"suspended"}

    def can_sleep(self, pci_id: str) -> bool:
        """Whether the system puts this card to sleep by itself when nobody uses it."""
        return _says(self._device(pci_id) / "power/control") == "auto"

    def is_laptop(self, card: str) -> bool | None:
        """By the card's name, else by the machine's case; None when neither tells."""
        if _MOBILE.search(card):
            return True
        chassis = _says(self._root / "class/dmi/id/chassis_type")
        return chassis in _PORTABLE if chassis else None

    def _cards(self) -> list[Path]:
        try:
            devices = sorted((self._root / "bus/pci/devices").iterdir())
        except OSError:
            return []
        return [device for device in devices if _says(device / "class").startswith(_DISPLAY)]

    def _vendor(self, device: Path) -> str:
        return VENDORS.get(_says(device / "vendor"), "")

    def _device(self, pci_id: str) -> Path:
        """NVML says 00000000:01:00.0 where the system says 0000:01:00.0."""
        domain, _, rest = pci_id.lower().partition(":")
        return self._root / "bus/pci/devices" / f"{domain[-4:]}:{rest}"


def _says(file: Path) -> str:
    try:
        return file.read_text().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _windows_vendors() -> list[str]:
    """From the registry's list of display drivers."""
    import winreg  # type: ignore[unused-ignore]

    found: list[str] = []
    for number in range(16):
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, rf"{_WINDOWS_CLASS}\{number:04}") as key:  # type: ignore[attr-defined,unused-ignore]
                name = str(winreg.QueryValueEx(key, "DriverDesc")[0])  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            continue
        found += [vendor for vendor in VENDORS.values() if vendor.lower() in name.lower()]
    return found
