"""The Ollama runtime against a real HTTP server that behaves as Ollama does, and misbehaves on demand."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest

from desktop_app.domain.errors import ContextTooLong, GenerationFailed, ModelMissing, RuntimeUnreachable
from desktop_app.domain.inference import Inference
from desktop_app.provider.ports import Finish
from desktop_app.runtimes.ollama import OllamaRuntime, found
from tests.runtimes.fake_ollama import SAME, SECRET, WORDS, FakeOllama
from tests.runtimes.help import first, listen

REQUEST = Inference(SAME, "Say your words", max_tokens=20)
WHOLE = "".join(WORDS[:20])


@pytest.fixture
async def runtime(ollama: FakeOllama):
    it = OllamaRuntime(ollama.url, release_within=0.6)
    await it.start()
    yield it
    await it.close()


async def test_a_generation_streams(runtime: OllamaRuntime, ollama: FakeOllama) -> None:
    request = replace(REQUEST, system="Be brief", temperature=0.3, top_p=0.9, seed=4, stop=("END",))
    said = await listen(runtime, request)
    assert said.text == WHOLE
    assert said.tokens == 20
    assert said.finish == Finish("length", 11, 20)
    path, body = ollama.asked[-1]
    assert path == "/api/generate"
    assert (body["prompt"], body["system"], body["truncate"]) == ("Say your words", "Be brief", False)
    wanted = {"num_predict": 20, "num_ctx": 4096, "temperature": 0.3, "top_p": 0.9, "seed": 4, "stop": ["END"]}
    assert body["options"] == wanted


async def test_it_ends_by_itself(runtime: OllamaRuntime) -> None:
    said = await listen(runtime, replace(REQUEST, max_tokens=400))
    assert said.finish == Finish("stop", 11, len(WORDS))


async def test_a_continued_text(runtime: OllamaRuntime, ollama: FakeOllama) -> None:
    part = await listen(runtime, REQUEST, pieces=8)
    rest = await listen(runtime, replace(REQUEST, max_tokens=12, seed=3), part.text)
    assert part.text + rest.text == WHOLE
    path, body = ollama.asked[-1]
    assert path == "/api/chat"
    assert body["messages"][-1] == {"role": "assistant", "content": part.text}
    assert body["options"]["seed"] != 3


async def test_models_that_write_text_with_their_context(runtime: OllamaRuntime, ollama: FakeOllama) -> None:
    (model,) = await runtime.models()
    assert (model.name, model.size, model.context) == (SAME, 1234, 8192)
    shown = len(ollama.asked)
    await runtime.models()
    assert len(ollama.asked) == shown, "a model is asked about once"


async def test_no_models(ollama: FakeOllama) -> None:
    ollama.models.clear()
    runtime = OllamaRuntime(ollama.url)
    with pytest.raises(ModelMissing, match="no model yet"):
        await runtime.start()
    await runtime.close()


async def test_an_unknown_model(runtime: OllamaRuntime) -> None:
    with pytest.raises(ModelMissing):
        await listen(runtime, replace(REQUEST, model="nope:1b"))


@pytest.mark.parametrize("fault", ["cut", "garbage", "error", "unload", "500"])
async def test_what_can_go_wrong(runtime: OllamaRuntime, ollama: FakeOllama, fault: str) -> None:
    ollama.fault = fault
    with pytest.raises(GenerationFailed) as failure:
        await listen(runtime, REQUEST)
    assert SECRET not in str(failure.value) and "word" not in str(failure.value)
    ollama.fault = ""
    assert (await listen(runtime, REQUEST)).text == WHOLE


async def test_a_slow_stream(runtime: OllamaRuntime, ollama: FakeOllama) -> None:
    ollama.fault = "slow"
    assert (await listen(runtime, REQUEST)).text == WHOLE


async def test_silence_is_a_failure(
    runtime: OllamaRuntime, ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.runtimes.ollama._LONGEST_SILENCE", 0.01)
    ollama.fault = "slow"
    with pytest.raises(GenerationFailed, match="said nothing for too long"):
        await listen(runtime, REQUEST)


async def test_line_ends_of_other_alphabets_are_text(runtime: OllamaRuntime, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = ["a\u2028b", "c\u0085d", "\u2029", "e\x0bf", "g\r\nh", "日本", "🙂"]
    monkeypatch.setattr("tests.runtimes.fake_ollama.WORDS", odd)
    assert (await listen(runtime, REQUEST)).text == "".join(odd)


async def test_closing_the_stream_hangs_up(runtime: OllamaRuntime, ollama: FakeOllama) -> None:
    ollama.fault = "endless"
    stream = runtime.generate(REQUEST)
    await first(stream)
    began = time.monotonic()
    await stream.aclose()
    await asyncio.wait_for(ollama.hung_up.wait(), 2.0)
    assert time.monotonic() - began < 0.3
    sent = ollama.sent
    await asyncio.sleep(0.1)
    assert ollama.sent == sent


async def test_a_prompt_longer_than_the_context(runtime: OllamaRuntime) -> None:
    with pytest.raises(ContextTooLong, match="room"):
        await listen(runtime, replace(REQUEST, prompt="words " * 5000))
    with pytest.raises(ContextTooLong, match="bytes"):
        await listen(runtime, replace(REQUEST, prompt="words " * 50000))


async def test_a_long_prompt_gets_a_larger_context(runtime: OllamaRuntime, ollama: FakeOllama) -> None:
    await listen(runtime, replace(REQUEST, prompt="words " * 2000))
    assert ollama.asked[-1][1]["options"]["num_ctx"] == 8192


async def test_release_unloads_and_looks(runtime: OllamaRuntime, ollama: FakeOllama) -> None:
    await listen(runtime, REQUEST)
    assert ollama.loaded
    assert await runtime.release() is True
    assert not ollama.loaded


async def test_a_model_that_stays_loaded(runtime: OllamaRuntime, ollama: FakeOllama) -> None:
    await listen(runtime, REQUEST)
    ollama.stubborn = True
    assert await runtime.release() is False


async def test_found(ollama: FakeOllama, free_port: int) -> None:
    assert await found(ollama.url)
    assert not await found(f"http://127.0.0.1:{free_port}")


async def test_nothing_answers(free_port: int) -> None:
    runtime = OllamaRuntime(f"http://127.0.0.1:{free_port}")
    for attempt in (runtime.start(), runtime.models(), listen(runtime, REQUEST)):
        with pytest.raises(RuntimeUnreachable):
            await attempt
    assert await runtime.release() is False
    assert isinstance(await runtime.pids(), tuple)
    await runtime.close()


async def test_something_else_answers(web_page: str) -> None:
    assert not await found(web_page)
    runtime = OllamaRuntime(web_page)
    with pytest.raises(RuntimeUnreachable, match="not Ollama"):
        await runtime.start()
    with pytest.raises(GenerationFailed):
        await listen(runtime, REQUEST)
    await runtime.close()
