"""What the screen gets of all this: the wizard, and the settings behind it."""

from __future__ import annotations

from typing import Protocol

from desktop_app.domain.gate import Grip, Signal, Source
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.typed_numbers import Marks
from desktop_app.provider.onboarding.wizard import Wizard
from desktop_app.provider.ports import SettingsDesk

SIGNAL = "set-up"
NOT_SET_UP = Signal(Source.SCHEDULE, Phrase("Not set up yet; choose Set up… to go on"), Grip.HOLD)
SHOW_NOW_S = 300.0
"""How long practice jobs run beside the owner after the set-up, where that was wished."""


class SetUp(Protocol):
    """One for the life of the program."""

    @property
    def is_fresh(self) -> bool:
        """Whether nothing was set up here yet: the wizard opens by itself, and nothing is offered before its end."""

    @property
    def settings(self) -> SettingsDesk: ...
    def wizard(self, zone: str, marks: Marks | None = None) -> Wizard:
        """A new one, or one that goes on where an earlier one was left. `zone` is this computer's, an IANA name,
        `marks` are those of the owner's numbers, None for English."""
