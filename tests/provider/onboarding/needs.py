"""A house for the wizard, scripted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from desktop_app.domain.connection import Part
from desktop_app.domain.downloads import Fetched
from desktop_app.domain.errors import Refused, WorldError
from desktop_app.domain.first_price import Ask
from desktop_app.domain.model_list import parse
from desktop_app.domain.networks import NetworkProfile
from desktop_app.domain.presence import Kind, Sighting
from desktop_app.domain.score import Level, Measured, Setting
from desktop_app.domain.state import GpuView
from desktop_app.provider.onboarding.answers import Answers
from desktop_app.provider.onboarding.ports import Begun, Found, FoundModel, FoundRuntime, Needs, Progress
from desktop_app.system.paths import resource

CARD = GpuView(name="NVIDIA GeForce RTX 4070", memory_bytes=12 * 2**30, uuid="GPU-1", power_limit=200.0)
FOUND = Found(
    CARD, (CARD,), (FoundRuntime("Ollama", "http://127.0.0.1:11434", True),),
    (FoundModel("llama3.1:8b", 5 * 2**30, True), FoundModel("llama3:70b", 40 * 2**30, False)),
    parse(json.loads(resource("models.json").read_bytes())), frozenset({"llama3.1:8b", "llama3:70b"}), 32 * 2**30,
)  # fmt: skip
MEASURED = Measured(
    Setting("GPU-1", "570", "ollama", "llama3.1:8b", 5 * 2**30), datetime(2026, 11, 26, tzinfo=UTC),
    (Level(1, 900.0, 62.0, 0.2, 6 * 2**30), Level(2, 900.0, 110.0, 0.3, 6 * 2**30)),
)  # fmt: skip
HUB, KEY, PAYEE = "https://hub.example/c", "miner-secret-key", "0x" + "a" * 40


class MemoryKept:
    """The small file. `writes` is all that was ever written."""

    def __init__(self, content: Mapping[str, Any] | None = None) -> None:
        self.content, self.writes = content, list[Mapping[str, Any]]()

    def load(self) -> Mapping[str, Any] | None:
        return self.content

    def save(self, content: Mapping[str, Any]) -> None:
        self.content = content
        self.writes.append(content)

    def forget(self) -> None:
        self.content = None


@dataclass
class House:
    """What the wizard asked for stands in `calls`; `error` is raised by the next `apply`."""

    kept: MemoryKept = field(default_factory=MemoryKept)
    calls: list[tuple[str, Any]] = field(default_factory=list)
    applied: list[tuple[Answers, str]] = field(default_factory=list)
    asks: Sequence[Ask] = ()
    error: Exception | None = None
    speed_error: WorldError | None = None
    found: Found = FOUND
    may_measure: asyncio.Event = field(default_factory=asyncio.Event)
    pressed: asyncio.Event = field(default_factory=asyncio.Event)
    stored: set[str] = field(default_factory=set)
    can_autostart: bool = True
    may_fetch: asyncio.Event = field(default_factory=asyncio.Event)
    begun: Sequence[Begun] = ()

    def needs(self) -> Needs:
        return Needs(
            self.look, self.measure, self.test, self.ask_market, self.sense, self.kept, self.apply, self.has_key,
            fetch=self.fetch, begun=lambda: self.begun, stopped=lambda source: self.calls.append(("stopped", source)),
            can_autostart=self.can_autostart,
        )  # fmt: skip

    async def look(self) -> Found:
        return self.found

    async def measure(self, model: str | None, progress: Progress) -> tuple[Measured, int]:
        self.calls.append(("measure", model))
        progress("Loading llama3.1:8b", 0.1)
        await self.may_measure.wait()
        if self.speed_error is not None:
            raise self.speed_error
        return MEASURED, 2

    async def test(self, profile: NetworkProfile, key: str) -> Sequence[Part]:
        self.calls.append(("test", (profile.url, key)))
        return (
            Part("coordinator", True, "answers", needed=True),
            Part("key", False, "The network does not accept this key", "Ask the network's operator for another", needed=True),
        )

    async def ask_market(self, market_url: str) -> Sequence[Ask]:
        self.calls.append(("market", market_url))
        return self.asks

    async def sense(self) -> Sighting:
        await self.pressed.wait()
        return Sighting(Kind.INPUT, True, 1.0)

    async def apply(self, answers: Answers, key: str) -> None:
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        self.applied.append((answers, key))

    async def fetch(self, source: str, progress: Progress) -> Fetched:
        self.calls.append(("fetch", source))
        progress("1.0 of 4.0 GiB", 0.25)
        await self.may_fetch.wait()
        if source.startswith("https://") and not source.endswith(".gguf"):
            raise ValueError("the address must end in .gguf")
        return Fetched("tiny")

    async def has_key(self, url: str) -> bool:
        return url in self.stored


REFUSED = Refused("a job is running; pause first, then measure")
PRICES = [Ask("RTX 4070", Decimal(p)) for p in ("0.2", "0.4", "0.3")] + [Ask("RTX 4090", Decimal(9))]
