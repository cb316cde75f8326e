"""Stand-ins for scripts and tests that have no history of alerts, nobody to notify, no machine to look at and no
profile."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from desktop_app.domain.health import Alert
from desktop_app.domain.owners_word import OwnersWord
from desktop_app.domain.score import Measured, Setting


class NoAlerts:
    """Remembers nothing (port `Alerts`)."""

    def __init__(self) -> None:
        self._number = 0

    async def add(self, alert: Alert) -> int:
        self._number += 1
        return self._number

    async def open(self) -> list[Alert]:
        return []

    async def recent(self, since: datetime, limit: int) -> list[Alert]:
        return []

    async def clear(self, number: int, at: datetime) -> None: ...

    async def seen(self, numbers: Collection[int], at: datetime) -> None: ...


class NoMeasurements:
    """Remembers until the program ends (port `Measurements`)."""

    def __init__(self) -> None:
        self._kept: dict[Setting, Measured] = {}

    async def put(self, measured: Measured) -> None:
        self._kept[measured.setting] = measured

    async def get(self, setting: Setting) -> Measured | None:
        return self._kept.get(setting)

    async def newest(self, card: str, driver: str, runtime: str) -> list[Measured]:
        wanted = (card, driver, runtime)
        found = [m for m in self._kept.values() if (m.setting.card, m.setting.driver, m.setting.runtime) == wanted]
        return sorted(found, key=lambda measured: measured.at, reverse=True)


class NoNotifier:
    """Tells nobody (port `Notifier`)."""

    async def notify(self, title: str, text: str, button: str, number: int, *, urgent: bool = False) -> None: ...


class NoMachine:
    """Knows nothing (port `Machine`)."""

    def disk_free(self) -> int | None:
        return None

    def memory_total(self) -> int | None:
        return None


class NoWord:
    """Remembers nothing (port `WordKeeper`)."""

    def load(self) -> OwnersWord:
        return OwnersWord()

    def keep(self, word: OwnersWord) -> None: ...
