"""Which runtime a machine uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import ProfileError
from desktop_app.runtimes.builtin import BuiltInRuntime
from desktop_app.runtimes.choose import choose
from desktop_app.runtimes.ollama import OllamaRuntime
from desktop_app.system.child import SpawnChild
from tests.runtimes.fake_ollama import FakeOllama
from tests.runtimes.fake_openai import FakeVllm
from tests.runtimes.help import MODEL, REQUEST, listen


async def test_ollama_where_it_has_models(ollama: FakeOllama, spawn: SpawnChild, tmp_path: Path) -> None:
    runtime = await choose(tmp_path, spawn, usual=[ollama.url])
    assert isinstance(runtime, OllamaRuntime) and runtime.url == ollama.url
    await runtime.close()


async def test_the_engine_where_ollama_has_none(ollama: FakeOllama, spawn: SpawnChild, tmp_path: Path) -> None:
    ollama.models.clear()
    assert isinstance(await choose(tmp_path, spawn, usual=[ollama.url]), BuiltInRuntime)


async def test_what_else_could_be_used_is_said(spawn: SpawnChild, tmp_path: Path) -> None:
    async with FakeVllm() as locked:
        locked.key = "sesame"
        runtime = await choose(tmp_path, spawn, usual=[locked.url])
    assert isinstance(runtime, BuiltInRuntime)
    assert locked.url in runtime.note and "its key in the settings" in runtime.note


async def test_the_engine_where_nothing_answers(free_port: int, spawn: SpawnChild, tmp_path: Path) -> None:
    runtime = await choose(tmp_path, spawn, usual=[f"http://127.0.0.1:{free_port}"])
    assert isinstance(runtime, BuiltInRuntime)
    assert await runtime.models() == ()


async def test_the_named_address_wins(free_port: int, spawn: SpawnChild, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port}"
    runtime = await choose(tmp_path, spawn, url=url, practice=True)
    assert isinstance(runtime, OllamaRuntime) and runtime.url == url
    await runtime.close()


async def test_practice_always_has_its_model(ollama: FakeOllama, spawn: SpawnChild, tmp_path: Path) -> None:
    runtime = await choose(tmp_path / "models", spawn, practice=True, threads=1, usual=[ollama.url])
    assert isinstance(runtime, BuiltInRuntime)
    await runtime.start()
    assert [model.name for model in await runtime.models()] == [MODEL]
    assert (await listen(runtime, REQUEST)).tokens == 120
    await runtime.close()


async def test_a_folder_that_cannot_be_written(spawn: SpawnChild, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProfileError, match="cannot be written"):
        await choose(tmp_path / "file", spawn, practice=True)
