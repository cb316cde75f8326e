"""Composition root: builds every part once, owns the order of start and shutdown.

    profile → history → network (practice: its own child process) → runtime → card → services → control endpoint

What starts first ends last; the history is the very last to close."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app.control.console import Console
from desktop_app.control.endpoint import ControlEndpoint
from desktop_app.domain import tax
from desktop_app.domain.answers import Capabilities
from desktop_app.domain.errors import NetworkError, ProfileError, WorldError
from desktop_app.domain.networks import PRACTICE, NetworkProfile
from desktop_app.domain.payment import Leniency, Payment
from desktop_app.domain.pricing import Prices
from desktop_app.domain.state import PLAY, NetworkView
from desktop_app.gpu.nvml import NvmlGpu
from desktop_app.marketplace.coordinator import HttpCoordinator
from desktop_app.net.media_fetch import MediaFetcher, MediaLimits
from desktop_app.provider.assessment import assessed
from desktop_app.provider.benchmark import Benchmark
from desktop_app.provider.floor import Floor
from desktop_app.provider.gate import Gate
from desktop_app.provider.hosting import HostingRuntime
from desktop_app.provider.house_rules import HouseRules
from desktop_app.provider.insights import Insights
from desktop_app.provider.needs import Ports
from desktop_app.provider.office.made import office
from desktop_app.provider.onboarding.set_up import SetUp
from desktop_app.provider.ports import Desk, Records, Runtime, Spawn, Watcher
from desktop_app.provider.ports.media import MediaTools
from desktop_app.provider.ports.office import Office
from desktop_app.provider.provider import Provider
from desktop_app.provider.services import Services
from desktop_app.provider.speeds import Speeds
from desktop_app.provider.terms import Terms
from desktop_app.provider.waiting import settle
from desktop_app.reach import key_for, nobody, opened, wanted
from desktop_app.runtimes.choose import choose
from desktop_app.runtimes.media.installed import forget_scratch, media_tools
from desktop_app.runtimes.shelf import ModelShelf
from desktop_app.setting_up.live_settings import LiveSettings
from desktop_app.setting_up.onboarding import ProgramSetUp
from desktop_app.shelving import engine_program, go_on
from desktop_app.storage.history import FILE, History
from desktop_app.system.child import SpawnChild
from desktop_app.system.choices import comfort, manners
from desktop_app.system.clock import SystemClock
from desktop_app.system.decisions import DecisionsFile
from desktop_app.system.files import write_private
from desktop_app.system.hotkey import Hotkey
from desktop_app.system.keep_awake import awake
from desktop_app.system.machine import SystemMachine
from desktop_app.system.network_book import Ask
from desktop_app.system.notifications import DesktopNotifier, Toast
from desktop_app.system.onboarding_file import OnboardingFile
from desktop_app.system.power_marker import PowerMarker
from desktop_app.system.presence.sources import sources
from desktop_app.system.provider_key import ProviderKey
from desktop_app.system.runtime_key import runtime_key
from desktop_app.system.settings import Settings, SettingsFile, listed, tariff_of
from desktop_app.system.sleep_signals import LogindSleep
from desktop_app.system.sleep_windows import WindowsSleep
from desktop_app.system.wake_timer import wake_timer
from desktop_app.updating import kept_up_to_date

Now = Callable[[], datetime]
Show = Callable[[Desk, Now, Office | None], None]

PRACTICE_JOBS_A_MINUTE = 20
PRACTICE_CUSTOMERS = 5
GOES_ON = "Practice goes on while you type or move the mouse; with a real network, work stops then."
"""`--practice` is for looking on: whoever started it sits at the machine."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line and the environment say; None leaves it to the settings."""

    home: Path
    network: str | None = None
    rpc: str | None = None
    key: str | None = None
    practice: bool = False
    runtime: str | None = None
    model: str | None = None
    models: tuple[str, ...] = ()
    published: Mapping[str, Any] = field(default_factory=dict)
    """What a script claims of this machine, capped to what was measured; it goes out with the registration."""
    ask: Ask = nobody
    """Asks the owner for a secret, where there is a terminal to ask on."""


@dataclass(frozen=True, slots=True)
class _Network:
    """Where to offer, and as whom."""

    view: NetworkView
    profile: NetworkProfile
    key: str


