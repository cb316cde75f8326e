"""Pricing Strategies: dynamic, fixed by contract, by tier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.domain import arguments, contracts
from desktop_app.domain.answers import ContractReport
from desktop_app.domain.claims_book import Owed, owed_by_agreement
from desktop_app.domain.contracts import Contract
from desktop_app.domain.pricing import Quote
from desktop_app.provider import quoting
from desktop_app.provider.guide.section import Section


class Pricing(Section):
    async def enable_dynamic_pricing(
        self,
        base_rate: Any,
        demand_threshold: Any = 0.8,
        max_multiplier: Any = 2.0,
        adjustment_frequency: Any = "15min",
    ) -> None:
        """From now on the hourly rate follows demand (`domain.demand` has the formula); each change goes out once an
        interval at most."""
        await self._lay_down(
            "dynamic_pricing", base_rate=base_rate, demand_threshold=demand_threshold, max_multiplier=max_multiplier,
            adjustment_frequency=adjustment_frequency,
        )  # fmt: skip

    async def quote(self, job: Mapping[str, Any]) -> Quote:
        """What this job would cost here now, line by line; the lines add up to the total. `job` is its payload, with
        `client_id`, `batch`, `tier` and `payment` where they are to count. ValueError says what is wrong with it."""
        return await quoting.quote(await self._session(), job)

    async def create_contract(
        self,
        client_id: Any,
        duration_hours: Any,
        fixed_rate: Any,
        guaranteed_availability: Any = 0,
        sla_penalties: Any = False,
        *,
        valid_for: Any = "90d",
        tier: Any = None,
        buyer_address: Any = None,
    ) -> Contract:
        """A job of this customer costs the fixed rate when its escrow covers it, until the hours are used up or the
        contract expires. The customer is who the escrow's buyer address or the job itself names, which is a claim."""
        terms = contracts.parse(
            client_id, duration_hours, fixed_rate, guaranteed_availability, sla_penalties, valid_for, tier,
            buyer_address,
        )  # fmt: skip
        return await (await self._session()).agreements.create_contract(terms)

    async def get_contracts(self) -> list[ContractReport]:
        """Every contract that was ever made, oldest first: where it stands, and what is owed under it."""
        services = await self._session()
        agreements, ports = services.agreements, services.ports
        assert ports.claims is not None  # agreements are kept only with a claims book
        claims = owed_by_agreement(await ports.claims.claims(services.network.name, self.id))
        return [
            ContractReport(contract, agreements.standing(ref), claims.get(ref, Owed()))
            for ref, contract in agreements.contracts.items()
        ]

    async def end_contract(self, contract_id: Any) -> None:
        """Over from now on, for jobs that have not started."""
        agreements = (await self._session()).agreements
        await agreements.end_contract(arguments.one_of("contract_id", contract_id, tuple(agreements.contracts)))

    async def set_service_tiers(self, tiers: Mapping[str, Any]) -> None:
        """A job's tier is the best that its payment covers; it decides its share of the card and how many run."""
        await self._lay_down("tiers", spec=tiers)
