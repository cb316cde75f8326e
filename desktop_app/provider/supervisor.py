"""Keeps a service running: what breaks is told, closes the gate, and is started again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Clock
from desktop_app.provider.waiting import Backoff

log = logging.getLogger(__name__)

CALM = 120.0
"""Seconds after which a service that breaks counts as one that had been well."""


class Supervisor:
    """A service that breaks is our bug or a full disk; no work is taken while it is down."""

    def __init__(self, gate: Gate, clock: Clock) -> None:
        self._gate, self._clock = gate, clock

    async def keep(self, name: str, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Until `run` returns by itself."""
        signal_name, backoff = f"service {name}", Backoff(1.0, 60.0)
        while True:
            began = self._clock.monotonic()
            try:
                await run()
                self._gate.open(signal_name)
                return
            except WorldError as error:
                log.error("%s stopped: %s", name, error)
                told = in_words(error)
            except Exception:
                log.exception("%s hit an internal error", name)
                told = Phrase("Internal error in {name}; the log has the details", name=name)
            self._gate.close(signal_name, Signal(Source.HEALTH, told, Grip.HOLD))
            if self._clock.monotonic() - began > CALM:
                backoff.reset()
            await self._clock.sleep(backoff.next())
            self._gate.open(signal_name)
