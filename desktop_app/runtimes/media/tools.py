"""Transcription and re-encoding: fetch, a child of ours in a scratch folder of its own, the result, and no trace."""

from __future__ import annotations

import asyncio
import base64
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import GenerationFailed, NoScratch
from desktop_app.domain.full_disk import no_scratch
from desktop_app.domain.media import MediaRefused
from desktop_app.domain.media_jobs import MediaOffer, MediaTask, Transcription
from desktop_app.domain.phrases import Phrase
from desktop_app.net.media_fetch import Media
from desktop_app.provider.ports import Child, Spawn
from desktop_app.runtimes import allowed, confinement
from desktop_app.runtimes.media import formats
from desktop_app.runtimes.media.speech_child import TOO_LONG, UNREADABLE

FFMPEG, SPEECH = "ffmpeg", "speech"
LONGEST = 4 * 3600.0
"""Seconds of sound or film."""
_MEMORY = 4 * 2**30
_LOOK_EVERY = 0.5
_NEXT_TO_NOTHING = 2**20
"""Bytes of a disk that counts as full: ffmpeg's own word on it is not to be had."""

Fetch = Callable[[object, Path], Awaitable[Media]]


@dataclass(frozen=True, slots=True)
class Encoder:
    """An ffmpeg that is there; `on_card` when the card's own encoder works in it."""

    program: Path
    formats: frozenset[str]
    on_card: bool = False


class ScratchTools:
    """Implements ports.media.MediaTools. `scratch` is a folder of ours alone, emptied here: what a crash left is
    gone. `voices` are folders of weights by name."""

    def __init__(
        self, scratch: Path, spawn: Spawn, fetch: Fetch, *, encoder: Encoder | None = None,
        voices: Mapping[str, Path] | None = None, longest: float = LONGEST,
    ) -> None:  # fmt: skip
        self._scratch, self._spawn, self._fetch, self._encoder = scratch, spawn, fetch, encoder
        self._voices, self._longest = dict(voices or {}), longest
        emptied(scratch)
        self.offer = MediaOffer(encoder.formats if encoder else frozenset(), frozenset(self._voices))

    @property
    def allowed(self) -> tuple[str, ...]:
        """See the port. A child is shut in before it looks at a stranger's file, as far as this system can."""
        kinds = (
            (Phrase("Transcription"), bool(self._voices)),
            (Phrase("Re-encoding"), self._encoder is not None),
        )
        level = confinement.level()
        return tuple(allowed.media(what, level) for what, is_offered in kinds if is_offered)

    @property
    def shut_in(self) -> int:
        return confinement.level()

    async def run(self, task: MediaTask, largest: int) -> AsyncIterator[float | str]:
        """See the port."""
        with folder_in(self._scratch) as folder:
            media = await self._fetch(task.source, folder / "source")
            yield 0.0
            child = await self._started(task, media, folder, largest)
            try:
                ended = asyncio.ensure_future(child.wait())
                while not ended.done():
                    await asyncio.wait({ended}, timeout=_LOOK_EVERY)
                    done = seconds_done(folder / "progress")
                    if done > self._longest:
                        raise self._too_long()
                    yield done
                code = await ended
            finally:
                await asyncio.shield(asyncio.ensure_future(child.kill()))
            result = folder / "result"
            if isinstance(task, Transcription):
                yield self._heard(code, result)
            else:
                yield _encoded(code, result, largest * 3 // 4)

    async def _started(self, task: MediaTask, media: Media, folder: Path, largest: int) -> Child:
        config: dict[str, Any] = {"folder": str(folder)}
        if isinstance(task, Transcription):
            model = str(self._voices[task.model])
            config |= {"model": model, "demuxer": formats.DEMUXERS[media.kind], "prompt": task.prompt}
            return await self._spawn(SPEECH, config | {"longest": self._longest}, timeout=120.0)
        assert self._encoder is not None  # nothing was offered otherwise
        on_card = self._encoder.on_card
        config |= {"program": str(self._encoder.program), "largest": largest, "memory": 0 if on_card else _MEMORY}
        config["arguments"] = formats.arguments(media.kind, task.format, on_card=on_card)
        return await self._spawn(FFMPEG, config)

    def _heard(self, code: int, result: Path) -> str:
        if code == TOO_LONG:
            raise self._too_long()
        if code == UNREADABLE:
            raise MediaRefused(Phrase("the source holds no sound that can be read"))
        if code != 0 or not result.exists():
            raise GenerationFailed(Phrase("the transcription broke off"))
        text = result.read_text(encoding="utf-8")
        if not text:
            raise MediaRefused(Phrase("no speech was heard in it"))
        return text

    def _too_long(self) -> MediaRefused:
        return MediaRefused(Phrase("it is longer than {hours} hours", hours=f"{self._longest / 3600:g}"))


def _encoded(code: int, result: Path, largest: int) -> str:
    size = result.stat().st_size if result.exists() else 0
    if size > largest:
        most = largest // 1024
        told = Phrase("the new file is larger than the {most} KiB that get through to the network", most=most)
        raise MediaRefused(told)
    if code != 0 and shutil.disk_usage(result.parent).free < _NEXT_TO_NOTHING:
        raise NoScratch(Phrase("its disk is full"))
    if code != 0 or not size:
        raise MediaRefused(Phrase("the source cannot be read, or not be made into this format"))
    return base64.b64encode(result.read_bytes()).decode("ascii")


def seconds_done(progress: Path) -> float:
    """By the newest line of a progress file; 0 while there is none."""
    try:
        lines = progress.read_bytes()[-2000:].decode(errors="replace").splitlines()
    except FileNotFoundError:
        return 0.0
    told = [line.removeprefix("out_time_us=") for line in lines if line.startswith("out_time_us=")]
    return int(told[-1]) / 1e6 if told and told[-1].isdecimal() else 0.0


@contextmanager
def folder_in(scratch: Path) -> Iterator[Path]:
    """A folder that is gone with all that is in it when the block ends, however it ends. `scratch` is made where
    somebody tidied it away; NoScratch where that cannot be."""
    try:
        scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=scratch))
    except OSError as error:
        raise no_scratch(error) from error
    try:
        yield folder
    finally:
        with suppress(FileNotFoundError):
            shutil.rmtree(folder)


def emptied(scratch: Path) -> None:
    """There, and empty."""
    if scratch.exists():
        shutil.rmtree(scratch)
    scratch.mkdir(mode=0o700, parents=True)
