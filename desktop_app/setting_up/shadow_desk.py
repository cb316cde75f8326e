"""The shadow day of this profile over the services that run now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.first_price import Ask, Power
from desktop_app.domain.presence import Stage
from desktop_app.domain.shadow_day import Proposal, Shadow
from desktop_app.domain.state import AppState
from desktop_app.marketplace.asks import asks
from desktop_app.provider.onboarding.shadow import ShadowDay
from desktop_app.provider.onboarding.wizard import WATTS_UNKNOWN
from desktop_app.provider.services import Services
from desktop_app.system.onboarding_file import SHADOW, OnboardingFile
from desktop_app.system.settings import SettingsFile, tariff_of

OWN_USE_PERCENT = 20.0
"""A card that is busier than this without a job of ours is used by its owner."""


class LiveShadow:
    """Implements ports.ShadowDesk from the first `follow` on."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._services: Services | None = None
        self._day: ShadowDay | None = None

    def follow(self, services: Services) -> None:
        """These services run now; a day that was begun goes on over them."""
        provider, ports, profile = services.provider, services.ports, services.profile
        self.let_go()

        async def ask_market() -> Sequence[Ask]:
            return await asks(profile.market_url, but_not_of=profile.provider_id) if profile.market_url else ()

        self._services, self._day = services, ShadowDay(
            OnboardingFile(self._home, SHADOW), ports.clock, provider.gate,
            is_used=lambda: _is_used(provider.store.state), ask_market=ask_market,
        )  # fmt: skip
        self._day.resume()

    def let_go(self) -> None:
        """The services end; the day is not over for that."""
        if self._day is not None:
            self._day.let_go()

    @property
    def shadow(self) -> Shadow:
        return self._running.shadow

    def begin(self) -> None:
        self._running.begin()

    def end(self) -> None:
        self._running.end()

    def proposal(self, zone: str) -> Proposal | None:
        assert self._services is not None  # as for the day
        settings, state = SettingsFile(self._home).load(), self._services.provider.store.state
        tariff = None if state.network.is_play else tariff_of(settings)
        power = Power(
            state.gpu.power_limit or WATTS_UNKNOWN, tariff.flat if tariff else None,
            tariff.token_rate if tariff else None, settings.electricity_currency,
        )  # fmt: skip
        return self._running.propose(state.gpu.name, power, zone, state.network.unit)

    @property
    def _running(self) -> ShadowDay:
        assert self._day is not None  # there is one as soon as there are services
        return self._day


def _is_used(state: AppState) -> bool:
    """Whether the owner uses the machine: by the signals, or by a card that computes while no job of ours runs."""
    computes = not state.running and (state.gpu.utilisation or 0.0) > OWN_USE_PERCENT
    return state.owner.stage >= Stage.USING or computes
