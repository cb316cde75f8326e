"""What executes jobs, and the child processes it runs in. RuntimeFault where something is wrong with it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from desktop_app.domain.inference import Inference


@dataclass(frozen=True, slots=True)
class Model:
    """A model that the runtime can run. Size in bytes, context in tokens, None = not told."""

    name: str
    size: int | None = None
    context: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as it is generated. `tokens` is how many tokens it stands for."""

    text: str
    tokens: int = 1


@dataclass(frozen=True, slots=True)
class Finish:
    """The end of a generation, as the runtime tells it. `reason` is stop or length; counts are this call's."""

    reason: str
    prompt_tokens: int
    tokens: int


class Runtime(Protocol):
    """What executes jobs. `generate` streams pieces and ends with one Finish; closing the iterator stops the
    generation at once. `already` is text of an earlier part of the same answer, to be continued and not repeated;
    CannotContinue, before anything else, where that cannot be done."""

    @property
    def name(self) -> str: ...
    @property
    def note(self) -> str:
        """One sentence the owner should know ("runs on the CPU", "practice model: its text is nonsense"), or ""."""

    @property
    def on_card(self) -> bool:
        """Whether it computes on the card, as far as is known by now."""

    async def start(self) -> None:
        """Be ready, or raise RuntimeFault with the reason and a next step."""

    async def models(self) -> tuple[Model, ...]: ...
    def generate(self, request: Inference, already: str = "") -> AsyncIterator[Piece | Finish]: ...
    async def release(self) -> bool:
        """Give the card's memory back; False when this runtime cannot."""

    async def pids(self) -> tuple[int, ...]:
        """Process ids whose GPU memory is ours; empty when unknown."""

    async def close(self) -> None: ...


@runtime_checkable
class Roomy(Protocol):
    """A runtime that has to know how many streams it is to have room for."""

    def make_room(self, streams: int, memory: Callable[[], int | None]) -> None:
        """From the next load on, as far as `memory` bytes (None: the computer's own) hold it; a model that is loaded
        with room for fewer is loaded again once it is idle."""


@runtime_checkable
class Confined(Protocol):
    """A runtime that can tell what its process may do on this computer."""

    @property
    def allowed(self) -> str:
        """In sentences for the owner."""

    @property
    def shut_in(self) -> int | None:
        """How far, as domain.jobs.Work has it; None before it ran, and where it cannot be known."""


class Child(Protocol):
    """A child process of ours that never outlives us."""

    @property
    def pid(self) -> int: ...
    @property
    def ready(self) -> Mapping[str, Any]:
        """The one JSON line it printed when it was ready."""

    @property
    def running(self) -> bool: ...
    async def kill(self) -> None:
        """End it now; its memory is back on return."""

    async def wait(self) -> int:
        """Its exit code, once it ended."""


class Spawn(Protocol):
    """Starts one of our own child programs (`engine`, `practice-network`) and waits for its ready line.

    Raises RuntimeFault with the child's own last line when it ends before that."""

    async def __call__(self, program: str, config: Mapping[str, Any], *, timeout: float = 60.0) -> Child: ...
