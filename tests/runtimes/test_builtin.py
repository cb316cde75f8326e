"""The built-in runtime with the real engine and a tiny model."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from contextlib import aclosing, suppress
from dataclasses import replace
from pathlib import Path

import msgspec
import psutil
import pytest

from desktop_app.domain.errors import ContextTooLong, GenerationFailed, ModelMissing, RuntimeUnreachable
from desktop_app.provider.ports import Finish
from desktop_app.runtimes import gguf, llama_server, practice_model
from desktop_app.runtimes.builtin import BuiltInRuntime
from desktop_app.runtimes.engine import batch_tokens
from desktop_app.system.child import SpawnChild
from tests.runtimes.help import LARGE, MODEL, OTHER, REQUEST, busy_slots, first, listen, until, until_busy


async def test_a_generation_streams_and_ends_with_its_counts(runtime: BuiltInRuntime) -> None:
    said = await listen(runtime, REQUEST)
    assert said.finish == Finish("length", said.finish.prompt_tokens, 120)
    assert said.finish.prompt_tokens > 5
    assert said.tokens == 120
    assert len(said.pieces) > 100
    assert said.text.isprintable()
    assert len(said.text.split()) > 60


async def test_the_models_and_the_notes(runtime: BuiltInRuntime) -> None:
    models = {model.name: model for model in await runtime.models()}
    assert set(models) == {MODEL, OTHER}
    assert models[MODEL].context == 4096
    assert models[MODEL].size and models[MODEL].size < 500_000
    assert "nonsense" in models[MODEL].note and "nonsense" in runtime.note
    assert "processor" in runtime.note or "Runs on" in runtime.note


async def test_the_practice_model_is_not_for_sale(models_dir: Path, spawn: SpawnChild) -> None:
    for_sale = BuiltInRuntime(models_dir, spawn)
    assert await for_sale.models() == ()
    with pytest.raises(ModelMissing, match="no model"):
        await for_sale.start()


async def test_closing_the_stream_stops_the_engine(runtime: BuiltInRuntime) -> None:
    stream = runtime.generate(replace(REQUEST, max_tokens=900))
    await first(stream)
    assert await busy_slots(runtime) == 1
    began = time.monotonic()
    await stream.aclose()
    while await busy_slots(runtime):
        assert time.monotonic() - began < 0.3, "a closed stream must stop within 0.3 s"
    assert (await listen(runtime, replace(REQUEST, max_tokens=5))).finish is not None


async def test_cancelling_the_task_stops_the_engine(runtime: BuiltInRuntime) -> None:
    task = asyncio.create_task(listen(runtime, replace(REQUEST, max_tokens=900)))
    await until_busy(runtime)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    began = time.monotonic()
    while await busy_slots(runtime):
        assert time.monotonic() - began < 0.3


async def test_a_prompt_that_is_being_read_stops_too(large_runtime: BuiltInRuntime) -> None:
    """A batch of a prompt cannot be interrupted; where the next look comes too late, the engine is ended."""
    task = asyncio.create_task(listen(large_runtime, replace(REQUEST, model=LARGE, prompt="gpu market. " * 650)))
    await until_busy(large_runtime)
    (pid,) = await large_runtime.pids()
    began = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    while psutil.pid_exists(pid) and await busy_slots(large_runtime):
        assert time.monotonic() - began < 0.6, "0.3 s on a machine that does nothing else"
    assert (await listen(large_runtime, replace(REQUEST, model=LARGE, max_tokens=2))).tokens == 2


async def test_an_engine_that_does_not_stop_is_ended(runtime: BuiltInRuntime) -> None:
    (pid,) = await runtime.pids()
    stream = runtime.generate(replace(REQUEST, max_tokens=900))
    await first(stream)
    os.kill(pid, signal.SIGSTOP)  # as good as a batch that takes for ever
    await stream.aclose()
    assert await until(lambda: not psutil.pid_exists(pid)) < 0.5
    assert (await listen(runtime, replace(REQUEST, max_tokens=2))).tokens == 2


@pytest.mark.parametrize("cut", [1, 7, 60, 119])
async def test_a_continued_text_is_the_uninterrupted_one(runtime: BuiltInRuntime, cut: int) -> None:
    whole = await listen(runtime, REQUEST)
    part = await listen(runtime, REQUEST, pieces=cut)
    rest = await listen(runtime, replace(REQUEST, max_tokens=120 - part.tokens), part.text)
    assert part.tokens + rest.tokens == 120
    assert part.text + rest.text == whole.text
    assert rest.finish is not None and whole.finish is not None
    assert rest.finish.prompt_tokens == whole.finish.prompt_tokens


async def test_what_is_there_is_not_computed_again(runtime: BuiltInRuntime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine tells how much of the continued text it still has; another job ran in between."""
    told: list[dict[str, int]] = []
    decode = llama_server._decode

    def listening(line: bytes) -> object:
        if b'"prompt_progress"' in line:
            told.append(msgspec.json.decode(line[6:])["prompt_progress"])
        return decode(line)

    monkeypatch.setattr(llama_server, "_decode", listening)
    request = replace(REQUEST, prompt="gpu market. " * 60)
    part = await listen(runtime, request, pieces=40)
    await listen(runtime, replace(REQUEST, prompt="Another customer's", max_tokens=20))
    assert {one["cache"] for one in told} == {0}, "a first part never uses what others left"
    told.clear()
    rest = await listen(runtime, replace(request, max_tokens=80), part.text)
    assert told and all(one["cache"] > 200 and one["total"] - one["cache"] < 10 for one in told)
    assert rest.tokens == 80


