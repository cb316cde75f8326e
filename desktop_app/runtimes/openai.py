"""Any server with OpenAI's HTTP API as a runtime: LM Studio, llama.cpp, KoboldCpp, vLLM, text-generation-webui, or a
cluster behind such an address. What each does in its own way stands in the table of openai_servers.py."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from desktop_app.domain.errors import CannotContinue, ContextTooLong, ModelMissing, RuntimeFault
from desktop_app.domain.inference import Inference
from desktop_app.domain.networks import is_loopback
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import Finish, Model, Piece
from desktop_app.runtimes import listeners
from desktop_app.runtimes import openai_servers as servers
from desktop_app.runtimes.line_stream import post_lines
from desktop_app.runtimes.openai_client import Entry, OpenAiClient
from desktop_app.runtimes.openai_messages import once, parts, refusal
from desktop_app.runtimes.openai_servers import Server

_LONGEST_SILENCE = 600.0  # the first token of a large model waits until it is loaded
_TEMPLATE_TOKENS = 64  # what a chat template may add around texts that were counted without it
_LEAST_TOP_P = 1e-4  # vLLM refuses 0, which means the same


class OpenAiRuntime:
    """Runs the models of one such server (port `Runtime`).

    A job's model is looked up in the server's list before each generation, because several servers run whatever is
    loaded, whatever it is called. A first part is a streamed chat completion; going on with a text is done as the
    server can (see the table). Tokens are counted as the server tells them, else one an event."""

    def __init__(
        self, base_url: str, *, key: str | None = None, server: Server | None = None, release_within: float = 5.0
    ) -> None:
        self._client = OpenAiClient(base_url, key)
        self.url = self._client.url
        self._server = server
        self._release_within = release_within
        self._turn = asyncio.Lock()  # where the server takes one request at a time
        self._seen: tuple[Model, ...] = ()

    @property
    def name(self) -> str:
        """The server's own, once it answered."""
        return (self._server or servers.OTHER).name

    @property
    def on_card(self) -> bool:
        """Taken for granted on this machine: none of the servers tells."""
        return is_loopback(self.url)

    @property
    def note(self) -> str:
        if is_loopback(self.url):
            return ""
        return Phrase("The {name} runs on another machine: jobs' texts are sent there.", name=self.name)

    async def start(self) -> None:
        """RuntimeUnreachable when nothing answers or a key is asked for, ModelMissing when it has no model."""
        if not await self.models():
            raise ModelMissing(
                Phrase("{name} has no model loaded", name=self.name), next_step=Phrase("Load a model there")
            )

    async def models(self) -> tuple[Model, ...]:
        """Of a server that takes one request at a time, while it works: those seen last."""
        if self._turn.locked():
            return self._seen
        async with self._alone():
            server = await self._known()
            self._seen = tuple(entry.model for entry in (await self._client.models(server)).values())
            return self._seen

    async def generate(self, request: Inference, already: str = "") -> AsyncGenerator[Piece | Finish, None]:
        """Pieces, then the Finish. `request.max_tokens` counts this call's tokens. CannotContinue, ContextTooLong,
        ModelMissing, RuntimeUnreachable, GenerationFailed; none of them quotes what the server said."""
        server = await self._known()
        if already and not server.continues:
            raise CannotContinue(Phrase("{name} cannot go on with a text", name=server.name))
        async with self._alone(), aclosing(self._answer(server, request, already)) as answer:
            async for part in answer:
                yield part

    async def _answer(self, server: Server, request: Inference, already: str) -> AsyncGenerator[Piece | Finish, None]:
        entry = (await self._client.models(server)).get(request.model)
        if entry is None:
            raise ModelMissing(Phrase("{name} does not have this model now", name=server.name))
        request = await self._that_fits(server, entry, request, already)
        path, body = await self._call(server, entry, request, already)
        async with post_lines(
            self.url + path, body, who=server.name, headers=self._client.headers, quiet_for=_LONGEST_SILENCE
        ) as (status, lines):
            if status != 200:
                raise refusal(status, b"".join([line async for line in lines]), server.name)
            answer = parts(lines, server.name)
            if already and server.repeats:
                answer = once(answer, already, server.name)
            async with aclosing(answer):
                async for part in answer:
                    yield part

    async def release(self) -> bool:
        """LM Studio unloads its models (they load again when asked); the others cannot, which is False."""
        if self._server is not servers.LM_STUDIO:
            return False
        try:
            async with asyncio.timeout(self._release_within):
                while not await self._client.unload_all():  # noqa: ASYNC110  the server tells nobody
                    await asyncio.sleep(0.1)
        except (TimeoutError, RuntimeFault):
            return False
        return True

    async def pids(self) -> tuple[int, ...]:
        """The process that listens on this machine at the server's port, and its children."""
        parts = urlsplit(self.url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return await asyncio.to_thread(listeners.pids, port) if is_loopback(self.url) else ()

    async def close(self) -> None:
        await self._client.close()

    # ---- the calls -------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Nobody else of ours asks the server meanwhile, if it takes one request at a time."""
        if self._server is None or not self._server.one_at_a_time:
            yield
            return
        async with self._turn:
            yield

    async def _known(self) -> Server:
        if self._server is None:
            self._server = await self._client.identify()
        return self._server

    async def _that_fits(self, server: Server, entry: Entry, request: Inference, already: str) -> Inference:
        """The request with no more tokens than there is room for; ContextTooLong when there is none."""
        room = entry.room
        messages = _messages(request, already)
        size = sum(len(message["content"].encode()) for message in messages)
        if room is not None and size / 16 > room:  # the most favourable count there is
            raise ContextTooLong(
                Phrase("the prompt has {size} bytes, the model has room for {room} tokens", size=size, room=room)
            )
        if room is None or not (server.counts_messages or server.counts_at):
            return request
        counted = await self._client.count(server, entry, messages, bool(already))
        if counted is None:
            return request
        left = room - counted - (0 if server.counts_messages else _TEMPLATE_TOKENS)
        if left < 1:
            raise ContextTooLong(
                Phrase("the prompt has {counted} tokens, there is room for {room}", counted=counted, room=room)
            )
        return replace(request, max_tokens=min(request.max_tokens, left))

    async def _call(self, server: Server, entry: Entry, request: Inference, already: str) -> tuple[str, dict[str, Any]]:
        body = _options(request, already) | server.always | {"model": entry.id}
        if already and server.by_template:
            prompt = await self._client.in_template(entry, request)
            return "/v1/completions", body | {"prompt": prompt + already}
        if already:
            body |= server.going_on
        return "/v1/chat/completions", body | {"messages": _messages(request, already)}


def _messages(request: Inference, already: str) -> list[dict[str, str]]:
    partial = [{"role": "assistant", "content": already}] if already else []
    return request.messages() + partial


def _options(request: Inference, already: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": request.max_tokens,
    }
    if request.temperature is not None:
        body["temperature"] = request.temperature
    if request.top_p is not None:
        body["top_p"] = max(_LEAST_TOP_P, request.top_p)
    if request.seed is not None:
        body["seed"] = (request.seed + len(already)) % 2**31  # or the first random numbers would be drawn again
    if request.stop:
        body["stop"] = list(request.stop)
    return body