async def run(
    options: Options, show: Show, raise_window: Callable[[], None], toast: Toast | None = None,
    set_up: Callable[[SetUp], None] | None = None,
) -> int:  # fmt: skip
    """The program from an open profile to the last goodbye; 0, or restarts.AGAIN for a new version's start. WorldError
    when it cannot start.

    `show` gets the desk, the clock's time and the office as soon as they are there, and new ones after the services
    started anew by new settings.
    `toast` tells the owner what the desktop's own service does not. `set_up` gets what the wizard and the settings
    window need, once."""
    quit_wanted = asyncio.Event()
    _on_signals(quit_wanted.set)
    live = LiveSettings(options.home, is_fresh=set_up is not None and _is_fresh(options))
    program, code = ProgramSetUp(live), 0
    while not quit_wanted.is_set():
        try:
            now = _with_key(options, live)
            async with built(now, on_quit=quit_wanted.set, raise_window=raise_window, toast=toast) as house:
                settings = SettingsFile(options.home).load()
                live.opened(house, partial(_terms_of, options, house.profile))
                show(house.provider.desk, house.ports.clock.now, house.office)
                if set_up is not None:
                    set_up(program)
                    set_up = None
                async with (
                    _stop_by_hotkey(settings.stop_hotkey, house.provider),
                    kept_up_to_date(options.home, house, quit_wanted.set) as ending,
                ):
                    await _until_quit(house.provider.run(), quit_wanted.wait(), live.drained())
                code = ending.code
            if not live.wants_anew.is_set():
                break
        except WorldError as error:
            if not live.undo(error):
                raise
    return code


def _terms_of(options: Options, profile: NetworkProfile, settings: Settings) -> Terms:
    return _terms(options, settings, profile)


def _is_fresh(options: Options) -> bool:
    """Whether nothing was set up here, and the command line says nothing either."""
    told = options.practice or options.network
    new = not SettingsFile(options.home).path.exists() or OnboardingFile(options.home).load() is not None
    return new and not told


def _with_key(options: Options, live: LiveSettings) -> Options:
    """With the key that was typed in this session, where no keyring keeps it."""
    if options.key or live.session_key is None:
        return options
    settings, (url, key) = SettingsFile(options.home).load(), live.session_key
    active = next((n.url for n in settings.networks if n.name == settings.active), None)
    return replace(options, key=key) if active == url else options