async def test_continued_on_a_new_engine_after_a_kill(runtime: BuiltInRuntime) -> None:
    request = replace(REQUEST, max_tokens=900)  # many more than what comes at once
    whole = await listen(runtime, request)
    (pid,) = await runtime.pids()
    async with aclosing(runtime.generate(request)) as stream:
        text, tokens = "", 0
        with pytest.raises(GenerationFailed, match="process ended") as failure:
            async for part in stream:
                assert not isinstance(part, Finish)
                text, tokens = text + part.text, tokens + part.tokens
                if 40 <= tokens < 40 + part.tokens:
                    os.kill(pid, signal.SIGKILL)
    assert REQUEST.prompt not in str(failure.value)
    assert 40 <= tokens < 900
    rest = await listen(runtime, replace(request, max_tokens=900 - tokens), text)
    assert text + rest.text == whole.text


async def test_a_seed_is_honoured(runtime: BuiltInRuntime) -> None:
    request = replace(REQUEST, temperature=1.0, seed=5, max_tokens=30)
    once, again = await listen(runtime, request), await listen(runtime, request)
    other = await listen(runtime, replace(request, seed=6))
    assert once.text == again.text != other.text


async def test_a_stop_word_ends_it(runtime: BuiltInRuntime) -> None:
    whole = await listen(runtime, REQUEST)
    word = whole.text.split()[9]
    said = await listen(runtime, replace(REQUEST, stop=(f" {word}",)))
    assert said.finish is not None and said.finish.reason == "stop"
    assert whole.text.startswith(said.text)
    assert word not in said.text.split()


async def test_a_system_text_changes_the_answer(runtime: BuiltInRuntime) -> None:
    plain, steered = await listen(runtime, REQUEST), await listen(runtime, replace(REQUEST, system="Sing!"))
    assert plain.finish is not None and steered.finish is not None
    assert steered.finish.prompt_tokens > plain.finish.prompt_tokens


async def test_four_streams_at_once(runtime: BuiltInRuntime) -> None:
    requests = [replace(REQUEST, prompt=f"Job {number}") for number in range(4)]
    alone = [await listen(runtime, request) for request in requests]
    streams = [runtime.generate(replace(request, max_tokens=600)) for request in requests]
    await asyncio.gather(*(first(stream) for stream in streams))
    assert await busy_slots(runtime) == 4, "computed together, not one after the other"
    await asyncio.gather(*(stream.aclose() for stream in streams))
    together = await asyncio.gather(*(listen(runtime, request) for request in requests))
    assert [said.finish for said in together] == [said.finish for said in alone]
    assert all(said.tokens == 120 for said in together)


