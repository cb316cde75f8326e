"""Putting a model of the owner's own up, and taking it down: all of it, or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from desktop_app.domain import hosting
from desktop_app.domain.errors import ModelMissing, WorldError
from desktop_app.domain.hosting import Hosted, Question
from desktop_app.domain.money import as_text
from desktop_app.domain.phrases import Phrase
from desktop_app.provider.hosting import ask
from desktop_app.provider.services import Services


async def host(services: Services, wanted: Hosted, questions: Sequence[Question] | None) -> Hosted:
    """As it is offered now. What fails on the way leaves everything as it was."""
    standing = services.provider.offering.hosted
    taken = {model.name for model in await services.ports.runtime.models()} - standing.keys()
    if wanted.name in taken and wanted.name != wanted.source:
        raise WorldError(Phrase("another model is called {name}", name=wanted.name), title=Phrase("This name is taken"))
    is_new = wanted.is_file and wanted.name not in standing
    if wanted.is_file:
        await asyncio.to_thread(services.shelf.put, wanted)
    try:
        offered = wanted if questions is None else await _measured(services, wanted, questions)
        services.rules.lay_down("hosted", hosting.kept({**standing, wanted.name: offered}))
    except BaseException:
        if is_new:
            services.shelf.take(wanted)
        raise
    await services.provider.storefront.models_changed()
    return offered


async def unhost(services: Services, name: str) -> None:
    standing = dict(services.provider.offering.hosted)
    gone = standing.pop(name, None)
    if gone is None:
        return
    services.rules.lay_down("hosted", hosting.kept(standing))
    if gone.is_file:
        services.shelf.take(gone)
    await services.provider.storefront.models_changed()


async def _measured(services: Services, wanted: Hosted, questions: Sequence[Question]) -> Hosted:
    runtime = services.ports.runtime
    if wanted.runs_as not in {model.name for model in await runtime.models()}:
        raise ModelMissing(
            Phrase("{name} does not take {source} as a model that writes text", name=runtime.name, source=wanted.source)
        )
    found = hosting.measured(wanted, await ask(runtime, services.provider.gate, wanted.runs_as, questions))
    if wanted.accuracy is not None and found.accuracy is not None and found.accuracy < wanted.accuracy:
        raise WorldError(
            Phrase(
                "{name} answered {accuracy} of your {count} questions rightly; required are {needed}",
                name=wanted.name,
                accuracy=as_text(found.accuracy),
                count=len(questions),
                needed=as_text(wanted.accuracy),
            ),
            title=Phrase("This model is not accurate enough"),
        )
    return found