@asynccontextmanager
async def _stop_by_hotkey(combination: str, provider: Provider) -> AsyncIterator[None]:
    stopping: set[asyncio.Future[None]] = set()

    def pressed() -> None:
        stopping.add(asyncio.ensure_future(provider.desk.stop_now()))

    def problem(why: str) -> None:
        provider.notices.say("hotkey", why)

    listening = asyncio.ensure_future(Hotkey(combination, pressed, problem).run())
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
        network = await _network(options, settings, spawn, house)
        signing = ProviderKey(
            options.home, network.profile.url, network.profile.provider_id, kept=not network.view.is_play
        )
        reached = await house.enter_async_context(
            opened(network.profile, network.key, options.home, options.rpc, signing=signing.seed)
        )
        network = await _introduced(network, reached.coordinator, history.records)
        runtime = await _runtime(options, settings, network.view.is_play, spawn, house)
        media, media_notes = await _media(options.home, settings, spawn, house)
        gpu = NvmlGpu(settings.gpu_uuid)
        house.push_async_callback(gpu.close)
        notifier = DesktopNotifier(lambda number: provider.press(number, raise_window), toast)
        house.push_async_callback(notifier.close)
        ports = Ports(
            clock, reached.coordinator, reached.chain, runtime, gpu, history.journal, history.ledger,
            history.records, history.tidy, yields=history.yields,
            watchers=_watchers(settings, lambda: bool(provider.store.state.running)),
            awake=awake if settings.keep_awake == "yes" else None,
            bonds=reached.bonds if network.profile.name != PRACTICE else None,
            market=reached.market, swarm=reached.swarm, offers=history.offers, money=history.money,
            book=history.agreements, claims=history.claims, facts=history.facts, alerts=history.alerts,
            measurements=history.measurements, machine=SystemMachine(options.home), notifier=notifier,
            sleep_signals=LogindSleep() if sys.platform == "linux" else WindowsSleep(),
            power=gpu, cap_marker=PowerMarker(options.home),
            wake_timer=wake_timer() if settings.wake_for_schedule else None, media=media,
        )  # fmt: skip
        provider = Provider(
            network.view, network.profile.provider_id, ports, _terms(options, settings, network.profile),
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
        fetching = asyncio.ensure_future(go_on(options.home, settings, provider.notices.say))
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
        yield replace(services, office=office(services, history.browser, keep=partial(_keep, file), save=_save_csv))


def _keep(file: SettingsFile, name: str, value: Any) -> None:
    file.save(replace(file.load(), **{name: value}))


def _save_csv(path: str, rows: Sequence[Mapping[str, str]]) -> None:
    """ProfileError when the file cannot be written."""
    from desktop_app.control.export import as_csv

    try:
        write_private(Path(path), as_csv(rows, tax.COLUMNS).encode())
    except OSError as error:
        raise ProfileError(f"{path} cannot be written ({error.strerror or error})") from error


async def assess(options: Options) -> Capabilities:
    """What this machine can offer, without a running provider."""
    settings = SettingsFile(options.home).load()
    async with AsyncExitStack() as house:
        gpu = NvmlGpu(settings.gpu_uuid)
        house.push_async_callback(gpu.close)
        is_play = not (options.network or settings.active)
        runtime = await _runtime(options, settings, is_play, SpawnChild(), house)
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


async def _until_quit(services: Coroutine[Any, Any, None], *ends: Coroutine[Any, Any, Any]) -> None:
    running, ending = asyncio.ensure_future(services), [asyncio.ensure_future(end) for end in ends]
    try:
        await asyncio.wait((running, *ending), return_when=asyncio.FIRST_COMPLETED)
    finally:
        await settle((running, *ending))
    if not running.cancelled() and (error := running.exception()) is not None:
        raise error


def _terms(options: Options, settings: Settings, profile: NetworkProfile) -> Terms:
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


def _watchers(settings: Settings, busy: Callable[[], bool]) -> list[Watcher]:
    return sources(manners(settings), listed(settings.programs), games=settings.watch_games, busy=busy)


async def _network(options: Options, settings: Settings, spawn: Spawn, house: AsyncExitStack) -> _Network:
    profile = None if options.practice else wanted(settings, options.network, options.rpc)
    if profile is None:
        return await _practice_network(options.home, settings.provider_id, spawn, house)
    key = await key_for(profile, options.home, options.key, options.ask)
    return _Network(NetworkView(profile.name, profile.url, unit=profile.unit), profile, key)


async def _introduced(network: _Network, coordinator: HttpCoordinator, records: Records) -> _Network:
    """Whether this is a practice network, if it says so within a second; else what its books hold already, and the
    lane learns it later."""
    is_play = await records.book_is_play(network.view.name, network.profile.provider_id)
    with suppress(NetworkError, TimeoutError):
        async with asyncio.timeout(1.0):
            traits = await coordinator.traits()
            is_play = traits.is_play if traits.told else is_play
    return replace(network, view=replace(network.view, is_play=True, unit=PLAY)) if is_play else network


async def _practice_network(home: Path, provider_id: str, spawn: Spawn, house: AsyncExitStack) -> _Network:
    """The embedded practice network: a child process with its own state beside the history."""
    config = {
        "state": str(home / "practice.db"),
        "customers": PRACTICE_CUSTOMERS,
        "jobs_per_minute": PRACTICE_JOBS_A_MINUTE,
    }
    child = await spawn("practice-network", config)
    house.push_async_callback(child.kill)
    ready = child.ready
    profile = NetworkProfile(PRACTICE, ready["url"], provider_id, ready["rpc"], ready["url"], unit=PLAY)
    return _Network(NetworkView(PRACTICE, ready["url"], is_play=True, unit=PLAY), profile, ready["miner_key"])


async def _media(
    home: Path, settings: Settings, spawn: Spawn, house: AsyncExitStack
) -> tuple[MediaTools | None, tuple[str, ...]]:
    """What works on sound and film, and notes for the owner; most have it switched off, and pay nothing for it."""
    forget_scratch(home)
    if not (settings.transcribe or settings.reencode):
        return None, ()
    fetcher = MediaFetcher(MediaLimits())
    house.push_async_callback(fetcher.close)
    return await media_tools(home, spawn, fetcher, transcribe=settings.transcribe, reencode=settings.reencode)


async def _runtime(
    options: Options, settings: Settings, play_money: bool, spawn: Spawn, house: AsyncExitStack
) -> Runtime:
    chosen = await choose(
        options.home / "models", spawn, url=options.runtime or settings.runtime_url or None, key=runtime_key(),
        practice=options.practice, play_money=play_money, prefer=options.model or settings.model or None,
        slots=settings.concurrency, card=settings.gpu_uuid, server=engine_program(options.home),
    )  # fmt: skip
    house.push_async_callback(chosen.close)
    return HostingRuntime(chosen)
