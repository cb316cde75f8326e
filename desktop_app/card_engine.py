"""The built-in engine's build for graphics cards, in one profile: which one is here, fetching it, removing it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop_app.domain.downloads import DownloadFailed
from desktop_app.domain.phrases import Phrase
from desktop_app.gpu.nvml import NvmlGpu
from desktop_app.runtimes import engine_builds
from desktop_app.runtimes.engine_builds import Build, EngineStore, fitting
from desktop_app.runtimes.library.rules import Progress
from desktop_app.system.clock import SystemClock
from desktop_app.system.paths import resource
from desktop_app.system.settings import SettingsFile

_MB = 10**6


def engine_program(home: Path) -> str:
    """The engine for cards that was fetched, "" when none was."""
    return str(EngineStore(home / "engines", SystemClock()).installed() or "")


async def card_engine(home: Path) -> Mapping[str, Any]:
    """Which engine for cards is here, which could be fetched, and what to do, in one sentence."""
    installed, build = engine_program(home), await _build(home)
    if installed:
        says = Phrase("The engine for graphics cards is here; the program uses it from its next start on.")
    elif build is None:
        says = Phrase(
            "This version knows no engine for this computer's graphics card. Jobs run on the processor; to use the "
            "card, install Ollama (ollama.com) or another model server."
        )
    else:
        says = Phrase(
            "{name} can be fetched from {host} ({size} MB). With your consent: aitbc-provider models engine --fetch",
            name=build.name,
            host=urlsplit(build.url).hostname,
            size=f"{build.size / _MB:.0f}",
        )
    return {"installed": bool(installed), "offered": build.name if build else None, "says": says}


async def fetch_engine(home: Path, progress: Progress) -> Mapping[str, Any]:
    """Fetch it, which is the owner's consent. DownloadFailed where there is none, or why it cannot be had."""
    build = await _build(home)
    if build is None:
        raise DownloadFailed((await card_engine(home))["says"], title=Phrase("There is nothing to fetch"))
    await EngineStore(home / "engines", SystemClock()).fetch(build, progress)
    return await card_engine(home)


def remove_engine(home: Path) -> None:
    EngineStore(home / "engines", SystemClock()).remove()


async def _build(home: Path) -> Build | None:
    gpu = NvmlGpu(SettingsFile(home).load().gpu_uuid)
    try:
        has_nvidia = bool((await gpu.view()).name)
    finally:
        await gpu.close()
    return fitting(engine_builds.read(resource(engine_builds.MANIFEST)), nvidia=has_nvidia)
