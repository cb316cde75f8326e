"""OpenAI's messages, as the servers of openai_servers.py write them, and what they mean to us."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import msgspec

from desktop_app.domain.errors import ContextTooLong, GenerationFailed, ModelMissing, RuntimeFault, RuntimeUnreachable
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import Finish, Piece
from desktop_app.runtimes.faults import NOT_READY

_ENDS = {"stop": "stop", "length": "length", "eos": "stop", "stop_sequence": "stop", "max_tokens": "length"}
_TOO_LONG = (b"context length", b"context size", b"exceed_context_size", b"context_length_exceeded", b"n_ctx")
_LONGEST_ERROR = 65536


class KeyWanted(RuntimeUnreachable):
    """The server lets nobody in without a key, or not with this one."""

    next_step = Phrase(
        "Enter its key in the settings, under “Models and disk” (without a window: AITBC_PROVIDER_RUNTIME_KEY)"
    )
    in_settings = True


class Meta(msgspec.Struct):
    n_ctx: int | None = None
    n_ctx_train: int | None = None
    size: int | None = None


class Listed(msgspec.Struct):
    id: str
    owned_by: str = ""
    max_model_len: int | None = None
    meta: Meta | None = None


class Models(msgspec.Struct):
    data: list[Listed] | None = None


class StudioModel(msgspec.Struct):
    id: str
    type: str = ""
    loaded_context_length: int | None = None


class StudioModels(msgspec.Struct):
    data: list[StudioModel] | None = None


class Instance(msgspec.Struct):
    id: str


class StudioLoaded(msgspec.Struct):
    loaded_instances: list[Instance] | None = None


class StudioCatalog(msgspec.Struct):
    models: list[StudioLoaded] | None = None


class LoadedModel(msgspec.Struct):
    model_name: str | None = None


class Template(msgspec.Struct):
    prompt: str


class Counted(msgspec.Struct):
    count: int


class Delta(msgspec.Struct):
    content: str | None = None
    reasoning_content: str | None = None
    reasoning: str | None = None


class Choice(msgspec.Struct):
    delta: Delta | None = None
    text: str | None = None
    finish_reason: str | None = None


class Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Chunk(msgspec.Struct):
    choices: list[Choice] | None = None
    usage: Usage | None = None
    error: msgspec.Raw | None = None


_chunk = msgspec.json.Decoder(Chunk)


async def parts(lines: AsyncGenerator[bytes, None], who: str) -> AsyncGenerator[Piece | Finish, None]:
    """A streamed answer's lines as pieces and one Finish; RuntimeFault, never quoting a line.

    What a model thinks before it answers counts as tokens and is no text of the answer."""
    reason, usage, tokens = "", Usage(), 0
    async for line in lines:
        data = _data(line, who)
        if data is None:
            continue
        if data == b"[DONE]":
            break
        chunk = _decode(data, who)
        told, usage = chunk.usage, chunk.usage or usage
        for choice in chunk.choices or ():
            text, is_token = _said(choice)
            if is_token:
                new = max(0, told.completion_tokens - tokens) if told and told.completion_tokens else 1
                tokens += new
                yield Piece(text, new)
            reason = choice.finish_reason or reason
    if not reason:
        raise GenerationFailed(Phrase("{who} broke off before its answer was complete", who=who))
    if reason not in _ENDS:
        raise GenerationFailed(Phrase("{who} ended its answer for a reason of its own", who=who))
    if usage.completion_tokens > tokens:  # a server may send several tokens in one event
        yield Piece("", usage.completion_tokens - tokens)
    yield Finish(_ENDS[reason], usage.prompt_tokens, usage.completion_tokens or tokens)


def _said(choice: Choice) -> tuple[str, bool]:
    """(text of the answer, whether a token was made)."""
    delta = choice.delta
    text = choice.text if delta is None else delta.content
    thought = delta is not None and bool(delta.reasoning_content or delta.reasoning)
    return text or "", bool(text) or thought


def _data(line: bytes, who: str) -> bytes | None:
    """An event's data, None for what only keeps the stream alive."""
    if line.startswith(b"error:"):
        raise _reported(line, who)
    return line[5:].strip() if line.startswith(b"data:") else None


def _decode(data: bytes, who: str) -> Chunk:
    try:
        chunk = _chunk.decode(data)
    except msgspec.MsgspecError:
        raise GenerationFailed(Phrase("{who} sent something that cannot be read", who=who)) from None
    if chunk.error is not None and bytes(chunk.error) != b"null":
        raise _reported(bytes(chunk.error), who)
    return chunk


def _reported(error: bytes, who: str) -> RuntimeFault:
    if any(words in error[:_LONGEST_ERROR].lower() for words in _TOO_LONG):
        return ContextTooLong(Phrase("the prompt has more tokens than the model has room for"))
    return GenerationFailed(Phrase("{who} reported an error while it was generating", who=who))


def refusal(status: int, body: bytes, who: str) -> RuntimeFault:
    """A server's no; its own text may quote the prompt, so only known words are looked for in it."""
    if status in (401, 403):
        return KeyWanted(Phrase("{who} asks for a key, and the one given is missing or wrong", who=who))
    lowered = body[:_LONGEST_ERROR].lower()
    if status in (400, 413, 422, 500) and any(words in lowered for words in _TOO_LONG):
        return ContextTooLong(Phrase("the prompt has more tokens than the model has room for"))
    if status == 404 or b"model_not_found" in lowered:
        return ModelMissing(Phrase("{who} does not have this model", who=who))
    if status in NOT_READY:
        return RuntimeUnreachable(Phrase("{who} is not ready (status {status})", who=who, status=status))
    return GenerationFailed(Phrase("{who} refused the request (status {status})", who=who, status=status))


async def once(answer: AsyncGenerator[Piece | Finish, None], already: str, who: str) -> AsyncGenerator[Any, None]:
    """The answer without the text that was there already, for a server that says it again; GenerationFailed when it
    says something else instead."""
    left = already
    async for part in answer:
        if not left or isinstance(part, Finish):
            yield part
            continue
        if not (part.text.startswith(left) or left.startswith(part.text)):
            raise GenerationFailed(Phrase("{who} began its answer anew instead of going on with it", who=who))
        text, left = part.text[len(left) :], left[len(part.text) :]
        if text:
            yield Piece(text, 1)
