"""What ffmpeg is told: by the source's sniffed kind how to read it, by the wanted format how to write it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

H264, NVENC = "libx264", "h264_nvenc"
DEMUXERS = {
    "wav": "wav", "avi": "avi", "flac": "flac", "ogg": "ogg", "matroska": "matroska", "mp4": "mov", "aiff": "aiff",
    "mpegts": "mpegts", "aac": "aac", "mp3": "mp3",
}  # fmt: skip
_MOST_PIXELS = 40_000_000
_EVEN = "scale=trunc(iw/2)*2:trunc(ih/2)*2"


@dataclass(frozen=True, slots=True)
class Format:
    """A muxer and its encoders; no `video` for sound alone."""

    muxer: str
    audio: str
    video: str = ""


FORMATS = {
    "mp4": Format("mp4", "aac", H264),
    "mov": Format("mov", "aac", H264),
    "mkv": Format("matroska", "aac", H264),
    "webm": Format("webm", "libopus", "libvpx-vp9"),
    "mp3": Format("mp3", "libmp3lame"),
    "m4a": Format("ipod", "aac"),
    "wav": Format("wav", "pcm_s16le"),
    "flac": Format("flac", "flac"),
    "ogg": Format("ogg", "libopus"),
}


def possible(encoders: Collection[str]) -> frozenset[str]:
    """The formats that an ffmpeg with these encoders can write."""
    return frozenset(name for name, f in FORMATS.items() if {f.audio, f.video or f.audio} <= set(encoders))


def encoders_in(listing: str) -> frozenset[str]:
    """Names in the answer of `ffmpeg -encoders`."""
    rows = [line.split() for line in listing.partition("------")[2].splitlines()]
    return frozenset(row[1] for row in rows if len(row) > 1)


def arguments(kind: str, wanted: str, *, on_card: bool) -> list[str]:
    """From `source` to `result` in the working folder, progress to `progress`. Nothing but files is opened, and the
    source is read as what it was found to be and as nothing else."""
    form = FORMATS[wanted]
    reading = ["-protocol_whitelist", "file,pipe", "-max_pixels", str(_MOST_PIXELS), "-f", DEMUXERS[kind]]
    video = ["-map", "0:v:0?", *_video(form.video, on_card=on_card)] if form.video else ["-vn"]
    return [
        "-hide_banner", "-nostdin", "-loglevel", "error", "-stats_period", "1", "-progress", "file:progress",
        *reading, "-i", "file:source", *video, "-map", "0:a:0?", "-c:a", form.audio, "-sn", "-dn", "-y",
        "-f", form.muxer, "file:result",
    ]  # fmt: skip


def probe() -> list[str]:
    """Ends well where the card's encoder works."""
    return ["-hide_banner", "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", "color=size=256x256:duration=0.1",
            "-frames:v", "1", "-c:v", NVENC, "-f", "null", "-"]  # fmt: skip


def _video(encoder: str, *, on_card: bool) -> list[str]:
    chosen = NVENC if encoder == H264 and on_card else encoder
    quick = ["-deadline", "realtime", "-cpu-used", "6"] if encoder.startswith("libvpx") else []
    return ["-c:v", chosen, *quick, "-pix_fmt", "yuv420p", "-vf", _EVEN]
