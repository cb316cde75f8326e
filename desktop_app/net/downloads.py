"""Whole files from an address, redirects followed: what came is judged by its digest, not by where it came from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx

from desktop_app.domain.errors import AnswerLost, BadAnswer, Unreachable
from desktop_app.domain.networks import is_loopback
from desktop_app.domain.phrases import Phrase
from desktop_app.net.client import translate

_CONNECT, _READ = 10.0, 30.0
_MOST_REDIRECTS = 5


async def download(url: str, sink: Callable[[bytes], object], largest: int, timeout: float) -> int:
    """Feed the file to `sink` piece by piece; its size in bytes.

    `timeout` in seconds for all of it. BadAnswer for more than `largest` bytes, any status but 200 and a redirect
    away from TLS; Unreachable and AnswerLost as everywhere."""
    try:
        async with asyncio.timeout(timeout):
            return await _fetched(url, sink, largest)
    except TimeoutError:
        raise AnswerLost(Phrase("not complete within {timeout} s", timeout=f"{timeout:.0f}")) from None
    except httpx.TooManyRedirects as error:
        raise BadAnswer(Phrase("the server sends us in circles")) from error
    except httpx.HTTPError as error:
        raise translate(error) from error
    except httpx.InvalidURL as error:
        raise Unreachable(Phrase("the address is not a valid URL")) from error


async def _fetched(url: str, sink: Callable[[bytes], object], largest: int) -> int:
    async def encrypted(request: httpx.Request) -> None:
        if url.startswith("https://") and request.url.scheme != "https":
            raise BadAnswer(Phrase("the server sends us away from an encrypted connection"))

    limits = httpx.Timeout(_READ, connect=_CONNECT)
    size = 0
    async with (
        httpx.AsyncClient(
            timeout=limits, follow_redirects=True, max_redirects=_MOST_REDIRECTS, trust_env=not is_loopback(url),
            event_hooks={"request": [encrypted]},
        ) as client,
        client.stream("GET", url) as response,
    ):
        if response.status_code != 200:
            code = response.status_code
            raise BadAnswer(Phrase("the server answered {code}", code=code), status=code)
        async for piece in response.aiter_bytes():
            size += len(piece)
            if size > largest:
                told = Phrase("the file is larger than the {largest} bytes that were announced", largest=largest)
                raise BadAnswer(told)
            sink(piece)
    return size
