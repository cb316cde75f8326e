"""A real HTTP server that behaves as LM Studio, vLLM, KoboldCpp or text-generation-webui do, each in its own way, and
misbehaves on demand. The shapes of the messages are those of the servers' records; the words are ours."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.runtimes.fake_ollama import SECRET, WORDS
from tests.runtimes.serving import Serving

ROOM = 2048


class FakeOpenAi(Serving):
    """`fault` is what generations do: "" nothing odd, "cut", "garbage", "error", "slow", "500", "endless". With `key`
    nobody gets in without it. `stubborn` models never unload. Requests are kept in `asked`."""

    model = "test-model"
    owner = "nobody in particular"

    def __init__(self) -> None:
        super().__init__()
        self.fault = ""
        self.key = ""
        self.stubborn = False
        self.loaded = True
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.generating = 0
        self.sent = 0

    @property
    def ids(self) -> list[str]:
        return [self.model]

    def routes(self) -> list[Route]:
        return [
            Route("/v1/models", self._guarded(self.list_models)),
            Route("/v1/chat/completions", self._guarded(self.chat), methods=["POST"]),
            *(Route(path, self._guarded(do), methods=[method]) for method, path, do in self.more()),
        ]

    def more(self) -> list[tuple[str, str, Any]]:
        return []

    def _guarded(self, do: Any) -> Any:
        async def guarded(request: Request) -> Response:
            if self.key and request.headers.get("authorization") != f"Bearer {self.key}":
                return JSONResponse({"error": {"message": "Unauthorized", "type": "auth"}}, 401)
            body = await request.json() if request.method == "POST" else {}
            if body:
                self.asked.append((request.url.path, body))
            return await do(body)

        return guarded

    async def list_models(self, _: dict[str, Any]) -> Response:
        entries = [{"id": name, "object": "model", "owned_by": self.owner} | self.about(name) for name in self.ids]
        return JSONResponse({"object": "list", "data": entries})

    def about(self, name: str) -> dict[str, Any]:
        return {}

    # ---- a chat ----

    async def chat(self, body: dict[str, Any]) -> Response:
        if self.fault == "500":
            return JSONResponse({"error": {"message": f"cannot work on {SECRET}"}}, 500)
        return self.refusal(body) or StreamingResponse(self._events(body), media_type="text/event-stream")

    def refusal(self, body: dict[str, Any]) -> Response | None:
        return None

    def goes_on(self, body: dict[str, Any]) -> bool:
        """Whether this server takes an assistant's last message as the beginning of its answer."""
        return True

    def tokens(self, body: dict[str, Any]) -> int:
        return sum(len(message["content"].split()) for message in body["messages"]) + 3 * len(body["messages"])

    def usage(self, body: dict[str, Any], done: int, *, last: bool) -> dict[str, Any]:
        """What is told beside an event about its tokens."""
        return {}

    def after(self, body: dict[str, Any], done: int) -> list[dict[str, Any]]:
        """What comes after the last event."""
        return []

    def _words(self, body: dict[str, Any]) -> list[str]:
        last = body["messages"][-1]
        said = last["content"].count(" word") if last["role"] == "assistant" and self.goes_on(body) else 0
        words = WORDS[said:][: body["max_tokens"]]
        return words * 1000 if self.fault == "endless" else words

    async def _events(self, body: dict[str, Any]) -> AsyncIterator[bytes]:
        self.generating, self.loaded = self.generating + 1, True
        try:
            words = self._words(body)
            yield self.event(body, {"role": "assistant", "content": self.first_words(body)})
            for number, word in enumerate(words, 1):
                if number == 6 and self.fault in ("cut", "garbage", "error"):
                    yield self._misbehave()
                    return
                yield self.event(body, {"content": word}, **self.usage(body, number, last=False))
                self.sent += 1
                if self.fault in ("slow", "endless"):
                    await asyncio.sleep(0.02)
            end = "length" if len(words) == body["max_tokens"] else "stop"
            yield self.event(body, {}, end, **self.usage(body, len(words), last=True))
            for more in self.after(body, len(words)):
                yield _sse({"object": "chat.completion.chunk", "model": self.model, **more})
            yield b"data: [DONE]\n\n"
        finally:
            self.generating -= 1

    def first_words(self, body: dict[str, Any]) -> str:
        return ""

    def event(self, body: dict[str, Any], delta: dict[str, Any], end: str | None = None, **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": end}
        return _sse({"id": "x", "object": "chat.completion.chunk", "model": self.model, "choices": [choice], **more})

    def _misbehave(self) -> bytes:
        if self.fault == "cut":
            raise ConnectionAbortedError
        if self.fault == "garbage":
            return f'data: {{"choices": [<html>{SECRET}\n\n'.encode()
        return _sse({"error": {"message": f"the runner failed at {SECRET}", "type": "server_error"}})


class FakeLmStudio(FakeOpenAi):
    owner = "organization_owner"

    @property
    def ids(self) -> list[str]:
        return [self.model, "text-embedding-nomic"]

    def more(self) -> list[tuple[str, str, Any]]:
        return [
            ("GET", "/api/v0/models", self._old_list),
            ("GET", "/api/v1/models", self._catalog),
            ("POST", "/api/v1/models/unload", self._unload),
        ]

    def refusal(self, body: dict[str, Any]) -> Response | None:
        """Any name runs what is loaded. A prompt that is too long is an error within the stream."""
        if self.tokens(body) < ROOM:
            return None
        said = f"The number of tokens to keep from the initial prompt is greater than the context length {SECRET}"
        event = b"event: error\n" + _sse({"error": {"message": said}, "message": said})
        return StreamingResponse(iter([event]), media_type="text/event-stream")

    def after(self, body: dict[str, Any], done: int) -> list[dict[str, Any]]:
        asked = body.get("stream_options", {}).get("include_usage")
        return [{"choices": [], "usage": _usage(self.tokens(body), done)}] if asked else []

    async def _old_list(self, _: dict[str, Any]) -> Response:
        llm = {"id": self.model, "type": "llm", "state": "loaded", "max_context_length": 131072}
        llm |= {"loaded_context_length": ROOM} if self.loaded else {"state": "not-loaded"}
        other = {"id": "text-embedding-nomic", "type": "embeddings", "max_context_length": 2048}
        return JSONResponse({"object": "list", "data": [llm, other]})

    async def _catalog(self, _: dict[str, Any]) -> Response:
        instances = [{"id": self.model, "config": {"context_length": ROOM}}] if self.loaded else []
        return JSONResponse({"models": [{"type": "llm", "key": self.model, "loaded_instances": instances}]})

    async def _unload(self, body: dict[str, Any]) -> Response:
        if not self.stubborn and body["instance_id"] == self.model:
            self.loaded = False
        return JSONResponse({"instance_id": body["instance_id"]})


class FakeVllm(FakeOpenAi):
    model = "org/test-model-7b"
    owner = "vllm"

    def about(self, name: str) -> dict[str, Any]:
        return {"root": name, "parent": None, "max_model_len": ROOM}

    def more(self) -> list[tuple[str, str, Any]]:
        return [("POST", "/tokenize", self._tokenize)]

    def goes_on(self, body: dict[str, Any]) -> bool:
        return bool(body.get("continue_final_message")) and body.get("add_generation_prompt") is False

    def refusal(self, body: dict[str, Any]) -> Response | None:
        if body["model"] != self.model:
            told = {"message": f"The model `{body['model']}` does not exist.", "type": "NotFoundError", "code": 404}
            return JSONResponse({"error": told}, 404)
        if not 0 < body.get("top_p", 1.0) <= 1:
            return JSONResponse({"error": {"message": "top_p must be in (0, 1]", "type": "BadRequestError"}}, 400)
        if (tokens := self.tokens(body)) + body["max_tokens"] > ROOM:
            said = f"You passed {tokens} input tokens. However, the model's context length is only {ROOM} tokens"
            return JSONResponse({"error": {"message": said, "type": "BadRequestError", "code": 400}}, 400)
        return None

    def usage(self, body: dict[str, Any], done: int, *, last: bool) -> dict[str, Any]:
        continuous = body.get("stream_options", {}).get("continuous_usage_stats")
        return {"usage": _usage(self.tokens(body), done)} if continuous else {}

    def after(self, body: dict[str, Any], done: int) -> list[dict[str, Any]]:
        return [{"choices": [], "usage": _usage(self.tokens(body), done)}] if "stream_options" in body else []

    async def _tokenize(self, body: dict[str, Any]) -> Response:
        return JSONResponse({"count": self.tokens(body), "max_model_len": ROOM, "tokens": []})


class FakeKobold(FakeOpenAi):
    model = "koboldcpp/test-model"
    owner = "koboldcpp"

    def more(self) -> list[tuple[str, str, Any]]:
        return [
            ("GET", "/api/extra/true_max_context_length", self._room),
            ("POST", "/api/extra/tokencount", self._count),
            ("GET", "/api/version", self._as_ollama),
        ]

    def goes_on(self, body: dict[str, Any]) -> bool:
        return bool(body.get("continue_assistant_turn"))

    async def _room(self, _: dict[str, Any]) -> Response:
        return JSONResponse({"value": ROOM})

    async def _count(self, body: dict[str, Any]) -> Response:
        return JSONResponse({"value": len(body["prompt"].split()), "ids": []})

    async def _as_ollama(self, _: dict[str, Any]) -> Response:
        return JSONResponse({"version": "0.7.0"})


class FakeWebui(FakeOpenAi):
    model = "test-model.gguf"
    owner = "user"

    @property
    def ids(self) -> list[str]:
        return ["another-on-the-disk.gguf", self.model]

    def more(self) -> list[tuple[str, str, Any]]:
        return [("GET", "/v1/internal/model/info", self._info), ("POST", "/v1/internal/token-count", self._count)]

    def goes_on(self, body: dict[str, Any]) -> bool:
        return bool(body.get("continue_"))

    async def chat(self, body: dict[str, Any]) -> Response:
        """It cuts a prompt to `truncation_length`; what is longer than the model has room for then breaks."""
        if ROOM < self.tokens(body) <= (body.get("truncation_length") or ROOM):
            self.fault = "cut at once"
        return await super().chat(body)

    def first_words(self, body: dict[str, Any]) -> str:
        if self.fault == "cut at once":
            self.fault = ""
            raise ConnectionAbortedError
        return str(body["messages"][-1]["content"]) if self.goes_on(body) else ""

    def usage(self, body: dict[str, Any], done: int, *, last: bool) -> dict[str, Any]:
        return {"usage": _usage(self.tokens(body), done)} if last else {}

    async def _info(self, _: dict[str, Any]) -> Response:
        return JSONResponse({"model_name": self.model if self.loaded else "None", "lora_names": []})

    async def _count(self, body: dict[str, Any]) -> Response:
        return JSONResponse({"length": len(body["text"].split())})


class FakeRay(FakeOpenAi):
    """Ray Serve in front of vLLM: its messages, another owner, no count of tokens."""

    model = "org/test-model-7b"
    owner = "organization-owner"

    def goes_on(self, body: dict[str, Any]) -> bool:
        return bool(body.get("continue_final_message")) and body.get("add_generation_prompt") is False

    def refusal(self, body: dict[str, Any]) -> Response | None:
        if body["model"] != self.model:
            return JSONResponse({"error": {"message": "Could not find model", "type": "NotFoundError"}}, 404)
        if self.tokens(body) + body["max_tokens"] > ROOM:
            said = f"This model's maximum context length is {ROOM} tokens. {SECRET}"
            return JSONResponse({"error": {"message": said, "type": "BadRequestError", "code": 400}}, 400)
        return None

    def usage(self, body: dict[str, Any], done: int, *, last: bool) -> dict[str, Any]:
        return {"usage": _usage(self.tokens(body), done)}


class FakeLlamaCppPython(FakeOpenAi):
    """llama-cpp-python's server: a stream is broken off as soon as anything else is asked, a last message of the
    assistant's is answered like any other, and a prompt that is too long breaks the stream."""

    model = "/models/test-model.gguf"
    owner = "me"

    def __init__(self) -> None:
        super().__init__()
        self.waiting = 0
        self.interrupted = 0
        self._works = asyncio.Lock()

    def goes_on(self, body: dict[str, Any]) -> bool:
        return False

    async def list_models(self, body: dict[str, Any]) -> Response:
        self.waiting += 1
        async with self._works:
            self.waiting -= 1
            return await super().list_models(body)

    async def _events(self, body: dict[str, Any]) -> AsyncIterator[bytes]:
        self.waiting += 1
        async with self._works:
            self.waiting -= 1
            if self.tokens(body) > ROOM:
                raise ConnectionAbortedError
            async with aclosing(super()._events(body)) as events:  # type: ignore[type-var]
                async for event in events:
                    yield event
                    await asyncio.sleep(0)
                    if self.waiting:
                        self.interrupted += 1
                        yield b"data: [DONE]\n\n"
                        return


def _usage(prompt: int, done: int) -> dict[str, int]:
    return {"prompt_tokens": prompt, "completion_tokens": done, "total_tokens": prompt + done}


def _sse(fields: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(fields, ensure_ascii=False).encode() + b"\n\n"
