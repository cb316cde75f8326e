"""Agreements govern what comes in: a contract's rate, its hours, and memory that is reserved for somebody else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop_app.domain import contracts, reservations
from desktop_app.domain.errors import WorldError
from desktop_app.domain.pricing import Prices
from tests.provider.house import JOB

pytestmark = pytest.mark.logs
DEAR = Prices(Decimal(3600), Decimal(1))
GIB = 2**30


async def test_a_contract_lets_its_customer_in_at_its_rate_and_counts_the_hours(opened):
    async with opened(prices=DEAR) as house:
        agreements = house.provider.agreements
        terms = contracts.parse("0xBUYER", 100, "0.08", 0, False, tier="gold")
        contract = await agreements.create_contract(terms)
        house.coordinator.submit("a", JOB, amount="0.1")
        await house.until(lambda: house.earned > 0)  # delivered, proven and booked
        used = agreements.standing(contract.contract_id).hours_used
        assert 0 < used < 1
        assert set(await house.history.ledger.breakdown("test", "me", "tier", None, None)) == {"gold"}
        await agreements.end_contract(contract.contract_id)
        house.coordinator.submit("b", JOB, amount="0.1")
        await house.until(lambda: house.state_of("b") == "FAILED")
        assert "below this provider's price" in house.coordinator.jobs["b"]["error"]
    async with opened(prices=DEAR) as house:
        assert house.provider.agreements.standing(contract.contract_id).hours_used == used, "it outlives the program"


async def test_reserved_memory_keeps_others_out_and_its_customer_in(opened):
    async with opened() as house:
        agreements, intake = house.provider.agreements, house.provider._intake
        agreements._capacity = lambda: 24 * GIB
        intake._room = lambda _model: (20 * GIB, 24 * GIB)
        held = await agreements.reserve(reservations.parse("somebody", 8, "30d", 50))
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "keeps reserved" in house.coordinator.jobs["a"]["error"]
        house.coordinator.submit("b", {**JOB, "client_id": "Somebody"})
        await house.until(lambda: house.state_of("b") == "COMPLETED")
        await agreements.release(held.reservation_id)
        house.coordinator.submit("c", JOB)
        await house.until(lambda: house.state_of("c") == "COMPLETED")
        (fee,) = await house.history.claims.claims("test", "me")
        assert fee.amount == 50, "in the claims book, not in the ledger"
        with pytest.raises(WorldError, match="more than the 24"):
            await agreements.reserve(reservations.parse("somebody", 25, "30d"))


async def test_what_waits_and_would_eat_reserved_memory_goes_back(opened):
    async with opened(places=2) as house:
        agreements, intake = house.provider.agreements, house.provider._intake
        agreements._capacity = lambda: 24 * GIB
        intake._room = lambda _model: (20 * GIB, 24 * GIB)
        house.runtime.per_token = 20.0
        for name in ("a", "b"):
            house.coordinator.submit(name, JOB, ttl=5000)
        house.coordinator.submit("c", {**JOB, "client_id": "somebody"}, ttl=5000)
        await house.until(lambda: len(house.provider._floor.queued) == 2 and house.provider._floor.running)
        await house.provider.reserve(reservations.parse("somebody", 8, "30d", 50))
        await house.until(lambda: house.state_of("b") == "FAILED")
        assert "keeps reserved" in house.coordinator.jobs["b"]["error"]
        assert "FAILED" not in {house.state_of(name) for name in ("a", "c")}
