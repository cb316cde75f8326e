"""The door in front of every handler: the checks of sections 2 to 4, in the real server's order."""

from __future__ import annotations

import hmac
import logging
import time
import uuid
from collections.abc import MutableMapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from desktop_app.sandbox.answers import BODY_LIMIT, Refusal, detail, internal_error, refuse
from desktop_app.sandbox.calls import Call, too_large
from desktop_app.sandbox.network import Network
from desktop_app.sandbox.routes import Endpoint, Role, matching

_log = logging.getLogger(__name__)

_SCANNERS: Final = ("sqlmap", "nmap", "nikto", "burp")
_DRAINED: Final = 64 * 1024 * 1024
_RETRY: Final = {"Retry-After": "60"}
_BEARER: Final = {"WWW-Authenticate": "Bearer"}
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})


def door(network: Network) -> ASGIApp:
    """The practice network as an ASGI application."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            request = Request(scope, receive)
            response = await _respond(network, request)
            response.headers["date"] = network.clock.http_date()  # so that a client can tell a fast clock
            await response(scope, receive, send)

    return app


async def _respond(network: Network, request: Request) -> Response:
    started = time.perf_counter()
    try:
        await _check_shape(request)
        endpoint, call = _enter(network, request)
    except Refusal as refusal:
        return refusal.response
    response = await _handle(endpoint, call)
    response.headers["x-request-id"] = str(uuid.uuid4())
    response.headers["x-process-time"] = f"{time.perf_counter() - started:.6f}"
    return response


async def _handle(endpoint: Endpoint, call: Call) -> Response:
    try:
        if not call.network.limits.allow(_address(call.request), endpoint.counted_as, endpoint.limit):
            return detail(429, "Rate limit exceeded", _RETRY)
        return await endpoint.handler(call)
    except Refusal as refusal:
        return refusal.response
    except Exception:  # noqa: BLE001 - the real server answers its own faults with 500 too; the log has the trace
        _log.exception("the practice network failed at %s %s", endpoint.method, endpoint.path)
        return internal_error(call.request.url.path)


async def _check_shape(request: Request) -> None:
    agent = request.headers.get("user-agent", "").lower()
    if any(scanner in agent for scanner in _SCANNERS):
        raise refuse(403, "Access denied")
    length = request.headers.get("content-length", "0")
    size = int(length) if length.isascii() and length.isdigit() and len(length) < 19 else 0
    if size > BODY_LIMIT:
        await _drain(request, size)
        raise too_large()


async def _drain(request: Request, size: int) -> None:
    """Read on while it is affordable, so that a caller still writing sees the answer and not a reset."""
    if size <= _DRAINED:
        async for _ in request.stream():
            pass


def _enter(network: Network, request: Request) -> tuple[Endpoint, Call]:
    """The endpoint and the call, or the refusal. Deny by default: an unlisted path answers 401 without and 403
    with a credential, whether or not it exists."""
    raw_path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    listed = list(matching(raw_path.decode("latin-1")))
    if listed and listed[0][0].role is Role.NOBODY:
        call = Call(network, request)
    else:
        call = _identify(network, request)
        role = Role.MINER if call.miner else Role.CLIENT
        if not listed or all(endpoint.role is not role for endpoint, _ in listed):
            raise refuse(403, "Forbidden")
    for endpoint, parts in listed:
        if endpoint.method == request.method:
            _path_params(request.scope, parts)
            return endpoint, call
    raise refuse(405, "Method Not Allowed")


def _identify(network: Network, request: Request) -> Call:
    """A Bearer header wins even when it is invalid and a valid key is beside it (section 2)."""
    bearer, key = request.headers.get("authorization", ""), request.headers.get("x-api-key")
    if bearer.lower().startswith("bearer "):
        if not _same(bearer[7:].strip(), network.keys.client_token):
            raise Refusal(detail(401, "Invalid token", _BEARER))
        return Call(network, request, client=network.keys.client_id)
    if key is None:
        raise Refusal(detail(401, "Authentication required", _BEARER))
    if not _same(key, network.keys.miner_key):
        raise refuse(401, "Invalid API key")
    return Call(network, request, miner=request.headers.get("x-miner-id") or key)


def _address(request: Request) -> str:
    """Behind a proxy on the same host the first X-Forwarded-For counts (section 4)."""
    host = request.client.host if request.client else ""
    forwarded = request.headers.get("x-forwarded-for", "")
    return forwarded.split(",")[0].strip() or host if host in _LOOPBACK else host


def _path_params(scope: MutableMapping[str, Any], parts: dict[str, str]) -> None:
    scope["path_params"] = parts


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())
