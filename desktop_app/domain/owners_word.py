"""The owner's no that outlasts the program: a pause, until resume or until a time, and Stop now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OwnersWord:
    """What stands now. `until` ends the pause by itself, None lets it last until resume; Stop now always does."""

    stopped: bool = False
    paused: bool = False
    until: datetime | None = None

    @property
    def is_no(self) -> bool:
        return self.stopped or self.paused

    def at(self, now: datetime) -> OwnersWord:
        """What is left of it: a pause whose end has passed is over."""
        if self.until is not None and self.until <= now:
            return OwnersWord(self.stopped)
        return self
