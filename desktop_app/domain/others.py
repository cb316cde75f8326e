"""Do others need the card? A rule over its readings: memory that is not ours, load while we run nothing."""

from __future__ import annotations

from dataclasses import dataclass

MEMORY_SHARE = 0.35
"""Desktops and browsers hold up to a fifth of a small card; games and other models take more than a third."""
LOAD_PERCENT = 30.0
READINGS = 2
"""One reading may catch a window being drawn."""
_SLACK = 0.8


@dataclass(frozen=True, slots=True)
class CardLook:
    """The card at one moment. Bytes, percent; None = not reported. `ours_runs`: a job of ours computed since the
    look before. `others_load` is the load of others where the driver tells it by process."""

    memory_total: int | None = None
    memory_others: int | None = None
    load: float | None = None
    others_load: float | None = None
    ours_runs: bool = False


@dataclass(frozen=True, slots=True)
class Others:
    """What is known so far; `busy` and `holding` are the verdicts. Both end below four fifths of their limits."""

    busy: bool = False
    holding: bool = False
    loaded_looks: int = 0
    holding_looks: int = 0

    def after(self, look: CardLook, share: float = MEMORY_SHARE, percent: float = LOAD_PERCENT) -> Others:
        """The next picture. A look that tells nothing changes nothing."""
        load = look.others_load if look.others_load is not None else None if look.ours_runs else look.load
        busy, loaded = _step(self.busy, self.loaded_looks, load, percent)
        part = look.memory_others / look.memory_total if look.memory_total and look.memory_others is not None else None
        holding, held = _step(self.holding, self.holding_looks, part, share)
        return Others(busy, holding, loaded, held)


def _step(was: bool, looks: int, value: float | None, limit: float) -> tuple[bool, int]:
    if value is None:
        return was, looks
    if value < (limit * _SLACK if was else limit):
        return False, 0
    looks = min(READINGS, looks + 1)
    return was or looks >= READINGS, looks
