"""Advanced Features: models of one's own, batches, reserved memory."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from desktop_app.domain import batch, hosting, reservations
from desktop_app.domain.reservations import Reservation
from desktop_app.provider.guide.section import Section, not_yet
from desktop_app.provider.services import Services


class Advanced(Section):
    async def host_specialized_model(
        self,
        model_name: Any,
        model_path: Any,
        requirements: Mapping[str, Any] | None = None,
        premium_rate: Any = 0,
    ) -> None:
        """FileNotFoundError names a model file that is not there."""
        wanted = hosting.parse(model_name, model_path, requirements or {}, premium_rate)
        (await self._session()).shelf.look(wanted)
        not_yet("a model file is offered when it lies in the models folder, at the price of every other model")

    async def enable_batch_processing(
        self,
        min_batch_size: Any,
        batch_discount: Any,
        processing_window: Any = "24h",
        quality_guarantee: Any = True,
    ) -> None:
        """A customer's jobs that ask for it (`payload.batch`), or pay for no more, are collected and run together in
        quiet hours, at the latest when the window or the time of one of them is over. Each is delivered, or handed
        back with its reason."""
        terms = batch.parse(min_batch_size, batch_discount, processing_window, quality_guarantee)
        services = await self._session()
        await services.agreements.use_batch(terms)
        services.provider.lane.retry()  # more is held here, which the network has to know

    async def reserve_capacity(
        self,
        client_id: Any,
        reserved_gpu_memory: Any,
        reservation_duration: Any,
        reservation_fee: Any = 0,
        starts_at: Any = None,
    ) -> Reservation:
        """Memory of the card kept free for this customer; the fee stands in the claims book, as the network has no
        way to pay it. WorldError says why it cannot be kept."""
        terms = reservations.parse(client_id, reserved_gpu_memory, reservation_duration, reservation_fee, starts_at)
        services = await self._session()
        await _card_known(services)
        return await services.agreements.reserve(terms)


async def _card_known(services: Services) -> None:
    """Just after the start the card was not looked at yet."""
    end = services.ports.clock.monotonic() + 5.0
    while services.ports.clock.monotonic() < end:
        card = services.provider.store.state.gpu
        if card.name or card.why_none:
            return
        await asyncio.sleep(0.02)
