"""The settings' desk: what is saved is put in force at once, live where that can be, else by starting the services
anew once the running jobs are done."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.domain.agreed_hours import DAYS_AHEAD, AgreedHours, batch_hours
from desktop_app.domain.errors import WorldError, in_words
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.owner_view import SignalView
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.state import GpuView
from desktop_app.provider import house_rules
from desktop_app.provider.onboarding.set_up import NOT_SET_UP, SHOW_NOW_S, SIGNAL
from desktop_app.provider.ports.settings import Rules
from desktop_app.provider.services import Services
from desktop_app.provider.terms import Terms
from desktop_app.setting_up.agreed_desk import LiveAgreed
from desktop_app.setting_up.keys_desk import LiveKeys
from desktop_app.setting_up.shadow_desk import LiveShadow
from desktop_app.system import languages
from desktop_app.system.autostart import autostart
from desktop_app.system.network_list import read_networks
from desktop_app.system.settings import Settings, SettingsFile
from desktop_app.system.settings_exchange import exported
from desktop_app.system.settings_rules import RULES

log = logging.getLogger(__name__)

LIVE = frozenset({
    "name", "price_per_hour", "price_per_job", "unpaid_per_day", "underpaid", "paid_elsewhere", "unproven",
    "largest_result_kib", "longest_run_s", "region", "when_using", "clear_s", "electricity_price",
    "electricity_currency", "electricity_hours", "electricity_zone", "token_rate", "slow_pause_s", "quiet_hours",
    "most_temperature_c", "most_power_w", "most_fan_percent", "quiet_temperature_c", "quiet_power_w",
    "quiet_fan_percent", "lower_power_limit", "language", "models_quota_gib", "models_mb_per_s", "models_hours",
    "models_make_room",
})  # fmt: skip
"""Settings that count without the services starting anew."""
_ANEW = Signal(Source.STARTING, Phrase("New settings: what runs is finished first"), Grip.HOLD)


class LiveSettings:
    """Implements ports.SettingsDesk. `opened` is called after each start of the services.

    `wants_anew` is set when they are to start anew; `undo` goes back to the settings before, where these kept them
    from starting."""

    def __init__(self, home: Path, *, is_fresh: bool = False) -> None:
        self.home, self.is_fresh, self.shows_now = home, is_fresh, False
        self._file = SettingsFile(home)
        self.keys, self.shadow_day = LiveKeys(home, self._start_anew), LiveShadow(home)
        self._before: Settings | None = None
        self._services: Services | None = None
        self._terms: Callable[[Settings], Terms] | None = None
        self._said = ""
        self.wants_anew = asyncio.Event()

    # ---- the services ----------------------------------------------------------------------------------------

    @property
    def services(self) -> Services:
        assert self._services is not None  # the screen gets this desk after the first start
        return self._services

    def opened(self, services: Services, terms: Callable[[Settings], Terms]) -> None:
        """The services were built; `terms` makes what they run by of other settings."""
        self._services, self._terms, self._before = services, terms, None
        self.wants_anew.clear()
        self.shadow_day.follow(services)
        if self.is_fresh:
            services.provider.gate.close(SIGNAL, NOT_SET_UP)
        if self.keys.says:
            services.provider.notices.say("key", self.keys.says)
        if self._said:
            services.provider.notices.say("settings", self._said)
            self._said = ""
        self._show_now()

    async def drained(self) -> None:
        """Returns when the services may end, because new settings want a new start and no job runs any more."""
        await self.wants_anew.wait()
        provider, clock = self.services.provider, self.services.ports.clock
        provider.gate.close("settings", _ANEW)
        while provider.store.state.running:
            await clock.sleep(0.2)
        self.shadow_day.let_go()

    def undo(self, error: WorldError) -> bool:
        """Back to the settings before; False where there are none to go back to."""
        before, self._before = self._before, None
        if before is None:
            return False
        self._file.save(before)
        self._said = Phrase("The new settings were taken back: {error}", error=error.sentence)
        log.warning("the services did not start with the new settings: %s", error)
        return True

    def set_up_done(self, show_now: bool) -> None:
        """The wizard is through: offer."""
        self.is_fresh, self.shows_now = False, show_now
        self.services.provider.gate.open(SIGNAL)
        if not self.wants_anew.is_set():
            self._show_now()

    def _show_now(self) -> None:
        if self.shows_now and not self.is_fresh:
            self.shows_now = False
            self.services.provider.owner.let_work(SHOW_NOW_S)

    # ---- settings and rules ----------------------------------------------------------------------------------

    @property
    def why_read_only(self) -> str:
        self._file.load()
        return Phrase("These settings are from a newer version of this program.") if self._file.is_read_only else ""

    @property
    def languages(self) -> Sequence[str]:
        there = languages.folder()
        return languages.installed(there) if there else ()

    def values(self) -> Mapping[str, Any]:
        return asdict(self._file.load())

    def rules(self) -> Mapping[str, Mapping[str, Any]]:
        return self.services.rules.laid_down

    def problem(self, name: str, value: Any) -> str:
        check, allowed = RULES[name]
        return "" if check(value) else Phrase("This must be {allowed}.", allowed=allowed)

    def signals(self) -> Sequence[SignalView]:
        return self.services.provider.owner.view.signals

    def rule_problem(self, name: str, arguments: Mapping[str, Any]) -> str:
        try:
            house_rules.read(name, arguments)
        except (ValueError, TypeError) as error:
            return in_words(error)
        return ""

    def starts_anew(self, values: Mapping[str, Any]) -> bool:
        now = self.values()
        return any(now[name] != value for name, value in values.items() if name not in LIVE)

    async def save(self, values: Mapping[str, Any], rules: Rules) -> None:
        before = self._file.load()
        after = _changed(before, values)
        for name, arguments in rules.items():
            self._may_be(name, arguments)
        if after != before:
            self._file.save(after)
        for name, arguments in rules.items():
            if arguments is None:
                self.services.rules.lift(name)
            else:
                self.services.rules.lay_down(name, arguments)
        self._put_in_force(before, after)

    def _may_be(self, name: str, arguments: Mapping[str, Any] | None) -> None:
        if arguments is None:
            return
        rule = house_rules.read(name, arguments)
        if name == "schedule" and (why := self.services.agreements.schedule_clash(rule)):
            raise WorldError(why, title=Phrase("These hours break a reservation"))

    def _put_in_force(self, before: Settings, after: Settings) -> None:
        changed = {name for name, value in asdict(after).items() if value != asdict(before)[name]}
        if changed - LIVE:
            self._start_anew(before)
        elif changed and self._terms is not None:
            self.services.provider.follow(self._terms(after))

    def _start_anew(self, before: Settings) -> None:
        self._before = self._before or before
        self.wants_anew.set()

    def agreed(self) -> Sequence[AgreedHours]:
        provider = self.services.provider
        book, now = provider.agreements, self.services.ports.clock.now()
        held = book.reservations.values() if book is not None else ()
        spans = [
            AgreedHours(r.starts_at, r.ends_at, customer=r.terms.client_id[:24]) for r in held if r.ends_at > now
        ]
        first = now.astimezone().replace(minute=0, second=0, microsecond=0).astimezone(UTC)
        ahead = [(first + timedelta(hours=n)).astimezone() for n in range(24 * (DAYS_AHEAD + 1))]
        return [*spans, *batch_hours(provider.economy.batch_hours, ahead)]

    @property
    def price_floor(self) -> Decimal | None:
        return self.services.provider.policies.cost

    @property
    def agreements(self) -> LiveAgreed | None:
        return LiveAgreed(lambda: self.services) if self.services.provider.agreements is not None else None

    @property
    def unit(self) -> str:
        return self.services.provider.store.state.network.unit

    async def cards(self) -> Sequence[GpuView]:
        return await self.services.ports.gpu.cards()

    @property
    def starts_with_the_system(self) -> bool:
        return autostart().is_on()

    def start_with_the_system(self, on: bool) -> None:
        autostart().turn(on)

    def export(self) -> Mapping[str, Any]:
        return exported(self.home)


def _changed(settings: Settings, values: Mapping[str, Any]) -> Settings:
    unknown = [name for name in values if name not in RULES]
    if unknown:
        raise ValueError(Phrase("there is no setting {unknown}", unknown=f"{unknown[0]!r}"))
    wanted = dict(values)
    if "networks" in wanted:
        good, wrong = read_networks(wanted["networks"])
        if wrong:
            raise ValueError(wrong[0])
        wanted["networks"] = good
    return replace(settings, **wanted)
