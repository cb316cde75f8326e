"""The reconciliation in the running house: a scripted chain, a real history file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.domain.differences import Kind
from desktop_app.domain.ledger import EntryKind
from desktop_app.provider.ports import NetworkEarnings
from tests.provider.house import JOB

pytestmark = pytest.mark.logs


@pytest.fixture
def audited(opened):
    """A house whose coordinator tells true totals."""
    import contextlib

    @contextlib.asynccontextmanager
    async def open_house(**terms):
        async with opened(**terms) as house:
            async def earnings():
                released = [e for e in house.coordinator.escrows.values() if e.is_released]
                done = sum(1 for j in house.coordinator.jobs.values() if j["state"] == "COMPLETED")
                return NetworkEarnings(sum((e.amount for e in released), Decimal(0)), Decimal(0), done)

            house.coordinator.earnings = earnings
            yield house

    return open_house


async def kinds(house):
    return [d.kind for d in (await house.provider.reconciled()).differences]


async def test_equal_books(audited):
    async with audited() as house:
        for name in "abc":
            house.coordinator.submit(name, JOB)
        await house.until(lambda: house.earned == Decimal("0.2925"))
        report = await house.provider.reconciled()
        assert report.differences == () and (report.checked, report.of, report.corrections) == (3, 3, 0)
        assert report.booked == report.released == Decimal("0.2925") and report.escrowed == Decimal("0.3")
        assert report.fee == Decimal("0.0075") and report.quoted == Decimal("0.06") and report.network_jobs == 3


async def test_a_late_release_is_booked_once_as_a_correction(audited):
    async with audited() as house:
        house.coordinator.submit("a", JOB)
        escrow = replace(house.coordinator.escrows["a"], state="refunded")
        house.coordinator.escrows["a"] = escrow
        submit = house.coordinator.submit_result

        async def unreleased(job_id, body):
            house.coordinator.escrows.pop(job_id, None)
            proof = await submit(job_id, body)
            house.coordinator.escrows[job_id] = escrow
            return proof

        house.coordinator.submit_result = unreleased
        await house.until(lambda: house.provider.store.state.completed == 1)
        await house.clock.sleep(5)
        assert await kinds(house) == [Kind.REFUNDED]
        assert any("the reconciliation on Earnings" in note for note in house.provider.store.state.notes)
        house.coordinator.escrows["a"] = replace(escrow, state="released", released=Decimal("0.0975"))
        report = await house.provider.reconciled()
        assert report.corrections == 1 and report.differences == ()
        await house.until(lambda: house.earned == Decimal("0.0975"))
        assert (await house.provider.reconciled()).corrections == 0
        entries = await house.history.ledger.entries("test", "me", None, None)
        assert [e.kind for e in entries] == [EntryKind.CREDIT, EntryKind.CORRECTION]
        assert (await house.history.ledger.totals("test", "me")).unpaid_jobs == 0
        ever = await house.history.money.differences("test", "me", gone=True)
        assert {d.kind for d in ever} == {Kind.REFUNDED, Kind.LATE_RELEASE}


async def test_a_cancelled_job_that_was_released_all_the_same_is_booked(audited):
    async with audited() as house:
        house.runtime.per_token = 5.0
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.runtime.generated >= 1)
        house.coordinator.jobs["a"]["state"] = "CANCELED"
        await house.until(lambda: not house.provider.store.state.running)
        escrow = house.coordinator.escrows["a"]
        house.coordinator.escrows["a"] = replace(escrow, state="released", released=Decimal("0.0975"))
        await house.until(lambda: house.earned == Decimal("0.0975"), timeout=30)  # by itself, within ten minutes
        assert (await house.provider.reconciled()).corrections == 0


async def test_a_chain_that_rounds_after_a_restart_changes_no_book(audited):
    async with audited() as house:
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.earned > 0)
        before = house.coordinator.escrows["a"]
        house.coordinator.escrows["a"] = replace(before, amount=Decimal(0), released=Decimal(0))
        assert Kind.ROUNDED in await kinds(house) and house.earned == Decimal("0.0975")
        house.coordinator.escrows["a"] = before
        assert await kinds(house) == []