async def test_a_fifth_stream_waits_for_a_slot(runtime: BuiltInRuntime) -> None:
    request = replace(REQUEST, max_tokens=40)
    together = await asyncio.gather(*(listen(runtime, request) for _ in range(6)))
    assert all(said.tokens == 40 for said in together)


async def test_a_prompt_longer_than_the_context(runtime: BuiltInRuntime) -> None:
    with pytest.raises(ContextTooLong, match="room for 1024") as failure:
        await listen(runtime, replace(REQUEST, prompt="gpu market " * 3000))
    assert "market" not in str(failure.value)
    assert (await listen(runtime, replace(REQUEST, max_tokens=3))).tokens == 3


async def test_an_answer_that_fills_the_context_ends_there(runtime: BuiltInRuntime) -> None:
    said = await listen(runtime, replace(REQUEST, max_tokens=4000))
    assert said.finish is not None and said.finish.reason == "length"
    assert 900 < said.tokens < 1024


@pytest.mark.parametrize("name", ["nope", "../models/practice-tiny", f"{MODEL}.gguf", ""])
async def test_an_unknown_model(runtime: BuiltInRuntime, name: str) -> None:
    with pytest.raises(ModelMissing):
        await listen(runtime, replace(REQUEST, model=name))


async def test_two_models_take_turns(runtime: BuiltInRuntime) -> None:
    """A job for another model waits for the running ones, and later jobs wait behind it."""
    order: list[str] = []

    async def job(name: str, model: str, tokens: int) -> str:
        said = await listen(runtime, replace(REQUEST, model=model, max_tokens=tokens))
        order.append(name)
        return said.text

    before = await runtime.pids()
    running = asyncio.create_task(job("first", MODEL, 400))
    await until_busy(runtime)
    other = asyncio.create_task(job("other", OTHER, 50))
    await asyncio.sleep(0)
    behind = asyncio.create_task(job("behind", MODEL, 50))
    texts = await asyncio.gather(running, other, behind)
    assert order == ["first", "other", "behind"]
    assert texts[1] != texts[2]
    assert before != await runtime.pids()


async def test_release_gives_the_memory_back(runtime: BuiltInRuntime) -> None:
    (pid,) = await runtime.pids()
    assert psutil.Process(pid).memory_info().rss > 20 * 2**20
    began = time.monotonic()
    assert await runtime.release() is True
    assert time.monotonic() - began < 1.5
    assert not psutil.pid_exists(pid)
    assert await runtime.pids() == ()
    assert (await listen(runtime, replace(REQUEST, max_tokens=3))).tokens == 3


async def test_release_ends_running_streams(runtime: BuiltInRuntime) -> None:
    running = asyncio.create_task(listen(runtime, replace(REQUEST, max_tokens=900)))
    await until_busy(runtime)
    assert await runtime.release()
    with pytest.raises(GenerationFailed):
        await asyncio.wait_for(running, 2.0)


async def test_release_while_the_model_is_loading(models_dir: Path, spawn: SpawnChild) -> None:
    runtime = BuiltInRuntime(models_dir, spawn, with_practice=True)
    task = asyncio.create_task(listen(runtime, REQUEST))
    await until(lambda: runtime._host._loading is not None)
    await asyncio.sleep(0.05)
    assert await runtime.release()
    with pytest.raises(RuntimeUnreachable, match="told to stop"):
        await task
    assert await runtime.pids() == ()


