"""Which runtime this machine uses, where nobody said so: Ollama with models, else the built-in engine."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.errors import ProfileError, RuntimeFault
from desktop_app.provider.ports import Runtime, Spawn
from desktop_app.runtimes import ollama, practice_model
from desktop_app.runtimes.builtin import BuiltInRuntime
from desktop_app.runtimes.ollama import OllamaRuntime


async def choose(
    models_dir: Path,
    spawn: Spawn,
    *,
    url: str | None = None,
    practice: bool = False,
    play_money: bool = False,
    prefer: str | None = None,
    slots: int = 4,
    threads: int | None = None,
    card: str = "",
    usual_url: str = ollama.DEFAULT_URL,
) -> Runtime:
    """The runtime, not yet started.

    `url` (from --runtime) wins. `practice` without it means the built-in engine with the practice model, which is
    written when missing (ProfileError when it cannot be). Else Ollama at its usual address when it has a model, else
    the built-in engine. With `play_money` the practice model may be offered there too; for real money it never is.
    `card` is the UUID of the card that the built-in engine uses, "none" keeps it on the processor."""
    if url is not None:
        return OllamaRuntime(url)
    if not practice and await ollama.found(usual_url):
        runtime = OllamaRuntime(usual_url)
        if await _has_models(runtime):
            return runtime
        await runtime.close()
    if practice or play_money:
        try:
            practice_model.ensure(models_dir)
        except OSError as error:
            raise ProfileError(f"the practice model cannot be written: {error.strerror}") from error
        prefer = prefer or (practice_model.NAME if practice else None)
    keep_off = card == "none"
    return BuiltInRuntime(
        models_dir, spawn, slots=slots, threads=threads, gpu_layers=0 if keep_off else None,
        card="" if keep_off else card, prefer=prefer, with_practice=practice or play_money,
    )  # fmt: skip


async def _has_models(runtime: OllamaRuntime) -> bool:
    try:
        return bool(await runtime.models())
    except RuntimeFault:
        return False
