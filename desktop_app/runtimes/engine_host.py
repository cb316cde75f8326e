"""One engine child at a time, shared by all streams of its model; another model waits for its turn."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from desktop_app.domain.errors import GenerationFailed, NetworkError, RuntimeUnreachable, WillNotStart
from desktop_app.domain.phrases import Phrase, together
from desktop_app.net.client import HttpClient
from desktop_app.provider.ports import Child, Spawn
from desktop_app.runtimes.engine_watch import EngineWatch, computers_memory, usual_limit
from desktop_app.runtimes.model_folder import ModelFile

SMALLEST_CONTEXT = 256
_LOAD_TIMEOUT = 600.0
_LONGEST_BACK_OFF = 10.0
_GRACE = 0.15
_OF_MEMORY, _OF_CARD = 0.6, 0.9
"""The shares of the computer's memory, and of what there is for the engine, that more streams may take."""
_LOADED, _A_STREAM = 1.15, 0.25
"""A loaded model and each further stream's context, in sizes of the model's file. Some models need more for a stream:
what then cannot be loaded is tried with half as many."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`slots` streams at once, `context` tokens for each of them (a model trained on less gets less). `threads` and
    `gpu_layers` None leave it to the engine. `card` is the UUID of the one card that the engine may see, "" for all.
    `memory_limit` in bytes, None = nine tenths of the computer's. `look_every` seconds it is looked after.
    `server` is the program of a build for cards, "" for the wheel's engine."""

    slots: int = 4
    context: int = 4096
    threads: int | None = None
    gpu_layers: int | None = None
    card: str = ""
    memory_limit: int | None = None
    look_every: float = 5.0
    server: str = ""


@dataclass(eq=False, slots=True)
class Engine:
    """A running child and the streams on it. `device` is the card's name, "" on the processor; `confined` is as
    confinement.confine tells."""

    model: ModelFile
    child: Child
    http: HttpClient
    headers: Mapping[str, str]
    device: str
    context: int
    slots: int
    confined: int = 0
    users: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)


