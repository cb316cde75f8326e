"""What needs no credentials: health, reputation, the receipts of everybody."""

from __future__ import annotations

import platform
from typing import Any

from starlette.responses import Response

from desktop_app.sandbox import books
from desktop_app.sandbox.answers import answer, as_bool, internal_error
from desktop_app.sandbox.calls import Call
from desktop_app.wire.health import PRACTICE, PracticeTraits


async def health(call: Call) -> Response:
    """`env` says practice in every mode. Extension: what is better than real, unless as real."""
    config = call.network.config
    content: dict[str, Any] = {"status": "ok", "env": PRACTICE, "python_version": platform.python_version()}
    if not config.as_real:
        content["practice"] = PracticeTraits(
            long_poll=config.long_poll, limits=config.limited, speed=config.pace, unit=books.UNIT
        )
    return answer(content)


async def reputation(call: Call) -> Response:
    """An unknown id answers 500 (section 9)."""
    profile = call.network.standings.profile(call.path("agent"))
    return answer(profile) if profile else internal_error(call.request.url.path)


async def explorer(call: Call) -> Response:
    job = call.query("job_id")
    limit, offset = call.number("limit", 50, low=1, high=200), call.number("offset", 0, low=0)
    return answer({"jobId": job or "all", "items": call.network.receipts.public(job, limit, offset)})


async def practice_books(call: Call) -> Response:
    """Extension: the whole books, for tests; `?detail=1` adds a row for each job."""
    return answer(books.read_out(call.network.store, detail=as_bool(call.query("detail"))))
