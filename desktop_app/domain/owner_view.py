"""What the screen shows of the owner coming first."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.domain.phrases import Phrase
from desktop_app.domain.presence import Kind, Stage
from desktop_app.domain.yields import YieldFigures


@dataclass(frozen=True, slots=True)
class SignalView:
    """One signal for the settings page. `sources` are those that speak; without one, `why_silent` says why.
    `blind_spot`: what they cannot tell here, "" when that is nothing."""

    kind: Kind
    title: str
    explanation: str
    is_on: bool
    is_here: bool
    sources: tuple[str, ...]
    why_silent: str = ""
    blind_spot: str = ""

    @property
    def limit(self) -> str:
        """What cannot be told on this computer, as a sentence, or ""."""
        if self.why_silent:
            return Phrase("Not told on this computer ({why_silent}).", why_silent=self.why_silent)
        return Phrase("On this computer: {blind_spot}.", blind_spot=self.blind_spot) if self.blind_spot else ""


@dataclass(frozen=True, slots=True)
class OwnerView:
    """`game` is the name of a running one; `note` is what to do about a runtime that keeps the card's memory."""

    stage: Stage = Stage.AWAY
    game: str = ""
    is_slowed: bool = False
    signals: tuple[SignalView, ...] = ()
    month: YieldFigures = field(default_factory=YieldFigures)
    note: str = ""
