"""The card's own power limit, lowered with the owner's consent and always put back: also after a crash, for what it was
is written to the profile before it is touched."""

from __future__ import annotations

import logging

from desktop_app.domain.errors import ProfileError, in_words
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.ports import CannotTell
from desktop_app.provider.ports.comfort import CapMarker, PowerControl, PowerLimit

log = logging.getLogger(__name__)

_CLOSE = 1.0
"""Watts: drivers round."""


class PowerCap:
    """`note` says what the owner should know, "" while there is nothing."""

    def __init__(self, card: PowerControl, marker: CapMarker) -> None:
        self._card, self._marker = card, marker
        self._refused = self._stuck = False
        self.held: float | None = None
        self.note = ""

    async def restore(self) -> None:
        """What a program that was killed left lowered is put back."""
        original = self._marker.load()
        if original is None:
            return
        try:
            await self._card.set_power_limit(original)
        except CannotTell as error:
            log.warning("the power limit could not be put back: %s", error)
            self._stuck = True
            self.note = Phrase(
                "The card's power limit could not be put back to {watts} W ({error}). A restart of the computer "
                "puts it back.",
                watts=f"{original.watts:.0f}",
                error=in_words(error),
            )
            return
        log.info("the card's power limit is %.0f W again", original.watts)
        self._marker.forget()
        self.held, self.note, self._stuck = None, "", False

    async def hold(self, watts: float) -> None:
        """Keep the card at this limit, if it is a lower one than its own; once the driver refused, nothing."""
        if self._refused or self._stuck:
            return
        now = await self._card.power_limit()
        if now is None:
            return
        original = self._marker.load() or now
        if watts >= original.watts - _CLOSE:
            await self.release()
        elif abs(now.watts - watts) > _CLOSE or self.held is None:
            await self._lower(original, watts)

    async def release(self) -> None:
        """Put back what was lowered."""
        if self.held is not None:
            await self.restore()

    async def _lower(self, original: PowerLimit, watts: float) -> None:
        try:
            self._marker.keep(original)
            await self._card.set_power_limit(PowerLimit(original.uuid, watts))
        except (CannotTell, ProfileError) as error:
            self._refused = True
            self.note = Phrase(
                "The card's power limit stays as it is ({error}); fewer jobs and pauses keep your ceiling.",
                error=in_words(error),
            )
            log.info("no power limit: %s", error)
            if self.held is None:
                self._marker.forget()
            return
        self.held = watts
        log.info("the card's power limit is lowered from %.0f to %.0f W", original.watts, watts)
