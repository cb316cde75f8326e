"""By what earnings are stacked, and how the parts are named on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from desktop_app.domain.browsing import Stack, combined, folded
from desktop_app.domain.ledger import Totals
from desktop_app.domain.phrases import Phrase
from desktop_app.ui.translated import tr

NAMES: Mapping[str, str] = {
    Phrase("model"): "model", Phrase("customer"): "customer", Phrase("tier"): "tier", Phrase("time of day"): "hour",
}  # fmt: skip
"""What the list shows, and how it is called inside."""
BY: Mapping[str, str] = {name: name for name in NAMES.values()}
MOST = 8
REST = Phrase("all others")
_BLOCK = 4


def shaped(stacks: list[Stack], by: str) -> list[Stack]:
    """With names for the screen, hours in blocks of the owner's clock, and at most `MOST` parts."""
    named = [Stack(s.since, s.until, _named(s.parts, by, s.since), s.energy) for s in stacks]
    return folded(named, MOST, REST)


def _named(parts: Mapping[str, Totals], by: str, since: datetime) -> dict[str, Totals]:
    groups: dict[str, dict[str, Totals]] = {}
    for name, totals in parts.items():
        groups.setdefault(_name(name, by, since), {})[name] = totals
    return {name: combined(found) for name, found in groups.items()}


def _name(name: str, by: str, since: datetime) -> str:
    """Hours are told by the clock as it stood when the bar began."""
    if by == "hour":
        offset = since.astimezone().utcoffset() or timedelta()
        first = (int(name) + round(offset / timedelta(hours=1))) % 24 // _BLOCK * _BLOCK
        return tr("{first} to {last}", first=f"{first:02}:00", last=f"{first + _BLOCK:02}:00")
    return name or {"customer": tr("not told"), "tier": tr("no tier")}.get(by, tr("unknown"))
