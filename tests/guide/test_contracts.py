"""Contracts as a script sees them: where they stand, and how they end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop_app.domain.contracts import ContractState


async def test_where_a_contract_stands_and_how_it_ends(provider):
    assert await provider.get_contracts() == []
    made = await provider.create_contract("enterprise-agent-123", 100, 0.08, 0.95, True)
    (report,) = await provider.get_contracts()
    assert report.contract == made and report.standing.state is ContractState.ACTIVE
    assert (report.standing.hours_left, report.owed.by_us) == (Decimal(100), Decimal(0))
    await provider.end_contract(made.contract_id)
    (report,) = await provider.get_contracts()
    assert report.standing.state is ContractState.ENDED
    with pytest.raises(ValueError, match=f"contract_id must be one of {made.contract_id}"):
        await provider.end_contract("another")
