"""What the verbs need of the rest of the house when no program is running; app.py's side fills it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from desktop_app.domain.bonds import Bond
from desktop_app.domain.connection import Part
from desktop_app.domain.model_list import Listed
from desktop_app.domain.networks import NetworkProfile
from desktop_app.domain.state import GpuView
from desktop_app.domain.tax import Line
from desktop_app.provider.ports import Earnings
from desktop_app.provider.ports.model_desk import Begun, EngineView

# Says in a sentence what is well, or raises WorldError with what is not and what to do.
Check = Callable[[], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Statement:
    """Earnings of one network, from the history alone."""

    network: str
    earnings: Earnings


class Networks(Protocol):
    """The owner's networks. WorldError for what the world does not allow, ValueError for a wrong argument."""

    def listed(self) -> list[Mapping[str, Any]]:
        """name, url, provider_id, …, where the key is, and which one is `active`; the practice network first."""

    def named(self, name: str) -> Mapping[str, Any]: ...
    def add(self, **fields: str) -> Mapping[str, Any]: ...
    def use(self, name: str) -> None: ...
    def set_id(self, name: str, provider_id: str) -> Mapping[str, Any]: ...
    def keep_key(self, name: str, key: str, passphrase: str | None) -> str:
        """Where the key is kept now, in words."""

    def forget_key(self, name: str) -> None: ...
    def keep_token(self, name: str, token: str, passphrase: str | None) -> str:
        """Where the client token is kept now, in words."""

    def forget_token(self, name: str) -> None: ...
    async def bond(
        self, name: str | None, ask: Callable[[str], str | None]
    ) -> tuple[NetworkProfile, Bond | None]:
        """Of the active network when None; no bond where no client token is kept. NetworkError as ports.Bonds."""

    async def test(self, name: str | None, ask: Callable[[str], str | None]) -> Sequence[Part]:
        """Of the active one when None, else of the one with that name or address; `ask` asks the owner for a key or
        passphrase."""


class Library(Protocol):
    """The models of the built-in engine. WorldError where it cannot be done."""

    async def listed(self) -> Mapping[str, Any]:
        """`models` and `unfinished`."""

    async def add(
        self, source: str, sha256: str, make_room: bool, progress: Callable[[int, int], None]
    ) -> Mapping[str, Any]:
        """From an address, a path or by an Ollama name; `progress` gets bytes had and in all, 0 = not told. `note` is
        a sentence that the owner should know, where there is one."""

    def waits(self) -> str:
        """For which hour every download waits, as "waits until 23:00"; "" in the owner's hours."""

    def unfinished(self) -> Sequence[Begun]:
        """Downloads that are not at their end."""

    def stop(self, name: str) -> None:
        """Whoever fetches it stops soon; it goes on when it is added again."""

    def discard(self, name: str) -> int:
        """Throw an unfinished file away: bytes that are free now."""

    def known(self) -> Sequence[Listed]:
        """The well-known models that this version names."""

    def licences(self) -> Mapping[str, str]:
        """By model: what its file says, or what is known of a well-known one. Reads files."""

    async def engine(self, fetch: bool, remove: bool, progress: Callable[[int, int], None]) -> Mapping[str, Any]:
        """The engine for graphics cards: `installed`, `offered`, and what it `says`. To fetch is to consent."""

    async def card_engine(self) -> EngineView:
        """The same for the window."""

    async def fetch_engine(self, progress: Callable[[int, int], None]) -> None: ...
    def remove_engine(self) -> None: ...
    async def remove(self, name: str) -> int:
        """Bytes that are free now."""


class Offline(Protocol):
    """The profile without its program. Making one must be cheap: `status` makes one only for `home`."""

    @property
    def home(self) -> Path: ...
    async def earnings(self, since: datetime | None, by: Sequence[str]) -> Statement:
        """Of the network that was used last; ProfileError when the history cannot be read. `by` as in ports.Ledger."""

    async def tax_lines(self, since: datetime | None) -> tuple[str, Sequence[Line]]:
        """The unit and the jobs that were booked on the network that was used last, oldest first."""

    async def written(self, job_id: str) -> str:
        """What this job of that network wrote; ProfileError where it is not kept."""

    def settings(self) -> Mapping[str, Any]:
        """The settings as they are used; there is no secret among them."""

    def exported(self) -> Mapping[str, Any]:
        """Settings and rules to keep or to take elsewhere; there is no secret among them."""

    def take_in(self, content: bytes, *, same_provider: bool) -> Sequence[str]:
        """Exported settings in place of ours; sentences about what was left out. ValueError: nothing has changed."""

    async def cards(self) -> tuple[GpuView, Sequence[GpuView]]:
        """The card that is offered (or why none is), and all that the driver knows."""

    def use_card(self, uuid: str) -> None:
        """Offer this one from the next start on: a UUID, "" for the first, "none" for the processor."""

    def library(self) -> Library:
        """The models on this computer's disk."""

    def networks(self) -> Networks:
        """The networks side by side."""

    def logs(self) -> Sequence[Path]:
        """The log files, oldest first."""

    def checks(self, running: Mapping[str, Any] | None) -> Mapping[str, Check]:
        """What `doctor` looks at, in its order. `running` is what the program says of itself (shapes.status): its
        network and its runtime are what counts then, whatever the settings name; None: no program runs."""


# From what `--home` says (None: nothing) to the profile; ProfileError when its folder cannot be used.
MakeOffline = Callable[[str | None], Offline]
