"""HTTP as the rest of the house sees it: an Answer of any status, or one of our own few errors.

Nothing is retried here and no redirect is followed: whoever calls knows what may be repeated.
"""

from __future__ import annotations

import asyncio
import json as jsonlib
import logging
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import httpx

from desktop_app.domain.errors import AnswerLost, BadAnswer, Unreachable
from desktop_app.domain.networks import is_loopback
from desktop_app.domain.phrases import Phrase

logging.getLogger("httpx").setLevel(logging.WARNING)  # its INFO lines would put every address into our log

LARGEST_ANSWER = 64 * 1024 * 1024
_NOTHING_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer of any status; `body` is complete and below the size limit."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def retry_after(self) -> float:
        """Seconds from the Retry-After header; 60 when it is missing or not a number of seconds."""
        try:
            return min(3600.0, max(1.0, float(self.headers.get("retry-after", "60"))))
        except ValueError:
            return 60.0

    @property
    def date(self) -> datetime | None:
        """The server's own time from the Date header, if it is one."""
        try:
            return parsedate_to_datetime(self.headers.get("date", "")).astimezone(UTC)
        except (TypeError, ValueError, OverflowError):
            return None


class HttpClient:
    """A client for one base URL (which may have a path prefix). Seconds everywhere.

    `Unreachable`: no connection, nothing was sent. `AnswerLost`: the request may have been handled.
    `BadAnswer`: more bytes than `largest_answer`. `certificates`: whom to trust, in place of the usual authorities."""

    def __init__(
        self,
        base_url: str,
        *,
        headers: Mapping[str, str] | None = None,
        connect_timeout: float = 5.0,
        read_timeout: float = 20.0,
        largest_answer: int = LARGEST_ANSWER,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self._largest = largest_answer
        self._read_timeout = read_timeout
        self.on_time: Callable[[datetime], None] | None = None
        """Gets the server's own time with every answer that proved valid."""
        needs_tls = not (is_loopback(base_url) and base_url.startswith("http://"))
        self._make: Callable[[], httpx.AsyncClient] = lambda: httpx.AsyncClient(
            headers=dict(headers or {}),
            timeout=httpx.Timeout(read_timeout, connect=connect_timeout),
            # Below the 5 s after which uvicorn closes an idle connection: a request on a closing one would
            # be lost without our knowing whether it was handled.
            limits=httpx.Limits(max_connections=20, max_keepalive_connections=8, keepalive_expiry=4.0),
            follow_redirects=False,
            # A server of this machine's that is asked without TLS, and without a proxy, needs no certificates.
            verify=certificates or (needs_tls and _authorities(not is_loopback(base_url))),
            trust_env=not is_loopback(base_url),
        )
        self._http = self._make()

    async def renew(self) -> None:
        """New connections from here on; whatever waits on an old one is lost (AnswerLost)."""
        old, self._http = self._http, self._make()
        await old.aclose()

    async def request(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        body: bytes | None = None,
        params: Mapping[str, str | int] | None = None,
        timeout: float | None = None,
    ) -> Answer:
        """One try. `body` is JSON already encoded, `json` is encoded here; `timeout` bounds the whole call."""
        limit = timeout if timeout is not None else self._read_timeout
        try:
            async with asyncio.timeout(limit + 1.0), self._stream(method, path, json, body, params, limit) as response:
                content = await self._read(response)
                return Answer(response.status_code, content, dict(response.headers))
        except TimeoutError:
            raise AnswerLost(Phrase("no complete answer within {limit} s", limit=f"{limit:.0f}")) from None

    def tell_time(self, answer: Answer) -> None:
        """For whoever found this answer valid."""
        if self.on_time is not None and (date := answer.date) is not None:
            self.on_time(date)

    async def close(self) -> None:
        await self._http.aclose()

    @asynccontextmanager
    async def _stream(
        self,
        method: str,
        path: str,
        json: Any,
        body: bytes | None,
        params: Mapping[str, str | int] | None,
        timeout: float | None,
    ) -> AsyncIterator[httpx.Response]:
        content = jsonlib.dumps(json).encode() if json is not None else body
        headers = {"Content-Type": "application/json"} if content is not None else {}
        limits: Any = httpx.USE_CLIENT_DEFAULT
        if timeout is not None:
            limits = httpx.Timeout(timeout, connect=min(timeout, 5.0))
        try:
            async with self._http.stream(
                method, self.base_url + path, content=content, headers=headers, params=params, timeout=limits
            ) as response:
                yield response
        except httpx.HTTPError as error:
            raise translate(error) from error
        except httpx.InvalidURL as error:
            raise Unreachable(Phrase("the address is not a valid URL")) from error

    async def _read(self, response: httpx.Response) -> bytes:
        chunks = bytearray()
        async for chunk in response.aiter_bytes():
            chunks += chunk
            if len(chunks) > self._largest:
                raise BadAnswer(
                    Phrase("the answer is larger than {largest} MiB", largest=self._largest // 2**20),
                    status=response.status_code,
                )
        return bytes(chunks)


@cache
def _authorities(trust_env: bool) -> ssl.SSLContext:
    """The usual authorities, once for all clients: to read them takes 30 ms, in which the window stands still, and
    what was read takes memory."""
    return httpx.create_ssl_context(trust_env=trust_env)


def translate(error: httpx.HTTPError) -> Unreachable | AnswerLost:
    """Ours for theirs; the text names the kind only, since theirs may quote addresses."""
    if isinstance(error, _NOTHING_SENT):
        return Unreachable(Phrase("no connection could be made"))
    if isinstance(error, httpx.TimeoutException):
        return AnswerLost(Phrase("the server took too long to answer"))
    return AnswerLost(Phrase("the connection broke before the answer was complete"))
