"""Every change of the gate, written down with its time: why there was work or none."""

from __future__ import annotations

import asyncio

from desktop_app.domain.phrases import Phrase
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Clock, Records

_MOST_WAITING = 1000
_OPEN = Phrase("Ready for work")


class GateLog:
    """Notes changes from the start on; `run` writes them in order, however slow the disk is."""

    def __init__(self, gate: Gate, records: Records, clock: Clock) -> None:
        self._gate, self._records, self._clock = gate, records, clock
        self._last: tuple[str, str] | None = None
        self._waiting: asyncio.Queue[tuple[str, str]] = asyncio.Queue(_MOST_WAITING)
        gate.subscribe(self._changed)

    async def run(self) -> None:
        while True:
            status, reason = await self._waiting.get()
            await self._records.add_gate_event(self._clock.now(), status, reason)

    def _changed(self) -> None:
        strongest = self._gate.state.strongest
        event = ("closed", strongest.reason) if strongest else ("open", _OPEN)
        if event != self._last and not self._waiting.full():
            self._last = event
            self._waiting.put_nowait(event)
