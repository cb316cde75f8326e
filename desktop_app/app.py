"""Composition root: builds every part once, owns the order of start and shutdown.

    profile → history → network (practice: its own child process) → runtime → card → services → control endpoint

What starts first ends last; the history is the very last to close."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app import chosen
from desktop_app.chosen import Options
from desktop_app.control.console import Console
from desktop_app.control.endpoint import ControlEndpoint
from desktop_app.domain.answers import Capabilities
from desktop_app.domain.errors import ProfileError, WorldError
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
from desktop_app.provider.onboarding.set_up import SetUp
from desktop_app.provider.ports import Desk
from desktop_app.provider.ports.office import Office
from desktop_app.provider.provider import Provider
from desktop_app.provider.services import Services
from desktop_app.provider.speeds import Speeds
from desktop_app.provider.waiting import settle
from desktop_app.reach import opened
from desktop_app.runtimes.shelf import ModelShelf
from desktop_app.setting_up.live_settings import LiveSettings
from desktop_app.setting_up.onboarding import ProgramSetUp
from desktop_app.shelving import go_on
from desktop_app.storage.history import FILE, History
from desktop_app.system.child import SpawnChild
from desktop_app.system.clock import SystemClock
from desktop_app.system.decisions import DecisionsFile
from desktop_app.system.files import write_private
from desktop_app.system.hotkey import Hotkey
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
from desktop_app.updating import kept_up_to_date

Now = Callable[[], datetime]
Show = Callable[[Desk, Now, Office | None], None]

GOES_ON = Phrase("Practice goes on while you type or move the mouse; with a real network, work stops then.")
"""`--practice` is for looking on: whoever started it sits at the machine."""


async def run(
    options: Options, show: Show, raise_window: Callable[[], None], toast: Toast | None = None,
    set_up: Callable[[SetUp], None] | None = None, speak: Callable[[str], str] = str,
) -> int:  # fmt: skip
    """The program from an open profile to the last goodbye; 0, or restarts.AGAIN for a new version's start. WorldError
    when it cannot start.

    `show` gets the desk, the clock's time and the office as soon as they are there, and new ones after the services
    started anew by new settings.
    `toast` tells the owner what the desktop's own service does not. `set_up` gets what the wizard and the settings
    window need, once; `speak` puts what is said outside of the window into the owner's language."""
    quit_wanted = asyncio.Event()
    _on_signals(quit_wanted.set)
    live = LiveSettings(options.home, is_fresh=set_up is not None and _is_fresh(options))
    program, code = ProgramSetUp(live), 0
    while not quit_wanted.is_set():
        try:
            now = _with_key(options, live)
            async with built(
                now, on_quit=quit_wanted.set, raise_window=raise_window, toast=toast, speak=speak
            ) as house:
                settings = SettingsFile(options.home).load()
                live.opened(house, partial(chosen.terms, options, house.profile))
                show(house.provider.desk, house.ports.clock.now, house.office)
                if set_up is not None:
                    set_up(program)
                    set_up = None
                async with (
                    _stop_by_hotkey(settings.stop_hotkey, house.provider, speak),
                    kept_up_to_date(options.home, house, quit_wanted.set) as ending,
                ):
                    await _until_quit(house.provider.run(), quit_wanted.wait(), live.drained())
                code = ending.code
            if not live.wants_anew.is_set():
                break
        except WorldError as error:
            if not live.undo(error):
                _off_signals()  # whoever tells the owner now must still be one that the system can end
                raise
    return code


def _is_fresh(options: Options) -> bool:
    """Whether nothing was set up here, and the command line says nothing either."""
    told = options.practice or options.network
    new = not SettingsFile(options.home).path.exists() or OnboardingFile(options.home).load() is not None
    return new and not told


def _with_key(options: Options, live: LiveSettings) -> Options:
    """With the keys that were typed in this session, where no keyring keeps them."""
    settings = SettingsFile(options.home).load()
    server, its_key = live.keys.session_runtime_key
    if its_key and server == (options.runtime or settings.runtime_url).strip().rstrip("/"):
        options = replace(options, runtime_key=its_key)
    if options.key or live.keys.session_key is None:
        return options
    url, key = live.keys.session_key
    active = next((n.url for n in settings.networks if n.name == settings.active), None)
    return replace(options, key=key) if active == url else options


@asynccontextmanager
async def _stop_by_hotkey(
    combination: str, provider: Provider, speak: Callable[[str], str]
) -> AsyncIterator[None]:
    stopping: set[asyncio.Future[None]] = set()

    def pressed() -> None:
        stopping.add(asyncio.ensure_future(provider.desk.stop_now()))

    def problem(why: str) -> None:
        provider.notices.say("hotkey", why)

    listening = asyncio.ensure_future(Hotkey(combination, pressed, problem, speak).run())
    try:
        yield
    finally:
        await settle((listening, *stopping))


@asynccontextmanager
async def built(
    options: Options,
    *,
    on_quit: Callable[[], None],
    raise_window: Callable[[], None] = lambda: None,
    toast: Toast | None = None,
    speak: Callable[[str], str] = str,
) -> AsyncIterator[Services]:
    """Builds every part once; on the way out what was built first ends last."""
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
            notes=(*file.notes, *media_notes, *practice_notes), on_quit=on_quit,
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


async def run_headless(options: Options) -> int:
    """The program without a screen: its console is text lines."""
    consoles: list[asyncio.Task[None]] = []

    def show(desk: Desk, _now: Now, _office: Office | None) -> None:
        consoles.append(asyncio.create_task(Console(desk, SystemClock()).run(), name="console"))

    try:
        return await run(options, show, raise_window=lambda: None)
    finally:
        await settle(consoles)


def _on_signals(end: Callable[[], None]) -> None:
    """An orderly end on Ctrl+C and on the system's request. Windows has no such handlers: there Ctrl+C cancels us."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, end)


def _off_signals() -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.remove_signal_handler(number)


async def _until_quit(services: Coroutine[Any, Any, None], *ends: Coroutine[Any, Any, Any]) -> None:
    running, ending = asyncio.ensure_future(services), [asyncio.ensure_future(end) for end in ends]
    try:
        await asyncio.wait((running, *ending), return_when=asyncio.FIRST_COMPLETED)
    finally:
        await settle((running, *ending))
    if not running.cancelled() and (error := running.exception()) is not None:
        raise error
