"""Play money and real money never share books."""

from __future__ import annotations

from desktop_app.domain.state import Status
from desktop_app.provider.ports import ServerTraits
from tests.provider.house import JOB


def becomes(house, *, is_play, told=True):
    async def traits():
        return ServerTraits(is_play=is_play, told=told, allowance=house.provider.lane.traits.allowance)

    house.coordinator.traits = traits
    house.coordinator.registered = False  # so that it is entered again


async def test_a_network_that_turns_out_to_be_practice_does_not_mix_with_real_books(opened):
    async with opened() as house:
        real = ServerTraits(allowance=house.provider.lane.traits.allowance)

        async def traits():
            return real

        house.coordinator.traits = traits
        house.coordinator.registered = False
        await house.until(lambda: house.provider.lane.traits is real)
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.earned > 0)
        becomes(house, is_play=True)
        await house.until(lambda: house.provider.store.state.status is Status.PROBLEM)
        assert "books hold real money" in house.provider.store.state.reason
        house.coordinator.submit("b", JOB)
        await house.clock.sleep(60)
        assert house.state_of("b") == "QUEUED" and house.provider._settlement.books.is_closed
        becomes(house, is_play=False)
        await house.until(lambda: house.state_of("b") == "COMPLETED")


async def test_one_that_does_not_tell_keeps_its_kind(opened):
    async with opened() as house:
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.earned > 0)
        becomes(house, is_play=False, told=False)
        house.coordinator.submit("b", JOB)
        await house.until(lambda: house.state_of("b") == "COMPLETED")
        assert await house.history.records.book_is_play("test", "me") is True


async def test_books_without_an_entry_may_still_change(opened):
    async with opened() as house:
        assert await house.history.records.book_is_play("test", "me") is True
        becomes(house, is_play=False)
        house.coordinator.submit("a", JOB)
        await house.until(lambda: house.state_of("a") == "COMPLETED")
        assert await house.history.records.book_is_play("test", "me") is False
