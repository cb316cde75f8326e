"""Bonds: read with a client token only, and told to the owner with what it costs to have none."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from decimal import Decimal

import pytest

from desktop_app.domain.bonds import Bond, explain
from desktop_app.domain.errors import NotThere, Unreachable, WrongKey
from desktop_app.marketplace.bonds import HttpBonds
from desktop_app.provider.bonds import EVERY, BondNotice
from desktop_app.provider.notices import Notices
from tests.faults.virtual import VirtualClock


@asynccontextmanager
async def reading(practice, token):
    async def given():
        return token

    bonds = HttpBonds(practice.ready.url, given)
    try:
        yield bonds
    finally:
        await bonds.close()


async def test_a_client_token_reads_what_a_miner_key_cannot(start) -> None:
    practice = await asyncio.to_thread(start)
    make = "/v1/marketplace/providers/me/bonds"
    async with reading(practice, practice.ready.client_token) as bonds:
        assert await bonds.bond("me") == Bond() and not Bond().is_good
        practice.client.post(make, json={"amount": "0E-8", "required_amount": "5"})
        assert (await bonds.bond("me")) == Bond("shortfall", Decimal(0))
        practice.client.post(make, json={"amount": "5", "required_amount": "5"})
        found = await bonds.bond("me")
        assert found is not None and found.is_good and found.amount == 5
    async with reading(practice, None) as bonds:
        assert await bonds.bond("me") is None
    async with reading(practice, "expired") as bonds:
        with pytest.raises(WrongKey):
            await bonds.bond("me")


class Said:
    """Implements ports.Bonds: one answer a look."""

    def __init__(self, *answers) -> None:
        self.answers = list(answers)

    async def bond(self, _provider_id):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def test_the_owner_reads_what_a_bond_is_for_and_whether_there_is_one() -> None:
    clock, notices = VirtualClock(), Notices(lambda: None)
    said = Said(None, Bond(), Bond("active", Decimal(5)), WrongKey("Invalid token", status=401), Unreachable("no"), NotThere("Forbidden", status=403))
    looking = asyncio.create_task(BondNotice("me", said, clock, notices, unit=lambda: "AITBC").run())
    running = asyncio.create_task(clock.run())
    told = []
    for _ in range(6):
        await clock.sleep(EVERY)
        told += notices.all
    for task in (looking, running):
        task.cancel()
    assert all("10 AITBC or more go only to providers with a bond" in sentence for sentence in told)
    assert "a miner key cannot read" in told[0] and "network token" in told[0] and "only those jobs stay away" in told[0]
    assert "you have none: those jobs never come" in told[1]
    assert "you have one of 5.0000 AITBC (active)" in told[2]
    assert "lasts a day" in told[3] and "cannot be reached" in told[4] and "cannot be read now" in told[5]


def test_a_bond_that_is_not_good_is_named() -> None:
    assert "yours is liquidated" in explain(Bond("liquidated", Decimal(0)), "AITBC")
