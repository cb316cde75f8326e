"""What the runtimes' tests share."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from desktop_app.domain.errors import NetworkError
from desktop_app.domain.inference import Inference
from desktop_app.provider.ports import Finish, Piece, Runtime
from desktop_app.runtimes.builtin import BuiltInRuntime

MODEL = "practice-tiny"
OTHER = "practice-other"
LARGE = "practice-large"
REQUEST = Inference(MODEL, "Count the fans in the market", max_tokens=120, temperature=0.0)


def child_command(program: str) -> list[str]:
    return [sys.executable, str(Path(__file__).with_name("children.py")), program]


@dataclass
class Said:
    """A generation as far as it was read."""

    pieces: list[Piece] = field(default_factory=list)
    finish: Finish | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def tokens(self) -> int:
        return sum(piece.tokens for piece in self.pieces)


async def listen(runtime: Runtime, request: Inference, already: str = "", *, pieces: int | None = None) -> Said:
    """Read a generation to its end, or close it after so many pieces."""
    said, stream = Said(), runtime.generate(request, already)
    async for part in stream:
        assert said.finish is None, "nothing comes after the finish"
        if isinstance(part, Finish):
            said.finish = part
        else:
            said.pieces.append(part)
            if len(said.pieces) == pieces:
                await stream.aclose()  # type: ignore[attr-defined]
    return said


async def busy_slots(runtime: BuiltInRuntime) -> int:
    """How many streams the engine itself is computing; none when it ended."""
    engine = runtime._host.engine
    if engine is None:
        return 0
    try:
        slots = msgspec.json.decode((await engine.http.request("GET", "/slots")).body)
    except NetworkError:
        return 0
    return sum(slot["is_processing"] for slot in slots)


async def until_busy(runtime: BuiltInRuntime) -> None:
    while not await busy_slots(runtime):
        pass


async def until(true: Callable[[], object], within: float = 5.0) -> float:
    """Seconds until it was so; fails after `within`."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < within, "it did not come about in time"
        await asyncio.sleep(0.005)
    return time.monotonic() - began


async def first(stream: AsyncIterator[Piece | Finish]) -> Piece:
    piece = await anext(stream)
    assert isinstance(piece, Piece)
    return piece
