"""How jobs come in: the lane to the network, the list of what runs with us, the look at each job, and how it ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from desktop_app.domain.decline import INTERNAL
from desktop_app.domain.errors import WorldError
from desktop_app.domain.jobs import HandedJob
from desktop_app.domain.limits import Allowance
from desktop_app.provider.absence import Absence
from desktop_app.provider.agreements import Agreements
from desktop_app.provider.appraisal import Appraisal
from desktop_app.provider.budget import Budget
from desktop_app.provider.economy import Economy
from desktop_app.provider.floor import LiveJob
from desktop_app.provider.ground import Ground
from desktop_app.provider.handover import Handover
from desktop_app.provider.intake import Intake
from desktop_app.provider.lane import Lane
from desktop_app.provider.network_time import NetworkTime
from desktop_app.provider.reads import Reads
from desktop_app.provider.roll import RollCall
from desktop_app.provider.storefront import Storefront
from desktop_app.provider.supervisor import Supervisor
from desktop_app.provider.waiting import Bell, settle

log = logging.getLogger(__name__)


class Arrivals:
    """`out` rings when a message waits to be sent; `on_enter` is called whenever the network was entered; `most_here`
    tells how many jobs may be here while work is eased."""

    def __init__(
        self,
        ground: Ground,
        economy: Economy,
        storefront: Storefront,
        agreements: Agreements | None,
        supervisor: Supervisor,
        *,
        out: Bell,
        on_enter: Callable[[], Awaitable[None]],
        most_here: Callable[[], int],
    ) -> None:
        self._storefront, self._supervisor = storefront, supervisor
        p, offering = ground.ports, storefront.offering
        self.time = NetworkTime(p.clock)
        p.coordinator.listen(self.time.heard)
        self.budget = Budget.of(Allowance())
        self.lane = Lane(
            p.coordinator, p.clock, ground.gate, ground.floor, self.budget, registration=offering.registration,
            on_job=self._take, on_enter=on_enter, on_change=ground.touch, most_here=most_here,
        )  # fmt: skip
        self._absence = Absence(ground.gate, p.clock, self.lane.stay_away)
        self.reads = Reads(self.budget.reads, p.clock)
        self.roll = RollCall(p.coordinator, p.clock, self.reads)
        self.handover = Handover(
            p.journal, ground.floor, p.clock, out, agreements, on_free=self.lane.wake, on_end=economy.ended
        )
        self.intake = Intake(
            ground.network, ground.provider_id, p.journal, Appraisal(p.chain, self.reads, p.clock, ground.notices),
            self.roll, ground.floor, self.handover, p.clock, self.time, rules=offering.rules,
            tier=economy.policies.tier, work_waits=ground.work_waits, on_change=ground.touch, agreements=agreements,
            room=offering.room, loses=economy.loses, collect=economy.collect,
        )  # fmt: skip
        self._looks: set[asyncio.Task[None]] = set()

    @property
    def services(self) -> Mapping[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"lane": self._offer}

    async def recover(self) -> None:
        """The journal's open jobs are here again, each to be looked at."""
        for job in await self.intake.recover():
            self.welcome(job)

    def welcome(self, job: LiveJob) -> None:
        """Have a look at this job, which is on the floor."""
        task = asyncio.create_task(
            self._supervisor.keep("the look at a job", lambda: self._look_at(job)), name=f"screen {job.key.job_id}"
        )
        self._looks.add(task)
        task.add_done_callback(self._looks.discard)

    async def settle(self) -> None:
        """No job is looked at any more."""
        await settle(self._looks)

    # ---- inside ----------------------------------------------------------------------------------------------

    async def _offer(self) -> None:
        """Nothing is registered before it is known what can be offered."""
        await self._storefront.stocked.wait()
        await self.lane.run()

    async def _look_at(self, job: LiveJob) -> None:
        await self._storefront.stocked.wait()
        try:
            await self.intake.screen(job)
        except WorldError:
            raise  # looked at again
        except Exception:
            log.exception("job %s hit an internal error", job.key.job_id)
            await self.handover.hand_back(job, INTERNAL)

    async def _take(self, handed: HandedJob) -> None:
        job = await self.intake.take(handed)
        if job is not None:
            self.welcome(job)
