"""A model server that gives every stream exactly so many tokens a second, in a process of its own:

    python -m tests.benchmarks.paced TOKENS_A_SECOND

It speaks OpenAI's API as vLLM does, prints its address in one line and serves until it is ended."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress

MODEL = "paced"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n"


async def serve(pace: float) -> None:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await _answer(reader, writer, pace)
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pace: float) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\r\n"))}
    body = json.loads(await reader.readexactly(int(fields.get("content-length", "0"))) or b"{}")
    if "/chat/completions" in head.partition("\r\n")[0]:
        await _stream(writer, int(body["max_tokens"]), pace)
    elif head.startswith("POST /tokenize"):
        _json(writer, {"count": 8, "max_model_len": 8192, "tokens": []})
    else:
        entry = {"id": MODEL, "object": "model", "owned_by": "vllm", "root": MODEL, "max_model_len": 8192}
        _json(writer, {"object": "list", "data": [entry]})
    await writer.drain()


async def _stream(writer: asyncio.StreamWriter, tokens: int, pace: float) -> None:
    """Each token is due at its own moment from the request on, so a late one does not delay the others."""
    clock = asyncio.get_running_loop().time
    began = clock()
    writer.write(_HEAD % b"text/event-stream" + b"\r\n")
    for number in range(1, tokens + 1):
        await asyncio.sleep(max(0.0, began + number / pace - clock()))
        writer.write(_event({"content": " word"}, None, number))
        await writer.drain()
    writer.write(_event({}, "length", tokens) + b"data: [DONE]\n\n")


def _event(delta: dict[str, str], end: str | None, done: int) -> bytes:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": end}
    usage = {"prompt_tokens": 8, "completion_tokens": done, "total_tokens": 8 + done}
    event = {"id": "x", "object": "chat.completion.chunk", "model": MODEL, "choices": [choice], "usage": usage}
    return b"data: " + json.dumps(event).encode() + b"\n\n"


def _json(writer: asyncio.StreamWriter, content: object) -> None:
    body = json.dumps(content).encode()
    writer.write(_HEAD % b"application/json" + b"Content-Length: %d\r\n\r\n" % len(body) + body)


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
