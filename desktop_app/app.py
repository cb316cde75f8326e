"""Composition root: builds every part once, owns the order of start and shutdown.

    profile → history → network (practice: its own child process) → runtime → card → services → control endpoint

What starts first ends last; the history is the very last to close."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app import chosen
from desktop_app.chosen import Options
from desktop_app.control.endpoint import ControlEndpoint
from desktop_app.domain.answers import Capabilities
from desktop_app.domain.errors import ProfileError
from desktop_app.domain.networks import PRACTICE
from desktop_app.domain.phrases import Phrase
from desktop_app.gpu.nvml import NvmlGpu
from desktop_app.provider.assessment import assessed
from desktop_app.provider.benchmark import Benchmark
from desktop_app.provider.floor import Floor
from desktop_app.provider.gate import Gate
from desktop_app.provider.house_rules import HouseRules
from desktop_app.provider.insights import Insights
from desktop_app.provider.needs import Ports
from desktop_app.provider.office.made import office
from desktop_app.provider.owners_word import LastWord
from desktop_app.provider.provider import Provider
from desktop_app.provider.services import Services
from desktop_app.provider.speeds import Speeds
from desktop_app.provider.waiting import settle
from desktop_app.reach import opened
from desktop_app.runtimes.shelf import ModelShelf
from desktop_app.shelving import go_on
from desktop_app.storage.history import FILE, History
from desktop_app.system.child import SpawnChild
from desktop_app.system.clock import SystemClock
from desktop_app.system.decisions import DecisionsFile
from desktop_app.system.files import write_private
from desktop_app.system.keep_awake import awake
from desktop_app.system.machine import SystemMachine
from desktop_app.system.notifications import DesktopNotifier, Toast
from desktop_app.system.onboarding_file import APPLIED, OnboardingFile
from desktop_app.system.owners_word import OwnersWordFile
from desktop_app.system.power_marker import PowerMarker
from desktop_app.system.provider_key import ProviderKey
from desktop_app.system.settings import SettingsFile
from desktop_app.system.sleep_signals import LogindSleep
from desktop_app.system.sleep_windows import WindowsSleep
from desktop_app.system.wake_timer import wake_timer

GOES_ON = Phrase("Practice goes on while you type or move the mouse; with a real network, work stops then.")
"""`--practice` is for looking on: whoever started it sits at the machine."""


@asynccontextmanager
async def built(
    options: Options,
    *,
    on_quit: Callable[[], None],
    raise_window: Callable[[], None] = lambda: None,
    toast: Toast | None = None,
    speak: Callable[[str], str] = str,
    last_word: LastWord | None = None,
) -> AsyncIterator[Services]:
    """Builds every part once; on the way out what was built first ends last. `last_word` as Provider's."""
    async with AsyncExitStack() as house:
        file = SettingsFile(options.home)
        settings, practice_notes = file.load(), tuple[str, ...]()
        if options.practice:
            settings, practice_notes = replace(settings, when_using="keep"), (GOES_ON,)
        clock, spawn = SystemClock(), SpawnChild()
        history = await History.open(options.home / FILE, texts_kept=timedelta(days=settings.texts_kept_days))
        house.push_async_callback(history.close)
        await history.texts.drop(clock.now())
        network = await chosen.network_of(options, settings, spawn, house)
        signing = ProviderKey(
            options.home, network.profile.url, network.profile.provider_id, kept=not network.view.is_play
        )
        reached = await house.enter_async_context(
            opened(network.profile, network.key, options.home, options.rpc, signing=signing.seed)
        )
        network = await chosen.introduced(network, reached.coordinator, history.records)
        runtime = await chosen.runtime(options, settings, network.view.is_play, spawn, house)
        media, media_notes = await chosen.media(options.home, settings, spawn, house)
        gpu = NvmlGpu(settings.gpu_uuid)
        house.push_async_callback(gpu.close)
        notifier = DesktopNotifier(lambda number: provider.press(number, raise_window), toast, speak)
        house.push_async_callback(notifier.close)
        ports = Ports(
            clock, reached.coordinator, reached.chain, runtime, gpu, history.journal, history.ledger,
            history.records, history.tidy, yields=history.yields,
            watchers=chosen.watchers(settings, lambda: bool(provider.store.state.running)),
            awake=partial(awake, speak) if settings.keep_awake == "yes" else None,
            bonds=reached.bonds if network.profile.name != PRACTICE else None,
            market=reached.market, swarm=reached.swarm, offers=history.offers, money=history.money,
            book=history.agreements, claims=history.claims, facts=history.facts, alerts=history.alerts,
            measurements=history.measurements, machine=SystemMachine(options.home), notifier=notifier,
            sleep_signals=LogindSleep(speak=speak) if sys.platform == "linux" else WindowsSleep(),
            power=gpu, cap_marker=PowerMarker(options.home), word=OwnersWordFile(options.home),
            wake_timer=wake_timer() if settings.wake_for_schedule else None, media=media,
        )  # fmt: skip
        provider = Provider(
            network.view, network.profile.provider_id, ports, chosen.terms(options, network.profile, settings),
            notes=(*file.notes, *media_notes, *practice_notes), last_word=last_word, on_quit=on_quit,
        )  # fmt: skip
        endpoint = ControlEndpoint(
            options.home, provider.desk, clock, models=runtime.models, benchmark=provider.benchmark.run,
            raise_window=raise_window, reconcile=provider.reconciled,
        )  # fmt: skip
        await endpoint.start()
        house.push_async_callback(endpoint.close)
        decisions = DecisionsFile(options.home)
        rules = HouseRules(provider, decisions)
        left_out = rules.restore()
        for number, note in enumerate((*decisions.notes, *left_out)):
            provider.notices.say(f"rule {number}", note)
        fetching = asyncio.ensure_future(go_on(options.home, provider.notices.say))
        house.push_async_callback(settle, (fetching,))
        shelf = ModelShelf(options.home / "models")
        me = network.profile.provider_id
        insights = Insights(
            network.view.name, me, history.facts, history.ledger, clock, provider.offering.in_force,
            agreed=lambda: provider.swarm.price() if provider.swarm.joining else None,
        )  # fmt: skip
        services = Services(
            provider, ports, rules, network.view, reached.ratings, shelf, insights, profile=network.profile
        )
        applied = OnboardingFile(options.home, APPLIED)
        desks = office(
            services, history.browser, history.texts, keep=partial(_keep, file), save=_save_csv, write=_write,
            applied=applied,
        )  # fmt: skip
        yield replace(services, office=desks)


