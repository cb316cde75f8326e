"""A model into Ollama's own store: Ollama downloads, checks and goes on with it; we say when and whether, show how far
it is, and remember that it was asked for."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Any

import msgspec

from desktop_app.domain.downloads import DownloadFailed, Stopped, WrongContent
from desktop_app.domain.errors import GenerationFailed, RuntimeUnreachable
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import Clock
from desktop_app.runtimes import ollama
from desktop_app.runtimes.library.fetching import unless_stopped
from desktop_app.runtimes.library.part import Part, Record
from desktop_app.runtimes.library.rules import NotNow, Progress, Rules, until_allowed
from desktop_app.runtimes.line_stream import post_lines

log = logging.getLogger(__name__)

_LONGEST_SILENCE = 120.0
KEEP_EVERY = 64 * 2**20
BY_ITSELF, _LONGEST_PAUSE = 8, 60.0
"""How often, and with how many seconds in between, Ollama is looked for where it goes on by itself: it may start after
us."""


class _Step(msgspec.Struct):
    status: str = ""
    digest: str = ""
    total: int = 0
    completed: int = 0
    error: str = ""


def full_name(name: str) -> str:
    """With the tag that Ollama gives to a name without one; no file of ours is called so."""
    return name if ":" in name.rpartition("/")[2] else f"{name}:latest"


async def ordered(
    part: Part, record: Record, progress: Progress, rules: Rules, clock: Clock, *, tries: int = 1
) -> None:
    """As `pull`, and every program knows of it from the owner's word until Ollama has it, also where it has to wait
    and where the program ends meanwhile. Stopped soon after the owner said so."""
    before = part.load()
    if before is not None:
        record.have, record.total = before.have, before.total
    part.let_go_on()
    await asyncio.to_thread(_note, part, record)
    kept, noting = record.have, asyncio.ensure_future(asyncio.sleep(0))

    def told(have: int, total: int) -> None:
        nonlocal kept, noting
        record.have, record.total = have, total
        if have - kept >= KEEP_EVERY and noting.done():
            noting = asyncio.ensure_future(asyncio.to_thread(_note, part, replace(record)))
            kept = have
        progress(have, total)

    try:
        try:
            await unless_stopped(part, pull(record.url, told, rules, clock, record.ollama, tries=tries))
        finally:
            await noting  # or it would undo what follows
    except Stopped:
        await asyncio.to_thread(_note, part, record)
        raise
    except DownloadFailed as error:
        if isinstance(error, WrongContent) or (before is None and not record.have):
            part.discard()
        raise
    part.discard()


def _note(part: Part, record: Record) -> None:
    """In a thread, as a disk may be slow. Where that cannot be written, Ollama fetches all the same: its own store may
    be on another disk."""
    try:
        part.keep(record)
    except OSError as error:
        log.warning("how far %s is cannot be written down: %s", part.name, error.strerror or error)


async def pull(
    name: str, progress: Progress, rules: Rules, clock: Clock, url: str = ollama.DEFAULT_URL, *, tries: int = 1
) -> None:
    """Returns when Ollama has it. DownloadFailed and NoRoom with what to do. Cancelling stops Ollama, which keeps what
    it has: so it is stopped where the owner's hours end, too. `rules.bytes_per_s` is not kept to: Ollama has no such
    setting (its issue 2006). It is looked for `tries` times where it does not answer."""
    missed = 0
    while True:
        await until_allowed(rules, clock)
        try:
            await _ask(name, progress, rules, url)
        except NotNow:
            continue
        except msgspec.MsgspecError:
            raise DownloadFailed(Phrase("what answers at Ollama's address is not Ollama")) from None
        except RuntimeUnreachable:
            missed += 1
            if missed < tries:
                await clock.sleep(min(_LONGEST_PAUSE, 2.0**missed))
                continue
            raise DownloadFailed(
                Phrase("Ollama does not run on this computer"),
                next_step=Phrase("Start Ollama, or name the address of a GGUF file"),
            ) from None
        except GenerationFailed as error:
            raise _broken_off() from error
        return


async def _ask(name: str, progress: Progress, rules: Rules, url: str) -> None:
    """Once, from where Ollama is; NotNow when the hours for downloads ended."""
    layers: dict[str, tuple[int, int]] = {}
    body: dict[str, Any] = {"model": name, "stream": True}
    allowed: object = None
    async with post_lines(f"{url}/api/pull", body, who=ollama.WHO, headers={}, quiet_for=_LONGEST_SILENCE) as (
        status,
        lines,
    ):
        async for line in lines:
            if not line.strip():
                continue
            step = msgspec.json.decode(line, type=_Step)
            if step.error or status != 200:
                raise _no(step.error)
            if step.status == "success":
                return
            if not step.digest:
                continue
            layers[step.digest] = step.completed, step.total
            have, total = (sum(column) for column in zip(*layers.values(), strict=True))
            progress(have, total)
            # Ollama tells of one part after another, and the owner may change the limits meanwhile.
            if allowed != (allowed := (total, rules.in_force())) and rules.room is not None:
                await rules.room(total)
            if step.completed < step.total and rules.wait() > 0:
                raise NotNow
    raise _broken_off()


async def kept(name: str, url: str = ollama.DEFAULT_URL) -> int:
    """Bytes of the models that Ollama has, but for this one; 0 where none answers."""
    if not await ollama.found(url):
        return 0
    runtime = ollama.OllamaRuntime(url)
    try:
        return await runtime.bytes_without(name)
    finally:
        await runtime.close()


def _broken_off() -> DownloadFailed:
    return DownloadFailed(Phrase("Ollama broke off"), next_step=Phrase("Add it again, Ollama goes on from there"))


def _no(why: str) -> DownloadFailed:
    if "file does not exist" in why or "not found" in why:
        return WrongContent(
            Phrase("Ollama knows no model of this name"), next_step=Phrase("Look for it at ollama.com/library")
        )
    if "no space left" in why:
        return DownloadFailed(Phrase("Ollama's disk is full"), next_step=Phrase("Make room, then add it again"))
    return DownloadFailed(Phrase("Ollama could not download it"), next_step=Phrase("Look into Ollama's own log"))
