"""What the command line and the settings chose: where to offer and as whom, what runs models, and on which terms."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.card_engine import engine_program
from desktop_app.domain.errors import NetworkError
from desktop_app.domain.money import parse_amount
from desktop_app.domain.networks import PRACTICE, NetworkProfile
from desktop_app.domain.payment import Leniency, Payment
from desktop_app.domain.pricing import Prices
from desktop_app.domain.state import PLAY, NetworkView
from desktop_app.marketplace.coordinator import HttpCoordinator
from desktop_app.net.media_fetch import MediaFetcher, MediaLimits
from desktop_app.provider.hosting import HostingRuntime
from desktop_app.provider.ports import Records, Runtime, Spawn, Watcher
from desktop_app.provider.ports.media import MediaTools
from desktop_app.provider.terms import Terms
from desktop_app.reach import key_for, nobody, wanted
from desktop_app.runtimes.choose import choose
from desktop_app.runtimes.media.installed import forget_scratch, media_tools
from desktop_app.sandbox.embedded import EmbeddedNetwork
from desktop_app.system.choices import comfort, manners
from desktop_app.system.clock import SystemClock
from desktop_app.system.network_book import Ask
from desktop_app.system.presence.sources import sources
from desktop_app.system.runtime_key import RuntimeKeys
from desktop_app.system.settings import Settings, tariff_of
from desktop_app.system.settings_rules import listed


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line and the environment say; None leaves it to the settings."""

    home: Path
    network: str | None = None
    rpc: str | None = None
    key: str | None = None
    practice: bool = False
    runtime: str | None = None
    runtime_key: str | None = None
    model: str | None = None
    models: tuple[str, ...] = ()
    published: Mapping[str, Any] = field(default_factory=dict)
    """What a script claims of this machine, capped to what was measured; it goes out with the registration."""
    ask: Ask = nobody
    """Asks the owner for a secret, where there is a terminal to ask on."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to offer, and as whom."""

    view: NetworkView
    profile: NetworkProfile
    key: str


def terms(options: Options, profile: NetworkProfile, settings: Settings) -> Terms:
    leniency = {
        Payment.UNDERPAID: Leniency(settings.underpaid),
        Payment.ELSEWHERE: Leniency(settings.paid_elsewhere),
        Payment.UNPROVEN: Leniency(settings.unproven),
    }
    return Terms(
        prices=Prices(Decimal(settings.price_per_hour), Decimal(settings.price_per_job)),
        concurrency=settings.concurrency,
        most_at_once=settings.most_at_once,
        tariff=tariff_of(settings),
        rate=parse_amount(settings.token_rate) if settings.token_rate else None,
        currency=settings.electricity_currency.strip(),
        unpaid_per_day=settings.unpaid_per_day,
        leniency=leniency,
        payout_address=profile.payout_address,
        largest_result=settings.largest_result_kib * 1024,
        longest_run=float(settings.longest_run_s),
        region=settings.region or None,
        models=options.models or ((options.model,) if options.model else ()),
        published=options.published,
        manners=manners(settings),
        comfort=comfort(settings),
    )


def watchers(settings: Settings, busy: Callable[[], bool]) -> list[Watcher]:
    return sources(manners(settings), listed(settings.programs), games=settings.watch_games, busy=busy)


async def network_of(options: Options, settings: Settings, spawn: Spawn, house: AsyncExitStack) -> Place:
    profile = None if options.practice else wanted(settings, options.network, options.rpc)
    if profile is None:
        return await _practice_network(options.home, settings.provider_id, spawn, house)
    key = await key_for(profile, options.home, options.key, options.ask)
    return Place(NetworkView(profile.name, profile.url, unit=profile.unit), profile, key)


async def introduced(network: Place, coordinator: HttpCoordinator, records: Records) -> Place:
    """Whether this is a practice network, if it says so within a second; else what its books hold already, and the
    lane learns it later."""
    is_play = await records.book_is_play(network.view.name, network.profile.provider_id)
    with suppress(NetworkError, TimeoutError):
        async with asyncio.timeout(1.0):
            traits = await coordinator.traits()
            is_play = traits.is_play if traits.told else is_play
    return replace(network, view=replace(network.view, is_play=True, unit=PLAY)) if is_play else network


async def _practice_network(home: Path, provider_id: str, spawn: Spawn, house: AsyncExitStack) -> Place:
    """The embedded practice network: a child process with its own state beside the history."""
    network = EmbeddedNetwork(home / "practice.db", spawn, SystemClock())
    house.push_async_callback(network.close)
    ready = await network.start()
    profile = NetworkProfile(PRACTICE, ready.url, provider_id, ready.rpc, ready.url, unit=PLAY)
    return Place(NetworkView(PRACTICE, ready.url, is_play=True, unit=PLAY), profile, ready.miner_key)


async def media(
    home: Path, settings: Settings, spawn: Spawn, house: AsyncExitStack
) -> tuple[MediaTools | None, tuple[str, ...]]:
    """What works on sound and film, and notes for the owner; most have it switched off, and pay nothing for it."""
    forget_scratch(home)
    if not (settings.transcribe or settings.reencode):
        return None, ()
    fetcher = MediaFetcher(MediaLimits())
    house.push_async_callback(fetcher.close)
    return await media_tools(home, spawn, fetcher, transcribe=settings.transcribe, reencode=settings.reencode)


async def runtime(
    options: Options, settings: Settings, play_money: bool, spawn: Spawn, house: AsyncExitStack
) -> Runtime:
    url = options.runtime or settings.runtime_url or None
    key = options.runtime_key or (await asyncio.to_thread(RuntimeKeys(options.home).get, url) if url else None)
    chosen = await choose(
        options.home / "models", spawn, url=url, key=key,
        practice=options.practice, play_money=play_money, prefer=options.model or settings.model or None,
        slots=settings.concurrency, card=settings.gpu_uuid, server=engine_program(options.home),
    )  # fmt: skip
    house.push_async_callback(chosen.close)
    return HostingRuntime(chosen)
