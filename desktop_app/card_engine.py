"""llama.cpp's server build for this computer's graphics card: which one, and fetching it with the owner's consent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from desktop_app.domain.downloads import DownloadFailed
from desktop_app.domain.phrases import Phrase
from desktop_app.gpu.nvml import NvmlGpu
from desktop_app.provider.ports.model_desk import EngineView
from desktop_app.runtimes import engine_builds
from desktop_app.runtimes.engine_builds import Build, EngineStore, fitting
from desktop_app.runtimes.library.rules import Progress, Rules
from desktop_app.runtimes.library.shapes import Limits
from desktop_app.system.clock import SystemClock
from desktop_app.system.paths import resource
from desktop_app.system.settings import SettingsFile

_MB = 10**6
HERE = Phrase("The engine for graphics cards is here; the program uses it from its next start on.")
NONE = Phrase(
    "This version knows no engine for this computer's graphics card. The built-in engine runs jobs on the processor; "
    "to use the card, install Ollama (ollama.com) or another model server."
)


def engine_program(home: Path) -> str:
    """The engine for cards that was fetched, "" when none was."""
    return str(_store(home).installed() or "")


class CardEngine:
    """Of one profile; what the owner allows downloads counts for it too, but for the room of models."""

    def __init__(self, home: Path, limits: Callable[[], Limits]) -> None:
        self._home, self._limits, self._clock = home, limits, SystemClock()

    async def view(self) -> EngineView:
        """Which one is here, which could be fetched, and what to do."""
        if engine_program(self._home):
            return EngineView(HERE, installed=True)
        build = await self._build()
        if build is None:
            return EngineView(NONE)
        have, is_running = _store(self._home).begun(build)
        wait = self._wait() if is_running else 0.0
        at = self._clock.now().astimezone() + timedelta(seconds=wait)
        return EngineView(
            Phrase("{name} can be fetched from {host} ({size} MB).", name=build.name,
                   host=urlsplit(build.url).hostname, size=f"{build.size / _MB:.0f}"),
            name=build.name, url=build.url, size=build.size, licence=build.licence, have=have, is_running=is_running,
            waits=Phrase("waits until {time}", time=f"{at:%H:%M}") if wait else "",
        )  # fmt: skip

    async def fetch(self, progress: Progress) -> None:
        """Fetch it, which is the owner's consent. DownloadFailed where there is none, or why it cannot be had."""
        build = await self._build()
        if build is None:
            raise DownloadFailed(NONE, title=Phrase("There is nothing to fetch"))
        rules = Rules(lambda: self._limits().bytes_per_s, self._wait)
        await _store(self._home).fetch(build, progress, rules)

    def remove(self) -> None:
        """And what is left of unfinished downloads."""
        _store(self._home).remove()

    def _wait(self) -> float:
        night = self._limits().night
        return night.wait(self._clock.now().astimezone()) if night is not None else 0.0

    async def _build(self) -> Build | None:
        builds = engine_builds.read(resource(engine_builds.MANIFEST))
        if not builds:
            return None
        gpu = NvmlGpu(SettingsFile(self._home).load().gpu_uuid)
        try:
            has_nvidia = bool((await gpu.view()).name)
        finally:
            await gpu.close()
        return fitting(builds, nvidia=has_nvidia)


def _store(home: Path) -> EngineStore:
    return EngineStore(home / "engines", SystemClock())
