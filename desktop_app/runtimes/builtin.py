"""The built-in engine as a runtime: llama.cpp in a child process of ours."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path

from desktop_app.domain.errors import ModelMissing
from desktop_app.domain.inference import Inference
from desktop_app.domain.phrases import Phrase, together
from desktop_app.provider.ports import Finish, Model, Piece, Spawn
from desktop_app.runtimes import allowed, llama_server, practice_model
from desktop_app.runtimes.engine_host import EngineHost, EngineSettings
from desktop_app.runtimes.engine_watch import family
from desktop_app.runtimes.faults import told
from desktop_app.runtimes.model_folder import ModelFile, ModelFolder


class BuiltInRuntime:
    """Runs the GGUF files of one folder (port `Runtime`).

    The engine starts with the first job, or at `start()` for the model `prefer`; a job for another model waits
    until the running ones ended. `with_practice` also offers the practice model. `hint` is what
    else the owner could use, shown with the notes."""

    name = "built-in"

    def __init__(
        self,
        models_dir: Path,
        spawn: Spawn,
        *,
        slots: int = 4,
        context: int = 4096,
        threads: int | None = None,
        gpu_layers: int | None = None,
        card: str = "",
        prefer: str | None = None,
        with_practice: bool = False,
        memory_limit: int | None = None,
        look_every: float = 5.0,
        server: str = "",
        hint: str = "",
    ) -> None:
        self._folder = ModelFolder(models_dir, with_practice=with_practice)
        self._host = EngineHost(
            spawn, EngineSettings(slots, context, threads, gpu_layers, card, memory_limit, look_every, server)
        )
        self._prefer = prefer
        self._files: dict[str, ModelFile] = {}
        self._hint = hint
        self._device: str | None = None
        self._confined: int | None = None

    @property
    def on_card(self) -> bool:
        """Known once the engine ran; the engine from PyPI computes on the processor only."""
        return bool(self._device)

    @property
    def note(self) -> str:
        """What the owner should know: on what it computes (known once the engine ran), and the practice model."""
        notes = list[str]()
        if self._device is not None:
            notes.append(
                Phrase("Runs on {device}.", device=self._device)
                if self._device
                else Phrase("Runs on the processor, not on the GPU.")
            )
        if self._confined is not None:
            notes.append(allowed.engine(self._confined, on_card=self.on_card))
        if self._host.ended_because:
            notes.append(Phrase("The engine had to be ended: {why}.", why=self._host.ended_because))
        if any(file.is_practice for file in self._files.values()):
            notes.append(practice_model.NOTE)
        if self._hint:
            notes.append(self._hint)
        return together(*notes)

    @property
    def allowed(self) -> str:
        """What the engine's process may do on this computer (port `Confined`)."""
        return allowed.engine_here(self._confined, on_card=self.on_card)

    @property
    def shut_in(self) -> int | None:
        return self._confined

    async def start(self) -> None:
        """ModelMissing without a model to run, RuntimeUnreachable when the preferred one cannot be loaded."""
        self._files = self._folder.scan()
        if not self._files:
            raise ModelMissing(
                Phrase("there is no model for the built-in engine"),
                next_step=Phrase("Put a GGUF file into the models folder, or install Ollama with a model"),
            )
        if self._prefer is not None:
            async with self._host.use(self._file(self._prefer)) as engine:
                self._device, self._confined = engine.device, engine.confined

    async def models(self) -> tuple[Model, ...]:
        self._files = self._folder.scan()
        return tuple(file.as_model() for file in self._files.values())

    async def generate(self, request: Inference, already: str = "") -> AsyncGenerator[Piece | Finish, None]:
        """Pieces, then the Finish. `request.max_tokens` counts this call's tokens, without those of `already`.

        The text so far is tokenized again, so at temperature 0 it goes on as it would have; with a seed it draws
        other random numbers than the first part did. ContextTooLong before any piece, ModelMissing,
        RuntimeUnreachable, GenerationFailed."""
        async with self._host.use(self._file(request.model)) as engine:
            self._device, self._confined = engine.device, engine.confined
            with told(llama_server.WHO):
                async with aclosing(llama_server.answer(engine.http, engine.headers, request, already)) as answer:
                    async for part in answer:
                        yield part

    def make_room(self, streams: int, memory: Callable[[], int | None] = lambda: None) -> None:
        """From the next load on, as far as `memory` bytes (None: the computer's own) hold it; an engine with room for
        fewer is started again once its streams ended."""
        self._host.make_room(streams, memory)

    async def release(self) -> bool:
        """Ends the engine's process, and with it every running stream: its memory is free on return."""
        await self._host.stop()
        return True

    async def pids(self) -> tuple[int, ...]:
        return family(self._host.engine.child.pid) if self._host.engine else ()

    async def close(self) -> None:
        await self._host.stop()

    def _file(self, name: str) -> ModelFile:
        if name not in self._files:
            self._files = self._folder.scan()
        try:
            return self._files[name]
        except KeyError:
            raise ModelMissing(Phrase("the models folder does not hold a model of this name")) from None
