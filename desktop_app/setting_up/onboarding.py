"""The wizard over the running services: what it needs, and what its end puts in force."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from desktop_app.card_engine import engine_program
from desktop_app.domain import score
from desktop_app.domain.connection import Part
from desktop_app.domain.downloads import Fetched
from desktop_app.domain.errors import RuntimeFault, in_words
from desktop_app.domain.first_price import Ask
from desktop_app.domain.hours_choice import choice_of, spec_of
from desktop_app.domain.networks import NetworkProfile, readable_id, usual_name
from desktop_app.domain.phrases import Phrase, Several, together
from desktop_app.domain.presence import Manners
from desktop_app.domain.score import Measured
from desktop_app.domain.typed_numbers import Marks
from desktop_app.marketplace.asks import asks
from desktop_app.provider.connection import examine
from desktop_app.provider.onboarding.answers import PROCESSOR, Answers
from desktop_app.provider.onboarding.ports import Begun, Found, FoundModel, FoundRuntime, Needs, Progress
from desktop_app.provider.onboarding.sensing import QUIET_S, Sensing
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.provider.ports import Model, SettingsDesk
from desktop_app.reach import opened
from desktop_app.runtimes import discovery, practice_model
from desktop_app.runtimes.library.library import ModelLibrary
from desktop_app.runtimes.model_folder import ModelFolder
from desktop_app.runtimes.ollama import DEFAULT_URL, OllamaRuntime
from desktop_app.setting_up.live_settings import LiveSettings
from desktop_app.shelving import fetch_model, library, model_list, pull_model
from desktop_app.system.autostart import Autostart, autostart
from desktop_app.system.keys import KeyStoreUnavailable
from desktop_app.system.logs import hide
from desktop_app.system.network_book import NetworkBook
from desktop_app.system.onboarding_file import OnboardingFile
from desktop_app.system.presence.sources import sources

_GIB = 2**30


class ProgramSetUp:
    """Implements provider.onboarding.set_up.SetUp."""

    def __init__(self, live: LiveSettings, switch: Autostart | None = None) -> None:
        self._live = live
        self._autostart = switch or autostart()
        self._kept = OnboardingFile(live.home)
        if live.is_fresh and self._kept.load() is None:
            self._kept.save({})

    @property
    def is_fresh(self) -> bool:
        return self._live.is_fresh

    @property
    def settings(self) -> SettingsDesk:
        return self._live

    def wizard(self, zone: str, marks: Marks | None = None) -> Wizard:
        return Wizard(self._needs(), self._start(zone), marks)

    def _needs(self) -> Needs:
        clock = self._live.services.ports.clock
        sense = Sensing(lambda: sources(Manners(quiet_s=QUIET_S), games=False), clock)
        return Needs(
            self._look, self._measure, self._test, self._ask_market, sense, self._kept, self._apply,
            self._live.keys.has_key, fetch=self._fetch, begun=self._begun, stopped=self._stopped,
            can_autostart=True,
        )  # fmt: skip

    def _start(self, zone: str) -> Answers:
        """What is set already."""
        if self._live.is_fresh:
            return Answers(zone=zone, autostart=self._autostart.is_on())
        now, rules = self._live.values(), self._live.rules()
        own: Mapping[str, Any] = rules.get("schedule", {}).get("spec") or {}
        active = next((n for n in now["networks"] if n["name"] == now["active"]), None)
        start = Answers(
            card=now["gpu_uuid"], runtime_url=now["runtime_url"], model=now["model"], name=now["name"],
            price_per_hour=now["price_per_hour"], hours=choice_of(own), own_hours=own,
            zone=own.get("timezone", zone), when_using=now["when_using"], watch_games=now["watch_games"],
            keep_awake=now["keep_awake"] == "yes", show_now=False, per_kwh=now["electricity_price"],
            currency=now["electricity_currency"], token_worth=now["token_rate"], autostart=self._autostart.is_on(),
        )  # fmt: skip
        if active is None:
            return start
        return replace(
            start, is_practice=False, hub_url=active["url"], hub_rpc=active["rpc_url"],
            hub_market=active["market_url"], payout_address=active["payout_address"],
        )  # fmt: skip

    # ---- the machine -----------------------------------------------------------------------------------------

    async def _look(self) -> Found:
        ports = self._live.services.ports
        card, cards, runtime = await ports.gpu.view(), await ports.gpu.cards(), ports.runtime
        try:
            models: Sequence[Model] = await runtime.models()
            note = runtime.note
        except RuntimeFault as error:
            models, note = (), in_words(error)
        memory = card.memory_bytes if card.name else ports.machine.memory_total()
        url = self._live.values()["runtime_url"]
        found = tuple(
            FoundModel(m.name, m.size, score.fits(m.size, memory), m.name == practice_model.NAME) for m in models
        )
        mine = FoundRuntime(runtime.name, url, True, note)
        others = await self._others(getattr(runtime, "url", url))
        shelved = await asyncio.to_thread(lambda: ModelFolder(self._live.home / "models", with_practice=True).scan())
        return Found(
            card, cards, (mine, *others), found, model_list(), frozenset(shelved) | {m.name for m in models},
            ports.machine.memory_total(), bool(engine_program(self._live.home)),
        )  # fmt: skip

    async def _others(self, used: str) -> list[FoundRuntime]:
        """Model servers on this machine beside the one that is used."""
        found = []
        for server in await discovery.all_with_models([url for url in discovery.USUAL if url != used]):
            count = len(await server.models())
            note = Several("{n} model; used once this is saved.", "{n} models; used once this is saved.", count)
            found.append(FoundRuntime(server.name, str(getattr(server, "url", "")), False, note))
            await server.close()
        return [server for server in found if server.url]

    async def _fetch(self, source: str, progress: Progress) -> Fetched:
        def told(have: int, total: int | None) -> None:
            here = f"{have / _GIB:.2f}"
            if total:
                said = Phrase("{have} of {all} GiB", have=here, all=f"{total / _GIB:.2f}")
                progress(said, have / total)
            else:
                progress(f"{here} GiB", 0.0)

        shelf = self._library()
        if waits := shelf.waits():
            progress(together(source, waits), 0.0)
        if source.startswith(("http://", "https://")):
            return await fetch_model(shelf, source, told)
        runtime = self._live.services.ports.runtime
        url = runtime.url if isinstance(runtime, OllamaRuntime) else DEFAULT_URL
        return await pull_model(shelf, source, told, url)

    def _begun(self) -> list[Begun]:
        unfinished = self._library().unfinished()
        return [
            Begun(u.name, u.url, u.have / u.total if u.total else 0.0, u.is_running, u.waits) for u in unfinished
        ]

    def _stopped(self, source: str) -> None:
        shelf = self._library()
        for one in shelf.unfinished():
            if one.url == source:
                shelf.stop(one.name)

    def _library(self) -> ModelLibrary:
        return library(self._live.home)

    async def _measure(self, model: str | None, progress: Progress) -> tuple[Measured, int]:
        benchmark = self._live.services.provider.benchmark
        measured = await benchmark.measure(model, progress, insist=True)
        return measured, benchmark.jobs(measured)

    # ---- the network -----------------------------------------------------------------------------------------

    async def _test(self, profile: NetworkProfile, key: str) -> Sequence[Part]:
        known = self._known(profile.url)
        me = known.provider_id if known else "connection-test"
        if not key:
            book = NetworkBook(self._live.home)
            stored: str | None = await asyncio.to_thread(lambda: book.key(profile, lambda _prompt: None))
            key = stored or ""
        hide(key or None)
        async with opened(replace(profile, provider_id=me), key or "none", self._live.home) as network:
            return await examine(
                network.coordinator, network.chain, network.market, network.ratings, me, has_key=bool(key)
            )

    async def _ask_market(self, market_url: str) -> Sequence[Ask]:
        url = market_url or self._live.services.network.url
        return await asks(url, but_not_of=self._live.services.provider.store.state.provider_id)

    def _known(self, url: str) -> NetworkProfile | None:
        networks = NetworkBook(self._live.home).settings().networks
        return next((n for n in networks if n.url.rstrip("/") == url.rstrip("/")), None)

    # ---- the end ---------------------------------------------------------------------------------------------

    async def _apply(self, answers: Answers, key: str) -> None:
        values: dict[str, Any] = {
            "name": answers.name.strip(), "price_per_hour": answers.price_per_hour, "model": answers.model,
            "runtime_url": answers.runtime_url, "when_using": answers.when_using,
            "watch_games": answers.watch_games, "active": "",
            "gpu_uuid": PROCESSOR if answers.card == PROCESSOR else answers.card,
        }  # fmt: skip
        if answers.keep_awake != (self._live.values()["keep_awake"] == "yes"):
            values["keep_awake"] = "yes" if answers.keep_awake else "no"
        if answers.per_kwh.strip():
            values |= {
                "electricity_price": answers.per_kwh.strip(), "electricity_currency": answers.currency.strip() or "EUR",
            }  # fmt: skip
        if answers.token_worth.strip() and not answers.is_practice:
            values["token_rate"] = answers.token_worth.strip()
        if answers.jobs_at_once:
            values["concurrency"] = answers.jobs_at_once
        if not answers.is_practice:
            values |= await self._hub(answers, key)
        hours = {"spec": spec_of(answers.hours, answers.zone, answers.own_hours)}
        await self._live.save(values, {"schedule": hours})
        if answers.autostart != self._autostart.is_on():
            self._autostart.turn(answers.autostart)
        self._live.set_up_done(answers.is_practice and answers.show_now)

    async def _hub(self, answers: Answers, key: str) -> dict[str, Any]:
        """The hub among the networks, in use; its key kept."""
        url = answers.hub_url.strip().rstrip("/")
        typed = NetworkProfile(
            usual_name(url), url, "", answers.hub_rpc.strip(), answers.hub_market.strip(),
            answers.payout_address.strip(),
        )  # fmt: skip
        known = self._known(typed.url)
        mine = replace(typed, provider_id=readable_id(secrets.choice))
        if known:
            mine = replace(
                typed, provider_id=known.provider_id, name=known.name, id_is_final=known.id_is_final, unit=known.unit
            )
        if key:
            await self._keep(mine, key)
        others = [asdict(n) for n in NetworkBook(self._live.home).settings().networks if n.name != mine.name]
        return {"networks": [*others, asdict(mine)], "active": mine.name}

    async def _keep(self, profile: NetworkProfile, key: str) -> None:
        """In the keyring; where there is none, for this session."""
        hide(key)
        try:
            await asyncio.to_thread(NetworkBook(self._live.home).keep_key, profile, key)
        except KeyStoreUnavailable:
            self._live.keys.keep_for_session(profile.url, key)
