"""Ollama as a runtime, through its own HTTP API."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any, TypeVar

import msgspec

from desktop_app.domain.errors import (
    ContextTooLong,
    GenerationFailed,
    ModelMissing,
    NetworkError,
    RuntimeFault,
    RuntimeUnreachable,
)
from desktop_app.domain.inference import Inference
from desktop_app.domain.networks import is_loopback
from desktop_app.domain.phrases import Phrase
from desktop_app.net.client import HttpClient
from desktop_app.provider.ports import Finish, Model, Piece
from desktop_app.runtimes import ollama_processes
from desktop_app.runtimes.faults import told
from desktop_app.runtimes.line_stream import post_lines
from desktop_app.runtimes.ollama_messages import Show, Tag, Tags, parts, refusal, trained_context

DEFAULT_URL = "http://127.0.0.1:11434"
WHO = "Ollama"
_KEEP_ALIVE = "10m"
_LONGEST_SILENCE = 600.0  # the first token of a large model waits until it is loaded
_SHORT_ANSWER = 10.0
_FOUND_WITHIN = 1.0
_SMALLEST_CONTEXT, _LARGEST_CONTEXT = 4096, 32768

_T = TypeVar("_T")


async def found(url: str = DEFAULT_URL) -> bool:
    """Whether Ollama answers at this address; half a second is enough for one on this machine."""
    http = HttpClient(url, connect_timeout=0.5)
    try:
        answer = await http.request("GET", "/api/version", timeout=_FOUND_WITHIN)
        told_version = msgspec.json.decode(answer.body) if answer.status == 200 else None
        return isinstance(told_version, dict) and "version" in told_version
    except (NetworkError, msgspec.MsgspecError):
        return False
    finally:
        await http.close()


class OllamaRuntime:
    """Runs the models that an Ollama server has (port `Runtime`).

    A first part goes to `/api/generate`, or to `/api/chat` when there are earlier turns. To continue one, `/api/chat`
    is given the text so far as a last message of the assistant's, which Ollama leaves open and goes on with; the
    tokens of that text are read again, as a prompt, and none of it is written again. Models whose template closes
    every message start a new paragraph there: their continuation is a second answer to the same prompt, appended.
    Ollama tells no tokens a piece: a line is counted as one, the Finish has the true number."""

    name = "ollama"

    def __init__(self, base_url: str = DEFAULT_URL, *, release_within: float = 5.0) -> None:
        self.url = base_url.rstrip("/")
        self._http = HttpClient(self.url)
        self._release_within = release_within
        self._contexts: dict[str, tuple[str, int | None, bool]] = {}

    @property
    def on_card(self) -> bool:
        """Ollama uses a card wherever it can, and loads what does not fit into memory of the processor's."""
        return is_loopback(self.url)

    @property
    def note(self) -> str:
        return "" if is_loopback(self.url) else Phrase("Ollama runs on another machine: jobs' texts are sent there.")

    async def start(self) -> None:
        """RuntimeUnreachable when nothing answers, ModelMissing when it has no models."""
        if not await self.models():
            raise ModelMissing(
                Phrase("Ollama has no model yet"), next_step=Phrase("Get one with: ollama pull llama3.2")
            )

    async def models(self) -> tuple[Model, ...]:
        """Models that write text, with the context they were trained on."""
        tags = (await self._ask("GET", "/api/tags", None, Tags)).models or []
        models = []
        for tag in tags:
            context, writes = await self._about(tag)
            if writes:
                models.append(Model(tag.name, tag.size, context))
        return tuple(models)

    async def bytes_without(self, name: str) -> int:
        """Bytes of all its models but the one of this name, also of those that write no text."""
        full = name if ":" in name.rpartition("/")[2] else f"{name}:latest"
        tags = (await self._ask("GET", "/api/tags", None, Tags)).models or []
        return sum(tag.size or 0 for tag in tags if tag.name != full)

    async def generate(self, request: Inference, already: str = "") -> AsyncGenerator[Piece | Finish, None]:
        """Pieces, then the Finish. `request.max_tokens` counts this call's tokens. ContextTooLong, ModelMissing,
        RuntimeUnreachable, GenerationFailed; none of them quotes what Ollama said."""
        path, body = self._call(request, already)
        async with post_lines(self.url + path, body, who=WHO, headers={}, quiet_for=_LONGEST_SILENCE) as (
            status,
            lines,
        ):
            if status != 200:
                raise refusal(status, b"".join([line async for line in lines]))
            async with aclosing(parts(lines)) as answer:
                async for part in answer:
                    yield part

    async def release(self) -> bool:
        """Unloads every model that is loaded, also the owner's own (they load again when asked); True once Ollama
        lists none any more, False when it still does after `release_within` seconds or cannot be asked."""
        try:
            async with asyncio.timeout(self._release_within):
                while loaded := (await self._ask("GET", "/api/ps", None, Tags)).models:
                    for tag in loaded:
                        with contextlib.suppress(ModelMissing, GenerationFailed):  # the next look at the list tells
                            await self._ask("POST", "/api/generate", {"model": tag.name, "keep_alive": 0}, msgspec.Raw)
                    await asyncio.sleep(0.1)
        except (TimeoutError, RuntimeFault):
            return False
        return True

    async def pids(self) -> tuple[int, ...]:
        """Ollama's processes on this machine, by name."""
        return ollama_processes.pids() if is_loopback(self.url) else ()

    async def close(self) -> None:
        await self._http.close()

    # ---- the calls -------------------------------------------------------------------------------------------

    def _call(self, request: Inference, already: str) -> tuple[str, dict[str, Any]]:
        body: dict[str, Any] = {
            "model": request.model,
            "stream": True,
            "keep_alive": _KEEP_ALIVE,
            "options": self._options(request, already),
            # Ollama's habit is to cut the beginning off a prompt that is too long, and to say nothing.
            "truncate": False,
            "shift": False,
        }
        if not already and not request.history:
            return "/api/generate", body | {"prompt": request.prompt, "system": request.system}
        partial = [{"role": "assistant", "content": already}] if already else []
        return "/api/chat", body | {"messages": request.messages() + partial}

    def _options(self, request: Inference, already: str) -> dict[str, Any]:
        options: dict[str, Any] = {"num_predict": request.max_tokens, "num_ctx": self._context(request, already)}
        if request.temperature is not None:
            options["temperature"] = request.temperature
        if request.top_p is not None:
            options["top_p"] = request.top_p
        if request.seed is not None:
            options["seed"] = (request.seed + len(already)) % 2**31
        if request.stop:
            options["stop"] = list(request.stop)
        return options

    def _context(self, request: Inference, already: str) -> int:
        """Room for the prompt (at worst a token for two bytes) and the answer, in few sizes: Ollama loads the model
        anew for every other size. ContextTooLong when even the most favourable count has no room."""
        size = sum(len(message["content"].encode()) for message in request.messages()) + len(already.encode())
        trained = self._contexts.get(request.model, ("", None, True))[1] or _LARGEST_CONTEXT
        if size / 16 > trained:
            raise ContextTooLong(
                Phrase(
                    "the prompt has {size} bytes, the model has room for {trained} tokens", size=size, trained=trained
                )
            )
        room = _SMALLEST_CONTEXT
        while room < size / 2 + request.max_tokens + 256 and room < _LARGEST_CONTEXT:
            room *= 2
        return min(room, trained)

    async def _about(self, tag: Tag) -> tuple[int | None, bool]:
        """(trained context, writes text), asked once for every version of a model."""
        known = self._contexts.get(tag.name)
        if known is None or known[0] != tag.digest:
            try:
                shown = await self._ask("POST", "/api/show", {"model": tag.name}, Show)
            except (ModelMissing, GenerationFailed):
                shown = Show()  # a broken model must not hide the others
            writes = shown.capabilities is None or "completion" in shown.capabilities
            known = self._contexts[tag.name] = (tag.digest, trained_context(shown.model_info), writes)
        return known[1], known[2]

    async def _ask(self, method: str, path: str, body: Mapping[str, Any] | None, kind: type[_T]) -> _T:
        with told(WHO):
            answer = await self._http.request(method, path, json=body, timeout=_SHORT_ANSWER)
        if answer.status != 200:
            raise refusal(answer.status, answer.body)
        try:
            return msgspec.json.decode(answer.body, type=kind)
        except msgspec.MsgspecError:
            raise RuntimeUnreachable(Phrase("what answers there is not Ollama")) from None
