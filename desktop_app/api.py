"""`from desktop_app import ComputeProvider`: the provider guide's API for scripts, each in its own process.

    provider = ComputeProvider.register(name=..., capabilities={...}, pricing_model={...})
    await provider.start_offering()

The profile is AITBC_PROVIDER_HOME's or the usual one, the network AITBC_PROVIDER_NETWORK's or the profile's; without
any the embedded practice network is used, with play money."""

from __future__ import annotations

import asyncio
import os
import threading
import warnings
import weakref
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, TypeVar

from desktop_app import app
from desktop_app.chosen import Options
from desktop_app.domain import published as rules
from desktop_app.domain.answers import Capabilities
from desktop_app.domain.errors import ProfileError
from desktop_app.domain.money import as_text
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.running import HOME_VARIABLE
from desktop_app.provider import facade
from desktop_app.provider.services import Services
from desktop_app.provider.session import Session
from desktop_app.system.decisions import DecisionsFile
from desktop_app.system.instance import Lock, acquire
from desktop_app.system.logs import hide
from desktop_app.system.paths import profile_dir
from desktop_app.system.settings import Settings, SettingsFile

T = TypeVar("T")


class ClaimCapped(UserWarning):
    """More was claimed than this machine was seen to do; what was measured is published."""


class ComputeProvider(facade.RunningProvider):
    """The provider guide's API. Made by `register`; used with `await`, or as `async with` for an end at a known
    place. WorldError is the world's doing and says what to do, ValueError a wrong argument."""

    @staticmethod
    def assess_capabilities() -> Capabilities:
        """What this machine can offer, measured here and now. Takes a moment; works inside a running loop, too."""
        return _in_own_loop(app.assess(_options()))

    @classmethod
    def register(
        cls, name: str, capabilities: Mapping[str, Any], pricing_model: Mapping[str, Any]
    ) -> ComputeProvider:
        """Claims and prices are read, capped to what is measured (ClaimCapped warns) and kept in the profile; `id` is
        there on return. The network learns of it when the first await starts the services."""
        name, claimed, prices = rules.parse_name(name), rules.parse(capabilities), rules.parse_pricing(pricing_model)
        options = _options()
        profile = _Profile(options.home)
        settings = profile.settings()
        published, told = rules.capped(claimed, _in_own_loop(app.assess(options)))
        for sentence in told:
            warnings.warn(sentence, ClaimCapped, stacklevel=2)
        profile.keep(
            replace(
                settings,
                name=name,
                price_per_hour=as_text(prices.base_rate),
                concurrency=published.max_concurrent_jobs or 1,
            ),
            pricing_model,
        )
        options = replace(options, models=published.supported_models or (), published=_published(name, published))
        provider = cls(settings.provider_id, name, published, told, Session(lambda: _opened(options, profile)))
        weakref.finalize(provider, profile.release)
        return provider


class _Profile:
    """The profile folder, ours alone from `register` on until the services end or nobody holds the provider."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._lock: Lock | None = None
        self.hold()

    def hold(self) -> None:
        if self._lock is None and (lock := acquire(self.home)) is not None:
            self._lock = lock
        if self._lock is None:
            raise ProfileError(
                Phrase("the profile {home} is in use by a running provider", home=self.home),
                next_step=Phrase(
                    "Quit that program, or choose another folder with {home_variable}", home_variable=HOME_VARIABLE
                ),
                title=Phrase("This profile is taken"),
            )

    def release(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()

    def settings(self) -> Settings:
        return SettingsFile(self.home).load()

    def keep(self, settings: Settings, pricing_model: Mapping[str, Any]) -> None:
        SettingsFile(self.home).save(settings)
        file = DecisionsFile(self.home)
        kept = {k: v for k, v in file.load().items() if k != "dynamic_pricing"}
        file.save(kept | {"pricing_model": {"spec": dict(pricing_model)}})


@asynccontextmanager
async def _opened(options: Options, profile: _Profile) -> AsyncIterator[Services]:
    profile.hold()
    task = asyncio.current_task()
    assert task is not None  # the session's own
    try:
        async with app.built(options, on_quit=lambda: _end(task)) as services:
            facade.hold(services)
            yield services
    finally:
        profile.release()


def _options() -> Options:
    def given(name: str) -> str | None:
        return os.environ.get(f"AITBC_PROVIDER_{name}", "").strip() or None

    hide(given("KEY"))
    return Options(
        profile_dir(), network=given("NETWORK"), rpc=given("RPC"), key=given("KEY"), runtime=given("RUNTIME")
    )


def _published(name: str, claims: rules.Claims) -> dict[str, Any]:
    """The guide's own words, beside what every registration holds; what is 0 or not measured is left out."""
    told = asdict(claims)
    for measured_anyway in ("supported_models", "max_concurrent_jobs"):
        del told[measured_anyway]
    return {"name": name} | {word: value for word, value in told.items() if value}


def _in_own_loop(work: Coroutine[Any, Any, T]) -> T:
    """Run it to its end, inside or outside a running loop, which waits meanwhile."""
    found: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(asyncio.run(work))
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's own thread
            failed.append(error)

    thread = threading.Thread(target=run, name="measuring")
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return found[0]


def _end(task: asyncio.Task[Any]) -> None:
    """The control endpoint was told to quit."""
    task.cancel()
