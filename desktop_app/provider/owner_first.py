"""The owner comes first: who is at the machine, what work then does, how warm and loud the card may get, and when the
computer stays awake."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from desktop_app.domain.card import split
from desktop_app.domain.others import CardLook
from desktop_app.domain.state import GpuView
from desktop_app.provider.comfort import ComfortKeeper
from desktop_app.provider.gate import Gate
from desktop_app.provider.needs import Ports
from desktop_app.provider.notices import Notices
from desktop_app.provider.owner import Owner
from desktop_app.provider.policies import Policies
from desktop_app.provider.power_cap import PowerCap
from desktop_app.provider.terms import Terms
from desktop_app.provider.waiting import Bell
from desktop_app.provider.wakefulness import Wakefulness
from desktop_app.provider.waking import Waking
from desktop_app.provider.worker import Worker
from desktop_app.provider.yielding import Yielding


class OwnerFirst:
    """Made after the worker, which it stops and slows. `on_change`: what the owner reads changed."""

    def __init__(
        self,
        ports: Ports,
        terms: Terms,
        gate: Gate,
        worker: Worker,
        policies: Policies,
        notices: Notices,
        *,
        work_waits: Bell,
        on_change: Callable[[], None],
    ) -> None:
        self._ports, self._work_waits, self._on_change = ports, work_waits, on_change
        p, cap = ports, PowerCap(ports.power, ports.cap_marker) if ports.power and ports.cap_marker else None
        self.yielding = Yielding(p.runtime, p.yields, p.clock, quiet=worker.quiet, held=self._held, on_change=on_change)
        self.owner = Owner(
            p.watchers, terms.manners, gate, self.yielding, lambda: worker.running, p.clock, on_change=self._changed
        )
        self.comfort = ComfortKeeper(
            terms.comfort, cap, gate, p.clock, notices, slots=terms.concurrency, on_easier=work_waits.ring,
            running=lambda: worker.running, rest=lambda: self.owner.pause,
        )  # fmt: skip
        self._waking = Waking(
            p.wake_timer, policies.timetable, gate, p.clock, notices, on_battery=lambda: self.owner.on_battery
        )
        self.wakefulness = Wakefulness(p.awake, gate, p.clock, on_battery=lambda: self.owner.on_battery)

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

    def slots(self, slots: int) -> int:
        """How many of `slots` jobs may run at once now."""
        return self.comfort.slots(self.owner.slots(slots))

    def eased(self, slots: int) -> int | None:
        """How many of `slots` jobs run while work is eased; None while it is not."""
        eased = self.comfort.eased(self.owner.slots(slots))
        return None if eased == slots and not self.comfort.rest else eased

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
        if self._ports.gpu.asleep():
            return 0
        reading = await self._ports.gpu.read(self._ports.clock.now())
        return None if reading is None else split(reading, pids).memory_ours

    def _changed(self) -> None:
        self._work_waits.ring()
        self.wakefulness.look()
        self._on_change()
