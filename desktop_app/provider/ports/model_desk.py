"""What may be asked and done with the model files on this computer, and with what runs them on the card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.domain.downloads import Fetched
from desktop_app.domain.model_list import Listed


@dataclass(frozen=True, slots=True)
class Begun:
    """A download: bytes had and in all (0: not told). `is_running`: somebody fetches it just now, or `waits` for
    something as this says, such as "waits until 23:00". `is_stopped`: by the owner; any other goes on by itself with
    the program's next start. `ollama` is the address of the Ollama that fetches it into its own store, "" for a file
    of ours."""

    name: str
    url: str
    have: int
    total: int
    is_running: bool = False
    is_stopped: bool = False
    waits: str = ""
    ollama: str = ""


@dataclass(frozen=True, slots=True)
class EngineView:
    """The built-in engine's build for graphics cards. `says` what there is to know; `name` "" where this version knows
    none. `size` and `have` in bytes, `licence` "" where none is told, `is_running` and `waits` as of a download."""

    says: str
    installed: bool = False
    name: str = ""
    url: str = ""
    size: int = 0
    licence: str = ""
    have: int = 0
    is_running: bool = False
    waits: str = ""


class ModelDesk(Protocol):
    """The model files on this computer. WorldError where it cannot be done; the owner's limits are the settings'."""

    async def listed(self) -> Sequence[Listed]:
        """The well-known models that this version names."""

    async def licences(self) -> Mapping[str, str]:
        """By the name of the model; where nobody tells one, it is not among them."""

    async def add(self, source: str, progress: Callable[[int, int], None]) -> Fetched:
        """From an address, a path or by an Ollama name. `progress` gets bytes had and in all (0: not told).
        Cancelled, what came is kept, and adding the same again goes on from there; Stopped when `stop` said so."""

    async def stop(self, name: str) -> None:
        """Whoever fetches this unfinished model stops soon, and it goes on when it is added again."""

    async def discard(self, name: str) -> int:
        """Throw an unfinished file away: bytes that are free now. DownloadFailed while it is fetched."""

    async def remove(self, name: str) -> int:
        """Bytes that are free now."""

    async def waits(self) -> str:
        """For which hour every download waits, as "waits until 23:00"; "" in the owner's hours."""

    async def unfinished(self) -> list[Begun]:
        """Downloads that are not at their end."""

    async def card_engine(self) -> EngineView: ...
    async def fetch_engine(self, progress: Callable[[int, int], None]) -> None:
        """Which is the owner's consent. As `add`, and as `add` it goes on where it was cancelled."""

    async def remove_engine(self) -> None:
        """And what came of one that was not fetched to its end."""
