"""The shadow day: watches for a day, offers nothing meanwhile, and proposes hours and a price.

It looks once a minute. What it saw is kept, so a restart costs only the minutes in which the program did not run."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from desktop_app.domain import shadow_day
from desktop_app.domain.errors import NetworkError
from desktop_app.domain.first_price import Ask, Power
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.shadow_day import Hour, Proposal, Shadow
from desktop_app.provider.gate import Gate
from desktop_app.provider.onboarding.ports import Kept
from desktop_app.provider.ports import Clock

SIGNAL = "shadow day"
LENGTH = timedelta(hours=24)
EVERY = 60.0
_MARKET_EVERY = 60
"""Looks between two questions to the market."""


class ShadowDay:
    """`is_used` tells whether the owner uses the machine right now; `ask_market` what others ask."""

    def __init__(
        self, kept: Kept, clock: Clock, gate: Gate, *,
        is_used: Callable[[], bool], ask_market: Callable[[], Awaitable[Sequence[Ask]]],
    ) -> None:  # fmt: skip
        self._kept, self._clock, self._gate = kept, clock, gate
        self._is_used, self._ask_market = is_used, ask_market
        self._task: asyncio.Task[None] | None = None
        self.shadow = self._load()

    def begin(self) -> None:
        """Watch for a day from now on; nothing is offered meanwhile. What was watched before is forgotten."""
        self.shadow = Shadow(self._clock.now() + LENGTH)
        self._kept.save(shadow_day.content(self.shadow))
        self.resume()

    def resume(self) -> None:
        """Go on where a day is under way."""
        ends = self.shadow.ends
        if ends is None or self._task is not None:
            return
        reason = Phrase("Watching for a day; nothing is offered until it is over or you end it")
        self._gate.close(SIGNAL, Signal(Source.SCHEDULE, reason, Grip.HOLD, ends))
        self._task = asyncio.get_running_loop().create_task(self._watch(), name=SIGNAL)

    def end(self) -> None:
        """Stop watching and offer again; what was seen stays."""
        self.let_go()
        self._gate.open(SIGNAL)
        self.shadow = replace(self.shadow, ends=None)
        self._kept.save(shadow_day.content(self.shadow))

    def let_go(self) -> None:
        """The services end; the next start goes on."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def propose(self, card: str, power: Power, zone: str, unit: str) -> Proposal | None:
        """From what was seen so far; None while that is too little."""
        return shadow_day.propose(self.shadow, card, power, zone, unit)

    async def _watch(self) -> None:
        looks = 0
        while self.shadow.ends is not None and self._clock.now() < self.shadow.ends:
            if looks % _MARKET_EVERY == 0:
                await self._look_at_market()
            looks += 1
            self._look()
            self._kept.save(shadow_day.content(self.shadow))
            await self._clock.sleep(EVERY)
        self._task = None
        self.end()

    def _look(self) -> None:
        hour = self._clock.now().replace(minute=0, second=0, microsecond=0)
        seen = {known.at: known for known in self.shadow.hours}
        before = seen.get(hour, Hour(hour))
        seen[hour] = Hour(hour, min(60, before.watched + 1), min(60, before.used + self._is_used()))
        self.shadow = replace(self.shadow, hours=tuple(sorted(seen.values(), key=lambda known: known.at)))

    async def _look_at_market(self) -> None:
        try:
            self.shadow = replace(self.shadow, asks=tuple(await self._ask_market()))
        except NetworkError:
            return  # what was seen before counts on

    def _load(self) -> Shadow:
        kept = self._kept.load()
        try:
            return shadow_day.from_content(kept) if kept else Shadow()
        except ValueError:
            return Shadow()
