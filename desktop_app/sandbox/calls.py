"""What a handler gets: the network, the request and who calls; and how bodies and queries are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request

from desktop_app.sandbox.answers import BODY_LIMIT, Refusal, describe, invalid, invalid_elsewhere, refuse
from desktop_app.sandbox.network import Network

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call:
    """One request behind the door. `miner` is the X-Miner-ID, else the key itself (section 2); `client` the user
    whom the token stands for. Either is "" where the role does not have it."""

    network: Network
    request: Request
    miner: str = ""
    client: str = ""

    def path(self, name: str) -> str:
        return str(self.request.path_params[name])

    def query(self, name: str) -> str | None:
        value: str | None = self.request.query_params.get(name)
        return value

    def number(self, name: str, default: int, *, low: int | None = None, high: int | None = None) -> int:
        """A whole number from the query; 422 when it is none or out of range."""
        text = self.query(name)
        if text is None:
            return default
        try:
            value = int(text) if len(text) <= 18 else None
        except ValueError:
            value = None
        if value is None:
            raise invalid(f"query.{name}", "Input should be a valid integer", "int_parsing")
        if (low is not None and value < low) or (high is not None and value > high):
            raise invalid(f"query.{name}", f"Input should be from {low} to {high}", "out_of_range")
        return value

    async def body(self, kind: type[T], *, elsewhere: bool = False) -> T:
        """The JSON body as a message; 422 when it is not one (`elsewhere`: in the marketplace's shape).

        As lenient as the real server: numbers may come as text, unknown keys are ignored."""
        refusal = invalid_elsewhere if elsewhere else invalid
        content = await read(self.request)
        if not content.strip():
            raise refusal("body", "Field required", "missing")
        try:
            return msgspec.json.decode(content, type=kind, strict=False)
        except (msgspec.MsgspecError, ValueError, RecursionError, OverflowError) as error:
            raise refusal(*describe(error)) from error


async def read(request: Request) -> bytes:
    """The whole body. The real server measures only Content-Length; here a chunked body has the same limit."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > BODY_LIMIT:
            raise too_large()
    return bytes(content)


def too_large() -> Refusal:
    return refuse(413, "Request entity too large")


def found(value: T | None, text: str) -> T:
    """`value`, or 404 with this text."""
    if value is None:
        raise refuse(404, text)
    return value


def as_map(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
