"""Comfort: eases the work so that the card stays within the owner's ceilings, and says so.

Readings come from the monitor; what follows is how many jobs may run at once, the rest between two of them, and,
where the owner consented, the card's own power limit."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.domain.comfort import Ceilings, Comfort, Easing, cap_of, sentence
from desktop_app.domain.state import GpuView
from desktop_app.provider.gate import Gate
from desktop_app.provider.notices import Notices
from desktop_app.provider.pace import Pace
from desktop_app.provider.ports import Clock
from desktop_app.provider.power_cap import PowerCap
from desktop_app.provider.waiting import Bell

LOOK_EVERY = 60.0
_NOTICE, _CAP_NOTICE = "comfort", "power limit"


class ComfortKeeper:
    """`look` takes every reading; `slots` is asked before a job starts. `running` counts generations, `rest` is the
    pause between two jobs that others want. `on_easier` is called when more may run than before."""

    def __init__(
        self,
        rules: Comfort,
        cap: PowerCap | None,
        gate: Gate,
        clock: Clock,
        notices: Notices,
        *,
        slots: int,
        on_easier: Callable[[], None],
        running: Callable[[], int],
        rest: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self._rules, self._cap, self._gate, self._clock = rules, cap, gate, clock
        self._notices, self._slots, self._on_easier, self._running = notices, slots, on_easier, running
        self._pace = Pace(clock, running, (rest, lambda: self.pause))
        self._bell = Bell()
        self._easing = Easing()
        self._wanted: float | None = None
        gate.subscribe(self._want)
        self._view = GpuView()

    @property
    def is_quiet(self) -> bool:
        """Whether these are the owner's quiet hours."""
        return self._rules.is_quiet(self._clock.now().astimezone())

    def follow(self, rules: Comfort) -> None:
        """From now on these ceilings."""
        if rules == self._rules:
            return
        self._rules, self._easing = rules, Easing()
        self._want()
        self._on_easier()

    def look(self, view: GpuView) -> None:
        """The newest picture of the card."""
        self._view, reading = view, view.reading
        self._want()
        if reading is None:
            return
        wall, ceilings = self._clock.now().astimezone(), self._ceilings
        before = self._easing
        self._easing = before.after(reading, ceilings, self._slots, self._clock.monotonic())
        is_quiet = self._rules.is_quiet(wall)
        self._notices.say(_NOTICE, sentence(self._easing, ceilings, reading, self._slots, is_quiet=is_quiet))
        if self._easing.step < before.step:
            self._on_easier()

    def slots(self, slots: int) -> int:
        """How many jobs may run at once, of so many; none while it rests."""
        if not slots:
            return 0
        self._slots = slots
        return self._pace.slots(self._easing.slots(slots))

    def eased(self, slots: int) -> int:
        """The same without a look at whether it rests right now."""
        return min(slots, self._easing.slots(slots))

    @property
    def rest(self) -> float:
        """Seconds of rest between two jobs that anybody wants."""
        return self._pace.rest

    @property
    def pause(self) -> float:
        """Seconds of rest between two jobs."""
        return self._easing.pause(self._slots)

    async def run(self) -> None:
        """Holds the power limit while work may run, and puts it back whenever it may not, and at the end."""
        if self._cap is None:
            return
        await self._cap.restore()
        try:
            while True:
                if self._wanted is None:
                    await self._cap.release()
                else:
                    await self._cap.hold(self._wanted)
                self._notices.say(_CAP_NOTICE, self._cap.note)
                await self._bell.wait(self._clock, LOOK_EVERY)
        finally:
            await self._cap.release()

    @property
    def _ceilings(self) -> Ceilings:
        return self._rules.at(self._clock.now().astimezone())

    def _want(self) -> None:
        """What the power limit should be now; a card that sleeps, or may fall asleep, is left alone."""
        wanted = None
        is_left_alone = self._view.is_asleep or (self._view.can_sleep and not self._running())
        if self._rules.may_cap and self._gate.may_work and not is_left_alone:
            wanted = cap_of(self._ceilings, self._view.power_range)
        if wanted != self._wanted:
            self._wanted = wanted
            self._bell.ring()
