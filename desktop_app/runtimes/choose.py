"""Which runtime this machine uses, where nobody said so: a model server with models, else the built-in engine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.errors import ProfileError
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import Runtime, Spawn
from desktop_app.runtimes import discovery, practice_model
from desktop_app.runtimes.builtin import BuiltInRuntime


async def choose(
    models_dir: Path,
    spawn: Spawn,
    *,
    url: str | None = None,
    key: str | None = None,
    practice: bool = False,
    play_money: bool = False,
    prefer: str | None = None,
    slots: int = 4,
    threads: int | None = None,
    card: str = "",
    server: str = "",
    usual: Sequence[str] = discovery.USUAL,
) -> Runtime:
    """The runtime, not yet started.

    `url` (from --runtime) wins, with `key` where that server asks for one. `practice` without it means the built-in
    engine with the practice model, which is written when missing (ProfileError when it cannot be). Else the first
    known server at the `usual` addresses that has a model (Ollama before the others), else the built-in engine.
    With `play_money` the practice model may be offered there too; for real money it never is.
    `card` is the UUID of the card that the built-in engine uses, "none" keeps it on the processor; `server` is
    the program of an engine for cards, where one was fetched."""
    if url is not None:
        return await discovery.at(url, key)
    hints: tuple[str, ...] = ()
    if not practice:
        found, hints = await discovery.first_with_models(usual)
        if found is not None:
            return found
    if practice or play_money:
        try:
            practice_model.ensure(models_dir)
        except OSError as error:
            raise ProfileError(Phrase("the practice model cannot be written: {error}", error=error.strerror)) from error
        prefer = prefer or (practice_model.NAME if practice else None)
    keep_off = card == "none"
    return BuiltInRuntime(
        models_dir, spawn, slots=slots, threads=threads, gpu_layers=0 if keep_off else None,
        card="" if keep_off else card, prefer=prefer, with_practice=practice or play_money,
        server=server, hint=" ".join(hints),
    )  # fmt: skip
