"""Advanced Features: models of one's own, batches, reserved memory."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.domain import arguments, batch, hosting, reservations
from desktop_app.domain.errors import ModelMissing, WorldError
from desktop_app.domain.hosting import Hosted
from desktop_app.domain.phrases import Phrase
from desktop_app.domain.reservations import Reservation
from desktop_app.provider.guide.section import Section
from desktop_app.provider.hosted import host, unhost
from desktop_app.provider.services import Services

FILES_RUN_BY = "built-in"


class Advanced(Section):
    async def host_specialized_model(
        self,
        model_name: Any,
        model_path: Any,
        requirements: Mapping[str, Any] | None = None,
        premium_rate: Any = 0,
        *,
        questions: Sequence[tuple[str, str]] | None = None,
    ) -> Hosted:
        """A GGUF file or a model of the runtime, offered under a public name for the usual rate and the premium, from
        now on and after a restart. Its accuracy is published as declared, or, with `questions` (pairs of a prompt and
        the expected answer), as measured now; below the requirement it is refused.

        FileNotFoundError names a file that is not there; WorldError says why a model cannot be hosted here."""
        wanted = hosting.parse(model_name, model_path, requirements, premium_rate)
        asked = None if questions is None else hosting.parse_questions(questions)
        services = await self._session()
        size = await _size(services, wanted)
        await _card_known(services)
        state = services.provider.store.state
        if why := hosting.lacking(wanted, state.gpu.memory_bytes, size, on_card=services.ports.runtime.on_card):
            raise WorldError(why, title=Phrase("This model cannot be hosted here"))
        return await host(services, wanted, asked)

    async def stop_hosting(self, model_name: Any) -> None:
        """Offer it no more; the model itself stays where it is. Nothing happens to a name that is not hosted."""
        name = arguments.name_text("model_name", model_name, 100)
        await unhost(await self._session(), name)

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
        return await services.provider.reserve(terms)

    async def release_capacity(self, reservation_id: Any) -> None:
        """The reservation ends now; its fee stays as agreed."""
        agreements = (await self._session()).agreements
        await agreements.release(arguments.one_of("reservation_id", reservation_id, tuple(agreements.reservations)))


async def _size(services: Services, wanted: Hosted) -> int | None:
    """Bytes of the model, None where the runtime does not tell; raises where there is no such model."""
    if not wanted.is_file:
        known = {model.name: model for model in await services.ports.runtime.models()}
        if wanted.source not in known:
            raise ModelMissing(
                Phrase("{name} has no model {source}", name=services.ports.runtime.name, source=wanted.source),
                next_step=Phrase("Install it there, or name a GGUF file"),
            )
        return known[wanted.source].size
    size = await asyncio.to_thread(services.shelf.look, wanted)
    if services.ports.runtime.name != FILES_RUN_BY:
        raise ModelMissing(
            Phrase("{name} runs the models that it knows, not files", name=services.ports.runtime.name),
            title=Phrase("This model cannot be hosted here"),
            next_step=Phrase("Import the file there and give the name that it gets as model_path"),
        )
    return size


async def _card_known(services: Services) -> None:
    """Just after the start the card was not looked at yet."""
    end = services.ports.clock.monotonic() + 5.0
    while services.ports.clock.monotonic() < end:
        card = services.provider.store.state.gpu
        if card.name or card.why_none:
            return
        await asyncio.sleep(0.02)
