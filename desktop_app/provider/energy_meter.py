"""The energy of jobs: measured soon after a job ended, booked with its cost, and a floor under what is taken.

Everything is read from the history, so a crash loses nothing: a job of the last day that has no energy yet gets it.
Without the owner's tariff nothing is booked and nothing is declined; without readings of power nothing is known. A
job that was stopped in between counts as if its seconds of work had been its last ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from desktop_app.domain import energy
from desktop_app.domain.decline import Decline
from desktop_app.domain.energy import Tariff
from desktop_app.domain.jobs import JobKey
from desktop_app.domain.ledger import Totals
from desktop_app.domain.money import ZERO, total
from desktop_app.domain.sla import JobFact
from desktop_app.domain.spans import Span
from desktop_app.provider.ports import Clock, EnergySum, Facts
from desktop_app.provider.waiting import nap

IDLE_DAYS = timedelta(days=7)
LOOK_BACK = timedelta(days=1)
"""After a start; then those of the last hour are enough."""
LATELY = timedelta(hours=1)
SETTLED = timedelta(seconds=15)
"""After a job's end: the card's readings are kept every 10 s."""
LOOK_EVERY = 30.0
LEAST_MEASURED = 0.5
_REACH = timedelta(seconds=energy.LONGEST_GAP)
_LEARN = 0.2
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


async def cost_of(
    facts: Facts, network: str, provider_id: str, since: datetime | None, until: datetime
) -> tuple[Decimal | None, dict[str, Decimal]]:
    """The jobs' electricity from `since` (None: ever) to `until`: in AITBC (None where it is known for no job), and in
    the currencies that it was booked in."""
    found = await facts.energy(network, provider_id, since or _EPOCH, until)
    known = [s.tokens for s in found if s.jobs > s.unpriced]
    return total(known) if known else None, {s.currency: s.cost for s in found}


class EnergyMeter:
    """Learns how many watts above idle one job's work draws here, from the jobs that were measured. `running` tells
    when each job that runs now began."""

    def __init__(
        self,
        network: str,
        provider_id: str,
        facts: Facts,
        clock: Clock,
        *,
        running: Callable[[], Sequence[datetime]] = lambda: (),
        tariff: Tariff | None = None,
        earned: Callable[[], Awaitable[Totals]] | None = None,
        is_play: Callable[[], bool] = lambda: False,
        unit: Callable[[], str] = lambda: "AITBC",
    ) -> None:
        self._network, self._provider_id, self._facts, self._clock = network, provider_id, facts, clock
        self._running, self._typed, self._earned, self._is_play = running, tariff, earned, is_play
        self._unit = unit
        self._unknown: set[str] = set()
        self._caught_up = False
        self._idle: float | None = None
        self._idle_at: datetime | None = None
        self.watts: float | None = None
        """Watts above idle that one job's work draws; None before the first measured job."""
        self.fee = ZERO
        """The share of what customers paid that the network was seen to keep, 0 to 1."""

    @property
    def tariff(self) -> Tariff | None:
        """The owner's; what a token is worth says nothing of play money, which never meets real money in one sum."""
        if self._typed is None or not self._is_play():
            return self._typed
        return replace(self._typed, token_rate=None)

    @tariff.setter
    def tariff(self, tariff: Tariff | None) -> None:
        self._typed = tariff

    async def run(self) -> None:
        while True:
            await self.measure()
            await nap(self._clock, LOOK_EVERY)

    async def measure(self) -> int:
        """Book the energy of the jobs that ended and have none yet; how many were booked."""
        tariff = self.tariff
        idle = await self._baseline() if tariff is not None else None
        if tariff is None or idle is None:
            return 0
        now = self._clock.now()
        since, self._caught_up = now - (LATELY if self._caught_up else LOOK_BACK), True
        ended = await self._facts.ended(self._network, self._provider_id, since, now)
        self._unknown &= {job.job_id for job in ended}
        known = await self._facts.with_energy(self._network, self._provider_id, since)
        if self.watts is None and known:
            await self._remember(sum(job.seconds for job in ended if job.job_id in known), since, now)
        await self._see_fee()
        done = self._unknown | known
        booked = 0
        for job in ended:
            if job.seconds > 0 and job.job_id not in done and job.ended + SETTLED <= now:
                booked += await self._book(job, ended, idle, tariff)
        return booked

    async def _book(self, job: JobFact, ended: Sequence[JobFact], idle: float, tariff: Tariff) -> bool:
        run = _run(job)
        beside = [_run(other) for other in ended if other is not job and other.seconds > 0]
        beside += [(began, run[1]) for began in self._running()]
        samples = await self._facts.power(run[0] - _REACH, run[1] + _REACH)
        used = energy.joules(samples, idle, run, [s for s in beside if s[0] < run[1] and s[1] > run[0]])
        if used.measured < LEAST_MEASURED:
            self._unknown.add(job.job_id)
            return False
        self._learn(used.joules / used.measured / job.seconds)
        key = JobKey(self._network, self._provider_id, job.job_id)
        await self._facts.add_energy(key, job.ended, energy.cost(tariff, used, run[0]), tariff.currency)
        return True

    def declines(self, pays: Decimal, seconds: float) -> Decline | None:
        """Why a paid job of `seconds` would lose money, or None."""
        if self.tariff is None or self.watts is None:
            return None
        return energy.losing(self.tariff, self.watts, seconds, pays, self.fee, self._clock.now(), self._unit())

    def least_worth(self, seconds: float) -> Decimal | None:
        """The least payment of a job of `seconds` that does not lose money; None where that is not known."""
        if self.tariff is None or self.watts is None:
            return None
        return energy.needed_for(self.tariff, self.watts, seconds, self._clock.now(), self.fee)

    def floor(self) -> Decimal | None:
        """The least price of an hour of work that pays for its electricity now, in AITBC; None where tariff, token
        rate or power are not known."""
        if self.tariff is None or self.watts is None:
            return None
        return energy.floor_per_hour(self.tariff, self.watts, self._clock.now(), self.fee)

    async def sums(self, since: datetime, until: datetime) -> list[EnergySum]:
        """By currency, as it was booked."""
        return await self._facts.energy(self._network, self._provider_id, since, until)

    async def in_tokens(self, since: datetime, until: datetime) -> Decimal | None:
        """The energy of a period in AITBC; None where no job's cost is known in it."""
        return (await cost_of(self._facts, self._network, self._provider_id, since, until))[0]

    async def _baseline(self) -> float | None:
        """The idle machine's watts, looked up again once an hour."""
        now = self._clock.now()
        if self._idle is None or self._idle_at is None or now - self._idle_at >= timedelta(hours=1):
            self._idle = energy.idle_baseline(await self._facts.idle_power(now - IDLE_DAYS, now))
            self._idle_at = now
        return self._idle

    async def _remember(self, seconds: float, since: datetime, now: datetime) -> None:
        """The watts of the jobs that were measured before this start."""
        joules = sum(found.joules for found in await self.sums(since, now))
        if seconds > 0:
            self.watts = joules / seconds

    async def _see_fee(self) -> None:
        totals = await self._earned() if self._earned is not None else None
        if totals is not None and totals.gross > 0:
            self.fee = min(Decimal(1), max(ZERO, totals.fee / totals.gross))

    def _learn(self, watts: float) -> None:
        self.watts = watts if self.watts is None else self.watts + _LEARN * (watts - self.watts)


def _run(job: JobFact) -> Span:
    return job.ended - timedelta(seconds=job.seconds), job.ended
