"""How fast is this machine? Short generations on an installed model, through the runtime's own port: one stream, two,
four, … as long as more of them are worth it and the card's headroom stays free (domain.score has the rules).

What was measured is kept by card, driver, runtime and model, so it is done again when one of them changes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from desktop_app.domain.errors import ModelMissing, Refused
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.inference import Inference
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.score import Level, Measured, Setting, fits, is_worth_it, most_jobs, score
from desktop_app.provider.floor import Floor
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Clock, Finish, Gpu, Machine, Measurements, Model, Runtime
from desktop_app.provider.speeds import Speeds
from desktop_app.provider.waiting import settle

TOKENS = 64
LONGEST = 30.0
"""Seconds for one level; a slow processor is stopped there and judged by what it did."""
STREAMS = (1, 2, 4, 8)
_WORDS = "Count slowly and name a colour, a town and a fruit for each number that you say. " * 6
_SIGNAL = "benchmark"

Progress = Callable[[str, float], None]
"""A sentence, and how much is done (0 to 1)."""


@dataclass(frozen=True, slots=True)
class Speed:
    """`tokens_per_s` of one stream after its first token, `first_token_s` until then; `levels` are (streams, tokens/s
    of all together). None = not told."""

    model: str
    tokens: int
    first_token_s: float
    tokens_per_s: float
    prompt_tokens_per_s: float | None
    levels: tuple[tuple[int, float], ...]
    performance_score: float
    max_concurrent_jobs: int
    measured_at: str


@dataclass(slots=True)
class _Stream:
    first_at: float | None = None
    last_at: float = 0.0
    tokens: int = 0
    prompt_tokens: int = 0


class Benchmark:
    """Runs only while no job does: both would be measured wrong."""

    def __init__(
        self,
        runtime: Runtime,
        gpu: Gpu,
        floor: Floor,
        gate: Gate,
        measurements: Measurements,
        machine: Machine,
        speeds: Speeds,
        clock: Clock,
    ) -> None:
        self._runtime, self._gpu, self._floor, self._gate = runtime, gpu, floor, gate
        self._measurements, self._machine, self._speeds, self._clock = measurements, machine, speeds, clock
        self._memory: int | None = None
        self._insist = False

    async def run(self, model: str | None = None) -> Speed:
        """Measure `model`, or the first one that fits. Refused while a job runs or the owner needs the machine,
        RuntimeFault when it cannot run."""
        measured = await self.measure(model)
        first = measured.levels[0]
        return Speed(
            measured.setting.model, TOKENS, first.first_token_s, first.tokens_per_s, first.prompt_tokens_per_s,
            tuple((level.streams, level.tokens_per_s) for level in measured.levels),
            round(score(measured.best, measured.setting.size), 3), self.jobs(measured), measured.at.isoformat(),
        )  # fmt: skip

    def jobs(self, measured: Measured) -> int:
        """How many jobs at once are worth having."""
        return most_jobs(measured.levels, self._memory)

    async def restore(self) -> None:
        """What was measured before is planned with; nothing is measured."""
        card, driver = await self._card()
        for measured in reversed(await self._measurements.newest(card, driver, self._runtime.name)):
            self._speeds.learn(measured.setting.model, TOKENS, TOKENS / max(measured.one_stream, 0.01))

    async def known(self, progress: Progress = lambda words, part: None) -> Measured:
        """What was measured with this card, driver, runtime and model; measured now where it was not."""
        model = await self._choose(None)
        found = await self._measurements.get(await self._setting(model))
        return found or await self.measure(model.name, progress)

    async def measure(
        self, model: str | None, progress: Progress = lambda words, part: None, *, insist: bool = False
    ) -> Measured:
        """Measure and keep. Cancelling it stops every stream at once. `insist`: the owner sits here and wants it."""
        self._insist = insist
        self._may_run()
        if self._floor.running:
            raise Refused(Phrase("a job is running; pause first, then measure"))
        chosen = await self._choose(model)
        setting = await self._setting(chosen)
        self._gate.close(_SIGNAL, Signal(Source.STARTING, Phrase("Measuring how fast this machine is"), Grip.HOLD))
        try:
            levels = await self._levels(chosen, progress)
        finally:
            self._gate.open(_SIGNAL)
        measured = Measured(setting, self._clock.now(), tuple(levels))
        await self._measurements.put(measured)
        self._speeds.learn(chosen.name, TOKENS, TOKENS / max(measured.one_stream, 0.01))
        return measured

    # ---- what is measured ------------------------------------------------------------------------------------

    async def _card(self) -> tuple[str, str]:
        """Card and driver, and `_memory` of what the models go into."""
        view = await self._gpu.view()
        on_card = bool(view.name) and self._runtime.on_card
        self._memory = view.memory_bytes if on_card else self._machine.memory_total()
        return (view.uuid or view.name, view.driver) if on_card else ("processor", "")

    async def _setting(self, model: Model) -> Setting:
        card, driver = await self._card()
        return Setting(card, driver, self._runtime.name, model.name, model.size or 0)

    async def _choose(self, name: str | None) -> Model:
        installed = await self._runtime.models()
        if name is not None:
            installed = tuple(model for model in installed if model.name == name)
        if not installed:
            raise ModelMissing(Phrase("install it first, or name one that is"))
        await self._card()
        return next((model for model in installed if fits(model.size, self._memory)), installed[0])

    async def _levels(self, model: Model, progress: Progress) -> Sequence[Level]:
        levels: list[Level] = []
        progress(Phrase("Loading {model}", model=model.name), 0.0)
        await self._streams(model.name, 1, tokens=1)
        for number, streams in enumerate(STREAMS):
            progress(Phrase("{count} at once", count=streams), number / len(STREAMS))
            level = await self._level(model.name, streams)
            levels.append(level)
            if not is_worth_it(levels[-2] if number else None, level, self._memory):
                break
        progress(Phrase("Done"), 1.0)
        return levels

    async def _level(self, model: str, count: int) -> Level:
        began = self._clock.monotonic()
        streams = await self._streams(model, count, TOKENS)
        reading = await self._gpu.read(self._clock.now()) if self._runtime.on_card else None
        firsts = [stream.first_at for stream in streams if stream.first_at is not None]
        if not firsts:
            raise Refused(Phrase("the model did not write anything"))
        spent = max(stream.last_at for stream in streams) - min(firsts)
        tokens = sum(max(0, stream.tokens - 1) for stream in streams)
        wait = max(firsts) - began
        prompt = sum(stream.prompt_tokens for stream in streams)
        return Level(
            count, prompt / wait if prompt and wait > 0 else None, tokens / spent if spent > 0 else 0.0, wait,
            reading.memory_used if reading else None,
        )  # fmt: skip

    async def _streams(self, model: str, count: int, tokens: int) -> list[_Stream]:
        """That many at once, each with a beginning of its own, so that no runtime has read it before."""
        streams = [_Stream() for _ in range(count)]
        tasks = [asyncio.ensure_future(self._generate(model, stream, tokens)) for stream in streams]
        try:
            await asyncio.gather(*tasks)
        finally:
            await settle(tasks)
        return streams

    async def _generate(self, model: str, stream: _Stream, tokens: int) -> None:
        prompt = f"{secrets.token_hex(4)}: {_WORDS}"
        request = Inference(model=model, prompt=prompt, max_tokens=tokens, temperature=0.0)
        end = self._clock.monotonic() + LONGEST
        async with aclosing(self._runtime.generate(request)) as chunks:  # type: ignore[type-var]
            async for chunk in chunks:
                if isinstance(chunk, Finish):
                    stream.prompt_tokens = chunk.prompt_tokens
                    continue
                self._may_run()
                stream.last_at = self._clock.monotonic()
                stream.first_at = stream.last_at if stream.first_at is None else stream.first_at
                stream.tokens += chunk.tokens
                if tokens > 1 and stream.last_at > end:
                    return

    def _may_run(self) -> None:
        strongest = self._gate.state.strongest
        against = (Source.PANIC,) if self._insist else (Source.PANIC, Source.OWNER)
        if strongest is not None and strongest.source in against:
            raise Refused(Phrase("this is not the time to measure: {reason}", reason=strongest.reason))
