"""The benchmark over a runtime with a known speed, kept in a real history; what the machine is said to do."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from desktop_app.domain.card import Reading
from desktop_app.domain.errors import ModelMissing, Refused
from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.inference import Inference
from desktop_app.domain.jobs import JobKey, Phase
from desktop_app.domain.state import GpuView
from desktop_app.provider.assessment import assessed
from desktop_app.provider.benchmark import Benchmark
from desktop_app.provider.floor import Floor, LiveJob
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Finish, Model, Piece
from desktop_app.provider.speeds import UNKNOWN, Speeds
from desktop_app.provider.unwatched import NoMachine
from desktop_app.storage.history import History
from tests.faults.virtual import VirtualClock

GIB = 2**30
CARD = GpuView("NVIDIA GeForce RTX 3060", 12 * GIB, "580", uuid="GPU-a")


@dataclass
class Paced:
    """Writes at most `most` tokens/s in all and `one` a stream; each stream takes `each` bytes of the card."""

    clock: VirtualClock
    one: float = 40.0
    most: float = 100.0
    each: int = GIB // 4
    name: str = "paced"
    note: str = ""
    on_card: bool = True
    streams: int = 0
    peak: int = 0
    card: GpuView = CARD
    installed: tuple[Model, ...] = (Model("huge", 40 * GIB), Model("m", 4 * GIB))
    prompts: list[str] = field(default_factory=list)

    async def models(self) -> tuple[Model, ...]:
        return self.installed

    async def generate(self, request: Inference, already: str = "") -> AsyncIterator[Piece | Finish]:
        self.prompts.append(request.prompt)
        self.streams += 1
        self.peak = self.streams
        try:
            await self.clock.sleep(0.1)
            for _ in range(request.max_tokens):
                await self.clock.sleep(max(1 / self.one, self.streams / self.most))
                yield Piece("w ")
            yield Finish("length", 100, request.max_tokens)
        finally:
            self.streams -= 1

    async def view(self) -> GpuView:
        return self.card

    async def read(self, at: object) -> Reading:
        return Reading(at, None, 4 * GIB + self.peak * self.each, None, None)  # type: ignore[arg-type]


@dataclass
class Bench:
    clock: VirtualClock
    runtime: Paced
    floor: Floor
    gate: Gate
    speeds: Speeds
    history: History

    @property
    def benchmark(self) -> Benchmark:
        return Benchmark(
            self.runtime, self.runtime, self.floor, self.gate, self.history.measurements, NoMachine(), self.speeds, self.clock,  # type: ignore[arg-type]
        )  # fmt: skip


@pytest.fixture
async def bench(tmp_path: Path):
    clock = VirtualClock()
    history = await History.open(tmp_path / "history.db")
    clock.counts(history._database)
    running = asyncio.create_task(clock.run())
    yield Bench(clock, Paced(clock), Floor(), Gate(clock), Speeds(), history)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await history.close()


async def test_streams_are_added_until_they_are_no_longer_worth_it(bench: Bench) -> None:
    speed = await bench.benchmark.run()
    assert (speed.model, speed.tokens) == ("m", 64), "the first one that fits"
    assert speed.tokens_per_s == pytest.approx(40, rel=0.02)
    assert [n for n, _ in speed.levels] == [1, 2, 4, 8]
    assert dict(speed.levels)[4] == pytest.approx(100, rel=0.05) == dict(speed.levels)[8]
    assert speed.max_concurrent_jobs == 4 and speed.performance_score == pytest.approx(0.667, abs=0.01)
    assert speed.prompt_tokens_per_s == pytest.approx(800, rel=0.1)
    assert len({prompt[:8] for prompt in bench.runtime.prompts}) == 16, "no prompt was read before"
    assert bench.speeds.slowest() == pytest.approx(40, rel=0.02), "screening plans with it"
    assert bench.gate.state.is_open


async def test_headroom_on_the_card_is_kept(bench: Bench) -> None:
    bench.runtime.each = 3 * GIB
    assert (await bench.benchmark.run()).max_concurrent_jobs == 2


async def test_it_is_kept_and_done_again_when_driver_card_or_model_change(bench: Bench) -> None:
    seen: list[tuple[str, float]] = []
    first = await bench.benchmark.known(lambda words, part: seen.append((words, part)))
    assert seen[0] == ("Loading m", 0.0) and seen[-1] == ("Done", 1.0)
    generations = len(bench.runtime.prompts)
    assert await bench.benchmark.known() == first and len(bench.runtime.prompts) == generations
    for change in (
        {"card": replace(CARD, driver="590")}, {"card": replace(CARD, uuid="GPU-b")}, {"on_card": False},
        {"installed": (Model("m", 5 * GIB),)}, {"installed": (Model("n", 4 * GIB),)},
    ):  # fmt: skip
        generations = len(bench.runtime.prompts)
        before = {name: getattr(bench.runtime, name) for name in change}
        for name, value in change.items():
            setattr(bench.runtime, name, value)
        await bench.benchmark.known()
        assert len(bench.runtime.prompts) > generations, change
        for name, value in before.items():
            setattr(bench.runtime, name, value)
    bench.speeds = Speeds()
    assert bench.speeds.slowest() == UNKNOWN
    await bench.benchmark.restore()
    assert bench.speeds.slowest() == pytest.approx(40, rel=0.02), "a restart need not measure"


async def test_it_never_stands_in_the_way(bench: Bench) -> None:
    bench.floor.add(LiveJob(JobKey("n", "p", "j"), bench.clock.now(), 0.0, Phase.RUNNING))
    with pytest.raises(Refused, match="a job is running"):
        await bench.benchmark.run()
    bench.floor.drop("j")
    with pytest.raises(ModelMissing):
        await bench.benchmark.run("nowhere")
    measuring = asyncio.create_task(bench.benchmark.run())
    await bench.clock.sleep(1)
    assert not bench.gate.state.is_open and "Measuring" in bench.gate.state.strongest.reason  # type: ignore[union-attr]
    bench.gate.close("owner", Signal(Source.OWNER, "You are using the computer", Grip.STOP))
    with pytest.raises(Refused, match="You are using the computer"):
        await measuring
    assert bench.runtime.streams == 0
    bench.gate.open("owner")
    assert bench.gate.state.is_open
    measuring = asyncio.create_task(bench.benchmark.run())
    await bench.clock.sleep(1)
    measuring.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await measuring
    assert bench.runtime.streams == 0 and bench.gate.state.is_open


async def test_what_the_machine_is_said_to_do(bench: Bench) -> None:
    found = await assessed(bench.runtime, bench.runtime, NoMachine(), bench.benchmark)  # type: ignore[arg-type]
    assert (found.gpu_memory, found.supported_models, found.max_concurrent_jobs) == (12.0, ("m",), 4)
    assert found.performance_score == pytest.approx(0.667, abs=0.01) and found.gpu_name == CARD.name and not found.notes
    bench.runtime.installed = ()
    nothing = await assessed(bench.runtime, bench.runtime, NoMachine(), bench.benchmark)  # type: ignore[arg-type]
    assert (nothing.supported_models, nothing.performance_score, nothing.max_concurrent_jobs) == ((), 0.0, 1)
    assert len(nothing.notes) == 2
