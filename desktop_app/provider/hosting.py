"""Models under other names: the runtime as everybody else sees it, and the owner's questions to a model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace

from desktop_app.domain.errors import WorldError
from desktop_app.domain.gate import Source
from desktop_app.domain.hosting import ANSWER_TOKENS, Hosted, Question
from desktop_app.domain.inference import Inference
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.gate import Gate
from desktop_app.provider.ports import Confined, Finish, Model, Piece, Roomy, Runtime

_NOT_NOW = (Source.PANIC, Source.PAUSE, Source.OWNER, Source.HEALTH, Source.RUNTIME, Source.STARTING)


class HostingRuntime:
    """Implements ports.Runtime, Roomy and Confined over the runtime that is in use, with the hosted models under their
    public names beside its own."""

    def __init__(self, inner: Runtime) -> None:
        self._inner = inner
        self._hosted: Mapping[str, Hosted] = {}

    def host(self, hosted: Mapping[str, Hosted]) -> None:
        """These and no others from now on, by public name."""
        self._hosted = hosted

    @property
    def name(self) -> str:
        return self._inner.name

    @property
    def note(self) -> str:
        return self._inner.note

    @property
    def on_card(self) -> bool:
        return self._inner.on_card

    @property
    def allowed(self) -> str:
        if isinstance(self._inner, Confined):
            return self._inner.allowed
        return Phrase(
            "{runtime} is a program of its own, which gets the text of a job: it may do what it is set up for, and "
            "cannot be shut in from here.",
            runtime=self._inner.name,
        )

    @property
    def shut_in(self) -> int | None:
        return self._inner.shut_in if isinstance(self._inner, Confined) else None

    async def start(self) -> None:
        await self._inner.start()

    async def models(self) -> tuple[Model, ...]:
        """A hosted model is there as long as the one behind it is."""
        own = await self._inner.models()
        known = {model.name: model for model in own}
        others = [one for one in self._hosted.values() if one.name not in known and one.runs_as in known]
        return (*own, *(replace(known[one.runs_as], name=one.name) for one in others))

    def generate(self, request: Inference, already: str = "") -> AsyncIterator[Piece | Finish]:
        hosted = self._hosted.get(request.model)
        return self._inner.generate(replace(request, model=hosted.runs_as) if hosted else request, already)

    async def release(self) -> bool:
        return await self._inner.release()

    async def pids(self) -> tuple[int, ...]:
        return await self._inner.pids()

    async def close(self) -> None:
        await self._inner.close()

    def make_room(self, streams: int, memory: Callable[[], int | None]) -> None:
        if isinstance(self._inner, Roomy):
            self._inner.make_room(streams, memory)


async def ask(runtime: Runtime, gate: Gate, model: str, questions: Sequence[Question]) -> list[bool]:
    """Which of the owner's questions the model answers rightly, at temperature 0. WorldError when the card is not to be
    used now, RuntimeFault when the model cannot be run."""
    found = []
    for question in questions:
        strongest = gate.state.strongest
        if strongest is not None and strongest.source in _NOT_NOW:
            raise WorldError(
                strongest.reason, title=Phrase("The model cannot be measured now"), next_step=Phrase("Try again later")
            )
        request = Inference(model, question.prompt, max_tokens=ANSWER_TOKENS, temperature=0.0)
        text = ""
        async with aclosing(runtime.generate(request)) as answer:  # type: ignore[type-var]  # every runtime's is one
            async for part in answer:
                text += part.text if isinstance(part, Piece) else ""
        found.append(question.is_right(text))
    return found