def _keep(file: SettingsFile, name: str, value: Any) -> None:
    file.save(replace(file.load(), **{name: value}))


def _save_csv(path: str, rows: Sequence[Mapping[str, str]]) -> None:
    from desktop_app.control.export import as_csv

    _write(path, as_csv(rows).encode())


def _write(path: str, content: bytes) -> None:
    """ProfileError when the file cannot be written."""
    try:
        write_private(Path(path), content)
    except OSError as error:
        raise ProfileError(
            Phrase("{path} cannot be written ({error})", path=path, error=error.strerror or error)
        ) from error


async def assess(options: Options) -> Capabilities:
    """What this machine can offer, without a running provider."""
    settings = SettingsFile(options.home).load()
    async with AsyncExitStack() as house:
        gpu = NvmlGpu(settings.gpu_uuid)
        house.push_async_callback(gpu.close)
        is_play = not (options.network or settings.active)
        runtime = await chosen.runtime(options, settings, is_play, SpawnChild(), house)
        history, clock, machine = await History.open(options.home / FILE), SystemClock(), SystemMachine(options.home)
        house.push_async_callback(history.close)
        benchmark = Benchmark(runtime, gpu, Floor(), Gate(clock), history.measurements, machine, Speeds(), clock)
        return await assessed(gpu, runtime, machine, benchmark)
