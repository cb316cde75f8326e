"""The rules of section 14 about money, size and the reading allowance, against fakes and a real history file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.domain.errors import RateLimited, Unreachable
from desktop_app.domain.jobs import JobKey
from desktop_app.domain.limits import Window
from desktop_app.domain.payment import Leniency, Payment
from desktop_app.provider.reads import Kind, Reads
from tests.provider.house import JOB, FastClock

pytestmark = pytest.mark.logs  # faults are warned of
ME = "0x" + "a" * 40


def terms_of(house, job_id):
    return house.history.journal.get(JobKey("test", "me", job_id))


async def test_a_result_that_does_not_fit_is_failed_with_the_reason(opened):
    async with opened(largest_result=400) as house:
        house.coordinator.submit("a", {**JOB, "max_tokens": 100})
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "larger than" in house.coordinator.jobs["a"]["error"]
        assert house.coordinator.count("result") == 0
        house.coordinator.submit("b", {**JOB, "max_tokens": 1})
        await house.until(lambda: house.state_of("b") == "COMPLETED")


async def test_an_escrow_that_was_given_back_is_not_money(opened):
    """The list still says escrowed (section 6)."""
    async with opened(unpaid_per_day=0) as house:
        house.coordinator.submit("a", JOB)
        house.coordinator.escrows["a"] = replace(house.coordinator.escrows["a"], state="refunded")
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "No payment stands in escrow" in house.coordinator.jobs["a"]["error"]
        assert house.runtime.generated == 0


async def test_money_for_somebody_else_is_refused_or_taken_as_unpaid(opened):
    async with opened(payout_address=ME) as house:
        house.coordinator.submit("a", JOB)
        house.coordinator.escrows["a"] = replace(house.coordinator.escrows["a"], provider="0x" + "b" * 40)
        await house.until(lambda: house.state_of("a") == "FAILED")
        assert "another address" in house.coordinator.jobs["a"]["error"]
    lenient = dict.fromkeys(Payment, Leniency.UNPAID)
    async with opened(payout_address=ME, leniency=lenient) as house:
        house.coordinator.submit("b", JOB)
        house.coordinator.escrows["b"] = replace(house.coordinator.escrows["b"], provider="0x" + "b" * 40)
        await house.until(lambda: house.provider.store.state.completed == 1)
        await house.clock.sleep(10)
        assert house.earned == 0, "what went to another address was not earned"
        assert (await terms_of(house, "b")).terms.payment_status == Payment.ELSEWHERE


async def test_an_unreadable_chain_is_waited_for_and_then_the_rule_decides(opened):
    async with opened() as house:
        async def gone(job_id):
            raise Unreachable("no connection could be made")

        readable, house.coordinator.escrow = house.coordinator.escrow, gone
        house.coordinator.submit("a", JOB)
        began = house.clock.monotonic()
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert house.clock.monotonic() - began >= 15
        assert any("cannot be checked" in n for n in house.provider.store.state.notes)
        row = await terms_of(house, "a")
        assert row.terms.is_unproven and row.terms.quoted == Decimal("0.02")
        house.coordinator.escrow = readable
        await house.until(lambda: house.earned > 0)
    async with opened(leniency={Payment.UNPROVEN: Leniency.REFUSE}) as house:
        house.coordinator.escrow = gone
        house.coordinator.submit("b", JOB)
        await house.until(lambda: house.state_of("b") == "FAILED")
        assert "confirmed on the chain" in house.coordinator.jobs["b"]["error"]


async def test_a_refund_after_the_work_is_booked_as_nothing(opened):
    async with opened() as house:
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.runtime.generated >= 1)
        house.coordinator.escrows["a"] = replace(house.coordinator.escrows["a"], state="refunded", provider="0xme")
        submit = house.coordinator.submit_result

        async def unreleased(job_id, body):
            escrow = house.coordinator.escrows.pop(job_id)
            proof = await submit(job_id, body)
            house.coordinator.escrows[job_id] = escrow
            return proof

        house.coordinator.submit_result = unreleased
        await house.until(lambda: house.provider.store.state.completed == 1)
        await house.clock.sleep(5)
        assert (await house.history.journal.unbooked("test", "me")) == [] and house.earned == 0


async def test_reads_share_one_allowance_and_a_pause_stops_its_own_kind_only():
    clock, asked = FastClock(1000), []
    reads = Reads(Window(30), clock)

    async def read(kind, **how):
        await reads.ask(kind, lambda: note(kind), **how)

    async def note(kind):
        asked.append((kind, clock.monotonic()))

    async def refuse():
        raise RateLimited("slow down", retry_after=300)

    for _ in range(10):
        await read(Kind.ESCROW, patient=True)
    await read(Kind.ESCROW, patient=True)
    assert asked[-1][1] - asked[0][1] >= 60, "a patient reader leaves a reserve"
    for _ in range(20):
        await read(Kind.JOBS)
    with pytest.raises(RateLimited):
        await reads.ask(Kind.JOBS, refuse)
    with pytest.raises(RateLimited) as caught:
        await read(Kind.JOBS)
    assert 200 < caught.value.retry_after <= 300
    await read(Kind.ESCROW)
