"""A real HTTP server that behaves as recorded Ollama servers do, and misbehaves on demand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.runtimes.serving import Serving

SAME = "llama-test:latest"
WORDS = [f" word{number}" for number in range(30)]
SECRET = "the customer's own words"


class FakeOllama(Serving):
    """`fault` is what the next generation does: "" nothing odd, "cut", "garbage", "error", "slow", "500", "unload",
    "endless"; a slow one takes `pace` seconds a word. `stubborn` models never unload. Requests are kept in `asked`,
    broken connections in `hung_up`."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.models = {SAME: ["completion"], "embedder:latest": ["embedding"]}
        self.loaded: set[str] = set()
        self.fault, self.pace = "", 0.02
        self.stubborn = False
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.hung_up = asyncio.Event()
        self.generating = 0
        self.sent = 0

    def routes(self) -> list[Route]:
        return [
            Route("/api/version", self._version),
            Route("/api/tags", self._tags),
            Route("/api/ps", self._ps),
            Route("/api/show", self._show, methods=["POST"]),
            Route("/api/generate", self._generate, methods=["POST"]),
            Route("/api/chat", self._generate, methods=["POST"]),
        ]

    async def _version(self, _: Request) -> Response:
        return JSONResponse({"version": "0.13.0"})

    async def _tags(self, _: Request) -> Response:
        return JSONResponse({"models": [self._entry(name) for name in self.models] or None})

    async def _ps(self, _: Request) -> Response:
        return JSONResponse({"models": [self._entry(name) | {"size_vram": 5} for name in sorted(self.loaded)]})

    async def _show(self, request: Request) -> Response:
        body = await request.json()
        self.asked.append(("/api/show", body))
        if body["model"] not in self.models:
            return JSONResponse({"error": "model not found"}, 404)
        info = {"general.architecture": "llama", "llama.context_length": 8192}
        return JSONResponse({"model_info": info, "capabilities": self.models[body["model"]]})

    async def _generate(self, request: Request) -> Response:
        body = await request.json()
        self.asked.append((request.url.path, body))
        name = body["model"]
        if name not in self.models:
            return JSONResponse({"error": f"model '{name}' not found"}, 404)
        if body.get("keep_alive") == 0:
            if not self.stubborn:
                self.loaded.discard(name)
            return JSONResponse({"model": name, "response": "", "done": True, "done_reason": "unload"})
        self.loaded.add(name)
        if self.fault == "500":
            return JSONResponse({"error": f"cannot work on {SECRET}"}, 500)
        if len(str(body)) > 20_000:
            return JSONResponse({"error": "the prompt exceeds the available context size"}, 400)
        return StreamingResponse(self._lines(request, body), media_type="application/x-ndjson")

    async def _lines(self, request: Request, body: dict[str, Any]) -> AsyncIterator[bytes]:
        chat = request.url.path == "/api/chat"
        last = body["messages"][-1] if chat else {"role": "user"}
        already = last["content"] if last["role"] == "assistant" else ""
        rest = WORDS[already.count(" word") :][: body["options"]["num_predict"]]
        words = rest * 1000 if self.fault == "endless" else rest
        self.generating += 1
        try:
            for number, word in enumerate(words):
                if number == 5 and self.fault in ("cut", "garbage", "error", "unload"):
                    yield await self._misbehave()
                    return
                yield _line({"message": {"role": "assistant", "content": word}} if chat else {"response": word})
                self.sent += 1
                if self.fault in ("slow", "endless"):
                    await asyncio.sleep(self.pace)
        except asyncio.CancelledError:
            self.hung_up.set()
            raise
        finally:
            self.generating -= 1
        end = "length" if len(rest) == body["options"]["num_predict"] else "stop"
        last = {"done": True, "done_reason": end, "prompt_eval_count": 11, "eval_count": len(rest)}
        with suppress(asyncio.CancelledError):
            yield _line(last | ({"message": {"role": "assistant", "content": ""}} if chat else {"response": ""}))

    async def _misbehave(self) -> bytes:
        if self.fault == "cut":
            raise ConnectionAbortedError
        if self.fault == "garbage":
            return f'{{"response": <html>{SECRET}\n'.encode()
        if self.fault == "error":
            return _line({"error": f"llama runner failed at {SECRET}"})
        return _line({"response": "", "done": True, "done_reason": "unload"})

    def _entry(self, name: str) -> dict[str, Any]:
        return {"name": name, "model": name, "size": 1234, "digest": f"digest of {name}"}


def _line(fields: dict[str, Any]) -> bytes:
    return json.dumps({"model": SAME, "done": False} | fields, ensure_ascii=False).encode() + b"\n"
