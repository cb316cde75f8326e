"""The runtimes that the contract is tried on: real engines, and servers that behave as recorded ones do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.domain.inference import Inference
from desktop_app.net.client import HttpClient
from desktop_app.provider.ports import Runtime
from desktop_app.runtimes import openai_servers as servers
from desktop_app.runtimes.builtin import BuiltInRuntime
from desktop_app.runtimes.ollama import OllamaRuntime
from desktop_app.runtimes.openai import OpenAiRuntime
from desktop_app.system.child import SpawnChild
from tests.runtimes import fake_openai
from tests.runtimes.fake_ollama import SAME, FakeOllama
from tests.runtimes.help import MODEL, busy_slots, child_command

CONTEXT = 1024


@dataclass
class Subject:
    """`busy` counts the generations that the server itself knows of. `endless` makes the next ones long, `crash` ends
    whatever computes, `misbehave` makes the next generation go wrong in the named way (only replayed servers can)."""

    runtime: Runtime
    request: Inference
    busy: Callable[[], Awaitable[int]]
    crash: Callable[[], Awaitable[object]]
    server: Any = None
    frees: bool = False
    comes_back: bool = True
    tells_room: bool = True
    continues: bool = True
    pids: set[int] = field(default_factory=set)

    def misbehave(self, fault: str) -> bool:
        """False where this subject cannot be made to."""
        if self.server is None:
            return fault == "endless"
        self.server.fault = fault
        return True


@asynccontextmanager
async def built_in(models_dir: Path) -> AsyncIterator[Subject]:
    """The real engine in its child process."""
    runtime = BuiltInRuntime(
        models_dir, SpawnChild(child_command), slots=4, context=CONTEXT, threads=1, prefer=MODEL, with_practice=True
    )
    await runtime.start()

    async def crash() -> None:
        engine = runtime._host.engine
        assert engine is not None
        await engine.child.kill()

    request = Inference(MODEL, "Count the fans in the market", max_tokens=60, temperature=0.0)
    yield Subject(runtime, request, lambda: busy_slots(runtime), crash, frees=True, pids=set(await runtime.pids()))
    await runtime.close()


@asynccontextmanager
async def llama_cpp(models_dir: Path) -> AsyncIterator[Subject]:
    """A real llama.cpp server with a key, as somebody else's: only its address is known."""
    path = models_dir / f"{MODEL}.gguf"
    config = {
        "model": str(path), "size": path.stat().st_size, "key": "sesame", "slots": 2, "context": CONTEXT, "threads": 1,
        "gpu_layers": None, "card": "",
    }  # fmt: skip
    child = await SpawnChild(child_command)("engine", config)
    runtime = OpenAiRuntime(child.ready["url"], key="sesame")
    await runtime.start()
    asking = HttpClient(child.ready["url"], headers={"Authorization": "Bearer sesame"})

    async def busy() -> int:
        return (await asking.request("GET", "/slots")).body.count(b'"is_processing":true')

    request = Inference(MODEL, "Count the fans in the market", max_tokens=60, temperature=0.0)
    yield Subject(runtime, request, busy, child.kill, comes_back=False, pids={child.pid})
    await asking.close()
    await runtime.close()
    await child.kill()


@asynccontextmanager
async def ollama(_: Path) -> AsyncIterator[Subject]:
    async with FakeOllama() as server:
        runtime = OllamaRuntime(server.url, release_within=1.0)
        await runtime.start()
        yield _replayed(runtime, server, SAME, frees=True)
        await runtime.close()


def _openai(kind: type[fake_openai.FakeOpenAi]) -> Callable[[Path], Any]:
    @asynccontextmanager
    async def subject(_: Path) -> AsyncIterator[Subject]:
        async with kind() as server:
            runtime = OpenAiRuntime(server.url, release_within=1.0)
            await runtime.start()
            frees = runtime.name == servers.LM_STUDIO.name
            subject = _replayed(runtime, server, servers.display_name(server.model), frees=frees)
            subject.tells_room = runtime.name not in (servers.WEBUI.name, servers.LLAMA_CPP_PYTHON.name)
            subject.continues = runtime.name != servers.LLAMA_CPP_PYTHON.name
            yield subject
            await runtime.close()

    return subject


def _replayed(runtime: Runtime, server: Any, model: str, *, frees: bool) -> Subject:
    async def busy() -> int:
        return int(server.generating)

    async def crash() -> None:
        server.fault = "cut"

    request = Inference(model, "Say your words", max_tokens=20, temperature=0.0)
    return Subject(runtime, request, busy, crash, server, frees)


SUBJECTS: dict[str, Callable[[Path], Any]] = {
    "built-in": built_in,
    "llama.cpp": llama_cpp,
    "Ollama": ollama,
    "LM Studio": _openai(fake_openai.FakeLmStudio),
    "vLLM": _openai(fake_openai.FakeVllm),
    "KoboldCpp": _openai(fake_openai.FakeKobold),
    "text-generation-webui": _openai(fake_openai.FakeWebui),
    "llama-cpp-python": _openai(fake_openai.FakeLlamaCppPython),
    "Ray Serve": _openai(fake_openai.FakeRay),
}
REPLAYED = [name for name in SUBJECTS if name not in ("built-in", "llama.cpp")]
