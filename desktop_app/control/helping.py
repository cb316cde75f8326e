"""ports.office.HelpDesk and ModelDesk over the profile: `doctor`'s checks, diagnostics, the model library."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop_app.control.doctor import examine
from desktop_app.control.export import diagnostics, write_new
from desktop_app.control.offline import Offline
from desktop_app.domain.downloads import Fetched
from desktop_app.domain.errors import ProfileError
from desktop_app.domain.model_list import Listed
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports.model_desk import Begun, EngineView
from desktop_app.provider.ports.office import Finding


class Help:
    """Implements ports.HelpDesk. The checks run in a thread and a loop of their own, as on the command line."""

    def __init__(self, offline: Offline) -> None:
        self._offline = offline

    async def findings(self) -> list[Finding]:
        found = await asyncio.to_thread(examine, self._offline)
        return [Finding(c["name"], c["ok"], c["says"], c["next_step"] or "") for c in found["checks"]]

    async def diagnostics(self) -> Mapping[str, str]:
        return await asyncio.to_thread(self._bundle)

    async def save_diagnostics(self, path: str, files: Mapping[str, str]) -> None:
        await asyncio.to_thread(_save, Path(path), files)

    def _bundle(self) -> Mapping[str, str]:
        content = diagnostics(self._offline, examine(self._offline), datetime.now(UTC))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def _save(path: Path, files: Mapping[str, str]) -> None:
    """What was looked at, and nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    try:
        path.unlink(missing_ok=True)
        write_new(path, out.getvalue())
    except OSError as error:
        raise ProfileError(
            Phrase("{path} cannot be written ({error})", path=path, error=error.strerror or error)
        ) from error


class Models:
    """Implements ports.ModelDesk."""

    def __init__(self, offline: Offline) -> None:
        self._offline = offline

    async def add(self, source: str, progress: Callable[[int, int], None]) -> Fetched:
        made: Mapping[str, Any] = await self._offline.library().add(source, "", False, progress)
        return Fetched(str(made["name"]), str(made.get("note") or ""))

    async def listed(self) -> Sequence[Listed]:
        return self._offline.library().known()

    async def licences(self) -> Mapping[str, str]:
        return await asyncio.to_thread(self._offline.library().licences)

    async def remove(self, name: str) -> int:
        return await self._offline.library().remove(name)

    async def waits(self) -> str:
        return await asyncio.to_thread(self._offline.library().waits)

    async def unfinished(self) -> list[Begun]:
        return list(await asyncio.to_thread(self._offline.library().unfinished))

    async def stop(self, name: str) -> None:
        await asyncio.to_thread(self._offline.library().stop, name)

    async def discard(self, name: str) -> int:
        return await asyncio.to_thread(self._offline.library().discard, name)

    async def card_engine(self) -> EngineView:
        return await self._offline.library().card_engine()

    async def fetch_engine(self, progress: Callable[[int, int], None]) -> None:
        await self._offline.library().fetch_engine(progress)

    async def remove_engine(self) -> None:
        await asyncio.to_thread(self._offline.library().remove_engine)
