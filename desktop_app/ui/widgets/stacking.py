"""By what earnings are stacked, and how the parts are named on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from desktop_app.domain.browsing import Stack, combined, folded
from desktop_app.domain.calendar_words import MONTHS
from desktop_app.domain.ledger import Totals
from desktop_app.domain.periods import Period, title
from desktop_app.domain.phrases import Phrase
from desktop_app.ui import measures
from desktop_app.ui.translated import shown, tr

NAMES: Mapping[str, str] = {
    Phrase("model"): "model", Phrase("customer"): "customer", Phrase("tier"): "tier", Phrase("time of day"): "hour",
}  # fmt: skip
"""What the list shows, and how it is called inside."""
BY: Mapping[str, str] = {name: name for name in NAMES.values()}
LookedAt = tuple[Period, date, str]
"""A period, a day in it, and by what it is stacked."""
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

def title_of(period: Period, since: datetime) -> str:
    """The name of the bar that begins then, whole."""
    local = since.astimezone()
    if period is Period.DAY:
        month = shown(MONTHS[local.month - 1])
        return tr("{time} on {day} {month}", time=measures.clock(since), day=local.day, month=month)
    return title(Period.MONTH if period is Period.YEAR else Period.DAY, local.date())
