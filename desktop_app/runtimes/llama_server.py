"""llama.cpp's HTTP server as the built-in engine uses it: one request in, pieces and a Finish out."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Any, TypeVar

import msgspec

from desktop_app.domain.errors import ContextTooLong, GenerationFailed
from desktop_app.domain.inference import Inference
from desktop_app.domain.phrases import Phrase
from desktop_app.net.client import HttpClient
from desktop_app.provider.ports import Finish, Piece
from desktop_app.runtimes.line_stream import post_lines

WHO = Phrase("the built-in engine")
_LONGEST_SILENCE = 600.0  # a long prompt on a slow processor says nothing until its first token
_SHORT_ANSWER = 60.0
# Without this list the last event repeats the whole prompt.
_LAST_EVENT = ["stop", "stop_type", "content", "tokens_predicted", "tokens_evaluated"]


class _Event(msgspec.Struct):
    content: str = ""
    stop: bool = False
    stop_type: str = ""
    tokens_predicted: int = 0
    tokens_evaluated: int = 0
    error: msgspec.Raw | None = None


class _Template(msgspec.Struct):
    prompt: str


class _Tokens(msgspec.Struct):
    tokens: list[int]


class _Why(msgspec.Struct):
    type: str = ""
    n_prompt_tokens: int = 0
    n_ctx: int = 0


class _Refusal(msgspec.Struct):
    error: _Why


_T = TypeVar("_T")
_event = msgspec.json.Decoder(_Event)


async def answer(
    http: HttpClient, headers: Mapping[str, str], request: Inference, already: str
) -> AsyncGenerator[Piece | Finish, None]:
    """Pieces, then one Finish; closing the generator closes the stream, which stops the engine after its batch.

    `already` is appended to the prompt in the model's own format and tokenized with it. An engine that was not ended
    meanwhile still has the tokens of the interrupted stream in a slot, as long as another one was free for the jobs in
    between: then next to nothing is computed again.
    `headers` carry the engine's key, as `http` does. ContextTooLong before the first piece; GenerationFailed,
    RuntimeUnreachable; what `http` raises."""
    prompt = await _in_chat_format(http, request)
    prompt_tokens = await _count(http, prompt) if already else 0
    body = _body(request, prompt, already)
    url = f"{http.base_url}/completion"
    async with post_lines(url, body, who=WHO, headers=headers, quiet_for=_LONGEST_SILENCE) as (status, lines):
        if status != 200:
            raise _refusal(status, b"".join([line async for line in lines]))
        seen = 0
        async for line in lines:
            event = _decode(line)
            if event is None:
                continue
            # A character of several tokens and text held back for a stop word come in one event: the counter tells.
            new, seen = event.tokens_predicted - seen, event.tokens_predicted
            if event.content or (new > 0 and not event.stop):
                yield Piece(event.content, max(0, new))
            if event.stop:
                reason = "length" if event.stop_type == "limit" else "stop"
                yield Finish(reason, prompt_tokens or event.tokens_evaluated, event.tokens_predicted)
                return
    raise GenerationFailed(Phrase("{who}'s answer broke off", who=WHO))


def _body(request: Inference, prompt: str, already: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "prompt": prompt + already,
        "stream": True,
        "n_predict": request.max_tokens,
        "cache_prompt": bool(already),  # a first part never looks at what other jobs left in the slots
        "return_progress": True,  # it notices a closed stream only when it writes to it: so after each prompt batch
        "response_fields": _LAST_EVENT,
    }
    if request.temperature is not None:
        body["temperature"] = request.temperature
    if request.top_p is not None:
        body["top_p"] = request.top_p
    if request.seed is not None:
        body["seed"] = (request.seed + len(already)) % 2**31  # or the first random numbers would be drawn again
    if request.stop:
        body["stop"] = list(request.stop)
    return body


async def _in_chat_format(http: HttpClient, request: Inference) -> str:
    return (await _ask(http, "/apply-template", {"messages": request.messages()}, _Template)).prompt


async def _count(http: HttpClient, text: str) -> int:
    return len((await _ask(http, "/tokenize", {"content": text, "add_special": True}, _Tokens)).tokens)


async def _ask(http: HttpClient, path: str, body: dict[str, Any], kind: type[_T]) -> _T:
    reply = await http.request("POST", path, json=body, timeout=_SHORT_ANSWER)
    if reply.status != 200:
        raise _refusal(reply.status, reply.body)
    try:
        return msgspec.json.decode(reply.body, type=kind)
    except msgspec.MsgspecError:
        raise GenerationFailed(Phrase("{who} gave an answer that cannot be read", who=WHO)) from None


def _decode(line: bytes) -> _Event | None:
    """An event, or None for what only keeps the stream alive."""
    if line.startswith(b"error"):
        raise GenerationFailed(Phrase("{who} reported an error", who=WHO))
    if not line.startswith(b"data: "):
        return None
    try:
        event = _event.decode(line[6:])
    except msgspec.MsgspecError:
        raise GenerationFailed(Phrase("{who} sent something that cannot be read", who=WHO)) from None
    if event.error is not None:
        raise GenerationFailed(Phrase("{who} reported an error", who=WHO))
    return event


def _refusal(status: int, body: bytes) -> ContextTooLong | GenerationFailed:
    """The engine's no; its own text may quote the prompt and is left out."""
    try:
        why = msgspec.json.decode(body, type=_Refusal).error
    except msgspec.MsgspecError:
        return GenerationFailed(Phrase("{who} refused the request (status {status})", who=WHO, status=status))
    if why.type == "exceed_context_size_error":
        return ContextTooLong(
            Phrase(
                "the prompt has {tokens} tokens, there is room for {room}",
                tokens=why.n_prompt_tokens,
                room=why.n_ctx,
            )
        )
    return GenerationFailed(Phrase("{who} refused the request (status {status})", who=WHO, status=status))