async def test_a_broken_model_file(models_dir: Path, spawn: SpawnChild, tmp_path: Path) -> None:
    whole = (models_dir / f"{MODEL}.gguf").read_bytes()
    (tmp_path / "short.gguf").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.gguf").write_bytes(b"not a model")
    shutil.copy(models_dir / f"{MODEL}.gguf", tmp_path)
    runtime = BuiltInRuntime(tmp_path, spawn, threads=1, with_practice=True)
    assert [model.name for model in await runtime.models()] == [MODEL, "short"]
    with pytest.raises(RuntimeUnreachable, match="could not load the model 'short'") as failure:
        await listen(runtime, replace(REQUEST, model="short"))
    assert str(tmp_path) not in str(failure.value)
    assert (await listen(runtime, replace(REQUEST, max_tokens=3))).tokens == 3, "the other models still run"
    await runtime.close()


async def test_restarts_pause_ever_longer(runtime: BuiltInRuntime) -> None:
    pauses = []
    for _ in range(3):
        runtime._host._count_failure(MODEL)
        pauses.append(runtime._host._not_before[MODEL] - time.monotonic())
    assert pauses[0] <= 0 < pauses[1] < pauses[2] < 2
    await runtime.release()
    began = time.monotonic()
    assert (await listen(runtime, replace(REQUEST, max_tokens=2))).tokens == 2
    assert time.monotonic() - began > 0.5
    assert runtime._host._failures == {}, "a finished generation starts the count anew"


async def test_nobody_else_may_use_the_engine(runtime: BuiltInRuntime) -> None:
    engine = runtime._host.engine
    assert engine is not None
    from desktop_app.net.client import HttpClient

    stranger = HttpClient(engine.http.base_url)
    for path in ("/completion", "/tokenize", "/apply-template"):
        assert (await stranger.request("POST", path, json={"prompt": "x", "content": "x"})).status == 401
    assert (await stranger.request("GET", "/slots")).status == 401
    await stranger.close()
    words = psutil.Process(engine.child.pid).cmdline() + list(psutil.Process(engine.child.pid).environ().values())
    key = engine.headers["Authorization"].split()[-1]
    assert not [word for word in words if key in word or ".gguf" in word]


async def test_streams_that_come_and_go(runtime: BuiltInRuntime) -> None:
    """Closed, cancelled and finished streams in any mixture leave nothing running."""
    tasks = [asyncio.create_task(listen(runtime, replace(REQUEST, max_tokens=n * 20))) for n in range(1, 9)]
    await asyncio.sleep(0.1)
    for task in tasks[::2]:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task
    engine = runtime._host.engine
    assert engine is not None and engine.users == 0
    began = time.monotonic()
    while await busy_slots(runtime):
        assert time.monotonic() - began < 0.3


def test_a_large_model_has_small_batches() -> None:
    assert [batch_tokens(size, on_card=False) for size in (300_000, 2 * 2**30)] == [64, 32]
    assert batch_tokens(8 * 2**30, on_card=True) == 512


async def test_a_folder_that_is_not_there(spawn: SpawnChild, tmp_path: Path) -> None:
    runtime = BuiltInRuntime(tmp_path / "none", spawn)
    assert await runtime.models() == ()
    with pytest.raises(ModelMissing):
        await runtime.start()


async def test_files_that_are_no_language_models(spawn: SpawnChild, tmp_path: Path) -> None:
    practice_model.ensure(tmp_path)
    whole = (tmp_path / f"{MODEL}.gguf").read_bytes()
    sees, writes = (gguf.entry("general.architecture", name) for name in ("clip", "llama"))
    (tmp_path / "eyes.gguf").write_bytes(whole.replace(writes, sees, 1))
    (tmp_path / ".practice.gguf.1.part").write_bytes(whole)
    (tmp_path / "big-00001-of-00002.gguf").write_bytes(whole)
    runtime = BuiltInRuntime(tmp_path, spawn, with_practice=True)
    assert [model.name for model in await runtime.models()] == [MODEL]
    (tmp_path / "big-00002-of-00002.gguf").write_bytes(whole)
    both = {model.name: model.size for model in await runtime.models()}
    assert both == {MODEL: len(whole), "big": 2 * len(whole)}
