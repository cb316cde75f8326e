"""The services' life in one loop: from an open profile to the last goodbye, anew where new settings want that."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from desktop_app import chosen
from desktop_app.app import built
from desktop_app.chosen import Options
from desktop_app.control.console import Console
from desktop_app.domain.errors import WorldError
from desktop_app.provider.onboarding.set_up import SetUp
from desktop_app.provider.owners_word import LastWord
from desktop_app.provider.ports import Desk
from desktop_app.provider.ports.office import Office
from desktop_app.provider.provider import Provider
from desktop_app.provider.waiting import settle
from desktop_app.setting_up.live_settings import LiveSettings
from desktop_app.setting_up.onboarding import ProgramSetUp
from desktop_app.system.clock import SystemClock
from desktop_app.system.hotkey import Hotkey
from desktop_app.system.notifications import Toast
from desktop_app.system.onboarding_file import OnboardingFile
from desktop_app.system.owners_word import OwnersWordFile
from desktop_app.system.settings import SettingsFile
from desktop_app.updating import kept_up_to_date

Now = Callable[[], datetime]
Show = Callable[[Desk, Now, Office | None], None]


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
    last_word = LastWord(OwnersWordFile(options.home))
    while not quit_wanted.is_set():
        try:
            now = _with_key(options, live)
            async with built(
                now, on_quit=quit_wanted.set, raise_window=raise_window, toast=toast, speak=speak, last_word=last_word
            ) as house:
                settings = SettingsFile(options.home).load()
                live.opened(house, partial(chosen.terms, options, house.profile))
                house.provider.catch_up()
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
        finally:
            await last_word.written()
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
