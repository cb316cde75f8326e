"""Service levels at work: measured over rolling windows, judged once for each whole UTC day, penalties claimed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from desktop_app.domain import sla
from desktop_app.domain.calendar_words import day_words
from desktop_app.domain.claims_book import Claim, ClaimKind, text_key
from desktop_app.domain.contracts import Contract
from desktop_app.domain.jobs import Outcome
from desktop_app.domain.phrases import Phrase, together
from desktop_app.domain.schedule import Schedule
from desktop_app.domain.sla import Breach, Measured
from desktop_app.domain.spans import Span
from desktop_app.provider import past
from desktop_app.provider.agreements import Agreements
from desktop_app.provider.past import Past
from desktop_app.provider.ports import AgreementBook, Claims, Clock, Facts

log = logging.getLogger(__name__)

LOOK_BACK = timedelta(days=31)
SETTLED = timedelta(minutes=10)
"""After midnight, so that jobs of the day's last minutes are written."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Level:
    """What was kept in a rolling window, and what was missed of the promise (empty without one)."""

    window: str
    measured: Measured
    missed: Sequence[Breach]


class Levels:
    """Reads facts, writes penalties to the claims book. A day is judged again after a restart; its claim's key keeps
    it from being claimed twice."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        agreements: Agreements,
        facts: Facts,
        book: AgreementBook,
        claims: Claims,
        clock: Clock,
        *,
        schedule: Callable[[], Schedule],
    ) -> None:
        self._network, self._provider_id, self._agreements = network, provider_id, agreements
        self._facts, self._book, self._claims, self._clock = facts, book, claims, clock
        self._schedule = schedule

    async def figures(self) -> list[Level]:
        """The rolling windows, shortest first."""
        now = self._clock.now()
        seen = await self._look(now - max(sla.WINDOWS.values()), now)
        promised = self._agreements.sla or sla.Sla()
        found = []
        for window, length in sla.WINDOWS.items():
            measured = sla.measure(seen.jobs, seen.offered, seen.working, now - length, now)
            found.append(Level(window, measured, sla.breaches(promised, measured)))
        return found

    async def run(self) -> None:
        """Judges the days that are over, then each day soon after its end."""
        judged = _midnight(self._clock.now() - LOOK_BACK)
        while True:
            now = self._clock.now()
            while judged + _DAY + SETTLED <= now:
                await self.judge(judged)
                judged += _DAY
            left = (judged + _DAY + SETTLED - self._clock.now()).total_seconds()
            await self._clock.sleep(min(3600.0, max(1.0, left)))  # the clock may be set, the computer may sleep

    async def judge(self, day: datetime) -> list[Claim]:
        """The penalties of the UTC day that begins at `day`, those claimed before included."""
        owing = [c for c in self._agreements.contracts.values() if c.terms.penalties and _life(c, day)]
        if not owing:
            return []
        seen = await self._look(day, day + _DAY)
        under = await self._book.contract_of(self._network, self._provider_id, day - LOOK_BACK)
        found = [claim for c in owing if (claim := self._penalty(c, day, seen, under)) is not None]
        for claim in found:
            if await self._claims.claim(claim):
                log.info("a penalty of %s is claimed under %s", claim.amount, claim.agreement)
        return found

    def _penalty(self, contract: Contract, day: datetime, seen: Past, under: Mapping[str, str]) -> Claim | None:
        """What this contract's customer is owed for the day, with every missed target in the sentence."""
        life = _life(contract, day)
        assert life is not None
        mine = [job for job in seen.jobs if under.get(job.job_id) == contract.contract_id]
        promised = sla.for_contract(self._agreements.sla, contract.terms.availability)
        measured = sla.measure(mine, seen.offered, seen.working, *life)
        missed = sla.breaches(promised, measured)
        if not missed:
            return None
        paid: list[Decimal] = [job.paid for job in mine if job.outcome is Outcome.COMPLETED]
        ref, told = contract.contract_id, together(*(breach.sentence for breach in missed), by="; ")
        return Claim(
            text_key(self._network, self._provider_id, ref, f"sla-{day:%Y-%m-%d}", ClaimKind.PENALTY), self._network,
            self._provider_id, ClaimKind.PENALTY, day + _DAY, ref, contract.terms.client_id,
            sla.penalty(promised, missed, paid), Phrase("On {day}: {missed}.", day=day_words(day), missed=told),
        )  # fmt: skip

    async def _look(self, since: datetime, until: datetime) -> Past:
        return await past.look(self._facts, self._network, self._provider_id, self._schedule(), since, until)


def _life(contract: Contract, day: datetime) -> Span | None:
    """The part of the day in which the contract was in force."""
    end = min(day + _DAY, contract.expires_at, contract.ended_at or contract.expires_at)
    start = max(day, contract.starts_at)
    return (start, end) if start < end else None


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