class EngineHost:
    """Starts, switches, restarts and ends the engine.

    Whoever wants an engine passes one first-come lock: streams of the loaded model pass through at once, the first
    one of another model waits there until the streams before it ended, and those after it wait behind it. So no
    model starves. After a crash the same model is started again at once, then after ever longer pauses.

    When the last stream was closed before its end, and the engine is still computing a moment later (a batch of a
    long prompt on a slow processor cannot be interrupted), it is ended: the owner comes first."""

    def __init__(self, spawn: Spawn, settings: EngineSettings) -> None:
        self.settings, self._least = settings, settings.slots
        self._memory: Callable[[], int | None] = lambda: None
        self._spawn = spawn
        self._turn = asyncio.Lock()
        self._engine: Engine | None = None
        self._loading: asyncio.Task[Engine] | None = None
        self._watch: asyncio.Task[None] | None = None
        self._care: asyncio.Task[None] | None = None
        self.ended_because = ""
        """Why the last engine had to be ended, until another one answered."""
        self._failures: dict[str, int] = {}
        self._not_before: dict[str, float] = {}

    def make_room(self, streams: int, memory: Callable[[], int | None]) -> None:
        """So many streams at once, from the next load on, as far as `memory` bytes (None: the computer's) hold them;
        fewer wait until there is another reason to load."""
        self.settings, self._memory = replace(self.settings, slots=streams), memory

    def _slots(self, model: ModelFile) -> int:
        """Streams that an engine with this model has room for: what the owner set is never questioned, more is taken
        to need a quarter of the model's size each."""
        wanted = self.settings.slots
        if wanted <= self._least:
            return wanted
        memory = self._memory() or (computers_memory() or 0) * _OF_MEMORY
        spare = _OF_CARD * memory - _LOADED * model.size
        return max(self._least, min(wanted, 1 + int(spare // max(1.0, model.size * _A_STREAM))))

    @property
    def engine(self) -> Engine | None:
        """The engine that is loaded and alive, if any."""
        return self._engine if self._engine is not None and self._engine.child.running else None

    @asynccontextmanager
    async def use(self, model: ModelFile) -> AsyncIterator[Engine]:
        """An engine with this model for the length of the block; RuntimeUnreachable when it cannot be had."""
        async with self._turn:
            engine = self.engine
            if engine is None or engine.model != model or engine.slots < self._slots(model):
                engine = await self._switch(model)
            engine.users += 1
            engine.idle.clear()
        finished = False
        try:
            yield engine
            finished = True
            self._failures.pop(model.name, None)
            self.ended_because = ""
        except (GenerationFailed, RuntimeUnreachable) as error:
            if not await _ended(engine.child) or self._engine is not engine:
                raise
            self._engine = None
            self._count_failure(model.name)
            told = Phrase("the engine's process ended while it was generating")
            raise GenerationFailed(together(told, self.ended_because, by=": ")) from error
        finally:
            engine.users -= 1
            if not engine.users:
                engine.idle.set()
                if self._engine is not engine:
                    await engine.http.close()  # not earlier: a stream may be between two of its requests
                elif not finished:
                    if self._watch is not None:
                        self._watch.cancel()
                    self._watch = asyncio.ensure_future(self._see_it_stop(engine))

    async def stop(self) -> None:
        """End the engine, also one that is being loaded; its memory is back on return."""
        if self._loading is not None:
            self._loading.cancel()
            await asyncio.wait([self._loading])
        if self._watch is not None:
            if self._engine is not None:
                self._watch.cancel()  # else it is ending the engine itself
            await asyncio.wait([self._watch])
            self._watch = None
        if self._care is not None:
            self._care.cancel()
        engine, self._engine = self._engine, None
        if engine is not None:
            await self._end(engine)

    async def _end(self, engine: Engine) -> None:
        try:
            await engine.child.kill()
        finally:  # also when we are cancelled meanwhile
            if not engine.users:
                await engine.http.close()

    async def _see_it_stop(self, engine: Engine) -> None:
        await asyncio.sleep(_GRACE)
        if engine.users or self._engine is not engine or not await _computes(engine.http):
            return
        if not engine.users and self._engine is engine:
            self._engine = None
            await self._end(engine)

    async def _switch(self, model: ModelFile) -> Engine:
        if self._engine is not None:
            await self._engine.idle.wait()
        await self.stop()
        pause = self._not_before.get(model.name, 0.0) - time.monotonic()
        if pause > 0:
            await asyncio.sleep(pause)
        self._loading = asyncio.ensure_future(self._load(model))
        try:
            self._engine = await self._loading
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            raise RuntimeUnreachable(Phrase("the engine was told to stop while it was loading the model")) from None
        finally:
            self._loading = None
        self._care = asyncio.ensure_future(self._look_after(self._engine))
        return self._engine

    async def _look_after(self, engine: Engine) -> None:
        def tell(why: str) -> None:
            self.ended_because = why

        limit, every = self.settings.memory_limit or usual_limit(), self.settings.look_every
        watch = EngineWatch(
            engine.child, engine.http, lambda: engine.users > 0, tell, memory_limit=limit, every=every
        )
        await watch.run()

    async def _load(self, model: ModelFile) -> Engine:
        key, slots = secrets.token_urlsafe(24), self._slots(model)
        context = max(SMALLEST_CONTEXT, min(self.settings.context, model.context or self.settings.context))
        config = {
            "model": str(model.path.absolute()),
            "key": key,
            "slots": slots,
            "context": context,
            "size": model.size,
            "threads": self.settings.threads,
            "gpu_layers": self.settings.gpu_layers,
            "card": self.settings.card,
            "server": self.settings.server,
        }
        try:
            child = await self._spawn("engine", config, timeout=_LOAD_TIMEOUT)
        except RuntimeUnreachable as error:
            self._count_failure(model.name)
            if slots > self._least:  # there may be no memory for so many: the next try takes less
                self.settings = replace(self.settings, slots=max(self._least, slots // 2))
            # What the child said may name a path of the owner's; it stays in the chain, for the log.
            raise WillNotStart(
                Phrase("the built-in engine could not load the model '{name}'", name=model.name),
                next_step=Phrase("Check that its file is whole and that it fits into memory, or choose another model"),
            ) from error
        url, device = str(child.ready.get("url", "")), str(child.ready.get("device", ""))
        headers = {"Authorization": f"Bearer {key}"}
        confined = int(child.ready.get("confined", 0))
        http = HttpClient(url, headers=headers)
        return Engine(model, child, http, headers, device, context, slots, confined)

    def _count_failure(self, name: str) -> None:
        count = self._failures[name] = self._failures.get(name, 0) + 1
        pause = 0.0 if count == 1 else min(_LONGEST_BACK_OFF, 0.5 * 2.0 ** (count - 2))
        self._not_before[name] = time.monotonic() + pause


async def _computes(http: HttpClient) -> bool:
    """Whether a slot is at work. The engine answers between two batches only, so no answer means yes."""
    try:
        async with asyncio.timeout(0.1):
            answer = await http.request("GET", "/slots")
        return b'"is_processing":true' in answer.body
    except (TimeoutError, NetworkError):
        return True


async def _ended(child: Child) -> bool:
    """Whether it ended; its streams break a moment before the system tells so."""
    waiting = asyncio.ensure_future(child.wait())
    done, _ = await asyncio.wait([waiting], timeout=0.2)
    waiting.cancel()
    return bool(done)
