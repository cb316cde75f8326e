"""Reputation Building: how the network rates us, the owner's own quality check, service levels."""

from __future__ import annotations

from typing import Any

from desktop_app.domain import sla
from desktop_app.domain.answers import Reputation
from desktop_app.provider import quality_checker, standing
from desktop_app.provider.guide.section import Section


class Standing(Section):
    async def get_reputation(self) -> Reputation:
        """The network's profile of this provider beside our own record; NetworkError when it cannot be asked."""
        return await standing.reputation(await self._session(), self.id)

    async def set_quality_checker(self, checker: Any) -> None:
        """`checker(job_result)`, plain or async, answers True, False or (bool, reason) before a result goes out; None
        takes it away. It lasts as long as the services run."""
        wanted = quality_checker.parse(checker)
        (await self._session()).provider.checker.use(wanted)

    async def define_sla(
        self,
        availability_target: Any,
        response_time_target: Any,
        completion_rate_target: Any,
        penalty_rate: Any = sla.PENALTY_RATE,
    ) -> sla.Sla:
        """Measured from the history over rolling windows and judged for each whole UTC day: a breach costs contract
        customers' penalties, in the claims book, as the network has no way to pay them."""
        terms = sla.parse(availability_target, response_time_target, completion_rate_target, penalty_rate)
        await (await self._session()).agreements.define_sla(terms)
        return terms
