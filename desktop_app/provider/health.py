"""The health monitor: checks at their own intervals, alarms with hysteresis, alerts that stay until they were seen.

The rules are domain.health's; here is when they are asked, with what, and what follows: a row, a notification at most
now and then, and for a lost, hot or full machine a reason at the gate."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import replace

from desktop_app.domain import ailments
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.health import BUTTONS, COOLER, Alarm, Alert, Kind, Plan, Severity, Told
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.state import GpuView
from desktop_app.provider.checks import Checks, Finding
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Alerts, Clock, Notifier
from desktop_app.provider.waiting import Bell

log = logging.getLogger(__name__)

CARD, HEAT, DISK = "card", "temperature", "disk"
MUCH_TOO_HOT = 7.0
"""°C above the ceiling where running work stops too."""
DISK_FULL = 256 * 2**20


class Health:
    """`plan` may be changed at any time. `alerts` are those that stand or were not seen, oldest first."""

    def __init__(
        self,
        plan: Plan,
        checks: Checks,
        stored: Alerts,
        notifier: Notifier,
        gate: Gate,
        clock: Clock,
        *,
        on_change: Callable[[], None],
        on_card: Callable[[], None],
        is_quiet: Callable[[], bool] = lambda: False,
    ) -> None:
        self.plan = plan
        self._checks, self._stored, self._notifier, self._gate = checks, stored, notifier, gate
        self._clock, self._on_change, self._on_card, self._is_quiet = clock, on_change, on_card, is_quiet
        self._alarms = {kind: Alarm() for kind in Kind}
        self._standing: dict[Kind, Alert] = {}
        self._due: dict[str, float] = {}
        self._told, self._bell, self._restored = Told(), Bell(), False
        self._kept_quiet: set[Kind] = set()
        self._without_card = False
        self.alerts: tuple[Alert, ...] = ()

    async def run(self) -> None:
        """Checks what is due, for the life of the program."""
        if not self._restored:
            await self._restore()
        while True:
            now = self._clock.monotonic()
            for name, check in self._checks.all.items():
                if self._due.get(name, now) <= now:
                    self._due[name] = now + self._interval(name)
                    for finding in await check():
                        await self._weigh(finding)
            if self._kept_quiet and not self._is_quiet():
                await self._tell_what_was_kept_quiet()
            due = min(self._due.values(), default=0.0)
            await self._bell.wait(self._clock, max(0.05, due - self._clock.monotonic()))

    def follow(self, plan: Plan) -> None:
        """From now on this plan; every check is due at once."""
        self.plan, self._due = plan, {}
        self._bell.ring()

    # ---- what others tell and ask ----------------------------------------------------------------------------

    def card_seen(self, view: GpuView) -> None:
        """A reading came in: a lost or hot card closes the gate at once, and what cannot wait is checked at once."""
        self._without_card = self._without_card and view.is_lost
        lost = view.is_lost and not self._without_card
        was_lost = self._gate.has(CARD)
        if lost:
            reason = together(view.why_none, view.next_step)
            self._gate.close(CARD, Signal(Source.HEALTH, reason, Grip.STOP))
        elif was_lost:
            self._gate.open(CARD)
            self._on_card()
        heat = view.reading.temperature if view.reading else None
        self._cool(heat)
        self._checks.card_seen(view)
        is_urgent = lost or (view.reading is not None and bool(view.reading.xids)) or self._is_hot(heat)
        if is_urgent or was_lost:
            self._hurry("gpu_status")

    def runtime_failed(self, times: int, why: str) -> None:
        """The runtime did not start, so many times in a row; 0 when it runs."""
        self._checks.runtime_failures, self._checks.runtime_why = times, why
        self._hurry("runtime")

    def use_processor(self) -> None:
        """The owner goes on without the card, until it comes back."""
        self._without_card = True
        self._gate.open(CARD)
        self._gate.open(HEAT)
        self._on_card()

    async def seen(self, numbers: Collection[int]) -> None:
        """The owner has seen these alerts."""
        now = self._clock.now()
        await self._stored.seen(numbers, now)
        self._show([replace(a, seen_at=a.seen_at or now) if a.number in numbers else a for a in self.alerts])

    # ---- alarms ----------------------------------------------------------------------------------------------

    def _interval(self, name: str) -> float:
        return float(getattr(self.plan, name, self._checks.OWN_INTERVAL))

    def _hurry(self, name: str) -> None:
        self._due[name] = self._clock.monotonic()
        self._bell.ring()

    async def _weigh(self, finding: Finding) -> None:
        kind, rule = finding.kind, self.plan.rules()[finding.kind]
        before = self._alarms[kind]
        after = self._alarms[kind] = before.step(rule, finding.value, self._clock.monotonic())
        if kind is Kind.DISK and finding.value is not None:
            self._mind_disk(-finding.value)
        if after.is_raised and not before.is_raised:
            await self._raise(kind, finding.words)
        elif before.is_raised and not after.is_raised:
            await self._clear(kind)
        elif after.since is not None:  # on its way to the other side: looked at again when the time is over
            self._due[finding.check] = min(
                self._due[finding.check], after.since + (rule.calm if after.is_raised else rule.hold)
            )

    async def _raise(self, kind: Kind, words: str) -> None:
        alert = Alert(kind, ailments.title(kind), words, self._clock.now())
        alert = self._standing[kind] = replace(alert, number=await self._stored.add(alert))
        log.warning("alert: %s: %s", alert.title, alert.text)
        self._show([*self.alerts, alert])
        if self._is_quiet() and alert.severity is not Severity.URGENT:
            log.info("not notified in the quiet hours; it is told afterwards, if it stands then")
            self._kept_quiet.add(kind)
        else:
            await self._tell(alert)

    async def _tell(self, alert: Alert) -> None:
        told = self._told.tell(alert.kind, self._clock.monotonic())
        if told is not None:
            self._told = told
            urgent = alert.severity is Severity.URGENT
            await self._notifier.notify(alert.title, alert.text, BUTTONS[alert.action], alert.number, urgent=urgent)

    async def _tell_what_was_kept_quiet(self) -> None:
        """What was raised in the quiet hours, if it still stands and the owner has not seen it in the window."""
        kept, self._kept_quiet = self._kept_quiet, set()
        for alert in self.alerts:
            if alert.kind in kept and alert.cleared_at is None and alert.seen_at is None:
                await self._tell(alert)

    async def _clear(self, kind: Kind) -> None:
        alert = self._standing.pop(kind, None)
        if alert is None:
            return
        now = self._clock.now()
        await self._stored.clear(alert.number, now)
        log.info("alert over: %s", alert.title)
        self._show([replace(a, cleared_at=now) if a.number == alert.number else a for a in self.alerts])

    async def _restore(self) -> None:
        """What stood when the program ended still stands, until a check says otherwise. A runtime that did not start
        has its new chance."""
        self._show(await self._stored.open())
        for alert in self.alerts:
            if alert.cleared_at is None:
                self._standing[alert.kind] = alert
                self._alarms[alert.kind] = Alarm(is_raised=True)
        self._restored = True

    def _show(self, alerts: list[Alert]) -> None:
        self.alerts = tuple(a for a in alerts if a.cleared_at is None or a.seen_at is None)
        self._on_change()

    # ---- the gate --------------------------------------------------------------------------------------------

    def _is_hot(self, heat: float | None) -> bool:
        return heat is not None and heat >= self.plan.temperature

    def _cool(self, heat: float | None) -> None:
        """Hot: nothing new is started. Much too hot: what runs stops and keeps its text."""
        if heat is None:
            return
        ceiling = self.plan.temperature
        if heat >= ceiling:
            grip = Grip.STOP if heat >= ceiling + MUCH_TOO_HOT else Grip.HOLD
            reason = Phrase(
                "The card is too hot ({heat} °C); it goes on below {ceiling} °C",
                heat=f"{heat:.0f}",
                ceiling=f"{ceiling - COOLER:.0f}",
            )
            self._gate.close(HEAT, Signal(Source.HEALTH, reason, grip))
        elif heat < ceiling - COOLER:
            self._gate.open(HEAT)

    def _mind_disk(self, free: float) -> None:
        if free < DISK_FULL:
            reason = Phrase("The disk is full: results could not be kept. Make room on it")
            self._gate.close(DISK, Signal(Source.HEALTH, reason, Grip.HOLD))
        elif free > 2 * DISK_FULL:
            self._gate.open(DISK)
