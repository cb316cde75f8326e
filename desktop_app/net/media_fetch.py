"""A file from an address that a stranger named. Every hop's host is looked up once, all its addresses must be public,
and the connection goes to the very address that was checked: a name that changes its address in between gains
nothing. Nothing of this machine's is sent along."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

import httpx

from desktop_app.domain.full_disk import no_scratch
from desktop_app.domain.media import HEAD, MediaRefused, Place, checked_place, is_public, sniffed
from desktop_app.domain.phrases import Phrase

_MOST_REDIRECTS = 5

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


async def resolved(host: str, port: int) -> Sequence[str]:
    """Every address of this host."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True, slots=True)
class MediaLimits:
    """Bytes; seconds for all of it, and for the longest silence."""

    largest: int = 512 * 2**20
    seconds: float = 600.0
    silence: float = 20.0


@dataclass(frozen=True, slots=True)
class Media:
    """A file that was fetched; `kind` is its type by its content."""

    path: Path
    kind: str
    size: int


class MediaFetcher:
    """`is_allowed` tells which IP addresses may be asked."""

    def __init__(
        self,
        limits: MediaLimits,
        *,
        resolve: Resolve = resolved,
        is_allowed: Callable[[str], bool] = is_public,
    ) -> None:
        self._limits, self._resolve, self._is_allowed = limits, resolve, is_allowed
        # A kept connection to an address could be used for another host's name; so none is kept.
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(limits.silence), limits=httpx.Limits(max_keepalive_connections=0),
            follow_redirects=False, trust_env=False,
        )  # fmt: skip

    async def fetch(self, url: object, into: Path) -> Media:
        """The file at `into`; MediaRefused with the reason, or NoScratch, and then no file."""
        try:
            async with asyncio.timeout(self._limits.seconds):
                media = await self._follow(url, into)
        except TimeoutError:
            told = Phrase("the source took longer than {seconds} s", seconds=f"{self._limits.seconds:.0f}")
            raise MediaRefused(told) from None
        return media

    async def close(self) -> None:
        await self._http.aclose()

    async def _follow(self, url: object, into: Path) -> Media:
        for _ in range(_MOST_REDIRECTS + 1):
            place = checked_place(url)
            async with self._asked(place, await self._address(place)) as answer:
                if answer.status_code not in (301, 302, 303, 307, 308):
                    return await self._take(answer, into)
                location = answer.headers.get("location", "")
                if not location:
                    raise MediaRefused(Phrase("the source leads nowhere"))
                url = _joined(place, location)
        raise MediaRefused(Phrase("the source leads from one address to another without end"))

    async def _address(self, place: Place) -> str:
        try:
            found = await self._resolve(place.host, place.port)
        except (OSError, UnicodeError):
            raise MediaRefused(Phrase("the source's host is not known")) from None
        if not found or not all(self._is_allowed(address) for address in found):
            raise MediaRefused(Phrase("the source is not on the public internet"))
        return found[0]

    @asynccontextmanager
    async def _asked(self, place: Place, address: str) -> AsyncIterator[httpx.Response]:
        at = f"[{address}]" if ":" in address else address
        host = f"[{place.host}]" if ":" in place.host else place.host
        usual = {"http": 80, "https": 443}[place.scheme]
        headers = {
            "Host": host if place.port == usual else f"{host}:{place.port}",
            "Accept-Encoding": "identity",
            "User-Agent": "aitbc-provider",
        }
        request = self._http.build_request(
            "GET", f"{place.scheme}://{at}:{place.port}{place.target}", headers=headers,
            extensions={"sni_hostname": place.host},
        )  # fmt: skip
        try:
            answer = await self._http.send(request, stream=True)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            raise MediaRefused(Phrase("the source cannot be reached")) from None
        try:
            yield answer
        finally:
            await answer.aclose()

    async def _take(self, answer: httpx.Response, into: Path) -> Media:
        told = answer.headers.get("content-length", "")
        if answer.status_code != 200:
            raise MediaRefused(Phrase("the source answered with status {status}", status=answer.status_code))
        if answer.headers.get("content-encoding", "identity").lower() != "identity":
            raise MediaRefused(Phrase("the source is packed"))
        if told.isdecimal() and int(told) > self._limits.largest:
            raise self._too_large()
        head, size, kind = b"", 0, None
        try:
            with _kept_if_good(into) as file:
                async for chunk in answer.aiter_raw():
                    size += len(chunk)
                    if size > self._limits.largest:
                        raise self._too_large()
                    with _on_disk():
                        file.write(chunk)
                    if kind is None:
                        head = (head + chunk)[:HEAD]
                        kind = sniffed(head)
                        if kind is None and len(head) >= HEAD:
                            raise MediaRefused(Phrase("the source is neither sound nor film"))
                if kind is None:
                    raise MediaRefused(Phrase("the source is neither sound nor film"))
                with _on_disk():
                    file.flush()
        except httpx.HTTPError:
            raise MediaRefused(Phrase("the source broke off")) from None
        return Media(into, kind, size)

    def _too_large(self) -> MediaRefused:
        largest = f"{self._limits.largest / 2**20:.0f}"
        return MediaRefused(Phrase("the source is larger than {largest} MiB", largest=largest))


@contextmanager
def _kept_if_good(path: Path) -> Iterator[BinaryIO]:
    """A new file that is gone again when the block fails in any way."""
    with _on_disk():
        file = path.open("xb")
    with file:
        try:
            yield file
        except BaseException:
            with suppress(OSError):  # what the disk did not take is not wanted any more
                file.close()
            path.unlink(missing_ok=True)
            raise


@contextmanager
def _on_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise no_scratch(error) from error


def _joined(place: Place, location: str) -> str:
    host = f"[{place.host}]" if ":" in place.host else place.host
    try:
        return urljoin(f"{place.scheme}://{host}:{place.port}{place.target}", location)
    except ValueError:
        raise MediaRefused(Phrase("the source leads to no address that can be read")) from None
