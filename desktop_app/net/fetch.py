"""Large files over HTTP, from any byte on. Nothing is retried here; whoever fetches knows what it has."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from desktop_app.domain.errors import NetworkError, Unreachable
from desktop_app.domain.phrases import Phrase
from desktop_app.net.client import translate

_MOST_REDIRECTS = 6


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer whose body comes as it is read, undecoded. `told` has the headers of the redirects on the way, where
    a store tells a file's checksum before it sends one elsewhere."""

    status: int
    headers: Mapping[str, str]
    chunks: AsyncIterator[bytes]
    told: Mapping[str, str] = field(default_factory=dict)


class Fetcher:
    """`silence` is the longest wait for a byte, in seconds. Errors as HttpClient's."""

    def __init__(self, *, connect_timeout: float = 10.0, silence: float = 30.0) -> None:
        timeout = httpx.Timeout(silence, connect=connect_timeout)
        self._http = httpx.AsyncClient(timeout=timeout, follow_redirects=False)

    @asynccontextmanager
    async def get(self, url: str, headers: Mapping[str, str]) -> AsyncIterator[Stream]:
        """Follows redirects, never from https to http."""
        told: dict[str, str] = {}
        chunks: AsyncGenerator[bytes, None] | None = None
        for _ in range(_MOST_REDIRECTS):
            try:
                async with self._http.stream("GET", url, headers={"Accept-Encoding": "identity", **headers}) as answer:
                    if answer.status_code not in (301, 302, 303, 307, 308):
                        chunks = _chunks(answer)
                        yield Stream(answer.status_code, dict(answer.headers), chunks, told)
                        return
                    told |= dict(answer.headers)
                    url = _next(url, answer.headers.get("location", ""))
            except httpx.HTTPError as error:
                raise translate(error) from error
            except httpx.InvalidURL as error:
                raise Unreachable(Phrase("the address is not a valid URL")) from error
            finally:
                # Left to the collector, what was not read to its end would end outside of any task, which httpx does
                # not bear; Qt's loop looks after no such leftovers.
                if chunks is not None:
                    await chunks.aclose()
        raise NetworkError(Phrase("the address leads from one to another without end"))

    async def close(self) -> None:
        await self._http.aclose()


def _next(url: str, location: str) -> str:
    target = urljoin(url, location)
    before, after = urlsplit(url).scheme, urlsplit(target).scheme
    if after not in ("http", "https") or (before == "https" and after == "http"):
        raise NetworkError(Phrase("the address leads to one that is not safe"))
    return target


async def _chunks(answer: httpx.Response) -> AsyncGenerator[bytes, None]:
    try:
        async for chunk in answer.aiter_raw():
            yield chunk
    except httpx.HTTPError as error:
        raise translate(error) from error
