"""The owner comes first: who is at the machine, what work then does, how warm and loud the card may get, and when the
computer stays awake."""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from typing import Any

from desktop_app.domain.card import split
from desktop_app.domain.others import CardLook
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import GpuView
from desktop_app.provider.comfort import ComfortKeeper
from desktop_app.provider.ground import Ground
from desktop_app.provider.owner import Owner
from desktop_app.provider.policies import Policies
from desktop_app.provider.power_cap import PowerCap
from desktop_app.provider.terms import Terms
from desktop_app.provider.wakefulness import Wakefulness
from desktop_app.provider.waking import Waking
from desktop_app.provider.worker import Worker
from desktop_app.provider.yielding import Yielding


class OwnerFirst:
    """Made after the worker, which it stops and slows."""

    def __init__(self, ground: Ground, worker: Worker, policies: Policies) -> None:
        self._ground, self._worker, self._policies = ground, worker, policies
        p, terms, gate = ground.ports, ground.terms, ground.gate
        cap = PowerCap(p.power, p.cap_marker) if p.power and p.cap_marker else None
        self.yielding = Yielding(
            p.runtime, p.yields, p.clock, quiet=worker.quiet, held=self._held, on_change=ground.touch
        )
        self.owner = Owner(
            p.watchers, terms.manners, gate, self.yielding, lambda: worker.running, p.clock, on_change=self._changed
        )
        self.comfort = ComfortKeeper(
            terms.comfort, cap, gate, p.clock, ground.notices, slots=terms.concurrency,
            on_easier=ground.work_waits.ring, running=lambda: worker.running, rest=lambda: self.owner.pause,
        )  # fmt: skip
        self._waking = Waking(
            p.wake_timer, policies.timetable, gate, p.clock, ground.notices, on_battery=lambda: self.owner.on_battery
        )
        self.wakefulness = Wakefulness(p.awake, gate, p.clock, on_battery=lambda: self.owner.on_battery)
        policies.timetable.on_closing = self._hours_end

    @property
    def services(self) -> Mapping[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {
            "owner": self.owner.run,
            "yield log": self.yielding.run,
            "keep awake": self.wakefulness.run,
            "waking": self._waking.run,
            "comfort": self.comfort.run,
        }

    def follow(self, terms: Terms) -> None:
        """From now on these manners and this comfort."""
        self.owner.follow(terms.manners)
        self.comfort.follow(terms.comfort)

    def slots(self) -> int:
        """How many jobs may run at once now."""
        return self.comfort.slots(self.owner.slots(self._policies.balancer.slots))

    def most_here(self) -> int:
        """How many jobs may be here now: while work is eased a job that would only wait is left to others."""
        slots = self._policies.balancer.slots
        eased = self.comfort.eased(self.owner.slots(slots))
        if eased == slots and not self.comfort.rest:
            return sys.maxsize
        return eased + self._policies.room - self._policies.places

    def card_seen(self, view: GpuView, ran: bool) -> None:
        """A reading of the card; `ran` says whether a job of ours computed since the one before."""
        self.comfort.look(view)
        reading = view.reading
        if reading is not None:
            look = CardLook(view.memory_bytes, reading.memory_others, reading.utilisation, reading.load_others, ran)
            self.owner.look_at_card(look)

    def before_sleep(self) -> None:
        """The last chance to ask for being woken."""
        self._waking.look()

    async def _held(self, pids: Sequence[int]) -> int | None:
        """Bytes of the card that these processes hold; None where the driver does not tell. A card that sleeps is not
        woken for it: it could not if somebody held a part of it."""
        p = self._ground.ports
        if p.gpu.asleep():
            return 0
        reading = await p.gpu.read(p.clock.now())
        return None if reading is None else split(reading, pids).memory_ours

    def _changed(self) -> None:
        self._ground.work_waits.ring()
        self.wakefulness.look()
        self._ground.touch()

    def _hours_end(self, at: datetime | None) -> None:
        """The owner learns beforehand what becomes of the jobs that run."""
        sentence: str = ""
        if at is not None and self._worker.running:
            ends = at.astimezone()
            sentence = Phrase(
                "Your hours end at {at}: a job that is not done then is stopped, and its text is kept.",
                at=f"{ends:%H:%M}",
            )
        self._ground.notices.say("hours end", sentence)
