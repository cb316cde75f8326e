"""A file server on real sockets that does one wrong thing after another, each drawn by a seed."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

FAULTS = (
    "cut", "cut", "cut", "stall", "longer", "shorter", "wrong total", "wrong start", "other bytes", "no ranges", "busy",
    "garbage", "changed", "changed silently", "close at once",
)  # fmt: skip


@dataclass
class Asked:
    """One request: the first and last byte asked for (None = all), how much was on the client's disk, and what was
    done wrong with it."""

    begin: int | None
    end: int | None
    on_disk: int
    fault: str


@dataclass
class FaultyServer:
    """Serves `versions[0]` at any path. `faults` are done one a request, then it behaves. `watch` is the client's
    unfinished file. `tags` False tells neither an ETag nor a date, `linked` redirects and tells the checksum there."""

    versions: list[bytes]
    dice: random.Random
    faults: list[str] = field(default_factory=list)
    watch: Path | None = None
    tags: bool = True
    linked: str = ""
    asked: list[Asked] = field(default_factory=list)
    told_version: int = 0
    version: int = 0
    on_request: Callable[[], None] = lambda: None

    async def __aenter__(self) -> Self:
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/files/model.gguf"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0)  # the transports close in the loop's next round

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                if self.linked and " /files/" in head:
                    writer.write(
                        f'HTTP/1.1 302 Found\r\nLocation: /store\r\nX-Linked-Etag: "{self.linked}"\r\n'
                        "Content-Length: 0\r\nConnection: close\r\n\r\n".encode()
                    )
                    await writer.drain()
                else:
                    await self._answer(head, writer)
        finally:
            writer.close()

    async def _answer(self, head: str, writer: asyncio.StreamWriter) -> None:
        found = re.search(r"(?i)\r\nrange: bytes=(\d+)-(\d*)", head)
        begin = int(found[1]) if found else None
        end = int(found[2]) if found and found[2] else None
        fault = self.faults.pop(0) if self.faults else ""
        on_disk = self.watch.stat().st_size if self.watch is not None and self.watch.exists() else 0
        self.asked.append(Asked(begin, end, on_disk, fault))
        self.on_request()
        if fault in ("changed", "changed silently"):
            self.version = (self.version + 1) % len(self.versions)
            if fault == "changed":
                self.told_version += 1
        content = self.versions[self.version]
        condition = re.search(r"(?i)\r\nif-range: (.*?)\r\n", head)
        fresh = condition is None or condition[1] == self._tag
        if fault == "busy":
            writer.write(b"HTTP/1.1 503 Busy\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbusy")
        elif fault == "garbage":
            writer.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
        elif fault == "close at once":
            return
        elif begin is None or not fresh or fault == "no ranges":
            await self._send(writer, fault, content, 0, len(content), "200 OK", "")
        elif begin >= len(content):
            writer.write(b"HTTP/1.1 416 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        else:
            until = min(len(content), end + 1) if end is not None else len(content)
            first = begin + (self.dice.randint(1, 99) if fault == "wrong start" else 0)
            total = len(content) + (self.dice.randint(1, 99) if fault == "wrong total" else 0)
            told = f"Content-Range: bytes {first}-{until - 1}/{total}\r\n"
            await self._send(writer, fault, content, begin, until, "206 Partial Content", told)
        await writer.drain()

    @property
    def _tag(self) -> str:
        return f'"v{self.told_version}"' if self.tags else ""

    async def _send(
        self, writer: asyncio.StreamWriter, fault: str, content: bytes, begin: int, until: int, status: str, more: str
    ) -> None:
        body = content[begin:until]
        if fault == "other bytes":
            body = self.dice.randbytes(len(body))
        size = len(body) + {"longer": self.dice.randint(1, 5000), "shorter": -min(len(body), 5000)}.get(fault, 0)
        tag = f"ETag: {self._tag}\r\n" if self.tags else ""
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {size}\r\n{tag}{more}Connection: close\r\n\r\n".encode())
        if fault in ("cut", "stall"):
            body = body[: self.dice.randint(0, len(body))]
        for at in range(0, len(body), 16384):
            writer.write(body[at : at + 16384])
            await writer.drain()
        if fault == "stall":
            await asyncio.sleep(30)
        if fault == "cut":
            writer.transport.abort()
