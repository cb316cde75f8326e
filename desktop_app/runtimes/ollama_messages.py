"""Ollama's messages: what its answers say, and what they mean to us."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Any

import msgspec

from desktop_app.domain.errors import ContextTooLong, GenerationFailed, ModelMissing, RuntimeFault, RuntimeUnreachable
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import Finish, Piece
from desktop_app.runtimes.faults import NOT_READY


class Tag(msgspec.Struct):
    name: str
    size: int | None = None
    digest: str = ""


class Tags(msgspec.Struct):
    models: list[Tag] | None = None  # Go writes an empty list as null


class Show(msgspec.Struct):
    model_info: dict[str, Any] = {}
    capabilities: list[str] | None = None


class Message(msgspec.Struct):
    content: str = ""


class Line(msgspec.Struct):
    response: str = ""
    message: Message | None = None
    done: bool = False
    done_reason: str = ""
    prompt_eval_count: int = 0
    eval_count: int = 0
    error: msgspec.Raw | None = None


_line = msgspec.json.Decoder(Line)


async def parts(lines: AsyncGenerator[bytes, None]) -> AsyncGenerator[Piece | Finish, None]:
    """A streamed answer's lines as pieces and one Finish; GenerationFailed, never quoting a line."""
    async for raw in lines:
        if not raw.strip():
            continue
        try:
            line = _line.decode(raw)
        except msgspec.MsgspecError:
            raise GenerationFailed(Phrase("Ollama sent something that cannot be read")) from None
        if line.error is not None:
            raise GenerationFailed(Phrase("Ollama reported an error while it was generating"))
        text = line.message.content if line.message else line.response
        if line.done:
            if text:
                yield Piece(text, 0)
            yield _finish(line)
            return
        yield Piece(text, 1)
    raise GenerationFailed(Phrase("Ollama broke off before its answer was complete"))


def _finish(line: Line) -> Finish:
    if line.done_reason not in ("", "stop", "length"):
        raise GenerationFailed(Phrase("Ollama unloaded the model while it was generating"))
    return Finish(line.done_reason or "stop", line.prompt_eval_count, line.eval_count)


def trained_context(info: Mapping[str, Any]) -> int | None:
    """Tokens, from the model's own metadata; None when it does not tell."""
    context = info.get(f"{info.get('general.architecture')}.context_length")
    return context if isinstance(context, int) and context > 0 else None


def refusal(status: int, body: bytes) -> RuntimeFault:
    """Ollama's no by its status; of its text, which may quote the prompt, only known words are looked for."""
    if status == 404:
        return ModelMissing(Phrase("Ollama does not have this model"))
    if status == 400 and b"context" in body:
        return ContextTooLong(Phrase("the prompt has more tokens than the model has room for"))
    if status in NOT_READY:
        return RuntimeUnreachable(Phrase("Ollama is not ready (status {status})", status=status))
    return GenerationFailed(Phrase("Ollama refused the request (status {status})", status=status))
