"""The programs of ours that run as child processes, each loaded where it runs and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Announce = Callable[[Mapping[str, Any]], None]


def _engine(config: Mapping[str, Any], announce: Announce) -> None:
    from desktop_app.runtimes import engine

    engine.serve(config, announce)


def _ffmpeg(config: Mapping[str, Any], announce: Announce) -> None:
    from desktop_app.runtimes.media import ffmpeg_child

    ffmpeg_child.serve(config, announce)


def _speech(config: Mapping[str, Any], announce: Announce) -> None:
    from desktop_app.runtimes.media import speech_child

    speech_child.serve(config, announce)


def _practice(config: Mapping[str, Any], announce: Announce) -> None:
    import asyncio
    from dataclasses import asdict

    from desktop_app.sandbox.config import PracticeConfig
    from desktop_app.sandbox.serve import serve

    settings = PracticeConfig(**{**config, "state": Path(config["state"])})
    asyncio.run(serve(settings, lambda ready: announce(asdict(ready)), asyncio.Event()))


PROGRAMS: Mapping[str, Callable[[Mapping[str, Any], Announce], None]] = {
    "engine": _engine, "practice-network": _practice, "ffmpeg": _ffmpeg, "speech": _speech,
}  # fmt: skip
