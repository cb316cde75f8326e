"""What the control endpoint answers to: one table of routes over the desk."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from desktop_app.control import money_shapes, shapes
from desktop_app.control.versions import version_of
from desktop_app.domain.errors import WorldError
from desktop_app.domain.reconciling import Report
from desktop_app.domain.times import parse_time
from desktop_app.provider.ports import Clock, Desk, Model

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

log = logging.getLogger(__name__)

LONGEST_SPAN = 10 * 366 * 86400.0
_LARGEST_BODY = 64 * 1024
_MOST_JOBS = 1000

Models = Callable[[], Awaitable[Iterable[Model]]]
Benchmark = Callable[[str | None], Awaitable[Any]]
Reconcile = Callable[[], Awaitable[Report]]
Handler = Callable[["Request"], Awaitable[shapes.Json]]


class Routes:
    """The handlers. `benchmark` answers a dataclass; `raise_window` does nothing where there is no window."""

    def __init__(
        self, desk: Desk, clock: Clock, models: Models, benchmark: Benchmark, raise_window: Callable[[], None],
        reconcile: Reconcile | None = None,
    ) -> None:  # fmt: skip
        self._reconcile = reconcile
        self._desk, self._clock = desk, clock
        self._models, self._benchmark, self._raise = models, benchmark, raise_window
        self.version = version_of("aitbc-provider")

    def app(self) -> ASGIApp:
        from starlette.applications import Starlette
        from starlette.routing import Route

        routes: dict[tuple[str, str], Handler] = {
            ("GET", "/status"): self._status,
            ("GET", "/jobs"): self._jobs,
            ("GET", "/models"): self._list_models,
            ("GET", "/earnings"): self._earnings,
            ("POST", "/pause"): self._pause,
            ("POST", "/resume"): self._resume,
            ("POST", "/stop-now"): self._stop_now,
            ("POST", "/benchmark"): self._measure,
            ("POST", "/reconcile"): self._compare,
            ("POST", "/raise"): self._raise_window,
            ("POST", "/quit"): self._quit,
        }
        return Starlette(routes=[Route(path, _answered(do), methods=[verb]) for (verb, path), do in routes.items()])

    async def _status(self, _request: Request) -> shapes.Json:
        return shapes.status(self._desk.state, self._clock.now(), os.getpid(), self.version)

    async def _jobs(self, request: Request) -> shapes.Json:
        limit = _whole(request.query_params.get("limit", "50"), "limit", _MOST_JOBS)
        return shapes.jobs(await self._desk.jobs(limit), self._desk.state.unit)

    async def _list_models(self, _request: Request) -> shapes.Json:
        return shapes.models(await self._models())

    async def _earnings(self, request: Request) -> shapes.Json:
        since = request.query_params.get("since")
        by = [word for word in request.query_params.get("by", "").split(",") if word]
        if unknown := [word for word in by if word not in shapes.BREAKDOWNS]:
            raise ValueError(f"by must be of {', '.join(shapes.BREAKDOWNS)}, not {unknown[0]!r}")
        found = await self._desk.earnings(parse_time(since) if since else None, shapes.needed(by))
        return shapes.earnings(self._desk.state.network.name, found, by, self._clock.now())

    async def _pause(self, request: Request) -> shapes.Json:
        wanted = await _body(request)
        if wanted.get("until_game_ends") is True:
            await self._desk.pause_for_game()
        else:
            seconds = wanted.get("seconds")
            await self._desk.pause(None if seconds is None else self._later(seconds))
        return await self._status(request)

    def _later(self, seconds: Any) -> datetime:
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds <= LONGEST_SPAN:
            raise ValueError("seconds must be a number above 0, ten years at most")
        return self._clock.now() + timedelta(seconds=seconds)

    async def _resume(self, request: Request) -> shapes.Json:
        await self._desk.resume()
        return await self._status(request)

    async def _stop_now(self, request: Request) -> shapes.Json:
        await self._desk.stop_now()
        return await self._status(request)

    async def _measure(self, request: Request) -> shapes.Json:
        model = (await _body(request)).get("model")
        if model is not None and not isinstance(model, str):
            raise ValueError("model must be a text")
        return asdict(await self._benchmark(model))

    async def _compare(self, _request: Request) -> shapes.Json:
        if self._reconcile is None:
            raise ValueError("these books cannot be compared")
        return money_shapes.report(await self._reconcile(), self._desk.state.unit)

    async def _raise_window(self, _request: Request) -> shapes.Json:
        self._raise()
        return {}

    async def _quit(self, _request: Request) -> shapes.Json:
        self._desk.quit()
        return {}


def _answered(do: Handler) -> Callable[[Request], Awaitable[Any]]:
    """The handler's JSON; 400 for a wrong request, 409 for what the world does not allow, 500 for our own bugs."""
    from starlette.responses import JSONResponse

    async def answer(request: Request) -> JSONResponse:
        try:
            return JSONResponse(await do(request))
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)
        except WorldError as error:
            return JSONResponse({"error": str(error)}, 409)
        except Exception:
            log.exception("the control endpoint broke on %s", request.url.path)
            return JSONResponse({"error": "the program broke on this; its log has the details"}, 500)

    return answer


async def _body(request: Request) -> shapes.Json:
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > _LARGEST_BODY:
            raise ValueError("the request is too large")
    try:
        found = json.loads(content or b"{}")
    except (ValueError, RecursionError):
        raise ValueError("the request is not JSON") from None
    if not isinstance(found, dict):
        raise ValueError("the request must be a JSON object")
    return found


def _whole(text: str, name: str, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise ValueError(f"{name} must be a whole number from 1 to {most}")
    return int(text)
