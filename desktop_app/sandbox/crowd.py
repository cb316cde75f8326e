"""Extension: lets the synthetic customers submit and cancel, at their pace, through the same door as anybody."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from desktop_app.sandbox.clock import read_stamp
from desktop_app.sandbox.network import Expected, Network
from desktop_app.sandbox.orders import CANCELED, POSSIBLE, Order, OrderBook
from desktop_app.sandbox.people import customers


class Crowd:
    """How many orders were placed is read from the books, so a restart goes on where it stopped."""

    def __init__(self, network: Network) -> None:
        self._network = network
        config = network.config
        people = customers(config.seed, config.customers)
        self._orders = OrderBook(config.seed, people, config.jobs_per_minute)
        self._limit = config.jobs if people else 0

    async def run(self) -> None:
        """Runs until cancelled, also when every order is placed: cancellations may still be due."""
        async with asyncio.TaskGroup() as group:
            rows = self._network.store.all(
                "SELECT orders.job, orders.cancel_at FROM orders JOIN jobs ON jobs.id = orders.job"
                " WHERE orders.cancel_at IS NOT NULL AND jobs.state IN ('QUEUED', 'RUNNING')"
            )
            for row in rows:
                due = (read_stamp(row["cancel_at"]) - self._network.clock.now()).total_seconds()
                group.create_task(self._cancel_later(row["job"], due))
            await self._place_orders(group)
            await asyncio.Event().wait()

    async def _place_orders(self, group: asyncio.TaskGroup) -> None:
        clock = self._network.clock
        number = self._placed()
        while self._limit is None or number < self._limit:
            models = await self._models()
            order = self._orders.order(number, clock.now().hour, models)
            await clock.sleep(order.wait)
            job = self._place(order)
            if order.cancel_after is not None:
                group.create_task(self._cancel_later(job, order.cancel_after))
            number += 1

    def _placed(self) -> int:
        row = self._network.store.one("SELECT coalesce(max(number) + 1, 0) AS placed FROM orders")
        return int(row["placed"]) if row else 0

    async def _models(self) -> tuple[frozenset[str], ...]:
        """What the miners offer; waits for the first one."""
        while not (models := self._network.miners.models()):
            self._network.arrival.clear()
            await self._network.arrival.wait()
        return models

    def _place(self, order: Order) -> str:
        due = None
        if order.cancel_after is not None:
            due = self._network.clock.now() + timedelta(seconds=order.cancel_after)
        expected = Expected(order.number, order.customer.index, order.customer.tier.name, order.expectation, due)
        return self._network.submit(order.customer.client, order.request(), expected)

    async def _cancel_later(self, job: str, seconds: float) -> None:
        await self._network.clock.sleep(seconds)
        if not self._network.jobs.cancel(job):
            # The work was done sooner than the customer changed its mind: so it was a possible job after all.
            self._network.store.run(
                "UPDATE orders SET expectation = ? WHERE job = ? AND expectation = ?", POSSIBLE, job, CANCELED
            )
