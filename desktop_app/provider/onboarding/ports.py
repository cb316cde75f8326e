"""What the wizard needs of the house, as Protocols; `Needs` has them together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from desktop_app.domain.connection import Part
from desktop_app.domain.downloads import Fetched
from desktop_app.domain.first_price import Ask
from desktop_app.domain.model_list import Listed
from desktop_app.domain.networks import NetworkProfile
from desktop_app.domain.presence import Sighting
from desktop_app.domain.score import Measured
from desktop_app.domain.state import GpuView
from desktop_app.provider.onboarding.answers import Answers


@dataclass(frozen=True, slots=True)
class FoundRuntime:
    """A model runtime on this machine; `url` "" is the built-in engine. `note` is a sentence, "" when all is well."""

    name: str
    url: str
    is_used: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class FoundModel:
    """An installed model. Size in bytes, None = not told. `is_practice`: its text is nonsense, for play money only."""

    name: str
    size: int | None
    fits: bool
    is_practice: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What this machine has. `card` is the one that is offered, or says why there is none. `listed` are well-known
    models, `have` the names of all that are here, also those of a runtime that is not in use. `memory` is the
    computer's own in bytes; `engine_on_card`: the built-in engine has a build that computes on the card."""

    card: GpuView
    cards: tuple[GpuView, ...] = ()
    runtimes: tuple[FoundRuntime, ...] = ()
    models: tuple[FoundModel, ...] = ()
    listed: tuple[Listed, ...] = ()
    have: frozenset[str] = frozenset()
    memory: int | None = None
    engine_on_card: bool = False


Progress = Callable[[str, float], None]
"""A sentence, and how much is done (0 to 1)."""


class Look(Protocol):
    async def __call__(self) -> Found:
        """The card, the runtimes and their models. Never raises for what is merely not there."""


class Measure(Protocol):
    async def __call__(self, model: str | None, progress: Progress) -> tuple[Measured, int]:
        """The speed, and how many jobs at once are worth it. WorldError says why not; cancelling stops at once."""


class Test(Protocol):
    async def __call__(self, profile: NetworkProfile, key: str) -> Sequence[Part]:
        """Part by part; nothing is raised for what does not work."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A download that can go on, or goes on in the background (`is_running`), or `waits` there for something as this
    says. `part` is how much is there (0 to 1)."""

    name: str
    url: str
    part: float
    is_running: bool = False
    waits: str = ""


class Fetch(Protocol):
    async def __call__(self, source: str, progress: Progress) -> Fetched:
        """Download a model from an address or by an Ollama name, or go on with it. ValueError and WorldError say why
        not. Cancelling keeps what is there."""


class AskMarket(Protocol):
    async def __call__(self, market_url: str) -> Sequence[Ask]:
        """What others ask; NetworkError when the market does not answer."""


class Sense(Protocol):
    async def __call__(self) -> Sighting:
        """The next key press or mouse movement. WorldError when nothing here can tell."""


class Kept(Protocol):
    """The wizard's small file in the profile."""

    def load(self) -> Mapping[str, Any] | None:
        """None where no wizard was begun, or what was kept cannot be read."""

    def save(self, content: Mapping[str, Any]) -> None:
        """ProfileError when the disk does not take it."""

    def forget(self) -> None: ...


class Apply(Protocol):
    async def __call__(self, answers: Answers, key: str) -> None:
        """Put everything in force and open the gate. WorldError or ValueError says what cannot be; then nothing has
        changed."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Everything that the wizard asks for."""

    look: Look
    measure: Measure
    test: Test
    ask_market: AskMarket
    sense: Sense
    kept: Kept
    apply: Apply
    has_key: Callable[[str], Awaitable[bool]]
    """Whether a key for this address is stored already."""
    fetch: Fetch | None = None
    begun: Callable[[], Sequence[Begun]] = tuple
    """Downloads that can go on."""
    stopped: Callable[[str], None] = lambda _source: None
    """The owner paused the download from there: it goes on when the owner says so, and not with the next start."""
    can_autostart: bool = False
    can_keep_awake: bool = True
