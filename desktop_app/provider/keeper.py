"""Keeps the model runtime ready: started beside everything else, and again when it stopped answering; without it no
work is taken. One that is away is asked again all the time, for that costs nothing; one that did not come up three
times in a row is left alone for a while, because each of its tries loads a model. The owner is told of both."""

from __future__ import annotations

import logging
from collections.abc import Callable

from desktop_app.domain.errors import ModelMissing, WillNotStart, WorldError, in_words
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Clock, Model, Runtime
from desktop_app.provider.waiting import Backoff, Bell

log = logging.getLogger(__name__)

LOOK_EVERY = 60.0
IN_A_ROW = 3
LONG_PAUSE = 600.0
"""Seconds until the next try of one that did not come up that often."""
LONGEST_WAIT = 30.0
"""Seconds between two looks at one that is away."""
TOLD_AFTER = 30.0
"""Seconds for which one is away before the owner is told: a server that is started anew is no alarm."""
_SIGNAL = "runtime"


class RuntimeKeeper:
    """`listed` takes the models that are there and says whether what is offered changed; `offer` offers it anew.
    `failed` hears how often in a row the runtime did not start, and why."""

    def __init__(
        self,
        runtime: Runtime,
        gate: Gate,
        clock: Clock,
        *,
        listed: Callable[[tuple[Model, ...]], bool],
        offer: Callable[[], None],
        failed: Callable[[int, str], None],
    ) -> None:
        self._runtime, self._gate, self._clock = runtime, gate, clock
        self._listed, self._offer, self._failed = listed, offer, failed
        self._down, self._again = Bell(), Bell()

    def down(self) -> None:
        """A job found that the runtime does not answer."""
        self._down.ring()

    def retry(self) -> None:
        """The owner wants it tried again now."""
        self._again.ring()

    async def run(self) -> None:
        """For the life of the program."""
        while True:
            self._close(Phrase("The model runtime is starting"), Source.STARTING)
            await self._start()
            self._gate.open(_SIGNAL)
            self._offer()
            while await self._stays():
                pass

    async def _start(self) -> None:
        backoff, failures, crashes, began = Backoff(1.0, LONGEST_WAIT), 0, 0, self._clock.monotonic()
        while (error := await self._try_start()) is not None:
            costs = isinstance(error, WillNotStart)
            crashes += costs
            if not isinstance(error, ModelMissing):  # that is no fault: it is waited for the owner to install one
                failures += 1
                if costs or self._clock.monotonic() - began >= TOLD_AFTER:
                    self._failed(failures, in_words(error))
            wait = LONG_PAUSE if costs and crashes >= IN_A_ROW else backoff.next()
            if await self._again.wait(self._clock, wait):
                failures = crashes = 0
                backoff.reset()
        self._failed(0, "")
        await self._down.wait(self._clock, 0.0)  # what a job found while it was away is over

    async def _try_start(self) -> WorldError | None:
        """Why it cannot be used, or None."""
        try:
            self._listed(await self._runtime.models())
            while self._gate.state.grip is Grip.RELEASE:  # a start may load a model: not while the card is the owner's
                await self._clock.sleep(1.0)
            await self._runtime.start()
        except WorldError as error:
            self._close(in_words(error), in_settings=error.in_settings)
            return error
        return None

    async def _stays(self) -> bool:
        """Once a minute: is it still there, and has the owner added or removed models?"""
        if await self._down.wait(self._clock, LOOK_EVERY):
            return False
        try:
            if self._listed(await self._runtime.models()):
                self._offer()
        except WorldError as error:
            log.warning("the model runtime is gone: %s", error)
            return False
        return True

    def _close(self, reason: str, source: Source = Source.RUNTIME, *, in_settings: bool = False) -> None:
        self._gate.close(_SIGNAL, Signal(source, reason, Grip.HOLD, in_settings=in_settings))
