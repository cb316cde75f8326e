"""The child that writes down speech with faster-whisper, on the processor, shut in before it reads a stranger's
file."""

from __future__ import annotations

import io
import sys
import wave
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from desktop_app.runtimes import confinement

UNREADABLE, TOO_LONG = 3, 4
"""Exit codes that are the source's fault."""
_RATE = 16_000
_MEMORY = 12 * 2**30


def serve(config: Mapping[str, Any], announce: Callable[[Mapping[str, Any]], None]) -> None:
    """From `source` in `folder` to the text in `result`, seconds done in `progress`; `model` is a folder of weights,
    `demuxer` what the source is read as, `longest` its most seconds."""
    import av
    import faster_whisper

    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    folder, model = Path(config["folder"]), Path(config["model"])
    readable = [model, model.resolve(), *confinement.python_places()]
    confined = confinement.confine(readable, writable=[folder])
    announce({"confined": confined})
    try:
        sound = _sound(av, folder / "source", config["demuxer"], config["longest"])
    except (av.FFmpegError, ValueError, IndexError):
        raise SystemExit(UNREADABLE) from None
    whisper = faster_whisper.WhisperModel(str(model), device="cpu", compute_type="int8", local_files_only=True)
    segments, _ = whisper.transcribe(sound, initial_prompt=config["prompt"] or None)
    (folder / "result").write_text("".join(_told(segments, folder / "progress")).strip(), encoding="utf-8")


def _told(segments: Any, progress: Path) -> Iterator[str]:
    for segment in segments:
        progress.write_text(f"out_time_us={int(segment.end * 1e6)}\n")
        yield segment.text


def _sound(av: Any, source: Path, demuxer: str, longest: float) -> io.BytesIO:
    """The first sound track as a plain WAV, whatever the source was."""
    plain, samples = io.BytesIO(), 0
    form = av.AudioResampler(format="s16", layout="mono", rate=_RATE)
    options = {"protocol_whitelist": "file,pipe"}
    with av.open(str(source), format=demuxer, options=options) as container, wave.open(plain, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        for frame in container.decode(audio=0):
            for part in form.resample(frame):
                samples += part.samples
                out.writeframesraw(bytes(part.planes[0])[: 2 * part.samples])
            if samples > longest * _RATE:
                raise SystemExit(TOO_LONG)
    plain.seek(0)
    return plain
