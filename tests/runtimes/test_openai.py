"""The OpenAI-compatible runtime against servers that behave as the real ones do; what all runtimes have in common
stands in contract/."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from desktop_app.domain.errors import CannotContinue, ContextTooLong, GenerationFailed, ModelMissing, RuntimeUnreachable
from desktop_app.domain.inference import Inference, Turn
from desktop_app.provider.ports import Finish
from desktop_app.runtimes import discovery
from desktop_app.runtimes import openai_servers as servers
from desktop_app.runtimes.ollama import OllamaRuntime
from desktop_app.runtimes.openai import OpenAiRuntime
from tests.runtimes.fake_ollama import SECRET, WORDS, FakeOllama
from tests.runtimes.fake_openai import (
    ROOM,
    FakeKobold,
    FakeLlamaCppPython,
    FakeLmStudio,
    FakeOpenAi,
    FakeRay,
    FakeVllm,
    FakeWebui,
)
from tests.runtimes.help import listen

KINDS = {
    "LM Studio": FakeLmStudio,
    "vLLM": FakeVllm,
    "KoboldCpp": FakeKobold,
    "text-generation-webui": FakeWebui,
    "model server": FakeOpenAi,
}
REQUEST = Inference("test-model", "Say your words", max_tokens=20)


@pytest.fixture(params=KINDS)
async def server(request: pytest.FixtureRequest) -> AsyncIterator[FakeOpenAi]:
    async with KINDS[request.param]() as fake:
        yield fake


@pytest.fixture
async def runtime(server: FakeOpenAi) -> AsyncIterator[OpenAiRuntime]:
    it = OpenAiRuntime(server.url, release_within=0.5)
    await it.start()
    yield it
    await it.close()


def job(server: FakeOpenAi) -> Inference:
    return replace(REQUEST, model=servers.display_name(server.model))


async def test_it_is_recognised(runtime: OpenAiRuntime, server: FakeOpenAi) -> None:
    assert isinstance(server, KINDS[runtime.name])
    (model,) = await runtime.models()
    assert model.name == servers.display_name(server.model)
    assert not model.name.endswith(".gguf")
    assert model.context == (None if isinstance(server, FakeWebui) or type(server) is FakeOpenAi else ROOM)


async def test_all_options_are_sent(runtime: OpenAiRuntime, server: FakeOpenAi) -> None:
    before = (Turn("user", "Hello"), Turn("assistant", "Yes?"))
    wanted = replace(job(server), system="Be brief", temperature=0.3, top_p=0.0, seed=4, stop=("END",), history=before)
    said = await listen(runtime, wanted)
    assert said.text == "".join(WORDS[:20])
    assert said.finish is not None and (said.finish.reason, said.finish.tokens, said.tokens) == ("length", 20, 20)
    _, body = server.asked[-1]
    assert body["model"] == server.model
    assert [m["content"] for m in body["messages"]] == ["Be brief", "Hello", "Yes?", "Say your words"]
    assert (body["max_tokens"], body["temperature"], body["seed"], body["stop"]) == (20, 0.3, 4, ["END"])
    assert 0 < body["top_p"] <= 0.001


async def test_counts_are_the_servers_where_it_counts(runtime: OpenAiRuntime, server: FakeOpenAi) -> None:
    said = await listen(runtime, job(server))
    told = 0 if type(server) in (FakeOpenAi, FakeKobold) else 6
    assert said.finish == Finish("length", told, 20)


async def test_a_key_that_is_asked_for(server: FakeOpenAi) -> None:
    server.key = "sesame"
    for given in (None, "wrong"):
        shut_out = OpenAiRuntime(server.url, key=given)
        with pytest.raises(RuntimeUnreachable, match="asks for a key") as refused:
            await shut_out.start()
        assert "in the settings" in refused.value.next_step and refused.value.in_settings
        await shut_out.close()
        found = await discovery.at(server.url, given)
        assert isinstance(found, OpenAiRuntime)
        await found.close()
    let_in = OpenAiRuntime(server.url + "/v1", key="sesame")
    await let_in.start()
    assert (await listen(let_in, job(server))).text == "".join(WORDS[:20])
    await let_in.close()


async def test_another_model_was_loaded_meanwhile() -> None:
    async with FakeWebui() as server:
        runtime = OpenAiRuntime(server.url)
        await runtime.start()
        server.model = "something-else.gguf"
        with pytest.raises(ModelMissing):
            await listen(runtime, REQUEST)
        server.loaded = False
        with pytest.raises(ModelMissing, match="no model"):
            await runtime.start()
        await runtime.close()


async def test_an_answer_that_might_not_fit_is_asked_for_shorter() -> None:
    async with FakeVllm() as server:
        runtime = OpenAiRuntime(server.url)
        said = await listen(runtime, replace(job(server), prompt="word " * (ROOM - 50), max_tokens=400))
        assert said.finish is not None and said.finish.reason == "stop"
        assert server.asked[-1][1]["max_tokens"] == 47
        await runtime.close()


async def test_a_server_that_begins_anew() -> None:
    async with FakeWebui() as server:
        runtime = OpenAiRuntime(server.url)
        assert (await listen(runtime, REQUEST, "It said this")).text == "".join(WORDS[:20])
        server.first_words = lambda body: "Well, "  # type: ignore[method-assign]
        with pytest.raises(GenerationFailed, match="anew"):
            await listen(runtime, REQUEST, "It said this")
        await runtime.close()


async def test_thinking_counts_and_is_not_the_answer() -> None:
    class Thinks(FakeVllm):
        def event(self, body, delta, end=None, **more):  # type: ignore[no-untyped-def]
            if self.sent < 7 and delta.get("content"):
                delta = {"reasoning_content": delta["content"]}
            return super().event(body, delta, end, **more)

    async with Thinks() as server:
        runtime = OpenAiRuntime(server.url)
        said = await listen(runtime, job(server))
        assert (said.text, said.tokens) == ("".join(WORDS[7:20]), 20)
        await runtime.close()


@pytest.mark.parametrize("status", [400, 404, 413, 422, 500, 503])
async def test_a_no_is_told_without_quoting(status: int) -> None:
    class SaysNo(FakeOpenAi):
        def refusal(self, body):  # type: ignore[no-untyped-def]
            from starlette.responses import JSONResponse

            return JSONResponse({"error": f"no {SECRET}"}, status)

    async with SaysNo() as server:
        runtime = OpenAiRuntime(server.url)
        with pytest.raises(RuntimeUnreachable if status == 503 else (GenerationFailed, ModelMissing)) as failure:
            await listen(runtime, REQUEST)
        assert SECRET not in str(failure.value)
        await runtime.close()


@pytest.mark.parametrize(
    ("model_id", "shown"),
    [
        ("/home/me/models/llama-3.gguf", "llama-3"),
        ("C:\\Users\\me\\qwen.GGUF", "qwen"),
        ("D:/models/qwen", "qwen"),
        ("Qwen/Qwen3-4B", "Qwen/Qwen3-4B"),
        ("koboldcpp/mistral-7b", "koboldcpp/mistral-7b"),
        ("qwen2.5:7b", "qwen2.5:7b"),
        ("models/tiny.gguf", "tiny"),
    ],
)
def test_a_path_is_never_a_models_name(model_id: str, shown: str) -> None:
    assert servers.display_name(model_id) == shown


# ---- finding them ----


async def test_a_named_address_tells_what_it_is(server: FakeOpenAi, ollama: FakeOllama) -> None:
    found = await discovery.at(server.url)
    assert isinstance(found, OpenAiRuntime) and isinstance(server, KINDS[found.name])
    await found.close()
    found = await discovery.at(ollama.url)
    assert isinstance(found, OllamaRuntime)
    await found.close()


async def test_an_address_where_nothing_answers_yet(free_port: int) -> None:
    for address, key, kind in (
        (f"http://127.0.0.1:{free_port}", None, OllamaRuntime),
        (f"http://127.0.0.1:{free_port}/v1", None, OpenAiRuntime),
        (f"http://127.0.0.1:{free_port}", "a key", OpenAiRuntime),
    ):
        found = await discovery.at(address, key)
        assert type(found) is kind
        with pytest.raises(RuntimeUnreachable):
            await found.start()
        await found.close()


async def test_the_first_known_server_with_a_model(ollama: FakeOllama, free_port: int, web_page: str) -> None:
    nobody = f"http://127.0.0.1:{free_port}"
    async with FakeKobold() as kobold, FakeVllm() as vllm, FakeOpenAi() as stranger:
        order = [nobody, ollama.url, web_page, stranger.url, kobold.url, vllm.url]
        found, hints = await discovery.first_with_models(order)
        assert found is not None and found.name == "ollama"
        await found.close()
        ollama.models.clear()
        found, hints = await discovery.first_with_models(order)
        assert found is not None and found.name == "KoboldCpp"
        await found.close()
        vllm.key = "sesame"
        found, hints = await discovery.first_with_models([nobody, web_page, stranger.url, vllm.url])
        assert found is None
        assert [stranger.url in hints[0], "unknown kind" in hints[0]] == [True, True]
        assert [vllm.url in hints[1], "asks for a key" in hints[1], len(hints)] == [True, True, 2]


def test_the_usual_ports() -> None:
    ports = [int(url.rpartition(":")[2]) for url in discovery.USUAL]
    assert ports == [11434, 1234, 8080, 5001, 8000, 5000]


async def test_too_long_a_prompt_for_one_that_counts_without_a_template() -> None:
    async with FakeKobold() as server:
        runtime = OpenAiRuntime(server.url)
        with pytest.raises(ContextTooLong, match="tokens"):
            await listen(runtime, replace(job(server), prompt="word " * (ROOM - 20)))
        assert not [path for path, _ in server.asked if path.endswith("completions")]
        await runtime.close()


async def test_a_server_that_breaks_off_for_the_next_request_is_asked_one_thing_at_a_time() -> None:
    async with FakeLlamaCppPython() as server:
        runtime = OpenAiRuntime(server.url)
        await runtime.start()
        assert runtime.name == "llama-cpp-python server"
        server.fault = "slow"
        stream = runtime.generate(job(server))
        pieces = [await anext(stream)]
        second = asyncio.create_task(listen(runtime, job(server)))
        assert [model.name for model in await runtime.models()] == ["test-model"], "known from before"
        pieces += [piece async for piece in stream]
        said = await second
        assert isinstance(pieces[-1], Finish) and said.finish is not None and said.tokens == 20
        assert server.interrupted == 0
        await runtime.close()


async def test_ray_serve_is_not_taken_for_lm_studio() -> None:
    async with FakeRay() as server:
        runtime = OpenAiRuntime(server.url)
        await runtime.start()
        assert runtime.name == "Ray Serve"
        rest = await listen(runtime, job(server), "".join(WORDS[:5]))
        assert rest.text == "".join(WORDS[5:25])
        assert server.asked[-1][1]["continue_final_message"] is True
        await runtime.close()


async def test_a_server_of_an_unknown_kind_is_never_asked_to_go_on() -> None:
    async with FakeOpenAi() as server:
        runtime = OpenAiRuntime(server.url)
        with pytest.raises(CannotContinue):
            await listen(runtime, job(server), "Once upon")
        assert server.asked == []
        await runtime.close()
