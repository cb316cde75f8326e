"""What of it is here: a system's ffmpeg, the faster-whisper package and folders of its weights."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from desktop_app.domain.phrases import Phrase
from desktop_app.net.media_fetch import MediaFetcher
from desktop_app.provider.ports import Spawn
from desktop_app.runtimes import confinement
from desktop_app.runtimes.confinement import SHUT_IN
from desktop_app.runtimes.media import formats
from desktop_app.runtimes.media.tools import FFMPEG, Encoder, ScratchTools, emptied, folder_in

_ANSWERS_WITHIN = 20.0


def forget_scratch(home: Path) -> None:
    """What a crash left of a customer's goes, also where media are switched off by now."""
    if (scratch := home / "scratch").exists():
        shutil.rmtree(scratch)


async def media_tools(
    home: Path, spawn: Spawn, fetcher: MediaFetcher, *, transcribe: bool, reencode: bool
) -> tuple[ScratchTools | None, tuple[str, ...]]:
    """What the owner switched on and is here, and sentences about what is not."""
    scratch, notes = home / "scratch", list[str]()
    encoder, voices = None, {}
    if reencode:
        encoder = await _encoder(scratch, spawn)
        if encoder is None:
            notes.append(
                Phrase("Re-encoding is switched on, but needs Linux and its ffmpeg. Install the package ffmpeg.")
            )
    if transcribe:
        voices = _voices(home / "voices")
        if find_spec("faster_whisper") is None:
            voices = {}
            notes.append(
                Phrase("Transcription is switched on, but the Python package faster-whisper is not installed.")
            )
        elif not voices:
            notes.append(
                Phrase(
                    "Transcription is switched on, but there is no model: put one's folder into {folder}.",
                    folder=home / "voices",
                )
            )
    if encoder is None and not voices:
        return None, tuple(notes)
    tools = ScratchTools(scratch, spawn, fetcher.fetch, encoder=encoder, voices=voices)
    if confinement.level() < SHUT_IN:
        notes += tools.allowed
    return tools, tuple(notes)


def _voices(folder: Path) -> dict[str, Path]:
    """Each model's folder by its name in small letters."""
    found = folder.glob("*/model.bin") if folder.is_dir() else ()
    return {weights.parent.name.lower(): weights.parent for weights in found}


async def _encoder(scratch: Path, spawn: Spawn) -> Encoder | None:
    program = shutil.which("ffmpeg") if sys.platform == "linux" else None
    if program is None:
        return None
    asked = await asyncio.create_subprocess_exec(
        program, "-hide_banner", "-encoders",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(_ANSWERS_WITHIN):
            listing, _ = await asked.communicate()
    except TimeoutError:
        asked.kill()
        await asked.wait()
        return None
    encoders = formats.encoders_in(listing.decode(errors="replace"))
    on_card = formats.NVENC in encoders and await _works_on_card(Path(program), scratch, spawn)
    possible = formats.possible(encoders | ({formats.H264} if on_card else set()))
    return Encoder(Path(program), possible, on_card) if possible else None


async def _works_on_card(program: Path, scratch: Path, spawn: Spawn) -> bool:
    """Tried in the same confinement as the work itself."""
    emptied(scratch)
    with folder_in(scratch) as folder:
        config = {"folder": str(folder), "program": str(program), "largest": 0, "memory": 0}
        child = await spawn(FFMPEG, config | {"arguments": formats.probe()})
        try:
            async with asyncio.timeout(_ANSWERS_WITHIN):
                return await child.wait() == 0
        except TimeoutError:
            return False
        finally:
            await asyncio.shield(asyncio.ensure_future(child.kill()))
